#include "import/swift/fields.hpp"

#include "import/cell_text.hpp"

#include <algorithm>

namespace imports {
namespace {

/// More lines of text than this stand in no field.
constexpr int most_text_lines = 16;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string_view swift_tag(std::string_view line) {
  if (line.size() < 4 || line[0] != ':') return {};
  if (line.starts_with(":NS:")) return line.substr(1, 2);
  if (!is_digit(line[1]) || !is_digit(line[2])) return {};
  if (line[3] == ':') return line.substr(1, 2);
  const bool has_letter = line.size() > 4 && line[3] >= 'A' && line[3] <= 'Z' && line[4] == ':';
  return has_letter ? line.substr(1, 3) : std::string_view{};
}

SwiftFields::SwiftFields(std::string_view text)
    : text_{text}, line_end_{text.find('\n') == text.npos ? '\r' : '\n'} {
  look_at_line();
}

/// Without its line end.
std::string_view SwiftFields::line_at(std::size_t at) const {
  return text_.substr(at, text_.find(line_end_, at) - at);
}

void SwiftFields::look_at_line() {
  here_ = line_at(at_);
  tag_ = swift_tag(here_);
}

void SwiftFields::go_past_line() {
  at_ = std::min(text_.size(), at_ + here_.size() + 1);
  line_ += 1;
  look_at_line();
}

bool SwiftFields::skip_to_field() {
  while (at_ < text_.size() && tag_.empty()) go_past_line();
  return at_ < text_.size();
}

/// A "-" alone may also be a line of text in a field that holds text: then fields of the same
/// message follow.
bool SwiftFields::ends_message(std::string_view line, std::string_view tag) const {
  if (line.empty() || line.front() != '-') return false;
  const bool is_text = (tag == "61" || tag == "86") && !closed_;
  if (!is_text || line.starts_with("-}")) return true;
  if (trimmed(line) != "-") return false;
  return !text_goes_on_after(std::min(text_.size(), at_ + line.size() + 1));
}

bool SwiftFields::text_goes_on_after(std::size_t at) const {
  for (int lines = 0; lines < most_text_lines && at < text_.size(); ++lines) {
    const auto line = line_at(at);
    const auto tag = swift_tag(line);
    if (!tag.empty()) return tag != "20";
    at = std::min(text_.size(), at + line.size() + 1);
  }
  return false;
}

bool SwiftFields::next(SwiftField& field) {
  ended_ = false;
  if (!skip_to_field()) return false;
  field.tag = tag_;
  field.line = line_;
  if (field.tag.starts_with("62")) closed_ = true;
  if (field.tag == "20" || field.tag.starts_with("60") || field.tag == "61") closed_ = false;
  const auto begin = at_ + field.tag.size() + 2;
  auto end = at_ + here_.size();
  go_past_line();
  while (at_ < text_.size() && tag_.empty()) {
    if (ends_message(here_, field.tag)) {
      ended_ = true;
      go_past_line();
      break;
    }
    end = at_ + here_.size();
    go_past_line();
  }
  field.content = text_.substr(begin, end - begin);
  return true;
}

}  // namespace imports
