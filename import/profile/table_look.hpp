// An unknown table as a person looks at it: where its rows begin, what its columns are called, and
// what stands in them. Nothing here decides what they mean.
#pragma once

#include "import/profile/heading_words.hpp"
#include "import/profile/written.hpp"
#include "import/refusals.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct LookRow {
  int line = 0;
  std::vector<std::string> cells;
  bool has_day = false;  ///< in the column of days, once that is known

  /// Trimmed and without guards; empty beyond the end.
  std::string_view cell(std::size_t at) const;
};

/// So many rows are kept to look at; all others are only counted.
inline constexpr std::size_t most_rows_kept = 2000;
inline constexpr std::size_t last_rows_kept = 12;
inline constexpr std::size_t most_columns = 200;

struct TableLook {
  char separator = ',';
  std::vector<LookRow> above;      ///< not blank, above the rows (and the heading)
  std::optional<LookRow> heading;  ///< none: the rows begin at once
  std::vector<LookRow> rows;       ///< not blank, the first of them
  std::vector<LookRow> last;       ///< the last of them, which may be in `rows` too
  std::size_t columns = 0;         ///< of the heading, else of most rows
  std::vector<Hint> hints;         ///< by column

  /// Says which rows have a day in this column.
  void mark_days(std::size_t column);
  /// Its heading as people see it: "Date"; "column 3" where it has none.
  std::string name(std::size_t column) const;
};

/// The first rows that are no table end the search: nothing, and what was seen in `widest`.
std::optional<TableLook> look_at_table(std::string_view text, char separator, LookRow& widest);

/// Bits, one for each of date_forms(), by which a text is a day of this age; forms without marks
/// between their parts count only when asked for.
std::uint64_t day_forms(std::string_view text, bool packed);
/// It has the shape of a day, though there may be no such day.
bool has_shape_of_day(std::string_view text);

/// How amounts may be written; the likelier first.
const std::vector<MoneyWritten>& money_forms();
/// It is written as an amount, and is no number of something else: "0042", "00-11", "12345678901".
std::optional<ledger::Money> amount_in(std::string_view text, const MoneyWritten& written);

}  // namespace imports
