#include "reconcile/comparison.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Money;
using ledger::Period;

/// What arose on which day.
std::map<Date, Money> costs_by_day(const PersonView& view, const std::string& budget) {
  std::map<Date, Money> costs;
  for (const auto* entry : view.entries) {
    for (const auto& posting : entry->postings) {
      if (posting.budget != budget) continue;
      if (posting.debit.starts_with("cost:")) costs[entry->date] += posting.amount;
      if (posting.credit.starts_with("cost:")) costs[entry->date] -= posting.amount;
    }
  }
  return costs;
}

Money sum_of(const std::map<Date, Money>& costs, Period days) {
  Money sum;
  for (auto at = costs.lower_bound(days.first); at != costs.end() && at->first <= days.last; ++at) {
    sum += at->second;
  }
  return sum;
}

/// The latest that ended before this one began and was held in another way.
const Budget* latest_before(const ledger::PersonHistory& history, const Budget& budget) {
  const Budget* found = nullptr;
  for (const auto& version : history.versions()) {
    for (const auto& each : version.budgets) {
      const auto* other = history.budget(each.ref);
      const bool before =
          other->deployment != budget.deployment && history.days_run(*other).last < budget.from;
      if (!before) continue;
      const bool later =
          found == nullptr || history.days_run(*found).last < history.days_run(*other).last;
      if (later) found = other;
    }
  }
  return found;
}

bool run_together(const ledger::PersonHistory& history, const Budget& a, const Budget& b) {
  const auto one = history.days_run(a);
  const auto other = history.days_run(b);
  return one.first <= other.last && other.first <= one.last;
}

/// One package is not saved twice: of budgets that run together after it, the one that follows it
/// took its place. Where none does, or several came, nobody knows what each of them replaced.
bool is_taken(const ledger::PersonHistory& history, const Budget& budget, const Budget& earlier) {
  if (budget.follows == earlier.ref) return false;
  for (const auto& version : history.versions()) {
    for (const auto& each : version.budgets) {
      const auto* other = history.budget(each.ref);
      const bool rival = other->ref != budget.ref && run_together(history, *other, budget) &&
                         latest_before(history, *other) == &earlier;
      if (rival) return true;
    }
  }
  return false;
}

std::optional<EarlierPackage> earlier_package(const PersonView& view, const Budget& budget) {
  const auto* earlier = latest_before(view.history(), budget);
  if (earlier == nullptr || is_taken(view.history(), budget, *earlier)) return std::nullopt;
  EarlierPackage package{earlier->ref, view.history().days_run(*earlier), {}};
  for (const auto& [day, cost] : costs_by_day(view, earlier->ref)) package.cost += cost;
  if (package.cost.is_zero()) return std::nullopt;
  return package;
}

/// The former package's cost, summed up exactly and rounded once, so that the months make the
/// whole.
class Former {
 public:
  Former(const Budget& budget, const std::optional<EarlierPackage>& earlier)
      : budget_{budget}, earlier_{earlier}, parts_{7 * std::int64_t{budget.period().days()}} {}

  FormerBasis basis() const {
    if (!budget_.former.empty()) {
      return budget_.baseline ? FormerBasis::both : FormerBasis::former;
    }
    if (budget_.baseline) return FormerBasis::baseline;
    return earlier_ ? FormerBasis::earlier : FormerBasis::unknown;
  }

  std::optional<Money> of(Period days) {
    if (basis() == FormerBasis::unknown) return std::nullopt;
    if (basis() == FormerBasis::earlier) return by_earlier(days);
    const auto before = half_up(sum_, 1, parts_);
    for (auto day = days.first; day <= days.last; day = plus_days(day, 1)) sum_ += part_of(day);
    return half_up(sum_, 1, parts_) - before;
  }

  std::optional<Money> by_earlier(Period days) {
    if (!earlier_) return std::nullopt;
    const auto until = [&](std::int64_t count) {
      return half_up(earlier_->cost, count, earlier_->days.days());
    };
    const auto before = counted_;
    counted_ += std::max(0, days.days());
    return until(counted_) - until(before);
  }

 private:
  /// What the day costs, in pennies × 7 × the days of the budget.
  Money part_of(Date day) const {
    const Money* last = nullptr;
    for (const auto& cost : budget_.former) {
      if (cost.period.first <= day) last = &cost.weekly;
      if (cost.period.holds(day)) return weekly(cost.weekly);
    }
    if (budget_.baseline) {
      return budget_.period().holds(day) ? Money::of_pence(7 * budget_.baseline->pence()) : Money{};
    }
    return last == nullptr ? weekly(budget_.former.front().weekly) : weekly(*last);
  }
  Money weekly(Money amount) const { return Money::of_pence(amount.pence() * (parts_ / 7)); }

  const Budget& budget_;
  const std::optional<EarlierPackage>& earlier_;
  std::int64_t parts_;
  Money sum_;
  std::int64_t counted_ = 0;
};

void add_month(Comparison& made, Period days, Period budget, Date as_of, Money cost,
               std::pair<std::optional<Money>, std::optional<Money>> former) {
  ComparedMonth month{.month = month_of(days.first), .days = days, .cost = cost};
  const auto last = std::min(month.month.period().last, std::max(budget.last, days.first));
  month.over = last <= as_of;
  month.former = former.first;
  month.earlier = former.second;
  made.cost += cost;
  if (month.former) {
    month.saving = *month.former - cost;
    made.former = made.former.value_or(Money{}) + *month.former;
    made.saving = made.saving.value_or(Money{}) + *month.saving;
    month.saving_so_far = made.saving;
  }
  made.months.push_back(std::move(month));
}

}  // namespace

bool replaced_nothing(const PersonView& view, const Budget& budget) {
  return budget.deployment == ledger::Deployment::notional && budget.former.empty() &&
         !budget.baseline && !earlier_package(view, budget);
}

std::string_view text(FormerBasis basis) {
  switch (basis) {
    case FormerBasis::unknown:
      return "unknown";
    case FormerBasis::former:
      return "former";
    case FormerBasis::baseline:
      return "baseline";
    case FormerBasis::both:
      return "former-and-baseline";
    case FormerBasis::earlier:
      return "earlier-budget";
  }
  throw ledger::Defect{"a comparison with nothing"};
}

Comparison comparison(const PersonView& view, const Budget& budget) {
  const auto run = view.history().days_run(budget);
  Comparison made{.person = view.facts->ref(), .budget = budget.ref, .days = run};
  made.baseline = budget.baseline;
  made.earlier = earlier_package(view, budget);
  Former former{budget, made.earlier};
  Former really{budget, made.earlier};
  made.basis = former.basis();
  const auto costs = costs_by_day(view, budget.ref);
  auto first = budget.from;
  if (!costs.empty()) first = std::min(first, costs.begin()->first);
  auto last = std::min(run.last, view.as_of);
  if (!costs.empty()) last = std::max(last, costs.rbegin()->first);
  while (first <= last) {
    const auto end = std::min({month_of(first).period().last, view.as_of});
    // What the package would have cost is of the days on which the budget runs.
    const Period replaced{std::max(first, run.first), std::min(end, run.last)};
    const bool runs = replaced.first <= replaced.last;
    const auto nothing = made.basis == FormerBasis::unknown ? std::nullopt : std::optional{Money{}};
    const auto would = runs ? former.of(replaced) : nothing;
    const auto was =
        runs && made.basis != FormerBasis::earlier ? really.by_earlier(replaced) : std::nullopt;
    add_month(made, {first, end}, run, view.as_of, sum_of(costs, {first, end}), {would, was});
    first = plus_days(month_of(first).period().last, 1);
  }
  return made;
}

}  // namespace reconcile
