// A budget's position as the contract has it (section 6): in `balance` and in the statement.
#pragma once

#include "reconcile/view.hpp"
#include "reports/json_text.hpp"

namespace reports {

Json position_json(const reconcile::BudgetPosition& position);

}  // namespace reports
