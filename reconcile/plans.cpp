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
  for (const auto* latest : budgets_) {
    Days days{history.days_held(*latest), latest->period(), std::nullopt};
    if (const auto* next = history.follower(latest->ref)) days.last = plus_days(next->from, -1);
    for (const auto& version : versions) {
      const auto* budget = version.budget(latest->ref);
      if (budget == nullptr) continue;
      days.widest.first = std::min(days.widest.first, budget->from);
      days.widest.last = std::max(days.widest.last, budget->to);
    }
    days_.push_back(days);
  }
}

ledger::Period Plans::days_held(const Budget& budget) const {
  const auto known = std::ranges::find(budgets_, budget.ref, &Budget::ref);
  if (known == budgets_.end()) return history_->days_held(budget);
  const auto& eve = days_[static_cast<std::size_t>(known - budgets_.begin())].last;
  auto days = budget.period();
  if (eve) days.last = std::min(days.last, *eve);
  return days;
}

std::vector<const Budget*> Plans::in_charge_on(Date day) const {
  std::vector<const Budget*> found;
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    if (days_[i].held.holds(day)) found.push_back(budgets_[i]);
  }
  return found;
}

std::vector<std::string_view> Plans::may_cover(Date day) const {
  std::vector<std::string_view> found;
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    if (days_[i].widest.holds(day)) found.push_back(budgets_[i]->ref);
  }
  return found;
}

const Budget* Plans::on(std::string_view ref, Date day) const {
  return history_->budget_on(ref, day);
}

const Budget* Plans::spending_on(Date day) const {
  const Budget* begun = nullptr;
  const Budget* first = nullptr;
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    const auto* budget = budgets_[i];
    if (budget->deployment == ledger::Deployment::notional) continue;
    if (days_[i].held.holds(day)) return budget;
    if (first == nullptr) first = budget;
    if (budget->from <= day) begun = budget;
  }
  return begun != nullptr ? begun : first;
}

const Budget* Plans::of_account(std::string_view account, Date day) const {
  const Budget* found = nullptr;
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    const auto* budget = budgets_[i];
    if (!days_[i].held.holds(day)) continue;
    if (std::ranges::find(budget->accounts, account) == budget->accounts.end()) continue;
    if (found != nullptr) return nullptr;
    found = budget;
  }
  if (found != nullptr) return found;
  const auto* next = taken_over(account, day);
  return next != nullptr ? next : nearest_of(account, day);
}

/// Of an account none of whose budgets is in charge on the day: the one that was in charge last;
/// before all of them the one that begins first. Null where two ended together.
const Budget* Plans::nearest_of(std::string_view account, Date day) const {
  const Budget* nearest = nullptr;
  bool together = false;
  for (const auto* budget : budgets_) {
    if (std::ranges::find(budget->accounts, account) == budget->accounts.end()) continue;
    if (nearest == nullptr) {
      nearest = budget;
    } else if (budget->from <= day) {
      const auto last = days_held(*budget).last;
      const auto before = days_held(*nearest).last;
      together = last == before || (together && last < before);
      if (last > before) nearest = budget;
    }
  }
  return together ? nullptr : nearest;
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
  for (const auto* latest : in_charge_on(day)) {
    for (const auto& line : on(latest->ref, day)->lines) {
      const bool named = std::ranges::find(line.payees, payee) != line.payees.end();
      if (named) places.push_back({latest->ref, line.ref});
    }
  }
  return places;
}

}  // namespace reconcile
