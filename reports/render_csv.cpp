// CSV as RFC 4180 has it, safe to open in a spreadsheet.
#include "ledger/ensure.hpp"
#include "reports/answer.hpp"
#include "reports/cells.hpp"
#include "reports/text_width.hpp"

#include <array>

namespace reports {
namespace {

/// What a spreadsheet takes for the beginning of a formula, full-width forms too.
bool would_run(std::string_view text) {
  constexpr std::array<std::string_view, 11> starts{
      "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  for (const std::string_view start : starts) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

std::string enclosed(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string inside;
  for (const char character : text) {
    if (character == '"') inside += '"';
    inside += character;
  }
  return '"' + inside + '"';
}

std::string field(const Cell& cell) {
  struct Reading {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const {
      const std::string valid = valid_utf8(text);
      return enclosed(would_run(valid) ? '\'' + valid : valid);
    }
    std::string operator()(ledger::Money amount) const { return ledger::text(amount); }
    std::string operator()(ledger::Date date) const { return ledger::text(date); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
  };
  return std::visit(Reading{}, cell);
}

}  // namespace

std::string as_csv(const Answer& answer) {
  ledger::ensure(answer.csv_table < answer.tables.size(), "the table for CSV is there");
  const Table& table = answer.tables[answer.csv_table];
  ensure_rectangular(table);
  std::string csv;
  if (table.columns.empty()) return csv;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) csv += ',';
    csv += enclosed(table.columns[i].key);
  }
  csv += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) csv += ',';
      csv += field(row[i]);
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace reports
