// Tables of our own: CSV with a heading whose columns may come in any order. Every bad cell of a
// file is refused at its place; a record is made only of rows in which nothing was.
#pragma once

#include "import/csv/csv.hpp"
#include "import/csv/statement_rows.hpp"
#include "import/encoding.hpp"
#include "import/refusals.hpp"
#include "import/text_of_file.hpp"
#include "ledger/date.hpp"
#include "ledger/money.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct OwnColumn {
  std::string_view name;
  bool required = true;  ///< it must be in the heading
};

/// How many of the names are columns of the table.
std::size_t known_columns(std::span<const OwnColumn> columns, std::span<const std::string> names);

class OwnTable {
 public:
  /// `heading` is the row that was read last. Refuses unknown, missing and doubled columns.
  OwnTable(CsvReader& reader, const Row& heading, std::span<const OwnColumn> columns,
           Refusals& refusals);

  /// The next row that is not blank; false at the end, or when there is no use in going on.
  bool next();
  /// Nothing in this row was refused so far.
  bool sound() const { return sound_; }
  int line() const { return row_.line; }

  // The cell of a column, by its place in the table. Refused where it is not what it must be; what
  // is answered then has no meaning.
  std::string text(std::size_t column);
  std::string optional_text(std::size_t column) const;
  ledger::Money money(std::size_t column);
  std::optional<ledger::Money> optional_money(std::size_t column);
  ledger::Date date(std::size_t column);
  std::optional<ledger::Date> optional_date(std::size_t column);
  ledger::Quantity quantity(std::size_t column);
  std::optional<ledger::Quantity> optional_quantity(std::size_t column);
  /// Both ends, in their order.
  ledger::Period period(std::size_t first, std::size_t last);

  /// Refuses the cell of a column of this row.
  void refuse(ledger::Rule rule, std::size_t column, std::string remedy = {});

 private:
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  std::string_view cell_text(std::size_t column) const;
  void take_heading(const Row& heading);

  CsvReader& reader_;
  std::span<const OwnColumn> columns_;
  Refusals& refusals_;
  std::vector<std::size_t> positions_;  ///< by column of the table
  std::size_t width_ = 0;               ///< of the heading
  Row row_;
  bool usable_ = true;
  bool sound_ = true;
};

/// Reads a file of our own whole: what `read` makes of its table, which asks for `columns`, or the
/// refusals. A file without any row is refused by `empty`, where that is given.
template <class Rows, class Read>
ledger::Result<Rows> read_own_table(std::string_view bytes, const std::string& file,
                                    std::span<const OwnColumn> columns, const Read& read,
                                    std::optional<ledger::Rule> empty = std::nullopt,
                                    const std::string& remedy = {}) {
  Refusals refusals{file};
  const Decoded decoded{bytes};
  if (!is_text_file(bytes, decoded, refusals)) return refusals.take();
  CsvReader reader{decoded.text};
  Row heading;
  auto got = reader.next(heading);
  while (got == CsvReader::Got::row && heading.blank()) got = reader.next(heading);
  refuse_row(got, reader, refusals);
  if (refusals.any()) return refusals.take();
  OwnTable table{reader, heading, columns, refusals};
  Rows rows = read(table);
  if (rows.empty() && empty && !refusals.any()) {
    refusals.add(*empty, {heading.line, 1}, {}, remedy);
  }
  if (refusals.any()) return refusals.take();
  return rows;
}

}  // namespace imports
