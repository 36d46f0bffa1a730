// The document dpledger.forecast/1.
#pragma once

#include "reconcile/forecast.hpp"
#include "reports/json_text.hpp"

#include <string>
#include <vector>

namespace reports {

std::string forecast_json(const std::vector<reconcile::BudgetForecast>& budgets,
                          ledger::Date as_of);

}  // namespace reports
