#include "import/csv/statement_rows.hpp"
#include "import/encoding.hpp"
#include "import/own/own_table.hpp"
#include "import/source.hpp"
#include "import/text_of_file.hpp"

#include <array>
#include <set>

namespace imports {
namespace {

using ledger::Rule;

enum : std::size_t { file_column, kind_column, account_column };
constexpr auto columns = std::to_array<OwnColumn>({{"file"}, {"kind", false}, {"account", false}});

std::vector<ManifestRow> read_rows(OwnTable& table) {
  std::vector<ManifestRow> rows;
  std::set<std::string> seen;
  while (table.next()) {
    ManifestRow row;
    row.file = table.text(file_column);
    row.account = table.optional_text(account_column);
    row.line = table.line();
    const auto word = table.optional_text(kind_column);
    row.kind = ledger::parse_file_kind(word);
    if (!word.empty() && !row.kind) {
      table.refuse(Rule::word_unknown, kind_column,
                   "write bank, payroll, summary, invoice or delivery");
    }
    if (table.sound() && !seen.insert(row.file).second) {
      table.refuse(Rule::row_duplicated, file_column);
    }
    if (table.sound()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

ledger::Result<std::vector<ManifestRow>> read_manifest(std::string_view bytes,
                                                       const std::string& file) {
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
  auto rows = read_rows(table);
  if (rows.empty() && !refusals.any()) {
    refusals.add(Rule::statement_without_lines, {heading.line, 1}, {},
                 "the manifest names no file: give each one a row");
  }
  if (refusals.any()) return refusals.take();
  return rows;
}

}  // namespace imports
