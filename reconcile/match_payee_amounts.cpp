// Payee and amount agree, on the item's own days: each payee's lines of an amount meet the open
// items of that amount in order of days, at the least cost, where leaving a line or an item over
// costs too. So a missing week leaves open exactly that week, and a payment made twice is over.
// What is not beyond doubt waits for match_choice.
#include "reconcile/assignment.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reach.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace reconcile {
namespace {

void settle(Desk& desk, std::size_t row_at, std::size_t item) {
  auto& row = desk.rows[row_at];
  const auto gap = desk.gap(item, row.date);
  desk.settle(row, item, row.pence);
  desk.match(row, rule::payee_amount, confidence_of_amount(row.grade(), gap),
             evidence_of(row, gap));
}

class Amounts {
 public:
  explicit Amounts(Desk& desk) : desk_{desk}, kept_{kept_back(desk)} {}

  void match(std::size_t party) {
    rows_.clear();
    items_.clear();
    for (const auto row : desk_.rows_of(party)) {
      if (desk_.waits(desk_.rows[row]) && !kept_.rows[row]) {
        rows_.emplace_back(desk_.rows[row].pence, row);
      }
    }
    if (rows_.empty()) return;
    for (const auto item : desk_.items_of(party)) {
      if (desk_.open[item] != 0 && !kept_.items[item]) items_.emplace_back(desk_.open[item], item);
    }
    const auto by_amount = [](const Sized& a, const Sized& b) { return a.first < b.first; };
    std::ranges::stable_sort(rows_, by_amount);
    std::ranges::stable_sort(items_, by_amount);
    for (std::size_t r = 0, i = 0; r < rows_.size() && i < items_.size();) {
      if (rows_[r].first < items_[i].first) {
        ++r;
      } else if (items_[i].first < rows_[r].first) {
        ++i;
      } else {
        const auto these = same_amount(rows_, r);
        const auto those = same_amount(items_, i);
        assign(these, those);
        r += these.size();
        i += those.size();
      }
    }
  }

 private:
  void assign(std::span<const Sized> rows, std::span<const Sized> items) {
    if (rows.size() == 1 && items.size() == 1) {
      if (is_close(desk_, desk_.rows[rows[0].second], items[0].second)) {
        settle(desk_, rows[0].second, items[0].second);
      }
      return;
    }
    tell_standing(rows, items);
    const Assignment assignment{desk_, Aim::least_cost, rows, items};
    rows = assignment.rows();
    const auto pairs = assignment.pairs();
    // Days add up. Where each of hundreds is paid a day late, each would rather be paid by the line
    // of the day before, and the first and the last be left over: to explain more comes first.
    if (pairs.size() < std::min(rows.size(), items.size())) {
      const Assignment close{desk_, Aim::most_close, rows, items};
      const auto close_pairs = close.pairs();
      const auto [least, more] = where_better(pairs, close_pairs, rows);
      settle_certain(close, close_pairs, more, rows, items);
      return settle_certain(assignment, pairs, least, rows, items);
    }
    settle_certain(assignment, pairs, std::vector<bool>(pairs.size(), true), rows, items);
  }

  /// Between two pairs that both ways of pairing have, the way that explains more is the better
  /// one, else the first: what is so in one year does not depend on another. Gives by pair of each
  /// way whether it is to be taken.
  std::pair<std::vector<bool>, std::vector<bool>> where_better(const Assignment::Pairs& one,
                                                               const Assignment::Pairs& other,
                                                               std::span<const Sized> rows) const {
    std::vector<bool> of_one(one.size()), of_other(other.size());
    std::size_t a = 0, b = 0;
    while (a < one.size() || b < other.size()) {
      const auto from_a = a, from_b = b;
      // Both are the last first: the next that both have ends the stretch.
      while (a < one.size() && b < other.size() && one[a] != other[b]) {
        ++(one[a] > other[b] ? a : b);
      }
      const bool shared = a < one.size() && b < other.size();
      if (!shared) a = one.size(), b = other.size();
      const bool better = b - from_b > a - from_a;
      tell_stretch({one.begin() + offset(from_a), one.begin() + offset(a)},
                   {other.begin() + offset(from_b), other.begin() + offset(b)}, rows);
      std::fill(of_one.begin() + offset(from_a), of_one.begin() + offset(a), !better);
      std::fill(of_other.begin() + offset(from_b), of_other.begin() + offset(b), better);
      if (shared) of_one[a++] = true, ++b;
    }
    return {std::move(of_one), std::move(of_other)};
  }

  /// By both aims, for either may be asked for when more lines have come.
  void tell_standing(std::span<const Sized> rows, std::span<const Sized> items) const {
    auto* reach = desk_.ground.reach;
    if (reach == nullptr || !reach->level()) return;
    for (const auto aim : {Aim::least_cost, Aim::most_close}) {
      const Assignment now{desk_, aim, rows, items};
      reach->stands(now.standing(*reach->level()));
      const auto last = desk_.rows[now.rows().back().second].date;
      if (last < reach->day()) tell_unsettled(now, {desk_, aim, rows, items, reach->never()});
    }
  }

  /// What a line of the amount that comes years later makes of those before it: what was not due
  /// when they ended was not paid.
  void tell_unsettled(const Assignment& now, const Assignment& later) const {
    const auto told = answers(now);
    const auto other = answers(later);
    for (std::size_t row = 0; row < told.size(); ++row) {
      if (told[row] == other[row]) continue;
      return desk_.ground.reach->waits(desk_.rows[now.rows()[row].second].date);
    }
  }

  /// By row: its item, and whether that is certain.
  std::vector<std::optional<std::pair<std::size_t, bool>>> answers(
      const Assignment& assignment) const {
    std::vector<std::optional<std::pair<std::size_t, bool>>> found(assignment.rows().size());
    const auto pairs = assignment.pairs();
    const auto sure = certain(assignment, pairs, assignment.items());
    for (std::size_t p = 0; p < pairs.size(); ++p)
      found[pairs[p].first] = {pairs[p].second, sure[p]};
    return found;
  }

  /// Pairs of both ways of pairing, the last first, of which one way is the better as a whole.
  void tell_stretch(std::span<const Assignment::Pair> one, std::span<const Assignment::Pair> other,
                    std::span<const Sized> rows) const {
    if (desk_.ground.reach == nullptr || (one.empty() && other.empty())) return;
    std::size_t first = rows.size(), last = 0;
    for (const auto& pairs : {one, other}) {
      if (pairs.empty()) continue;
      first = std::min(first, pairs.back().first);
      last = std::max(last, pairs.front().first);
    }
    const auto day = [&](std::size_t row) { return desk_.rows[rows[row].second].date; };
    desk_.ground.reach->chain(day(first), day(last));
  }

  static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

  void settle_certain(const Assignment& assignment, const Assignment::Pairs& pairs,
                      const std::vector<bool>& taken, std::span<const Sized> rows,
                      std::span<const Sized> items) {
    if (std::ranges::find(taken, true) == taken.end()) return;
    const auto sure = certain(assignment, pairs, items);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const auto& [r, i] = pairs[p];
      if (taken[p] && sure[p]) settle(desk_, rows[r].second, items[i].second);
    }
  }

  /// Equal payments may be off by one from end to end: the whole is weighed, not the pair.
  std::vector<bool> certain(const Assignment& assignment, const Assignment::Pairs& pairs,
                            std::span<const Sized> items) const {
    const auto crossed = could_cross(assignment, pairs, items);
    const auto regrets = assignment.regrets(pairs);
    std::vector<bool> sure;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const auto& [r, i] = pairs[p];
      const auto& row = desk_.rows[assignment.rows()[r].second];
      sure.push_back(!crossed[p] && is_close(desk_, row, items[i].second) &&
                     regrets[r] >= weight::margin);
    }
    return sure;
  }

  /// Invoices have no day on which they are paid: two that could as well have been paid the other
  /// way round are told apart by their numbers, or by a person.
  std::vector<bool> could_cross(const Assignment& assignment, const Assignment::Pairs& pairs,
                                std::span<const Sized> items) const {
    std::vector<bool> crossed(pairs.size());
    for (std::size_t p = 0; p + 1 < pairs.size(); ++p) {
      const auto& [later_row, later_item] = pairs[p];
      const auto& [row, item] = pairs[p + 1];
      const bool invoice = desk_.items[items[item].second].kind == ledger::ItemKind::invoice;
      const int straight = assignment.cost(row, item) + assignment.cost(later_row, later_item);
      const int across = assignment.cost(row, later_item) + assignment.cost(later_row, item);
      if (across < straight + (invoice ? weight::margin : 0)) crossed[p] = crossed[p + 1] = true;
    }
    return crossed;
  }

  /// The run of equal amounts that begins at `from`.
  static std::span<const Sized> same_amount(const std::vector<Sized>& sized, std::size_t from) {
    std::size_t to = from;
    while (to < sized.size() && sized[to].first == sized[from].first) ++to;
    return std::span{sized}.subspan(from, to - from);
  }

  Desk& desk_;
  KeptBack kept_;
  std::vector<Sized> rows_, items_;
};

}  // namespace

void match_payee_amounts(Desk& desk) {
  Amounts amounts{desk};
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) amounts.match(party);
}

}  // namespace reconcile
