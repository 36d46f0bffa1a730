// The certificate of closure or transfer of a budget, and its year's end.
#pragma once

#include "reconcile/closing.hpp"
#include "reports/answer.hpp"

namespace reports {

/// `view` is what the closing was made from. What was agreed, came in and was spent, what is owed,
/// what went along, what goes back to whom, open findings, who stays; dpledger.closure/1.
Answer closure(const reconcile::Closing& closing, const reconcile::PersonView& view);
/// What was carried, what goes back, and what was corrected after the end; dpledger.year-end/1.
Answer year_end(const reconcile::Closing& closing, const reconcile::PersonView& view);

}  // namespace reports
