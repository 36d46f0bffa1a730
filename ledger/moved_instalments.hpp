// Instalments that a payment run put forward and whose day a later revision of the plan moved: the
// money is on its way under the old day, and stands for the instalment that took its place.
#pragma once

#include "ledger/acts.hpp"
#include "ledger/person.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace ledger {

/// What a run put forward: budget, funder, the day due.
using PutForwardDay = std::tuple<std::string, std::string, Date>;

/// Of what standing acts put forward on days that the plan no longer has: the days of the
/// instalments that they stand for now. Each is one that the revision brought in, the nearest that
/// nothing else stands for (of two the later). What finds none is not in it.
std::map<PutForwardDay, Date> moved_instalments(const PersonHistory& history,
                                                const std::vector<const Act*>& standing);

}  // namespace ledger
