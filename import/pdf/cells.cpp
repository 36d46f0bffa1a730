#include "import/pdf/cells.hpp"

#include "import/cell_text.hpp"
#include "import/pdf/labels.hpp"

#include <algorithm>

namespace imports::pdf {
namespace {

constexpr int slack = 3 * point;         ///< words of a column begin that much before its heading
constexpr int left_margin = 30 * point;  ///< a day may begin that much before its heading

constexpr std::size_t most_rows_learned = 60;  ///< the columns are known by then

const ColumnPlace* last_before(const TableHeading& heading, int where, bool money_too) {
  const ColumnPlace* last = nullptr;
  for (const auto& column : heading.columns) {
    if (!money_too && is_money(column.what)) continue;
    if (column.left <= where) last = &column;
  }
  return last;
}

/// The money column in which an amount stands: the last one whose heading begins before the amount
/// ends. That is so for headings and amounts alike to the left, in the middle and to the right.
const ColumnPlace* money_column(const TableHeading& heading, const Figure& figure) {
  const auto* column = last_before(heading, figure.box.right - point, true);
  if (column == nullptr || !is_money(column->what)) return nullptr;
  const bool beyond = figure.box.left > column->right + left_margin;
  return beyond ? nullptr : column;
}

std::size_t first_word_of_table(const Row& row, const TableHeading& heading) {
  const auto from = heading.columns.front().left - left_margin;
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    if (row.words[i].box.left >= from) return i;
  }
  return row.words.size();
}

/// The first word from which a day can be read in the column of days: what stands before it, in the
/// margin, is no part of the table.
struct DayFound {
  std::size_t at = 0;
  PrintedDay day;
};
std::optional<DayFound> day_of(const Row& row, const TableHeading& heading) {
  const auto* column = heading.find(Column::date);
  const auto* next = column;
  for (const auto& each : heading.columns) {
    if (each.left > column->left) {
      next = &each;
      break;
    }
  }
  for (std::size_t i = first_word_of_table(row, heading); i < row.words.size(); ++i) {
    const auto left = row.words[i].box.left;
    if (next != column && left >= next->left - slack) break;
    if (left < column->left - left_margin) continue;
    if (const auto day = day_at(row, i, row.words.size())) return DayFound{i, *day};
  }
  return std::nullopt;
}

void append(std::string& text, std::string_view word) {
  if (word.empty()) return;
  if (!text.empty()) text += ' ';
  text += word;
}

std::optional<Figure>* cell_for(Cells& cells, Column column) {
  switch (column) {
    case Column::out:
      return &cells.out;
    case Column::in:
      return &cells.in;
    case Column::amount:
      return &cells.amount;
    case Column::balance:
      return &cells.balance;
    case Column::date:
    case Column::other:
    case Column::type:
    case Column::narrative:
    case Column::reference:
      return nullptr;
  }
  return nullptr;
}

/// Puts the amounts into their cells and says which words are theirs.
std::vector<bool> take_figures(const Row& row, const TableHeading& heading, Cells& cells) {
  std::vector<bool> taken(row.words.size(), false);
  for (const auto& figure : figures_of(row)) {
    const auto* column = money_column(heading, figure);
    if (column == nullptr) continue;
    auto* cell = cell_for(cells, column->what);
    if (cell == nullptr) continue;
    cells.two_in_a_cell = cells.two_in_a_cell || cell->has_value();
    *cell = figure;
    for (std::size_t i = 0; i < figure.words; ++i) taken[figure.first + i] = true;
  }
  return taken;
}

/// "blank" stands in empty cells for those who have a statement read aloud; so do lines.
bool is_filler(const Row& row, std::size_t at) {
  return row.plain[at] == "blank" || row.plain[at].empty() || row.plain[at] == "-" ||
         row.plain[at] == "\xE2\x80\x93" || row.plain[at] == "\xE2\x80\x94";
}

bool begins_with_code(const Row& row, std::size_t from) {
  return from < row.words.size() && is_type_code(row.words[from].text);
}

/// Where the text of a row goes.
void take_word(const Row& row, std::size_t at, const Columns& columns, Cells& cells) {
  const auto& heading = columns.heading;
  const auto& word = row.words[at];
  const bool in_money = word.box.left >= heading.columns.back().left - slack;
  if (in_money && is_money(heading.columns.back().what) && is_filler(row, at)) return;
  if (word.box.left > heading.columns.back().right + left_margin / 2) return;
  const auto* column = last_before(heading, word.box.left + slack, true);
  if (column != nullptr && is_money(column->what) && is_filler(row, at)) return;
  if (column == nullptr || is_money(column->what)) {
    column = last_before(heading, word.box.left + slack, false);
  }
  const auto what = column == nullptr ? Column::date : column->what;
  if (what == Column::type) return append(cells.type, word.text);
  if (what == Column::reference) return append(cells.reference, word.text);
  const bool before_text = what == Column::date && !cells.day;
  if (before_text) {
    cells.strange_day = true;
    return;
  }
  append(cells.narrative, word.text);
}

}  // namespace

Columns columns_of(TableHeading heading, std::span<const Row> below) {
  Columns columns{std::move(heading), false};
  auto& places = columns.heading.columns;
  const auto text = std::ranges::find_if(
      places, [](const auto& each) { return !is_money(each.what) && each.what != Column::date; });
  if (text == places.end() || text == places.begin()) return columns;
  if (std::prev(text)->what != Column::date) return columns;
  below = below.first(std::min(below.size(), most_rows_learned));
  std::size_t dated = 0;
  std::size_t coded = 0;
  for (const auto& row : below) {
    const auto day = day_of(row, columns.heading);
    if (!day) continue;
    const auto first = day->at + day->day.words;
    if (first >= row.words.size()) continue;
    dated += leading_balance_label(row, first) ? 0U : 1U;
    coded += begins_with_code(row, first) ? 1U : 0U;
    const auto left = row.words[first].box.left;
    if (left < text->left && left > std::prev(text)->left) text->left = left;
  }
  columns.coded = text->what == Column::narrative && coded > 0 && coded >= dated;
  return columns;
}

Cells cells_of(const Row& row, const Columns& columns) {
  Cells cells;
  const auto taken = take_figures(row, columns.heading, cells);
  const auto from = first_word_of_table(row, columns.heading);
  const auto day = day_of(row, columns.heading);
  const auto day_end = day ? day->at + day->day.words : from;
  if (day) cells.day = day->day;
  cells.first = from;
  cells.text_from = day_end;
  for (auto i = from; i < row.words.size(); ++i) {
    const bool of_day = day && i >= day->at && i < day_end;
    if (taken[i] || of_day) continue;
    const auto* column = last_before(columns.heading, row.words[i].box.left + slack, false);
    const bool in_margin = day && i < day->at && (!column || column->what == Column::date);
    if (in_margin) continue;
    const bool is_code = columns.coded && cells.type.empty() && cells.narrative.empty();
    if (is_code && begins_with_code(row, i)) {
      cells.type = row.words[i].text;
    } else {
      take_word(row, i, columns, cells);
    }
  }
  return cells;
}

}  // namespace imports::pdf
