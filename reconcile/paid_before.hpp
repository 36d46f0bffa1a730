// What counts as paid of the instalments that one funder pays into one budget on one day: what runs
// put forward, and what arrived. Neither is counted twice, and nothing is put forward twice.
//
// A run puts forward what is left beside what had arrived by then. So
//
//     committed = (the greater of committed before and what had arrived) + put forward
//
// run after run, less what went back since; what arrives later fulfils it. Counted as paid is the
// greater of that and of what has arrived. Pure.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"
#include "reconcile/funders_apart.hpp"

#include <string>
#include <vector>

namespace reconcile {

/// What one run put forward of the instalments of a day.
struct PutForward {
  std::string run;
  ledger::Date on;
  ledger::Money arrived;  ///< had arrived of them, as it was known when the run was recorded
  ledger::Money amount;
};

/// What runs put forward and the arrivals they stand beside come to: of these arrivals, less what
/// went back after the run it came from. Runs in the order of recording.
ledger::Money committed(const std::vector<PutForward>& runs, std::vector<Arrival> arrivals);

/// One of the instalments of a day.
struct ToPay {
  ledger::Money due;      ///< whole − set off; not below nothing
  ledger::Money arrived;  ///< as it is booked: what came beyond it too; not below nothing
};

/// What counts as paid of each. Together it is the greater of what is committed and what arrived;
/// what is committed pays one after the other, and what none needs is the last one's.
std::vector<ledger::Money> paid_before(const std::vector<ToPay>& instalments,
                                       ledger::Money committed);

}  // namespace reconcile
