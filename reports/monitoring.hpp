// The monitoring return of a person and a period, budget by budget: what was in the account, what
// came in and from whom, what went out and for what, what is left and what of it is spoken for.
//
// Every budget ties: opening + in − out = closing, or the program stops (Defect).
#pragma once

#include "ledger/money.hpp"
#include "reports/statement.hpp"
#include "reports/statement_figures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

struct MonitoredBudget {
  std::string budget;  ///< ref; "unassigned" for money that is not known to belong to one
  ledger::Money opening;
  std::vector<Stream> in;   ///< by who it came from; refunds apart
  std::vector<Stream> out;  ///< by what it was for
  ledger::Money closing;
  std::vector<Stream> pots;                           ///< what is set aside, by what for
  std::optional<reconcile::BudgetPosition> position;  ///< at the end; none for "unassigned"
};

/// Those that hold money: notional budgets have none. By ref.
std::vector<MonitoredBudget> monitored_budgets(const StatementOf& of);

/// dpledger.monitoring/1. A draft while the period is not approved.
Answer monitoring(const StatementOf& of);

}  // namespace reports
