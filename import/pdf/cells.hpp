// A row of a table, parted into its cells by where the heading has the columns.
#pragma once

#include "import/pdf/days.hpp"
#include "import/pdf/figures.hpp"
#include "import/pdf/heading.hpp"
#include "import/pdf/rows.hpp"

#include <optional>
#include <span>
#include <string>

namespace imports::pdf {

/// Where the columns of a table are, learned from its heading and from the rows below it.
struct Columns {
  TableHeading heading;
  bool coded = false;  ///< what describes begins with a type: "DD NORTH POWER"
};
Columns columns_of(TableHeading heading, std::span<const Row> below);

struct Cells {
  std::optional<PrintedDay> day;
  bool strange_day = false;   ///< something else stands where the day does
  std::size_t first = 0;      ///< the first word of the table: before it is a side note
  std::size_t text_from = 0;  ///< the first word behind the day
  std::string type;
  std::string narrative;
  std::string reference;
  std::optional<Figure> out, in, amount, balance;
  bool two_in_a_cell = false;

  bool moves_money() const { return out || in || amount; }
  bool has_money() const { return moves_money() || balance; }
  bool has_text() const { return !type.empty() || !narrative.empty() || !reference.empty(); }
};
Cells cells_of(const Row& row, const Columns& columns);

}  // namespace imports::pdf
