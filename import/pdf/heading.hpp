// The heading of a table of transactions: which column stands where on the page.
//
// A heading is one row, or up to three above one another, whose words name a date, something that
// describes, and amounts: out and in, or one signed. The names are data, in heading.cpp.
#pragma once

#include "import/pdf/rows.hpp"

#include <optional>
#include <span>
#include <vector>

namespace imports::pdf {

enum class Column { date, other, type, narrative, reference, out, in, amount, balance };

constexpr bool is_money(Column column) {
  return column == Column::out || column == Column::in || column == Column::amount ||
         column == Column::balance;
}

struct ColumnPlace {
  Column what;
  int left = 0;
  int right = 0;
};

struct TableHeading {
  std::vector<ColumnPlace> columns;  ///< from left to right
  std::size_t rows = 1;              ///< how many rows it takes

  const ColumnPlace* find(Column what) const;
};

/// The heading that begins with the first of these rows.
std::optional<TableHeading> heading_at(std::span<const Row> rows);

}  // namespace imports::pdf
