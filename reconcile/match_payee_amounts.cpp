// Payee and amount agree, on the item's own days: each payee's lines of an amount meet the open
// items of that amount in order of days, at the least cost, where leaving a line or an item over
// costs too. So a missing week leaves open exactly that week, and a payment made twice is over.
// What is not beyond doubt waits for match_choice.
#include "reconcile/assignment.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>

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
    const Assignment assignment{desk_, Aim::least_cost, rows, items};
    rows = assignment.rows();
    const auto pairs = assignment.pairs();
    // Days add up. Where each of hundreds is paid a day late, each would rather be paid by the line
    // of the day before, and the first and the last be left over: to explain more comes first.
    if (pairs.size() < std::min(rows.size(), items.size())) {
      const Assignment close{desk_, Aim::most_close, rows, items};
      const auto more = close.pairs();
      if (more.size() > pairs.size()) return settle_certain(close, more, rows, items);
    }
    settle_certain(assignment, pairs, rows, items);
  }

  void settle_certain(const Assignment& assignment, const Assignment::Pairs& pairs,
                      std::span<const Sized> rows, std::span<const Sized> items) {
    const auto crossed = could_cross(assignment, pairs, items);
    const auto regrets = assignment.regrets(pairs);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const auto& [r, i] = pairs[p];
      const auto& row = desk_.rows[rows[r].second];
      // Equal payments may be off by one from end to end: the whole is weighed, not the pair.
      const bool certain =
          !crossed[p] && is_close(desk_, row, items[i].second) && regrets[r] >= weight::margin;
      if (certain) settle(desk_, rows[r].second, items[i].second);
    }
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
