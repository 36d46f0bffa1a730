// The columns of an unknown table as numbers.
#pragma once

#include "import/profile/day_column.hpp"
#include "import/profile/table_look.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imports {

/// One column, a value for every row that has a day.
struct MoneyValues {
  std::size_t at = 0;
  Hint hint = Hint::none;
  std::vector<std::optional<std::int64_t>> pence;
  std::size_t filled = 0;
  std::size_t positive = 0;
  std::size_t negative = 0;
  bool has_places = false;  ///< "12.00"
  bool has_sign = false;    ///< a sign or a currency stands by some
  bool varies = false;

  /// How sure it is that these are amounts.
  int evidence() const;
};

struct MoneyTable {
  MoneyWritten written;
  std::vector<MoneyValues> columns;
  std::vector<std::size_t> rows;  ///< of the table, those with a day
  std::vector<int> days;          ///< theirs
};

/// The columns that hold amounts, in the one way of writing that most of them fit.
MoneyTable money_in_columns(const TableLook& look, const DayColumn& day);

/// A way of reading the columns: what moved, by row, and what was left then.
struct MoneyReading {
  std::vector<std::optional<std::int64_t>> moved;
  const std::vector<std::optional<std::int64_t>>* balance = nullptr;
};
struct Chain {
  std::size_t joins = 0;
  std::size_t pairs = 0;
  /// More than chance could do.
  bool proves() const { return joins > 0 && joins * 2 >= pairs; }
};
/// Rows that follow from the one before of the same account, in the better of both directions; a
/// row that would follow from a later day does not count.
Chain chain_of(const MoneyReading& reading, const std::vector<std::string>& groups,
               const std::vector<int>& days);

}  // namespace imports
