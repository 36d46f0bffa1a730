#include "reports/cells.hpp"

#include "ledger/ensure.hpp"

namespace reports {
namespace {

std::vector<Cell> kept_cells(const std::vector<Column>& columns, const std::vector<Cell>& cells) {
  std::vector<Cell> kept;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (columns[i].for_people) kept.push_back(cells[i]);
  }
  return kept;
}

}  // namespace

std::string grouped(ledger::Money amount) {
  std::string digits = ledger::text(amount);
  const std::size_t first = amount.is_negative() ? 1 : 0;
  const std::size_t point = digits.find('.');
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string for_people(const Cell& cell) {
  struct Reading {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(ledger::Money amount) const { return grouped(amount); }
    std::string operator()(ledger::Date date) const { return ledger::text(date); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
  };
  return std::visit(Reading{}, cell);
}

bool is_figure(const Cell& cell) {
  return std::holds_alternative<ledger::Money>(cell) || std::holds_alternative<std::int64_t>(cell);
}

bool is_for_a_pen(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text != nullptr && text->size() > 3 && text->find_first_not_of('_') == std::string::npos;
}

std::vector<bool> figure_columns(const Table& table) {
  std::vector<bool> figures(table.columns.size(), false);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    bool any = false;
    bool only = true;
    for (const auto& row : table.rows) {
      if (std::holds_alternative<std::monostate>(row[i])) continue;
      any = any || is_figure(row[i]);
      only = only && is_figure(row[i]);
    }
    figures[i] = any && only;
  }
  return figures;
}

Table shown_to_people(const Table& table) {
  Table shown = table;
  shown.columns.clear();
  for (const Column& column : table.columns) {
    if (column.for_people) shown.columns.push_back(column);
  }
  for (auto& row : shown.rows) row = kept_cells(table.columns, row);
  shown.totals = kept_cells(table.columns, table.totals);
  return shown;
}

void ensure_rectangular(const Table& table) {
  for (const auto& row : table.rows) {
    ledger::ensure(row.size() == table.columns.size(), "a row has one cell a column");
  }
  ledger::ensure(table.totals.empty() || table.totals.size() == table.columns.size(),
                 "the totals have one cell a column");
}

}  // namespace reports
