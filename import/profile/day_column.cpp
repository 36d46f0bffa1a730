#include "import/profile/day_column.hpp"

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace imports {
namespace {

using Order = DateWritten::Order;

/// How much a heading speaks for its column.
int weight(Hint hint) {
  if (hint == Hint::booking_date) return 40;
  if (hint == Hint::date) return 30;
  if (hint == Hint::none) return 15;
  return hint == Hint::value_date ? 10 : 0;
}

struct Seen {
  std::size_t dated = 0;
  std::size_t other = 0;  ///< filled, and no day
  bool varies = false;
};

Seen days_in(const TableLook& look, std::size_t column) {
  Seen seen;
  std::string_view first;
  for (const auto& row : look.rows) {
    const auto cell = row.cell(column);
    if (cell.empty()) continue;
    if (day_forms(cell, true) == 0 && !has_shape_of_day(cell)) {
      ++seen.other;
      continue;
    }
    ++seen.dated;
    if (first.empty()) first = cell;
    seen.varies = seen.varies || cell != first;
  }
  return seen;
}

std::optional<std::size_t> best_column(const TableLook& look) {
  std::vector<Seen> columns;
  std::size_t most = 0;
  for (std::size_t i = 0; i < look.columns; ++i) {
    columns.push_back(days_in(look, i));
    most = std::max(most, columns.back().dated);
  }
  std::optional<std::size_t> best;
  int best_weight = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& seen = columns[i];
    const bool holds_days = seen.dated > 0 && seen.dated * 5 >= most * 4 &&
                            seen.other <= std::max<std::size_t>(3, seen.dated / 4);
    if (!holds_days) continue;
    const int here = weight(look.hints[i]) + (seen.varies ? 12 : 0) + (seen.dated == most ? 8 : 0);
    if (best && here <= best_weight) continue;
    best = i;
    best_weight = here;
  }
  return best;
}

/// How many cells of the column, in the whole text, are days by each form.
struct Fits {
  std::array<std::size_t, 64> by_form{};
  std::size_t shaped = 0;
  std::size_t most = 0;
};

/// Cells enough to see every form that the column can have.
constexpr std::size_t rows_tried_by_all = 200;

std::uint64_t forms_among(const Fits& fits, std::string_view cell) {
  std::uint64_t fitting = 0;
  const auto forms = date_forms();
  for (std::size_t i = 0; i < forms.size(); ++i) {
    if (fits.by_form[i] == 0 || !read_written_date(cell, forms[i]).date) continue;
    fitting |= std::uint64_t{1} << i;
  }
  return fitting;
}

Fits fits_of(std::string_view text, const TableLook& look, std::size_t column) {
  Fits fits;
  CsvReader reader{text, look.separator};
  Row row;
  const int first = look.heading ? look.heading->line + 1 : look.rows.front().line;
  while (reader.next(row) == CsvReader::Got::row) {
    if (row.line < first || column >= row.cells.size()) continue;
    const auto cell = trimmed(row.cells[column].text);
    if (cell.empty()) continue;
    // Most cells fit the forms of those before; only what does not is tried by all of them.
    auto forms = fits.shaped < rows_tried_by_all ? std::uint64_t{0} : forms_among(fits, cell);
    if (forms == 0) forms = day_forms(cell, true);
    fits.shaped += forms != 0 || has_shape_of_day(cell) ? 1U : 0U;
    for (; forms != 0; forms &= forms - 1) {
      ++fits.by_form[static_cast<std::size_t>(std::countr_zero(forms))];
    }
  }
  fits.most = *std::ranges::max_element(fits.by_form);
  return fits;
}

/// Neighbours whose days go against the direction that most of them take.
std::size_t out_of_order(const TableLook& look, std::size_t column, const DateWritten& written) {
  std::size_t rises = 0, falls = 0;
  std::optional<ledger::Date> before;
  for (const auto& row : look.rows) {
    const auto day = read_written_date(row.cell(column), written).date;
    if (!day) continue;
    if (before && *before < *day) ++rises;
    if (before && *day < *before) ++falls;
    before = day;
  }
  return std::min(rises, falls);
}

/// The same parts with day and month the other way round.
std::optional<DateWritten> turned(DateWritten written) {
  if (written.month_is_word || written.between == '\0') return std::nullopt;
  if (written.order == Order::day_month_year) {
    written.order = Order::month_day_year;
    return written;
  }
  return std::nullopt;
}

/// Both orders fit: the rows' own order may speak for one of them.
void decide_order(const TableLook& look, DayColumn& found) {
  const auto other = turned(found.written);
  const auto here = out_of_order(look, found.at, found.written);
  const auto there = out_of_order(look, found.at, *other);
  if (there < here) {
    found.written = *other;
    found.reason =
        "the day could come before the month or after it; with the month first the rows "
        "are in order, so it is read as " +
        pattern_of(found.written);
    return;
  }
  found.reason =
      "no day above 12 shows whether the day or the month comes first: the day is taken "
      "to come first, as in Britain (" +
      pattern_of(found.written) + ")";
}

}  // namespace

std::optional<DayColumn> find_day_column(std::string_view text, const TableLook& look,
                                         std::string& why) {
  const auto column = best_column(look);
  if (!column) {
    why = "no column holds days";
    return std::nullopt;
  }
  const auto fits = fits_of(text, look, *column);
  if (fits.most * 10 < fits.shaped * 9) {
    why = "the days of " + look.name(*column) + " are not written in one form";
    return std::nullopt;
  }
  DayColumn found{*column, {}, true, {}};
  const auto* const form = std::ranges::find(fits.by_form, fits.most);
  found.written = date_forms()[static_cast<std::size_t>(form - fits.by_form.begin())];
  const auto other = turned(found.written);
  const auto forms = date_forms();
  const auto place = other ? std::ranges::find(forms, *other) : forms.end();
  const bool either = place != forms.end() &&
                      fits.by_form[static_cast<std::size_t>(place - forms.begin())] == fits.most;
  if (either) {
    found.proved = false;
    decide_order(look, found);
  } else {
    found.reason =
        "every day of " + look.name(found.at) + " is written as " + pattern_of(found.written);
  }
  return found;
}

}  // namespace imports
