// Of what came into a budget, what its funders sent and what came from others: interest, or a
// funder of an earlier plan. The position has both as one figure, `received`.
#pragma once

#include "reconcile/view.hpp"

namespace reports {

ledger::Money from_funders(const reconcile::BudgetPosition& position);
/// May be below nothing, where a bank took interest back.
ledger::Money from_others(const reconcile::BudgetPosition& position);

}  // namespace reports
