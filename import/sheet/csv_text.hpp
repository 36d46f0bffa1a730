// A sheet as the text of a table: one line a row, so that the row's number is the line's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace imports {

class CsvText {
 public:
  /// Nothing is written beyond `most` bytes.
  explicit CsvText(std::size_t most) : most_{most} {}

  /// Rows and columns from 0, each later than the one before; what is between is empty.
  void go_to_row(std::size_t row);
  void add(std::size_t column, std::string_view text);

  bool too_large() const { return too_large_; }
  std::size_t rows_filled() const { return rows_filled_; }
  const std::string& text() const { return text_; }

 private:
  bool fits(std::size_t more);

  std::size_t most_;
  std::string text_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t rows_filled_ = 0;
  bool row_is_filled_ = false;
  bool too_large_ = false;
};

}  // namespace imports
