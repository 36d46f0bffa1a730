// What budgets cost against what they replaced, month by month. dpledger.compare/1
#pragma once

#include "reconcile/comparison.hpp"
#include "reports/answer.hpp"

#include <vector>

namespace reports {

Answer compare(const std::vector<reconcile::Comparison>& budgets, ledger::Date as_of);

}  // namespace reports
