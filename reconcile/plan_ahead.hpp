// The plan of a budget as versions that are loaded and begin later make it, until its last day.
#pragma once

#include "ledger/date.hpp"
#include "ledger/person.hpp"
#include "reconcile/view.hpp"

#include <vector>

namespace reconcile {

/// The budget as it will stand on its last day: a version of the plan that begins until then is
/// what the money has to last for. One that takes the agreement back is not looked at.
const ledger::Budget& at_end(const PersonView& view, const ledger::Budget& today,
                             ledger::Date until);

/// The lines of today, and those that a version to come brings; with what is to come by each day's
/// version, where `balance` has it by today's.
std::vector<LinePosition> lines_ahead(const PersonView& view, const BudgetPosition& position,
                                      const ledger::Budget& today, const ledger::Budget& last);

}  // namespace reconcile
