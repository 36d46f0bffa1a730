#include "reconcile/assignment.hpp"

#include "reconcile/explanations.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <limits>

namespace reconcile {
namespace {

constexpr std::size_t cells_most = 16'000'000;
constexpr int never = std::numeric_limits<int>::max() / 4;

/// The widest of the windows of some items.
Window widest(const Row& row, std::span<const ledger::ItemKind> kinds) {
  Window all;
  for (const auto kind : kinds) {
    const auto& window = row.tolerances->window(kind);
    all.early = std::max(all.early, window.early);
    all.late = std::max(all.late, window.late);
  }
  return all;
}

std::vector<ledger::ItemKind> kinds_of(const Desk& desk, std::span<const Sized> items) {
  std::vector<ledger::ItemKind> kinds;
  for (const auto& each : items) {
    const auto kind = desk.items[each.second].kind;
    if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
  }
  return kinds;
}

}  // namespace

Assignment::Assignment(const Desk& desk, Aim aim, std::span<const Sized> rows,
                       std::span<const Sized> items, std::optional<ledger::Date> last_day)
    : desk_{desk}, aim_{aim}, rows_{rows}, items_{items}, left_{0} {
  find_near();
  keep_to_bound();
  const auto last = last_day.value_or(desk.rows[rows_.back().second].date);
  for (const auto& each : items) {
    left_.push_back(left_.back() + item_left(desk, last, each.second));
  }
  for (std::size_t row = 0; row < rows_.size(); ++row) weigh(row);
}

void Assignment::find_near() {
  const auto item = [&](std::size_t i) -> const ledger::Item& {
    return desk_.items[items_[i].second];
  };
  std::vector<ledger::Date> latest;    // day due of the items so far
  std::vector<ledger::Date> earliest;  // day on which one from here on arises
  for (std::size_t i = 0; i < items_.size(); ++i) {
    latest.push_back(i == 0 ? item(i).due : std::max(latest.back(), item(i).due));
    earliest.push_back(item(i).arises);
  }
  for (std::size_t i = items_.size() - 1; i-- > 0;) {
    earliest[i] = std::min(earliest[i], earliest[i + 1]);
  }
  const auto kinds = kinds_of(desk_, items_);
  for (const auto& each : rows_) {
    const auto& row = desk_.rows[each.second];
    const auto window = widest(row, kinds);
    const auto first = std::ranges::lower_bound(latest, plus_days(row.date, -window.late));
    const auto last = std::ranges::upper_bound(earliest, plus_days(row.date, window.early));
    near_.push_back({static_cast<std::size_t>(first - latest.begin()),
                     static_cast<std::size_t>(last - earliest.begin())});
  }
  // Tolerances are dated: a later line may reach further back.
  for (std::size_t r = near_.size() - 1; r-- > 0;) {
    near_[r].first = std::min(near_[r].first, near_[r + 1].first);
  }
  for (std::size_t r = 0; r < near_.size(); ++r) {
    if (r > 0) near_[r].last = std::max(near_[r].last, near_[r - 1].last);
    near_[r].last = std::max(near_[r].last, near_[r].first);
  }
}

void Assignment::keep_to_bound() {
  std::size_t cells = 0;
  for (const auto& near : near_) {
    if (cells + near.cells() > cells_most && !begin_.empty()) break;
    begin_.push_back(cells);
    cells += near.cells();
  }
  rows_ = rows_.first(begin_.size());
  near_.resize(begin_.size());
  cells_.resize(cells);
}

/// Of the first rows and items. The items are no fewer than those before all that the rows reach.
int Assignment::ahead(std::size_t rows, std::size_t items) const {
  if (rows == 0) return left_[items];
  const auto& near = near_[rows - 1];
  const auto in = std::min(items, near.last);
  return cells_[begin_[rows - 1] + in - near.first].cost + left_between(in, items);
}

void Assignment::weigh(std::size_t row) {
  const auto& near = near_[row];
  for (std::size_t items = near.first; items <= near.last; ++items) {
    auto& cell = cells_[begin_[row] + items - near.first];
    cell = {ahead(row, items) + weight::line_again, Step::skip_row};
    if (items == near.first) continue;
    const int skipped = ahead(row + 1, items - 1) + left_between(items - 1, items);
    if (skipped < cell.cost) cell = {skipped, Step::skip_item};
    const int paired = ahead(row, items - 1) + cost(row, items - 1);
    if (paired < cell.cost) cell = {paired, Step::pair};
  }
}

Assignment::Pairs Assignment::pairs() const {
  Pairs found;
  std::size_t row = rows_.size();
  std::size_t items = items_.size();
  while (row > 0 && items > 0) {
    const auto& near = near_[row - 1];
    items = std::min(items, near.last);
    const auto step =
        items <= near.first ? Step::skip_row : cells_[begin_[row - 1] + items - near.first].step;
    if (step == Step::pair) found.emplace_back(row - 1, items - 1);
    if (step != Step::skip_item) --row;
    if (step != Step::skip_row) --items;
  }
  return found;
}

int Assignment::cost(std::size_t row, std::size_t item) const {
  const auto& line = desk_.rows[rows_[row].second];
  const auto expected = items_[item].second;
  if (aim_ == Aim::most_close) return is_close(desk_, line, expected) ? 0 : never;
  return desk_.fits(line, expected) ? days_cost(desk_, expected, line.date) : never;
}

/// The least cost of the rows from `row` on and the items from `item` on, which are no more than
/// those that the row reaches; `after` has it for the items near the row.
int Assignment::still_to_come(const std::vector<int>& after, std::size_t row,
                              std::size_t item) const {
  if (row == rows_.size()) return left_between(item, items_.size());
  const auto in = std::max(item, near_[row].first);
  return after[in - near_[row].first] + left_between(item, in);
}

/// The same for the row before; `after` is of the one that follows it.
std::vector<int> Assignment::with_row(const std::vector<int>& after, std::size_t row) const {
  const auto& near = near_[row];
  std::vector<int> made(near.cells());
  made.back() = still_to_come(after, row + 1, near.last) + weight::line_again;
  for (auto item = near.last; item-- > near.first;) {
    made[item - near.first] = std::min({still_to_come(after, row + 1, item) + weight::line_again,
                                        made[item + 1 - near.first] + left_between(item, item + 1),
                                        still_to_come(after, row + 1, item + 1) + cost(row, item)});
  }
  return made;
}

/// The least cost of the whole when a row does not go to an item; `after` is of the rows after it.
int Assignment::without(const std::vector<int>& after, std::size_t row,
                        std::size_t its_item) const {
  // The row is left over. Where the rows before it end is nowhere better than where they reach.
  const auto to = row == 0 ? 0 : near_[row - 1].last;
  const auto from = std::min(to, row + 1 == rows_.size() ? items_.size() : near_[row + 1].first);
  int least = never;
  for (auto item = from; item <= to; ++item) {
    least = std::min(least,
                     ahead(row, item) + weight::line_again + still_to_come(after, row + 1, item));
  }
  for (auto item = near_[row].first; item < near_[row].last; ++item) {
    if (item == its_item) continue;
    least = std::min(least,
                     ahead(row, item) + cost(row, item) + still_to_come(after, row + 1, item + 1));
  }
  return least;
}

std::vector<int> Assignment::regrets(const Pairs& pairs) const {
  std::vector<std::size_t> item_of(rows_.size(), items_.size());
  for (const auto& [row, item] : pairs) item_of[row] = item;
  const int best = ahead(rows_.size(), items_.size());
  std::vector<int> regret(rows_.size());
  std::vector<int> after;
  for (std::size_t row = rows_.size(); row-- > 0;) {
    regret[row] = without(after, row, item_of[row]) - best;
    after = with_row(after, row);
  }
  return regret;
}

std::string Assignment::standing(ledger::Date day) const {
  const auto next = std::ranges::lower_bound(
      rows_, day, {}, [&](const Sized& each) { return desk_.rows[each.second].date; });
  if (next == rows_.begin() || next == rows_.end()) return {};
  const auto row = static_cast<std::size_t>(next - rows_.begin());
  const auto first = near_[row].first;
  const auto last = near_[row - 1].last;
  if (first >= last) return {};
  std::vector<int> costs;
  for (auto items = first; items <= last; ++items) costs.push_back(ahead(row, items));
  const int least = *std::ranges::min_element(costs);
  std::string words;
  for (auto items = first; items <= last; ++items) {
    words += std::to_string(costs[items - first] - least) + ' ';
    if (items < last) words += desk_.items[items_[items].second].key + ' ';
  }
  return words;
}

}  // namespace reconcile
