// What is done with a reading of some lines once it is decided: it is booked, or it is one of those
// among which a person chooses.
#pragma once

#include "reconcile/choice.hpp"
#include "reconcile/desk.hpp"

#include <vector>

namespace reconcile {

/// What one of a reading's rows settles, in order; nothing is booked yet.
std::vector<ledger::Settled> shares_of(const Desk& desk, const Reading& reading, std::size_t row);
/// Books all of a reading.
void post(Desk& desk, const Reading& reading);
/// Adds what a row would settle by a reading, unless as many are shown as may be, or one like it.
void add_alternative(std::vector<ledger::Alternative>& others, const Desk& desk,
                     const Reading& reading, std::size_t row);

/// Instalments among which the days do not tell go to what has been owed for the longest. Returns
/// whether any line found its own.
bool match_late_instalments(Desk& desk);

/// A second look at what was chosen: nothing is posted that another whole of exact sums beats on
/// every count, nor one of two that are level (reconcile/wholes.hpp).
void look_again(Desk& desk);

}  // namespace reconcile
