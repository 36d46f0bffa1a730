// Comma-separated text (or with another separator) to rows of cells, one row at a time, each cell
// with its place.
//
// Grammar   row  = cell *("," cell) end      end = LF / CR LF / CR / end of text
//           cell = *any-but-comma-and-end
//                / *blank '"' *(any-but-quote / '""') '"' *blank
//           A quotation mark inside an unquoted cell is itself. (RFC 4180, and what banks write.)
// Memory    cells look into the text; only a cell with doubled quotes is copied, into a buffer that
//           the next row uses again. A row longer than `longest_row` bytes is refused.
#pragma once

#include "import/encoding.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

inline constexpr std::size_t longest_row = 64 * 1024;

/// `text` is without the quotes around it and holds until the next row is read.
struct Cell {
  std::string_view text;
  std::size_t offset = 0;  ///< of its first character in the whole text
};

struct Row {
  int line = 0;            ///< on which it begins
  std::size_t offset = 0;  ///< of its first character
  std::size_t end = 0;     ///< of what ends it
  std::vector<Cell> cells;

  /// Nothing but blanks, in all cells.
  bool blank() const;
  /// Cells without the empty ones at the end.
  std::size_t filled() const;
};

/// The most rows that a text can hold: its line ends, and one more.
std::size_t most_rows(std::string_view text);

class CsvReader {
 public:
  enum class Got { row, end, unterminated, misquoted, too_long };

  explicit CsvReader(std::string_view text, char separator = ',')
      : text_{text}, separator_{separator} {}

  /// After anything but a row, there is no more to read.
  Got next(Row& row);
  /// Where the refused quotation mark or row begins.
  Place fault() const { return place(fault_, row_line_, row_offset_); }
  /// The place of a cell of the row that was read last.
  Place place(const Cell& cell) const { return place(cell.offset, row_line_, row_offset_); }
  std::string_view text() const { return text_; }

 private:
  Got read_cells(Row& row);
  Got read_quoted(std::size_t opened, Cell& cell);
  void read_bare(Cell& cell);
  void end_row();
  bool at_end_of_row() const;
  Place place(std::size_t offset, int line, std::size_t line_offset) const;

  bool is_blank_here() const;

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
  int row_line_ = 1;
  std::size_t row_offset_ = 0;
  std::size_t fault_ = 0;
  std::string unescaped_;  ///< never grows beyond `longest_row`, so that views into it hold
};

}  // namespace imports
