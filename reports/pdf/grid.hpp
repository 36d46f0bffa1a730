// A table set for a page: how wide its columns are and how high its rows. Points.
#pragma once

#include "reports/answer.hpp"
#include "reports/pdf/words.hpp"

#include <cstddef>
#include <set>
#include <vector>

namespace reports::pdf {

struct GridColumn {
  double left = 0, width = 0;
  bool right = false;  ///< figures stand to the right
};

struct GridRow {
  std::vector<Words> cells;
  std::vector<bool> to_write_in;  ///< cells that are left open for a pen
  std::size_t lines = 1;          ///< of the cell with the most
  bool alarm = false;
};

struct Grid {
  std::vector<GridColumn> columns;
  GridRow head;
  std::vector<GridRow> rows;
  std::vector<GridRow> totals;  ///< one or none
  double width = 0;
  double size = 0;  ///< of its letters

  double line_height() const { return size * 1.24; }
  double row_height(const GridRow& row) const;
};

inline constexpr double row_padding = 2.2;  // above the letters and below them
inline constexpr double column_gap = 9;
inline constexpr double pen_width = 190, pen_height = 26;  // of what is to be written in

inline constexpr double largest_in_tables = 9.2, smallest_in_tables = 5.6;

/// The room that a table is given, and the letters it is set in where they leave room.
struct GridRoom {
  double width;
  double letters = largest_in_tables;
};
/// Sets a table as wide as the page, in smaller letters where its figures leave no room.
Grid set_grid(const Table& table, GridRoom room, Letters& letters, std::set<char32_t>& unknown);

}  // namespace reports::pdf
