#include "import/csv/csv.hpp"

#include "import/find_bytes.hpp"

#include <algorithm>

namespace imports {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool ends_row(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

std::size_t most_rows(std::string_view text) {
  const auto line_feeds = count_byte(text, '\n');
  return (line_feeds > 0 ? line_feeds : count_byte(text, '\r')) + 1;
}

bool Row::blank() const {
  return std::ranges::all_of(
      cells, [](const Cell& cell) { return std::ranges::all_of(cell.text, is_blank); });
}

std::size_t Row::filled() const {
  auto count = cells.size();
  while (count > 0 && std::ranges::all_of(cells[count - 1].text, is_blank)) --count;
  return count;
}

bool CsvReader::at_end_of_row() const {
  return at_ == text_.size() || ends_row(text_[at_]);
}

/// A blank beside a quotation mark; a tab may be the separator.
bool CsvReader::is_blank_here() const {
  return at_ < text_.size() && is_blank(text_[at_]) && text_[at_] != separator_;
}

void CsvReader::end_row() {
  if (at_ == text_.size()) return;
  const bool two = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
  at_ += two ? 2 : 1;
  line_ += 1;
}

CsvReader::Got CsvReader::next(Row& row) {
  row.cells.clear();
  unescaped_.clear();
  row.line = row_line_ = line_;
  row.offset = row_offset_ = at_;
  if (at_ == text_.size()) return Got::end;
  const auto got = read_cells(row);
  row.end = at_;
  if (got == Got::row) {
    end_row();
  } else {
    at_ = text_.size();
  }
  return got;
}

CsvReader::Got CsvReader::read_cells(Row& row) {
  for (;;) {
    auto& cell = row.cells.emplace_back();
    auto opening = at_;
    while (opening < text_.size() && is_blank(text_[opening]) && text_[opening] != separator_) {
      ++opening;
    }
    if (opening < text_.size() && text_[opening] == '"') {
      const auto got = read_quoted(opening, cell);
      if (got != Got::row) return got;
    } else {
      read_bare(cell);
    }
    if (at_ - row_offset_ > longest_row) {
      fault_ = row_offset_;
      return Got::too_long;
    }
    if (at_end_of_row()) return Got::row;
    ++at_;  // the separator
  }
}

void CsvReader::read_bare(Cell& cell) {
  const auto end = find_byte(text_, at_, separator_, '\n', '\r');
  cell = {text_.substr(at_, end - at_), at_};
  at_ = end;
}

CsvReader::Got CsvReader::read_quoted(std::size_t opened, Cell& cell) {
  fault_ = opened;
  const auto copied_from = unescaped_.size();
  auto from = opened + 1;
  for (bool doubled = true; doubled;) {
    const auto quote = text_.find('"', from);
    if (quote == text_.npos) return Got::unterminated;
    if (quote - row_offset_ > longest_row) {
      fault_ = row_offset_;
      return Got::too_long;
    }
    doubled = quote + 1 < text_.size() && text_[quote + 1] == '"';
    if (doubled || from != opened + 1) {
      unescaped_.reserve(longest_row + 2);
      unescaped_ += text_.substr(from, quote - from + (doubled ? 1 : 0));
    }
    at_ = quote + 1;
    from = quote + 2;
  }
  const auto inside = text_.substr(opened + 1, at_ - opened - 2);
  const auto copied = std::string_view{unescaped_}.substr(copied_from);
  cell = {inside.find('"') == inside.npos ? inside : copied, opened + 1};
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const bool half = inside[i] == '\r' && i + 1 < inside.size() && inside[i + 1] == '\n';
    line_ += ends_row(inside[i]) && !half ? 1 : 0;
  }
  while (is_blank_here()) ++at_;
  return at_end_of_row() || text_[at_] == separator_ ? Got::row : Got::misquoted;
}

Place CsvReader::place(std::size_t offset, int line, std::size_t line_offset) const {
  const auto within = place_of(text_.substr(line_offset), offset - line_offset);
  return {line + within.line - 1, within.column};
}

}  // namespace imports
