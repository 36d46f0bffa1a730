// The steps of the engine behind reconcile.hpp, on groundwork that is laid once.
#pragma once

#include "reconcile/groundwork.hpp"

#include <vector>

namespace reconcile {

std::vector<ledger::Match> match_lines(const Groundwork& ground,
                                       const std::vector<ledger::Item>& items);
std::vector<ledger::Entry> line_entries(const Groundwork& ground,
                                        const std::vector<ledger::Match>& matches,
                                        const std::vector<ledger::Item>& items);

}  // namespace reconcile
