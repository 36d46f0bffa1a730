// How a budget stands on a day by what is agreed about it, before any money is looked at.
#pragma once

#include "ledger/date.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string_view>

namespace reports {

enum class BudgetState {
  planning,  ///< not agreed by the day
  agreed,    ///< agreed, its days not over
  ended,     ///< its days are over: it ran out, another took over, or the person died
  closed     ///< it was closed before its end
};
std::string_view text(BudgetState state);

BudgetState state_on(const ledger::PersonHistory& history, const ledger::Budget& budget,
                     ledger::Date day);
/// Agreed, and the day is one of its days.
bool is_active(const ledger::PersonHistory& history, const ledger::Budget& budget,
               ledger::Date day);
/// The days on which it was active, cut at the death of the person; nothing while it is not agreed
/// on the day that is asked from.
std::optional<ledger::Period> active_days(const ledger::PersonHistory& history,
                                          const ledger::Budget& budget, ledger::Date as_of);
/// All its money comes in single payments.
bool is_one_off(const ledger::Budget& budget);

}  // namespace reports
