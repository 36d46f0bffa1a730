// The tables of a statement of account that say how each budget stands.
#pragma once

#include "reports/statement_parts.hpp"

#include <string>
#include <vector>

namespace reports {

/// Spending against the plan, with its chart.
Table plan_table(const StatementParts& parts);
/// Of each budget: what became of its money since it began, what is owed and set aside, and the
/// steps to the surplus.
std::vector<Table> budget_tables(const StatementParts& parts);
/// How the money of a budget comes to what is in the bank; none for a notional one.
std::vector<Step> money_steps(const reconcile::PersonView& view,
                              const reconcile::BudgetPosition& position);

}  // namespace reports
