#include "import/profile/table_look.hpp"

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/csv/recognise.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>

namespace imports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

LookRow kept(const Row& row) {
  LookRow out{row.line, {}, false};
  for (const auto& cell : row.cells) {
    if (out.cells.size() == most_columns) break;
    out.cells.emplace_back(trimmed(cell.text));
  }
  return out;
}

std::size_t filled(const LookRow& row) {
  auto count = row.cells.size();
  while (count > 0 && row.cells[count - 1].empty()) --count;
  return count;
}

bool is_day(std::string_view text) {
  return day_forms(text, true) != 0;
}
bool is_amount(std::string_view text) {
  return std::ranges::any_of(
      money_forms(), [&](const auto& written) { return amount_in(text, written).has_value(); });
}

/// A day, and an amount in another cell.
bool is_movement(const LookRow& row) {
  for (std::size_t day = 0; day < row.cells.size(); ++day) {
    if (!is_day(row.cells[day])) continue;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i != day && !is_day(row.cells[i]) && is_amount(row.cells[i])) return true;
    }
  }
  return false;
}

/// Names only: no day, no amount, and at least two of them, as many as half of the row's cells.
bool may_be_heading(const LookRow& row, std::size_t cells) {
  std::size_t names = 0;
  for (const auto& cell : row.cells) {
    if (cell.empty()) continue;
    if (is_day(cell) || is_amount(cell) || cell.size() > 200) return false;
    ++names;
  }
  return names >= 2 && names * 2 >= cells;
}

std::size_t most_common_width(const std::vector<LookRow>& rows) {
  std::map<std::size_t, std::size_t> widths;
  for (const auto& row : rows) ++widths[filled(row)];
  const auto most = std::ranges::max_element(widths, {}, [](const auto& each) {
    return std::pair{each.second, each.first};
  });
  return most == widths.end() ? 0 : most->first;
}

/// Puts what stands above the first movement into heading and preamble.
void part_heading(TableLook& look, std::vector<LookRow> before) {
  const auto cells = most_common_width(look.rows);
  look.columns = cells;
  for (const auto& row : look.rows) look.columns = std::max(look.columns, filled(row));
  const auto found = std::find_if(before.rbegin(), before.rend(),
                                  [&](const LookRow& row) { return may_be_heading(row, cells); });
  if (found != before.rend()) {
    const auto at = static_cast<std::size_t>(before.rend() - found) - 1;
    look.heading = before[at];
    look.columns = filled(before[at]);
    // What stands between heading and first movement belongs to the rows.
    look.rows.insert(look.rows.begin(), before.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                     before.end());
    before.resize(at);
  }
  look.above = std::move(before);
  for (std::size_t i = 0; i < look.columns; ++i) {
    look.hints.push_back(look.heading ? hint_of(look.heading->cell(i)) : Hint::none);
  }
}

/// Where the last rows stand; they are read once more at the end.
class LastRows {
 public:
  LastRows(std::string_view text, char separator) : text_{text}, separator_{separator} {}

  void note(const Row& row) {
    places_.emplace_back(row.offset, row.line);
    if (places_.size() > last_rows_kept) places_.pop_front();
  }

  std::vector<LookRow> rows() const {
    std::vector<LookRow> found;
    for (const auto& [offset, line] : places_) {
      CsvReader reader{text_.substr(offset), separator_};
      Row row;
      if (reader.next(row) != CsvReader::Got::row) continue;
      found.push_back(kept(row));
      found.back().line = line;
    }
    return found;
  }

 private:
  std::string_view text_;
  char separator_;
  std::deque<std::pair<std::size_t, int>> places_;
};

}  // namespace

std::string_view LookRow::cell(std::size_t at) const {
  return at < cells.size() ? unguarded(cells[at]) : std::string_view{};
}

void TableLook::mark_days(std::size_t column) {
  for (auto* const part : {&rows, &last}) {
    for (auto& row : *part) row.has_day = day_forms(row.cell(column), true) != 0;
  }
}

std::string TableLook::name(std::size_t column) const {
  const auto text = heading ? tidied(heading->cell(column)) : std::string{};
  return text.empty() ? "column " + std::to_string(column + 1) : text;
}

std::optional<TableLook> look_at_table(std::string_view text, char separator, LookRow& widest) {
  TableLook look;
  look.separator = separator;
  std::vector<LookRow> before;
  LastRows last{text, separator};
  CsvReader reader{text, separator};
  Row row;
  while (reader.next(row) == CsvReader::Got::row) {
    if (row.blank()) continue;
    if (row.cells.size() > most_columns) return std::nullopt;
    if (look.rows.size() >= most_rows_kept) {
      last.note(row);
      continue;
    }
    auto seen = kept(row);
    if (!look.rows.empty() || is_movement(seen)) {
      last.note(row);
      look.rows.push_back(std::move(seen));
      continue;
    }
    if (filled(seen) > filled(widest)) widest = seen;
    before.push_back(std::move(seen));
    if (std::ssize(before) > rows_looked_at) return std::nullopt;
  }
  if (look.rows.empty()) return std::nullopt;
  look.last = last.rows();
  part_heading(look, std::move(before));
  return look;
}

std::uint64_t day_forms(std::string_view text, bool packed) {
  text = unguarded(text);
  if (text.size() < 6 || text.size() > 40 || std::ranges::none_of(text, is_digit)) return 0;
  std::uint64_t fitting = 0;
  std::uint64_t bit = 1;
  for (const auto& written : date_forms()) {
    const bool looked_at = written.between != '\0' || packed;
    const auto date = looked_at ? read_written_date(text, written).date : std::nullopt;
    if (date && date->year() >= 1990 && date->year() < 2100) fitting |= bit;
    bit <<= 1U;
  }
  return fitting;
}

bool has_shape_of_day(std::string_view text) {
  text = unguarded(text);
  if (text.size() < 6 || text.size() > 40) return false;
  return std::ranges::any_of(date_forms(), [&](const auto& written) {
    return read_written_date(text, written).wrong != ledger::Rule::date_not_understood;
  });
}

const std::vector<MoneyWritten>& money_forms() {
  static const std::vector<MoneyWritten> forms = {
      {'.', ','}, {',', '.'}, {',', ' '}, {'.', ' '}, {'.', '\''}};
  return forms;
}

std::optional<ledger::Money> amount_in(std::string_view text, const MoneyWritten& written) {
  text = unguarded(text);
  if (text.empty() || text.size() > 40) return std::nullopt;
  const auto* const first = std::ranges::find_if(text, is_digit);
  const auto digits = text.substr(static_cast<std::size_t>(first - text.begin()));
  if (digits.empty()) return std::nullopt;
  const bool bare = std::ranges::all_of(digits, is_digit);
  const bool long_number = bare && digits.size() > 9;
  const bool padded = digits.size() > 1 && digits[0] == '0' && is_digit(digits[1]) && bare;
  if (long_number || padded) return std::nullopt;
  const auto read = read_written_money(text, written);
  const bool known =
      read.currency.empty() || read.currency == "$" || is_currency_code(read.currency);
  if (read.wrong || !known) return std::nullopt;
  return read.value;
}

}  // namespace imports
