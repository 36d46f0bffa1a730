#include "import/own/audited_rows.hpp"

#include "import/own/own_table.hpp"

namespace imports {
namespace {

enum : std::size_t { line_column, audited_column, conclusion_column };
constexpr auto columns = std::to_array<OwnColumn>(
    {{"line_id"},          {"audited"},           {"conclusion", false},  {"number", false},
     {"stratum", false},   {"person", false},     {"account", false},     {"date", false},
     {"amount", false},    {"cumulative", false}, {"certain", false},     {"description", false},
     {"state", false},     {"why", false},        {"reasons", false},     {"file", false},
     {"file_line", false}, {"sha256", false},     {"approved_by", false}, {"checked", false},
     {"error", false}});

std::vector<AuditedRow> read_rows(OwnTable& table) {
  std::vector<AuditedRow> rows;
  while (table.next()) {
    AuditedRow row;
    row.line_id = table.text(line_column);
    row.audited = table.optional_money(audited_column);
    row.conclusion = table.optional_text(conclusion_column);
    row.line = table.line();
    if (table.sound()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

ledger::Result<std::vector<AuditedRow>> read_audited(std::string_view bytes,
                                                     const std::string& file) {
  return read_own_table<std::vector<AuditedRow>>(bytes, file, columns, read_rows,
                                                 ledger::Rule::paper_incomplete);
}

}  // namespace imports
