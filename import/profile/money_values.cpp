#include "import/profile/money_values.hpp"

#include <algorithm>
#include <unordered_map>

namespace imports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The text has places behind its decimal mark.
bool has_places(std::string_view text, char decimal) {
  const auto mark = text.rfind(decimal);
  return mark != text.npos && mark + 1 < text.size() && is_digit(text[mark + 1]);
}

bool has_sign(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return !is_digit(c) && c != '.' && c != ','; });
}

void take(MoneyValues& column, std::string_view cell, const MoneyWritten& written,
          std::size_t& wrong) {
  auto& value = column.pence.emplace_back();
  if (cell.empty()) return;
  ++column.filled;
  const auto amount = amount_in(cell, written);
  if (!amount) {
    ++wrong;
    return;
  }
  value = amount->pence();
  column.positive += *value > 0 ? 1U : 0U;
  column.negative += *value < 0 ? 1U : 0U;
  column.has_places = column.has_places || has_places(cell, written.decimal);
  column.has_sign = column.has_sign || has_sign(cell);
}

std::optional<MoneyValues> values_of(const TableLook& look, const std::vector<std::size_t>& rows,
                                     std::size_t at, const MoneyWritten& written) {
  MoneyValues column;
  column.at = at;
  column.hint = look.hints[at];
  std::size_t wrong = 0;
  for (const auto row : rows) take(column, look.rows[row].cell(at), written, wrong);
  const bool holds = column.filled > 0 && wrong * 10 <= column.filled;
  if (!holds || column.positive + column.negative == 0) return std::nullopt;
  std::optional<std::int64_t> first;
  for (const auto& value : column.pence) {
    if (!value) continue;
    if (!first) first = value;
    column.varies = column.varies || value != first;
  }
  return column;
}

MoneyTable table_in(const TableLook& look, const std::vector<std::size_t>& rows, std::size_t day,
                    const MoneyWritten& written) {
  MoneyTable table{written, {}, rows, {}};
  for (std::size_t i = 0; i < look.columns; ++i) {
    if (i == day) continue;
    auto column = values_of(look, rows, i, written);
    if (column && column->evidence() >= 2) table.columns.push_back(std::move(*column));
  }
  return table;
}

std::size_t values_with_places(const MoneyTable& table) {
  std::size_t count = 0;
  for (const auto& column : table.columns) count += column.has_places ? column.filled : 1;
  return count;
}

/// Joins of both directions, and how many there could be.
struct Directions {
  std::size_t forwards = 0;
  std::size_t backwards = 0;
  std::size_t pairs = 0;
};

bool follows(std::int64_t before, std::int64_t moved, std::int64_t after) {
  std::int64_t sum = 0;
  return !__builtin_add_overflow(before, moved, &sum) && sum == after;
}

}  // namespace

int MoneyValues::evidence() const {
  const bool is_named = hint == Hint::amount || hint == Hint::net || hint == Hint::gross ||
                        hint == Hint::money_in || hint == Hint::money_out ||
                        hint == Hint::balance || hint == Hint::fee;
  const bool is_other = hint == Hint::other_amount || hint == Hint::bank_id ||
                        hint == Hint::account || hint == Hint::other_account;
  int sure = (is_named ? 3 : 0) + (has_places ? 2 : 0) + (has_sign ? 2 : 0);
  if (is_other) sure -= 4;
  if (!varies && filled > 2) sure -= 1;
  return sure;
}

MoneyTable money_in_columns(const TableLook& look, const DayColumn& day) {
  std::vector<std::size_t> rows;
  std::vector<int> days;
  for (std::size_t i = 0; i < look.rows.size(); ++i) {
    if (!look.rows[i].has_day) continue;
    const auto date = read_written_date(look.rows[i].cell(day.at), day.written).date;
    rows.push_back(i);
    days.push_back(date ? date->days() : 0);
  }
  MoneyTable best;
  std::size_t most = 0;
  for (const auto& written : money_forms()) {
    auto table = table_in(look, rows, day.at, written);
    const auto values = values_with_places(table);
    if (values <= most) continue;
    most = values;
    best = std::move(table);
  }
  best.days = std::move(days);
  return best;
}

Chain chain_of(const MoneyReading& reading, const std::vector<std::string>& groups,
               const std::vector<int>& days) {
  Directions all;
  std::unordered_map<std::string_view, std::size_t> last;
  const auto& balance = *reading.balance;
  for (std::size_t i = 0; i < reading.moved.size(); ++i) {
    if (!balance[i] || !reading.moved[i]) continue;
    const auto [place, is_first] = last.try_emplace(groups[i], i);
    if (is_first) continue;
    const auto before = std::exchange(place->second, i);
    ++all.pairs;  // also where nothing moves: the balance must stay then, and proves nothing
    if (*reading.moved[i] == 0 || *reading.moved[before] == 0) {
      if (*balance[i] == *balance[before]) --all.pairs;
      continue;
    }
    const bool rises = days[before] <= days[i];
    const bool falls = days[before] >= days[i];
    const bool forwards = follows(*balance[before], *reading.moved[i], *balance[i]);
    const bool backwards = follows(*balance[i], *reading.moved[before], *balance[before]);
    all.forwards += forwards && rises ? 1U : 0U;
    all.backwards += backwards && falls ? 1U : 0U;
  }
  return {std::max(all.forwards, all.backwards), all.pairs};
}

}  // namespace imports
