// Where budgets will stand at their end, and what to do about it in time. dpledger.forecast/1
#pragma once

#include "reconcile/forecast.hpp"
#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

Answer forecast(const std::vector<reconcile::BudgetForecast>& budgets, ledger::Date as_of);

/// One warning as a sentence or two, with the day by which to act.
std::string warning_sentence(const reconcile::BudgetForecast& budget,
                             const reconcile::Warning& warning, ledger::Date as_of);

/// "£1,235": to the nearest pound, for what is only expected.
std::string about(ledger::Money amount);
/// "January 2026".
std::string name_of(ledger::Month month);

}  // namespace reports
