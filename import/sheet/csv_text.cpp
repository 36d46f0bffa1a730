#include "import/sheet/csv_text.hpp"

#include "import/cell_text.hpp"

namespace imports {

bool CsvText::fits(std::size_t more) {
  too_large_ |= more > most_ || text_.size() > most_ - more;
  return !too_large_;
}

void CsvText::go_to_row(std::size_t row) {
  if (row <= row_ || !fits(row - row_)) return;
  text_.append(row - row_, '\n');
  row_ = row;
  column_ = 0;
  row_is_filled_ = false;
}

void CsvText::add(std::size_t column, std::string_view text) {
  if (trimmed(text).empty() || column < column_) return;
  if (!fits(column - column_ + 2 * text.size() + 3)) return;
  text_.append(column - column_, ',');
  column_ = column;
  if (!row_is_filled_) ++rows_filled_;
  row_is_filled_ = true;
  const bool quotes = text.find_first_of(",\"") != text.npos;
  if (quotes) text_ += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"') text_ += '"';
    text_ += byte < 0x20 ? ' ' : c;
  }
  if (quotes) text_ += '"';
}

}  // namespace imports
