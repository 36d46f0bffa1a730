#include "reports/budget_state.hpp"

#include "ledger/ensure.hpp"
#include "ledger/schedule.hpp"

#include <algorithm>

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

namespace {

/// A revision that is agreed late takes nothing back: the budget was agreed before.
bool is_agreed(const PersonHistory& history, const Budget& budget, Date day) {
  const auto first = ledger::first_agreed(history, budget.ref);
  return budget.agreed.has_value() && !(first && *first > day);
}

}  // namespace

BudgetState state_on(const PersonHistory& history, const Budget& budget, Date day) {
  const auto* latest = history.budget(budget.ref);
  if (latest != nullptr && latest->closed_on && *latest->closed_on < day) {
    return BudgetState::closed;
  }
  if (history.last_day(budget) < day) return BudgetState::ended;
  return is_agreed(history, budget, day) ? BudgetState::agreed : BudgetState::planning;
}

bool is_active(const PersonHistory& history, const Budget& budget, Date day) {
  return budget.from <= day && state_on(history, budget, day) == BudgetState::agreed;
}

std::optional<ledger::Period> active_days(const PersonHistory& history, const Budget& budget,
                                          Date as_of) {
  if (!is_agreed(history, budget, as_of)) return std::nullopt;
  const auto last = history.last_day(budget);
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
