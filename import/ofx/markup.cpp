#include "import/ofx/markup.hpp"

#include "import/find_bytes.hpp"

#include <algorithm>

namespace imports::ofx {
namespace {

constexpr std::string_view cdata = "<![CDATA[";

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_of_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ':';
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

Token Markup::broken(std::size_t at) {
  const bool cut = at_ == text_.size() || text_.find('>', at) == text_.npos;
  at_ = text_.size();
  return {Token::Kind::broken, cut, text_.substr(at, 40), at};
}

bool Markup::tag_starts_at(std::size_t at) const {
  if (at + 1 >= text_.size()) return true;  // cut off here: no text
  const char c = text_[at + 1];
  if (c == '/') return at + 2 >= text_.size() || is_letter(text_[at + 2]);
  return is_letter(c) || c == '!' || c == '?';
}

bool Markup::pass_over(std::string_view begins, std::string_view ends) {
  const auto end = text_.find(ends, at_ + begins.size());
  if (end == text_.npos) return false;
  at_ = end + ends.size();
  return true;
}

Token Markup::next() {
  while (at_ < text_.size()) {
    if (text_[at_] != '<' || !tag_starts_at(at_)) return text_token();
    const auto here = text_.substr(at_);
    const auto began = at_;
    if (here.size() < 2) return broken(began);
    if (here[1] != '!' && here[1] != '?') return tag();
    if (here.starts_with(cdata)) {
      if (!pass_over(cdata, "]]>")) return broken(began);
      const auto size = at_ - began - cdata.size() - 3;
      return {Token::Kind::literal, false, text_.substr(began + cdata.size(), size), began};
    }
    const bool comment = here.starts_with("<!--");
    const auto begins = here.substr(0, comment ? 4 : 2);
    if (!pass_over(begins, comment ? "-->" : ">")) return broken(began);
  }
  return {Token::Kind::end, false, {}, at_};
}

Token Markup::text_token() {
  const auto began = at_;
  do {
    at_ = std::min(text_.find('<', at_ + 1), text_.size());
  } while (at_ < text_.size() && !tag_starts_at(at_));
  return {Token::Kind::text, false, text_.substr(began, at_ - began), began};
}

Token Markup::tag() {
  const auto began = at_;
  const bool closes = text_[began + 1] == '/';
  const auto name_at = began + (closes ? 2 : 1);
  auto at = name_at;
  while (at < text_.size() && is_of_name(text_[at])) ++at;
  const auto name = text_.substr(name_at, at - name_at);
  if (at < text_.size() && text_[at] == '>') {
    at_ = at + 1;
    return {closes ? Token::Kind::close : Token::Kind::open, false, name, began};
  }
  const auto end = find_byte(text_, at, '<', '>');
  if (end == text_.size() || text_[end] == '<' || (!is_blank(text_[at]) && text_[at] != '/')) {
    return broken(began);
  }
  at_ = end + 1;
  const bool closes_itself = text_[end - 1] == '/';
  return {closes ? Token::Kind::close : Token::Kind::open, closes_itself, name, began};
}

}  // namespace imports::ofx
