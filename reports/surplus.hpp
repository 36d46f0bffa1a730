// The answer of `surplus`: every step from what is in the bank to what is free, or missing, in
// words; whose it is; what the common answer would have said.
#pragma once

#include "reconcile/surplus.hpp"
#include "reports/answer.hpp"

#include <vector>

namespace reports {

/// dpledger.surplus/1
Answer surplus(const std::vector<reconcile::Surplus>& budgets, ledger::Date as_of);

}  // namespace reports
