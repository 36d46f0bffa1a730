#include "ledger/parameters.hpp"

#include "ledger/embedded.hpp"
#include "ledger/ensure.hpp"

#include <algorithm>
#include <charconv>
#include <set>

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

// --- what a file of one's own may say ---

constexpr std::string_view say_heading =
    "begin it with name,from,value,source (dated values), list,word,source (words) or holiday,name";

struct NumberedRow {
  int line;
  std::vector<std::string> cells;
};

std::vector<NumberedRow> rows_of(std::string_view csv) {
  std::vector<NumberedRow> rows;
  for (int line = 1; !csv.empty(); ++line) {
    const auto end = csv.find('\n');
    const auto row = csv.substr(0, end);
    csv = end == std::string_view::npos ? std::string_view{} : csv.substr(end + 1);
    const bool says = row.find_first_not_of(" \t\r") != std::string_view::npos;
    if (says && row.front() != '#') rows.push_back({line, cells_of(row)});
  }
  return rows;
}

std::string joined(const std::vector<std::string>& cells) {
  std::string text;
  for (const auto& cell : cells) text += (text.empty() ? "" : ",") + cell;
  return text;
}

template <class Named>
std::set<std::string, std::less<>> names_of(const Named& named) {
  std::set<std::string, std::less<>> names;
  for (const auto& [name, rows] : named) names.insert(name);
  return names;
}

Error placed(Error error, const std::string& file, int line, int column) {
  error.where = {file, line, column};
  return error;
}

std::optional<Error> wrong_heading(const std::string& heading) {
  for (const auto* known : {"name,from,value,source", "list,word,source", "holiday,name"}) {
    if (heading == known) return std::nullopt;
  }
  return Error{Rule::column_unknown, {}, quoted(heading), std::string{say_heading}};
}

/// Names that only a file of one's own gives a value, and what such a value looks like: who may
/// approve how much is settled locally, by role.
constexpr std::string_view local_family = "authority-limit:";
constexpr std::string_view local_like = "50000.00";

bool is_local(std::string_view name) {
  return name.starts_with(local_family) && name.size() > local_family.size();
}

std::optional<Error> wrong_name(const std::vector<std::string>& cells,
                                const std::set<std::string, std::less<>>& names) {
  if (names.contains(cells[0]) || is_local(cells[0])) return std::nullopt;
  return Error{Rule::word_unknown,
               {{}, 0, 1},
               quoted(cells[0]),
               "write a name of docs/findings.md or of the tables in ledger/parameters"};
}

bool is_whole(std::string_view text) {
  return !text.empty() && text.size() <= 6 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A value must be of the kind that the program's own has: a whole number, or one with two places.
/// One that always holds cannot be unknown.
std::optional<Error> wrong_value(const std::vector<std::string>& cells, std::string_view like,
                                 bool always) {
  if (!cells[1].empty()) {
    if (const auto day = parse_date(cells[1]); !day) {
      auto error = day.error();
      error.where.column = 2;
      return error;
    }
  }
  const auto& value = cells[2];
  if (value.empty() && !always) return std::nullopt;
  const bool whole = is_whole(like);
  const auto amount = parse_money(value);
  const bool fits = whole ? is_whole(value) : amount && amount.value() >= Money{};
  if (fits) return std::nullopt;
  return Error{Rule::number_not_understood,
               {{}, 0, 3},
               quoted(value),
               whole ? "write a whole number such as " + std::string{like}
                     : "write an amount such as " + std::string{like}};
}

std::optional<Error> wrong_word(std::string_view heading, const std::vector<std::string>& cells,
                                const std::set<std::string, std::less<>>& lists) {
  if (heading.starts_with("holiday")) {
    const auto day = parse_date(cells[0]);
    if (day) return std::nullopt;
    auto error = day.error();
    error.where.column = 1;
    return error;
  }
  if (!lists.contains(cells[0])) {
    return Error{Rule::word_unknown,
                 {{}, 0, 1},
                 quoted(cells[0]),
                 "write a list of the tables in ledger/parameters, such as prohibited"};
  }
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const bool plain = std::ranges::all_of(cells[1], [&](char c) { return c == ' ' || is_plain(c); });
  if (plain && std::ranges::any_of(cells[1], is_plain)) return std::nullopt;
  return Error{Rule::word_unknown,
               {{}, 0, 2},
               quoted(cells[1]),
               "write words as they are compared: small letters and digits, with spaces between"};
}

/// Which line of a file of one's own says what a name is from a day on.
using Said = std::map<std::pair<std::string, std::optional<Date>>, int>;

/// Of two rows for one name and day nobody knows which one is meant.
std::optional<Error> said_twice(Said& said, const std::vector<std::string>& cells, int line) {
  std::optional<Date> from;
  if (!cells[1].empty()) from = parse_date(cells[1]).value();
  const auto [before, first] = said.emplace(std::pair{cells[0], from}, line);
  if (first) return std::nullopt;
  const auto day = from ? " from " + text(*from) : std::string{};
  return Error{Rule::row_duplicated,
               {{}, 0, 1},
               cells[0] + day + ", which line " + std::to_string(before->second) + " gives already",
               "keep the row that is meant, or give one of them another day"};
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
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);  // a byte order mark
  Parameters made = built_in();
  const auto names = names_of(made.rows_);
  const auto lists = names_of(made.words_);
  Errors refused;
  std::string heading;
  std::size_t rows = 0;
  Said said;
  for (auto& [line, cells] : rows_of(csv)) {
    if (heading.empty()) {
      heading = joined(cells);
      if (auto wrong = wrong_heading(heading)) return placed(*wrong, file, line, 1);
      continue;
    }
    ++rows;
    cells.resize(std::max<std::size_t>(cells.size(), 4));
    const bool dated = heading.starts_with("name");
    auto wrong = dated ? wrong_name(cells, names) : wrong_word(heading, cells, lists);
    if (!wrong && dated) {
      const auto like = made.rows_.find(cells[0]);
      wrong = like == made.rows_.end() ? wrong_value(cells, local_like, false)
                                       : wrong_value(cells, like->second.front().value,
                                                     !like->second.front().from.has_value());
      if (!wrong) wrong = said_twice(said, cells, line);
    }
    if (wrong) refused.push_back(placed(*wrong, file, line, wrong->where.column));
  }
  if (rows == 0) return Error{Rule::file_empty, {file, 0, 0}, {}, std::string{say_heading}};
  if (!refused.empty()) return refused;
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
    if (row.find_first_not_of(" \t\r") == std::string_view::npos || row.front() == '#') continue;
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

std::optional<Date> Parameters::changes_after(std::string_view name, Date day) const {
  const auto rows = rows_.find(name);
  if (rows == rows_.end()) return std::nullopt;
  for (const auto& row : rows->second) {
    if (row.from && *row.from > day) return row.from;
  }
  return std::nullopt;
}

int Parameters::days(std::string_view name, Date on) const {
  const auto value = number(name, on);
  if (!value) ensure(false, "the parameter " + std::string{name} + " has a value");
  return static_cast<int>(*value);
}

std::vector<std::string> Parameters::names(std::string_view prefix) const {
  std::vector<std::string> found;
  for (auto row = rows_.lower_bound(prefix); row != rows_.end(); ++row) {
    if (!row->first.starts_with(prefix)) break;
    found.push_back(row->first);
  }
  return found;
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
