#include "ledger/parameters.hpp"

#include "ledger/embedded.hpp"
#include "ledger/ensure.hpp"

#include <algorithm>
#include <charconv>

namespace ledger {
namespace {

/// One row's cells. Our own tables quote with "…" and double a quote inside; no cell spans lines.
std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells(1);
  bool inside = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    const bool doubled = inside && c == '"' && i + 1 < row.size() && row[i + 1] == '"';
    if (doubled) {
      cells.back() += c;
      ++i;
    } else if (c == '"') {
      inside = !inside;
    } else if (c == ',' && !inside) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

const Parameters& Parameters::built_in() {
  static const Parameters parameters = [] {
    Parameters made;
    for (const auto& file : embed::parameter_files()) {
      const auto read = made.read(file.bytes, std::string{file.path});
      ensure(static_cast<bool>(read), read ? "" : ledger::text(read.error()));
    }
    return made;
  }();
  return parameters;
}

Result<Parameters> Parameters::overridden_by(std::string_view csv, const std::string& file) {
  Parameters made = built_in();
  if (auto read = made.read(csv, file); !read) return std::move(read).errors();
  return made;
}

/// Three kinds of table, told apart by their heading: dated values, words of lists, holidays.
Result<bool> Parameters::read(std::string_view csv, const std::string& file) {
  std::string heading;
  for (int line = 1; !csv.empty(); ++line) {
    const auto end = csv.find('\n');
    const auto row = csv.substr(0, end);
    csv = end == std::string_view::npos ? std::string_view{} : csv.substr(end + 1);
    if (row.empty() || row.front() == '#') continue;
    auto cells = cells_of(row);
    cells.resize(std::max<std::size_t>(cells.size(), 4));
    if (heading.empty()) {
      heading = cells.front();
      const bool known = heading == "name" || heading == "list" || heading == "holiday";
      if (!known) return Error{Rule::column_unknown, {file, line, 1}, quoted(heading), {}};
      continue;
    }
    if (heading == "list") {
      words_[cells[0]].push_back(cells[1]);
      continue;
    }
    if (auto taken = take_dated(heading == "holiday", cells); !taken) {
      auto error = taken.error();
      error.where = {file, line, heading == "holiday" ? 1 : 2};
      return error;
    }
  }
  std::ranges::sort(holidays_);
  return true;
}

Result<bool> Parameters::take_dated(bool holiday, const std::vector<std::string>& cells) {
  const auto& day = holiday ? cells[0] : cells[1];
  std::optional<Date> from;
  if (!day.empty()) {
    auto parsed = parse_date(day);
    if (!parsed) return std::move(parsed).errors();
    from = parsed.value();
  }
  if (holiday) {
    if (from) holidays_.push_back(*from);
    return true;
  }
  auto& rows = rows_[cells[0]];
  std::erase_if(rows, [&](const Row& known) { return known.from == from; });
  rows.push_back({from, cells[2], cells[3]});
  std::ranges::sort(rows, {}, &Row::from);
  return true;
}

const Parameters::Row* Parameters::holding(std::string_view name, Date on) const {
  const auto rows = rows_.find(name);
  if (rows == rows_.end()) return nullptr;
  const Row* holds = nullptr;
  for (const auto& row : rows->second) {
    if (!row.from || *row.from <= on) holds = &row;
  }
  return holds;
}

std::optional<std::int64_t> Parameters::number(std::string_view name, Date on) const {
  const auto* row = holding(name, on);
  return row == nullptr ? std::nullopt : whole_number(row->value);
}

std::optional<Money> Parameters::money(std::string_view name, Date on) const {
  const auto* row = holding(name, on);
  if (row == nullptr || row->value.empty()) return std::nullopt;
  const auto amount = parse_money(row->value);
  return amount ? std::optional{amount.value()} : std::nullopt;
}

int Parameters::days(std::string_view name, Date on) const {
  const auto value = number(name, on);
  ensure(value.has_value(), "the parameter " + std::string{name} + " has a value");
  return static_cast<int>(*value);
}

std::string Parameters::source(std::string_view name, Date on) const {
  const auto* row = holding(name, on);
  return row == nullptr ? std::string{} : row->source;
}

const std::vector<std::string>& Parameters::words(std::string_view list) const {
  static const std::vector<std::string> none;
  const auto words = words_.find(list);
  return words == words_.end() ? none : words->second;
}

bool Parameters::is_bank_holiday(Date date) const {
  return std::ranges::binary_search(holidays_, date);
}

bool Parameters::is_working_day(Date date) const {
  return date.weekday() < 5 && !is_bank_holiday(date);
}

}  // namespace ledger
