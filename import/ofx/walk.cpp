#include "import/ofx/walk.hpp"

#include "import/cell_text.hpp"
#include "import/ofx/values.hpp"

#include <utility>

namespace imports::ofx {
namespace {

using Kind = Token::Kind;

std::string tag_text(std::string_view name) {
  return "<" + std::string{name.substr(0, 40)} + ">";
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

Element Walk::parent() const {
  for (auto i = depth_; i > 0; --i) {
    if (levels_[i - 1].element != Element::unknown) return levels_[i - 1].element;
  }
  return Element::unknown;
}

Event Walk::fault_at(Fault::What what, std::size_t offset, std::string found) {
  fault_ = {what, std::move(found)};
  return {Event::Kind::fault, Element::unknown, Element::unknown, false, {}, offset};
}

Token Walk::take_token() {
  if (!has_again_) return markup_.next();
  has_again_ = false;
  return again_;
}

/// Everything but a text and the pending tag's own end, which closes it in place.
bool Walk::ends_pending(const Token& token) const {
  if (!has_pending_ || token.kind == Kind::text || token.kind == Kind::literal) return false;
  const bool own_end = token.kind == Kind::close &&
                       (token.text == pending_.name || same_word(token.text, pending_.name));
  return !own_end;
}

Event Walk::leaf() {
  has_pending_ = false;
  return {Event::Kind::leaf, pending_.element, parent(),
          value_is_literal_, value_,           pending_.offset};
}

bool Walk::push(const Level& level, Event& event) {
  if (depth_ == deepest) {
    event = fault_at(Fault::What::depth, level.offset, tag_text(level.name));
    return false;
  }
  levels_[depth_++] = level;
  return true;
}

/// True when there is an event; a tag of unknown kind without a value becomes a level.
bool Walk::settle_pending(Event& event) {
  if (!value_.empty() || is_leaf(pending_.element)) {
    event = leaf();
    return true;
  }
  has_pending_ = false;
  return !push(pending_, event);
}

Event Walk::next() {
  Event event;
  if (closes_at_once_) {
    closes_at_once_ = false;
    const auto level = levels_[--depth_];
    return {Event::Kind::closed, level.element, parent(), false, {}, level.offset};
  }
  for (;;) {
    const auto token = take_token();
    if (ends_pending(token) && settle_pending(event)) {
      again_ = token;
      has_again_ = true;
      return event;
    }
    if (handle(token, event)) return event;
  }
}

bool Walk::handle(const Token& token, Event& event) {
  switch (token.kind) {
    case Kind::open:
      return open(token, event);
    case Kind::close:
      return close(token, event);
    case Kind::text:
    case Kind::literal:
      if (token.kind == Kind::text && without_blanks(token.text).empty()) return false;
      if (has_pending_) {
        take_text(token);
        return false;
      }
      if (parent() == Element::unknown) return false;  // around the message
      event = fault_at(Fault::What::stray_text, token.offset,
                       std::string{without_blanks(token.text).substr(0, 80)});
      return true;
    case Kind::broken:
      event = fault_at(token.closes_itself ? Fault::What::cut : Fault::What::tag, token.offset,
                       std::string{token.text});
      return true;
    case Kind::end:
      return end(event);
  }
  return false;
}

void Walk::take_text(const Token& token) {
  const bool literal = token.kind == Kind::literal;
  if (value_.empty()) {
    value_ = without_blanks(token.text);
    value_is_literal_ = literal;
    return;
  }
  if (value_.data() != joined_.data()) {
    joined_.clear();
    append_text(value_, value_is_literal_, joined_);
  }
  if (!literal && is_blank(token.text.front())) joined_ += ' ';
  append_text(without_blanks(token.text), literal, joined_);
  value_ = joined_;
  value_is_literal_ = true;
}

bool Walk::open(const Token& token, Event& event) {
  const auto element = element_of(token.text);
  const Level level{element, token.text, token.offset};
  if (is_aggregate(element)) {
    const auto holder = parent();
    if (!push(level, event)) return true;
    closes_at_once_ = token.closes_itself;
    event = {Event::Kind::opened, element, holder, false, {}, token.offset};
    return true;
  }
  pending_ = level;
  has_pending_ = true;
  value_ = {};
  value_is_literal_ = false;
  if (!token.closes_itself) return false;
  event = leaf();
  return true;
}

bool Walk::close(const Token& token, Event& event) {
  if (has_pending_) {  // its own end: settle_pending() has seen to every other
    event = leaf();
    return true;
  }
  const auto element = element_of(token.text);
  auto found = depth_;
  while (found > 0 &&
         !(levels_[found - 1].element == element &&
           (element != Element::unknown || same_word(levels_[found - 1].name, token.text)))) {
    --found;
  }
  if (found == 0) {
    if (parent() == Element::unknown) return false;  // around the message
    event = fault_at(Fault::What::nesting, token.offset, "</" + std::string{token.text} + ">");
    return true;
  }
  for (auto i = depth_; i > found; --i) {
    const auto& inner = levels_[i - 1];
    if (inner.element == Element::unknown) continue;  // a leaf without a value, after all
    event = fault_at(Fault::What::unclosed, inner.offset, tag_text(inner.name));
    return true;
  }
  const auto offset = levels_[found - 1].offset;
  depth_ = found - 1;
  if (element == Element::unknown) return false;
  event = {Event::Kind::closed, element, parent(), false, {}, offset};
  return true;
}

bool Walk::end(Event& event) {
  event = {};
  for (auto i = depth_; i > 0; --i) {
    const auto& level = levels_[i - 1];
    if (level.element == Element::unknown) continue;
    event = fault_at(Fault::What::cut, level.offset, tag_text(level.name));
    break;
  }
  return true;
}

}  // namespace imports::ofx
