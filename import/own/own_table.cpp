#include "import/own/own_table.hpp"

#include "import/cell_text.hpp"
#include "import/csv/statement_rows.hpp"

#include <algorithm>

namespace imports {

using ledger::Date;
using ledger::Money;
using ledger::Quantity;
using ledger::Rule;

std::size_t known_columns(std::span<const OwnColumn> columns, std::span<const std::string> names) {
  return static_cast<std::size_t>(std::ranges::count_if(columns, [&](const OwnColumn& column) {
    return std::ranges::count(names, column.name) > 0;
  }));
}

OwnTable::OwnTable(CsvReader& reader, const Row& heading, std::span<const OwnColumn> columns,
                   Refusals& refusals)
    : reader_{reader},
      columns_{columns},
      refusals_{refusals},
      positions_(columns.size(), absent),
      width_{heading.filled()} {
  take_heading(heading);
}

void OwnTable::take_heading(const Row& row) {
  for (std::size_t i = 0; i < width_; ++i) {
    const auto name = heading(row.cells[i].text);
    const auto column = std::ranges::find(columns_, name, &OwnColumn::name);
    const auto place = reader_.place(row.cells[i]);
    if (column == columns_.end()) {
      refusals_.add(Rule::column_unknown, place, row.cells[i].text);
      continue;
    }
    auto& position = positions_[static_cast<std::size_t>(column - columns_.begin())];
    if (position != absent) {
      refusals_.add(Rule::column_unknown, place, row.cells[i].text,
                    "the column stands in the heading twice: remove one of the two");
    }
    position = i;
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].required || positions_[i] != absent) continue;
    refusals_.add(Rule::column_missing, {row.line, 1}, columns_[i].name);
  }
  usable_ = !refusals_.any();
}

bool OwnTable::next() {
  sound_ = true;
  while (usable_ && !refusals_.full()) {
    const auto got = reader_.next(row_);
    if (got != CsvReader::Got::row) {
      refuse_row(got, reader_, refusals_);
      return false;
    }
    if (row_.blank()) continue;
    if (row_.cells.size() >= width_ && row_.filled() <= width_) return true;
    refusals_.add(
        Rule::column_count, {row_.line, 1},
        std::to_string(row_.cells.size()) + " cells for " + std::to_string(width_) + " columns",
        "give every row as many cells as the heading, with quotation marks around a "
        "text that has a comma");
  }
  return false;
}

std::string_view OwnTable::cell_text(std::size_t column) const {
  const auto position = positions_[column];
  return position == absent ? std::string_view{} : unguarded(row_.cells[position].text);
}

void OwnTable::refuse(Rule rule, std::size_t column, std::string remedy) {
  sound_ = false;
  const auto position = positions_[column];
  if (position == absent) {
    return refusals_.add(rule, {row_.line, 1}, columns_[column].name, std::move(remedy));
  }
  const auto& cell = row_.cells[position];
  const bool empty = trimmed(cell.text).empty();
  refusals_.add(rule, reader_.place(cell),
                empty ? std::string{columns_[column].name} : std::string{trimmed(cell.text)},
                std::move(remedy));
}

std::string OwnTable::text(std::size_t column) {
  auto out = optional_text(column);
  if (out.empty()) refuse(Rule::text_missing, column);
  return out;
}

std::string OwnTable::optional_text(std::size_t column) const {
  return tidied(cell_text(column));
}

std::optional<Money> OwnTable::optional_money(std::size_t column) {
  const auto text = cell_text(column);
  if (text.empty()) return std::nullopt;
  const auto money = ledger::parse_money(text);
  if (money) return money.value();
  refuse(money.error().broken, column);
  return std::nullopt;
}

Money OwnTable::money(std::size_t column) {
  if (cell_text(column).empty()) refuse(Rule::text_missing, column, "write 0.00 for nothing");
  return optional_money(column).value_or(Money{});
}

std::optional<Date> OwnTable::optional_date(std::size_t column) {
  const auto text = cell_text(column);
  if (text.empty()) return std::nullopt;
  const auto date = ledger::parse_date(text);
  if (date) return date.value();
  refuse(date.error().broken, column);
  return std::nullopt;
}

Date OwnTable::date(std::size_t column) {
  if (cell_text(column).empty()) refuse(Rule::text_missing, column);
  return optional_date(column).value_or(Date::of_days(0));
}

std::optional<Quantity> OwnTable::optional_quantity(std::size_t column) {
  const auto text = cell_text(column);
  if (text.empty()) return std::nullopt;
  const auto quantity = ledger::parse_quantity(text);
  if (!quantity) {
    refuse(quantity.error().broken, column);
    return std::nullopt;
  }
  if (quantity.value().hundredths < 0) refuse(Rule::value_out_of_range, column);
  return quantity.value();
}

Quantity OwnTable::quantity(std::size_t column) {
  if (cell_text(column).empty()) refuse(Rule::text_missing, column);
  return optional_quantity(column).value_or(Quantity{});
}

ledger::Period OwnTable::period(std::size_t first, std::size_t last) {
  const ledger::Period period{date(first), date(last)};
  if (sound_ && period.last < period.first) refuse(Rule::period_backwards, last);
  return period;
}

}  // namespace imports
