#include "import/own/own_table.hpp"
#include "import/source.hpp"

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
  return read_own_table<std::vector<ManifestRow>>(
      bytes, file, columns, read_rows, Rule::statement_without_lines,
      "the manifest names no file: give each one a row");
}

}  // namespace imports
