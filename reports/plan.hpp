// The plan of a person: how each budget came to be agreed, what its lines are for in the person's
// own words, where they stand, and who pays. dpledger.plan/1
#pragma once

#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <string>

namespace reports {

/// Every budget that a version knows, or the one named; a later one is shown before it begins.
Answer plan(const reconcile::PersonView& view, const std::string& budget);

}  // namespace reports
