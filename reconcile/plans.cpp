#include "reconcile/groundwork.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {

using ledger::Budget;
using ledger::Date;

Plans::Plans(const ledger::PersonHistory& history) : history_{&history} {
  const auto& versions = history.versions();
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    for (const auto& budget : version->budgets) {
      const auto known = [&](const Budget* seen) { return seen->ref == budget.ref; };
      if (std::ranges::none_of(budgets_, known)) budgets_.push_back(&budget);
    }
  }
  std::ranges::sort(budgets_, [](const Budget* a, const Budget* b) {
    return std::tie(a->from, a->ref) < std::tie(b->from, b->ref);
  });
}

const Budget* Plans::on(std::string_view ref, Date day) const {
  const auto* budget = history_->on(day).budget(ref);
  return budget != nullptr ? budget : history_->budget(ref);
}

const Budget* Plans::spending_on(Date day) const {
  const Budget* begun = nullptr;
  const Budget* first = nullptr;
  for (const auto* budget : budgets_) {
    if (budget->deployment == ledger::Deployment::notional) continue;
    if (days_held(*budget).holds(day)) return budget;
    if (first == nullptr) first = budget;
    if (budget->from <= day) begun = budget;
  }
  return begun != nullptr ? begun : first;
}

const Budget* Plans::of_account(std::string_view account, Date day) const {
  const Budget* found = nullptr;
  for (const auto* budget : budgets_) {
    const bool serves = std::ranges::find(budget->accounts, account) != budget->accounts.end();
    if (!serves || !days_held(*budget).holds(day)) continue;
    if (found != nullptr) return nullptr;
    found = budget;
  }
  return found != nullptr ? found : taken_over(account, day);
}

/// Of an account that no budget of the day has, but one before it had: what took over from that.
const Budget* Plans::taken_over(std::string_view account, Date day) const {
  const Budget* found = nullptr;
  for (const auto* budget : budgets_) {
    if (std::ranges::find(budget->accounts, account) == budget->accounts.end()) continue;
    const auto* next = history_->follower(budget->ref);
    while (next != nullptr && !days_held(*next).holds(day)) next = history_->follower(next->ref);
    if (next == nullptr || next == found) continue;
    if (found != nullptr) return nullptr;
    found = next;
  }
  return found;
}

Place Plans::unplanned(Date day) const {
  const auto* budget = spending_on(day);
  return {budget == nullptr ? std::string{ledger::unassigned_budget} : budget->ref,
          std::string{rule::unplanned_line}};
}

std::vector<Place> Plans::places_of_payee(std::string_view payee, Date day) const {
  std::vector<Place> places;
  for (const auto* latest : budgets_) {
    if (!days_held(*latest).holds(day)) continue;
    for (const auto& line : on(latest->ref, day)->lines) {
      const bool named = std::ranges::find(line.payees, payee) != line.payees.end();
      if (named) places.push_back({latest->ref, line.ref});
    }
  }
  return places;
}

}  // namespace reconcile
