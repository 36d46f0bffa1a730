#include "reports/budget_state.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <map>

namespace reports {

using ledger::Budget;
using ledger::Date;
using ledger::PersonHistory;

std::string_view text(BudgetState state) {
  switch (state) {
    case BudgetState::planning:
      return "planning";
    case BudgetState::agreed:
      return "agreed";
    case BudgetState::ended:
      return "ended";
    case BudgetState::closed:
      return "closed";
  }
  ledger::ensure(false, "every state has its word");
  return "";
}

std::vector<const Budget*> budgets_known(const PersonHistory& history, Date day) {
  std::map<std::string_view, const Budget*> by_ref;
  for (const auto& version : history.versions()) {
    if (version.from && *version.from > day) continue;
    for (const auto& budget : version.budgets) by_ref[budget.ref] = &budget;
  }
  std::vector<const Budget*> known;
  for (const auto& [ref, budget] : by_ref) known.push_back(budget);
  std::ranges::stable_sort(known, {}, &Budget::from);
  return known;
}

namespace {

bool is_agreed(const Budget& budget, Date day) {
  return budget.agreed.has_value() && !(budget.agreed_on && *budget.agreed_on > day);
}

/// Its last day, whatever ended it: its own end, a closing, the eve of the budget that takes over,
/// the person's death.
Date last_day(const PersonHistory& history, const Budget& budget) {
  auto last = budget.to;
  const auto* latest = history.budget(budget.ref);
  if (latest != nullptr && latest->closed_on) last = std::min(last, *latest->closed_on);
  for (const auto& other : history.latest().budgets) {
    if (other.follows == budget.ref) last = std::min(last, ledger::plus_days(other.from, -1));
  }
  if (const auto& died = history.latest().died) last = std::min(last, *died);
  return last;
}

}  // namespace

BudgetState state_on(const PersonHistory& history, const Budget& budget, Date day) {
  const auto* latest = history.budget(budget.ref);
  if (latest != nullptr && latest->closed_on && *latest->closed_on < day) {
    return BudgetState::closed;
  }
  if (last_day(history, budget) < day) return BudgetState::ended;
  return is_agreed(budget, day) ? BudgetState::agreed : BudgetState::planning;
}

bool is_active(const PersonHistory& history, const Budget& budget, Date day) {
  return budget.from <= day && state_on(history, budget, day) == BudgetState::agreed;
}

std::optional<ledger::Period> active_days(const PersonHistory& history, const Budget& budget,
                                          Date as_of) {
  if (!is_agreed(budget, as_of)) return std::nullopt;
  const auto last = last_day(history, budget);
  if (last < budget.from) return std::nullopt;
  return ledger::Period{budget.from, last};
}

bool is_one_off(const Budget& budget) {
  return !budget.instalments.empty() &&
         std::ranges::all_of(budget.instalments, [](const ledger::Instalment& instalment) {
           return instalment.every == ledger::Every::once;
         });
}

}  // namespace reports
