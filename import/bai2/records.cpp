#include "import/bai2/records.hpp"

#include "import/cell_text.hpp"
#include "import/find_bytes.hpp"

#include <algorithm>

namespace imports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The record that begins a text: "16,…" gives 16; 0 when none does.
int code_of(std::string_view text) {
  if (text.size() < 3 || text[2] != ',' || !is_digit(text[0]) || !is_digit(text[1])) return 0;
  const int code = (text[0] - '0') * 10 + (text[1] - '0');
  for (const int known : {1, 2, 3, 16, 49, 88, 98, 99}) {
    if (code == known) return code;
  }
  return 0;
}

bool is_count(std::string_view field) {
  field = trimmed(field);
  if (field.starts_with('+') || field.starts_with('-')) field.remove_prefix(1);
  return !field.empty() && std::ranges::all_of(field, is_digit);
}

/// A trailer may leave any of its figures blank.
bool may_be_count(std::string_view field) {
  return field.empty() || is_count(field);
}

bool is_type(std::string_view field) {
  return field.size() == 3 && std::ranges::all_of(field, is_digit);
}

bool is_currency(std::string_view field) {
  return field.size() == 3 &&
         std::ranges::all_of(field, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// With at most one blank at its end: a text may go on after it.
std::string_view with_one_blank(std::string_view line) {
  const auto end = line.find_last_not_of(" \t\r");
  return line.substr(0, end == line.npos ? 0 : end + 2);
}

/// What follows a "/" in the middle of a line may be a date ("01/03, thanks"): it is a record only
/// when its first fields are those of one.
bool is_surely_record(std::string_view text) {
  const int code = code_of(text);
  if (code == 0) return false;
  const auto line = text.substr(3, text.find('/', 3) - 3);
  BaiFields fields{line};
  const auto first = fields.next();
  const bool has_second = !fields.done();
  const auto second = fields.next();
  const bool has_third = !fields.done();
  const auto third = fields.next();
  switch (code) {
    case 16:
      return is_type(first) && has_third && (second.empty() || is_count(second));
    case 49:
      return has_second && !has_third && may_be_count(first) && may_be_count(second);
    case 98:
    case 99:
      return has_third && may_be_count(first) && may_be_count(second) && may_be_count(third);
    case 3:
      return has_second && std::ranges::any_of(first, is_digit) &&
             (second.empty() || is_currency(second)) && (third.empty() || is_type(third));
    case 2:
      return third.size() == 1 && is_digit(third[0]) && is_count(fields.next());
    case 1:
      return std::ranges::count(line, ',') >= 6;
    default:
      return true;  // 88, which has no shape: what stands before it says more
  }
}

/// The "/" at which the record ends: at the end of its line, or before another one. The size when
/// it has none.
std::size_t end_of_record(std::string_view line) {
  for (auto slash = line.find('/'); slash != line.npos; slash = line.find('/', slash + 1)) {
    const auto after = line.substr(slash + 1);
    const auto next = trimmed(after);  // which has at most one blank at its end
    if (next.empty()) return slash;
    const bool parted = next.data() != after.data();
    if (is_surely_record(next) && (parted || code_of(next) != 88)) return slash;
  }
  return line.size();
}

}  // namespace

std::string_view BaiFields::next() {
  const auto end = find_byte(rest_, 0, ',', bai_field_end);
  const auto field = rest_.substr(0, end);
  done_ = end == rest_.size();
  rest_.remove_prefix(done_ ? end : end + 1);
  return trimmed(field);
}

BaiRecords::BaiRecords(std::string_view text)
    : text_{text}, line_end_{text.find('\n') == text.npos ? '\r' : '\n'} {}

bool BaiRecords::next_piece(Piece& piece) {
  bool continues = true;
  while (trimmed(line_).empty()) {
    if (at_ >= text_.size()) return false;
    line_ = text_.substr(at_, text_.find(line_end_, at_) - at_);
    at_ = std::min(text_.size(), at_ + line_.size() + 1);
    line_number_ += 1;
    line_ = with_one_blank(line_);
    continues = false;
  }
  const auto begin = trimmed(line_);
  piece.code = code_of(begin);
  piece.line = line_number_;
  if (piece.code != 0 || continues) {
    line_.remove_prefix(static_cast<std::size_t>(begin.data() - line_.data()));
  }
  const auto end = end_of_record(line_);
  piece.text = line_.substr(0, end);
  piece.ended = end < line_.size();
  line_.remove_prefix(std::min(line_.size(), end + 1));
  return true;
}

void BaiRecords::join(const Piece& piece, bool after_end) {
  auto text = piece.text;
  if (piece.code == 88) text.remove_prefix(3);
  if (after_end) joined_ += bai_field_end;
  if (piece.code == 0 && piece.line > 0) joined_ += '\n';  // a blank of a text, wrong in a number
  const auto at = joined_.size();
  joined_ += text;
  std::replace(joined_.begin() + static_cast<std::ptrdiff_t>(at), joined_.end(), bai_field_end,
               ' ');
}

bool BaiRecords::next(BaiRecord& record, Refusals& refusals) {
  Piece piece;
  if (has_ahead_) {
    piece = ahead_;
    has_ahead_ = false;
  } else if (!next_piece(piece)) {
    return false;
  }
  if (piece.code == 0 || piece.code == 88) {
    refusals.add(ledger::Rule::row_not_understood, {piece.line, 1}, trimmed(piece.text),
                 "a line begins with its record, as 16, and goes on with no other");
    return false;
  }
  record = {piece.code, piece.text.substr(3), piece.line, 1};
  bool ended = piece.ended;
  bool copied = false;
  while (next_piece(ahead_)) {
    has_ahead_ = true;
    const bool goes_on = ahead_.code == 88 || (ahead_.code == 0 && !ended);
    if (!goes_on) break;
    if (!copied) {
      joined_.clear();
      join({0, record.fields, 0, false}, false);
    }
    copied = true;
    join(ahead_, ended);
    if (ahead_.code == 88) record.physical += 1;
    ended = ahead_.ended;
    has_ahead_ = false;
  }
  if (copied) record.fields = joined_;
  return true;
}

}  // namespace imports
