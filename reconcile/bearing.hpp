// The plan lines that bear what a worker costs, also once the budget that the person file names was
// taken over by another and nobody has said anew who bears the worker.
#pragma once

#include "ledger/payroll.hpp"
#include "ledger/person.hpp"

#include <vector>

namespace reconcile {

/// The worker's shares as the person file has them; and of each budget that was taken over while
/// the worker stayed, and whose follower no share names, the follower's line in its place: the one
/// with the same ref, unless the worker is a payee of one other line alone. Where the follower has
/// neither, no share.
std::vector<ledger::Share> shares_of(const ledger::PersonHistory& history,
                                     const ledger::Worker& worker);

/// The budgets that took over from one that bears a worker who stayed, and have no line for them.
std::vector<const ledger::Budget*> taken_over_without_line(const ledger::PersonHistory& history,
                                                           const ledger::Worker& worker);

/// Of some budgets the one that is in charge on a day; null when none is.
const ledger::Budget* holding(const ledger::PersonHistory& history,
                              const std::vector<const ledger::Budget*>& budgets, ledger::Date day);

/// The worker of a payslip, as the plan of its pay day has it, else as any version; or null.
const ledger::Worker* worker_of(const ledger::PersonHistory& history,
                                const ledger::Payslip& payslip);

}  // namespace reconcile
