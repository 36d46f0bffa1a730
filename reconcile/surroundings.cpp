#include "reconcile/surroundings.hpp"

#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace reconcile {
namespace {

using Places = std::vector<std::size_t>;

constexpr int reach = 60;  // days about a line within which others matter to it

/// Whether a row may be looked at again: nothing but payee, amounts and days speaks for where it
/// is. Where one of its items came back, that speaks for it too.
bool may_move(const Desk& desk, const Row& row) {
  if (row.decision != nullptr || row.undone != desk.matching_undone) return false;
  if (row.part_back) return false;
  if (row.grade() < Grade::initial) return false;
  const auto& quotes = desk.quotes();
  const bool quoting =
      !quotes.none() && (!quotes.items(row).empty() || quotes.has_foreign(row, *row.party()));
  if (quoting) return false;
  if (!row.done || is_plain(row)) return true;
  const auto& by = row.match.rule;
  return by == rule::several_items || by == rule::part_payments ||
         by == rule::payee_amount_differs || by == rule::several_explanations;
}

}  // namespace

bool is_plain(const Row& row) {
  return row.match.state == ledger::MatchState::matched && row.match.rule == rule::payee_amount;
}

bool is_posted(const Row& row) {
  return row.done && row.match.state == ledger::MatchState::matched;
}

Places loose_rows(const Desk& desk, std::size_t party) {
  Places found;
  for (const auto at : desk.rows_of(party)) {
    const auto& row = desk.rows[at];
    const bool plain = row.done && is_plain(row);
    if (!plain && may_move(desk, row)) found.push_back(at);
  }
  return found;
}

Units::Units(const Desk& desk, std::size_t party) : desk_{desk} {
  for (const auto at : desk.rows_of(party)) {
    if (may_move(desk, desk.rows[at])) add(at);
  }
  for (const auto item : desk.items_of(party)) {
    if (desk.open[item] != 0 && !of_item_.contains(item)) all.push_back({{}, {item}, true});
  }
}

const Unit* Units::of(std::size_t row) const {
  const auto found = of_row_.find(row);
  return found == of_row_.end() ? nullptr : &all[found->second];
}

void Units::add(std::size_t at) {
  const auto& row = desk_.rows[at];
  Unit unit{{at}, {}, !is_plain(row)};
  Places others;
  if (is_posted(row)) {
    for (const auto& settled : row.match.items) {
      const auto item = desk_.item(settled.key);
      if (!item) continue;
      const auto [of, fresh] = of_item_.try_emplace(*item, all.size());
      if (fresh) unit.items.push_back(*item);
      if (!fresh) others.push_back(of->second);
    }
  }
  if (others.empty()) {
    of_row_[at] = all.size();
    all.push_back(std::move(unit));
    return;
  }
  merge(std::move(unit), others);
}

/// Into the first of the units that it shares items with; the others are emptied.
void Units::merge(Unit unit, const Places& others) {
  const auto first = *std::ranges::min_element(others);
  auto& into = all[first];
  into.loose = true;
  const auto take = [&](Unit& from) {
    into.rows.insert(into.rows.end(), from.rows.begin(), from.rows.end());
    into.items.insert(into.items.end(), from.items.begin(), from.items.end());
    for (const auto row : from.rows) of_row_[row] = first;
    for (const auto item : from.items) of_item_[item] = first;
    from = Unit{};
  };
  take(unit);
  for (const auto other : others) {
    if (other != first) take(all[other]);
  }
}

Surroundings::Surroundings(const Desk& desk, const Units& units, const Unit& centre)
    : desk_{desk}, from_{desk.rows[centre.rows.front()]} {
  take(centre);
  std::vector<std::tuple<bool, int, const Unit*>> others;
  for (const auto& unit : units.all) {
    if (&unit == &centre || (unit.rows.empty() && unit.items.empty())) continue;
    const int days = days_from(unit);
    // Far off, but it could still be what the line pays.
    const bool lone = unit.rows.empty() && days > reach;
    if (lone && desk.fits(from_, unit.items.front())) complete = false;
    if (days <= reach) others.emplace_back(!unit.loose, days, &unit);
  }
  std::ranges::stable_sort(others, [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  for (const auto& [plain, days, unit] : others) {
    if (fits(*unit)) {
      take(*unit);
    } else if (!plain) {
      complete = false;
    }
  }
  std::ranges::sort(rows);
  std::ranges::sort(items, [&](std::size_t a, std::size_t b) {
    return std::tie(desk.items[a].due, desk.items[a].key) <
           std::tie(desk.items[b].due, desk.items[b].key);
  });
}

Scene Surroundings::scene() const {
  Scene made;
  for (const auto at : rows) {
    made.lines.push_back(desk_.rows[at].pence);
    made.line_days.push_back(desk_.rows[at].date.days());
    auto& apart = made.apart.emplace_back();
    for (const auto item : items) apart.push_back(days_apart(desk_.rows[at], item));
  }
  for (const auto item : items) {
    made.items.push_back(open_without(item));
    made.item_days.push_back(desk_.items[item].arises.days());
  }
  return made;
}

int Surroundings::days_from(const Unit& unit) const {
  int least = reach + 1;
  for (const auto at : unit.rows) {
    const auto& row = desk_.rows[at];
    if (!same_way(row.pence)) return reach + 1;
    least = std::min(least, std::abs(row.date - from_.date));
  }
  if (!unit.rows.empty()) return least;
  for (const auto item : unit.items) {
    if (days_apart(from_, item) != Scene::too_far) {
      const auto gap = desk_.gap(item, from_.date);
      least = std::min({least, gap.early + gap.late, reach});
    }
  }
  return least;
}

bool Surroundings::fits(const Unit& unit) const {
  return rows.size() + unit.rows.size() <= whole_lines_most &&
         items.size() + unit.items.size() <= whole_items_most;
}

void Surroundings::take(const Unit& unit) {
  rows.insert(rows.end(), unit.rows.begin(), unit.rows.end());
  items.insert(items.end(), unit.items.begin(), unit.items.end());
}

/// A line that is left over costs less than days that are too far; but what was posted can be.
int Surroundings::days_apart(const Row& row, std::size_t item) const {
  if (!may_be_among(desk_, row, item)) return Scene::too_far;
  const auto gap = desk_.gap(item, row.date);
  const auto& window = row.tolerances->window(desk_.items[item].kind);
  const bool advance = gap.late == 0 && gap.early <= row.tolerances->advance &&
                       row.size() < std::abs(desk_.items[item].amount.pence());
  const bool near = gap.within(window) && days_cost(desk_, item, row.date) < weight::line_left;
  return near || advance || settles(row, item) ? gap.cost() : Scene::too_far;
}

bool Surroundings::settles(const Row& row, std::size_t item) const {
  return is_posted(row) &&
         std::ranges::any_of(row.match.items, [&](const ledger::Settled& settled) {
           return settled.key == desk_.items[item].key;
         });
}

/// What is open of an item when what these rows settle is taken back.
std::int64_t Surroundings::open_without(std::size_t item) const {
  auto open = desk_.open[item];
  for (const auto at : rows) {
    const auto& row = desk_.rows[at];
    if (!is_posted(row)) continue;
    for (const auto& settled : row.match.items) {
      if (settled.key == desk_.items[item].key) open += settled.amount.pence();
    }
  }
  return open;
}

Reading Surroundings::reading(const Share& share, std::size_t party) const {
  Reading made{rule::payee_amount, {}, {}, 0, sure::of_payee_and_amount, {}, party};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (has_bit(share.lines, i)) made.rows.push_back(rows[i]);
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (has_bit(share.items, i)) made.items.push_back(items[i]);
  }
  const auto& first = desk_.rows[made.rows.front()];
  made.confidence = confidence_of_amount(first.grade(), desk_.gap(made.items.front(), first.date));
  const auto at_most = [&](int most) { made.confidence = std::min(made.confidence, most); };
  if (made.items.size() > 1) {
    made.rule = rule::several_items;
    made.evidence += ";items=" + std::to_string(made.items.size());
    at_most(sure::of_several);
  }
  if (made.rows.size() > 1) {
    if (made.items.size() == 1) made.rule = rule::part_payments;
    made.evidence += ";lines=" + std::to_string(made.rows.size());
    at_most(made.items.size() == 1 ? sure::of_parts : sure::of_many);
  }
  return made;
}

}  // namespace reconcile
