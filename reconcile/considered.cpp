// What else could have been it, and why it lost.
//
// Of a suggested line that is what lost to the explanations that fit.
//
// Only what was near counts: an item of the line's amount on the same days, whoever's it is; of
// the payee's own, when the line is not on its item's days either, any that it could have paid.
// The other weeks of somebody who is paid the same every week, on its day, compete with nothing.
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons_desk.hpp"

#include <algorithm>
#include <string>

namespace reconcile {
namespace {

using ledger::MatchState;
using Sized = DeskItems::Sized;

/// How many items of one amount are looked at before a line's day, and how many after.
constexpr std::size_t looked_at = 8;

struct Lost {
  int cost;  ///< of its distance in days
  std::size_t item;
  std::string against;
};

class Considering {
 public:
  Considering(const DeskItems& items, const Row& row)
      : items_{items}, desk_{items.desk()}, row_{row} {
    for (const auto item : items.own()) {
      const auto gap = desk_.gap(item, row.date);
      if (gap.cost() > own_.cost()) own_ = gap;
    }
    on_its_day_ = own_.within(row.tolerances->close);
  }

  void of_the_same_amount() {
    const auto equal = items_.of_amount(row_.pence);
    const auto taken = items_.own().size();
    if (equal.empty() || (equal.size() == 1 && taken > 0 && is_own(equal.front().item))) return;
    const auto today = std::ranges::lower_bound(equal, row_.date, {}, &Sized::arises);
    std::size_t seen = 0;
    for (auto at = today; at != equal.end() && seen < looked_at; ++at) seen += look_at(at->item);
    seen = 0;
    for (auto at = today; at != equal.begin() && seen < looked_at;) {
      --at;
      seen += look_at(at->item);
    }
  }

  /// What is open for another amount of the one payee whom an unexplained line names.
  void of_the_same_payee() {
    if (!row_.party()) return;
    for (const auto item : desk_.parties()[*row_.party()].items) {
      const auto open = desk_.open[item];
      if (open == 0 || (open < 0) != (row_.pence < 0) || open == row_.pence) continue;
      const auto gap = desk_.gap(item, row_.date);
      lost_.push_back({gap.cost(), item, is_near(item, gap) ? "amount" : too_far(gap)});
    }
  }

  std::vector<Lost> nearest() {
    std::ranges::sort(lost_, {}, [](const Lost& lost) { return std::pair{lost.cost, lost.item}; });
    if (lost_.size() > considered_most) lost_.resize(considered_most);
    return std::move(lost_);
  }

 private:
  bool is_own(std::size_t item) const {
    const auto own = items_.own();
    return std::ranges::find(own, item) != own.end();
  }
  bool is_near(std::size_t item, const Gap& gap) const {
    return gap.within(row_.tolerances->window(desk_.items[item].kind));
  }
  static std::string too_far(const Gap& gap) { return "far=" + std::to_string(gap.days()); }

  bool is_of_somebody_else(std::size_t item) const {
    return !row_.named.empty() && std::ranges::none_of(row_.named, [&](const Naming& naming) {
      return items_.belongs(item, naming.party);
    });
  }
  /// The line that pays an item, when it is another one.
  const Row* payer(std::size_t item) const {
    const auto by = desk_.settled_by[item];
    if (!by || desk_.open[item] == row_.pence || &desk_.rows[*by] == &row_) return nullptr;
    return &desk_.rows[*by];
  }

  /// One if it counts among those that were looked at.
  std::size_t look_at(std::size_t item) {
    if (is_own(item)) return 0;
    const auto gap = desk_.gap(item, row_.date);
    auto against =
        row_.match.state == MatchState::unmatched ? why_not_at_all(item, gap) : why_not(item, gap);
    if (!against.empty()) lost_.push_back({gap.cost(), item, std::move(against)});
    return 1;
  }

  /// Why an item lost to what was taken; empty when it never competed.
  std::string why_not(std::size_t item, const Gap& gap) const {
    const bool same_days = gap.within(row_.tolerances->close);
    const bool somebody_else = is_of_somebody_else(item);
    const bool loosely = !on_its_day_ && !somebody_else && !row_.named.empty();
    // Halfway between two paydays the other one is as near, if too early to be paid.
    const bool as_near = gap.early + gap.late <= own_.early + own_.late;
    if (!same_days && !(loosely && (as_near || is_near(item, gap)))) return {};
    if (somebody_else) return "name";
    if (const auto* other = payer(item)) return "paid=" + ledger::text(other->id());
    if (gap.cost() > own_.cost()) return further(gap);
    return row_.match.rule == rule::reference ? "number" : "weaker";
  }

  /// Early days count twice, so that one that is fewer days away may still lose.
  std::string further(const Gap& gap) const {
    const int days = gap.early + gap.late;
    const int own_days = own_.early + own_.late;
    return days > own_days ? "further=" + std::to_string(days - own_days)
                           : "early=" + std::to_string(days);
  }

  /// Why an item does not explain a line that nothing explains.
  std::string why_not_at_all(std::size_t item, const Gap& gap) const {
    const auto* other = payer(item);
    const bool near = is_near(item, gap);
    if (!near && (other != nullptr || row_.named.empty())) return {};
    if (is_of_somebody_else(item)) return near ? "name" : std::string{};
    if (other != nullptr) return "paid=" + ledger::text(other->id());
    return near ? "weaker" : too_far(gap);
  }

  const DeskItems& items_;
  const Desk& desk_;
  const Row& row_;
  Gap own_;
  bool on_its_day_ = true;
  std::vector<Lost> lost_;
};

/// What pairs with another line competes with no item, and what a person decided with nothing.
bool competes(const Row& row) {
  const auto& match = row.match;
  const bool pairs = std::ranges::any_of(
      match.alternatives, [](const auto& fits) { return fits.rule == rule::reversal; });
  if (pairs || row.pence == 0) return false;
  return match.rule != rule::decided && match.rule != rule::reversal &&
         match.rule != rule::transfer && match.rule != rule::interest;
}

}  // namespace

void consider(const DeskItems& items, Row& row) {
  if (!competes(row)) return;
  Considering considering{items, row};
  considering.of_the_same_amount();
  if (row.match.state == MatchState::unmatched) considering.of_the_same_payee();
  const bool open_amount = row.match.state == MatchState::unmatched;
  for (auto& lost : considering.nearest()) {
    const auto& expected = items.desk().items[lost.item];
    const auto open = items.desk().open[lost.item];
    const auto amount = open_amount && open != 0 ? ledger::Money::of_pence(open) : expected.amount;
    row.match.alternatives.push_back({{}, {{expected.key, amount}}, {}, std::move(lost.against)});
  }
}

}  // namespace reconcile
