// The amounts that may stand on a plain page, each where it comes from.
#pragma once

#include "tests/reports/plain_pages.hpp"

#include <set>
#include <string>
#include <vector>

namespace plain_pages {

/// What the position, and of a budget that is over its surplus, says under the code of a figure of
/// the page.
ledger::Money told(const reconcile::PersonView& view, const reconcile::BudgetPosition& at,
                   const std::string& code);

/// All that may stand in a sentence: the position's own figures and what findings are about.
std::set<std::string> known_amounts(const reconcile::PersonView& view,
                                    const reconcile::BudgetPosition& at,
                                    const std::vector<ledger::Finding>& findings);

}  // namespace plain_pages
