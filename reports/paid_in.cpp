#include "reports/paid_in.hpp"

#include "ledger/reclaims.hpp"

namespace reports {

ledger::Money from_funders(const reconcile::BudgetPosition& position) {
  ledger::Money sum;
  for (const auto& funder : position.funders) {
    if (funder.name != ledger::own_part) sum += funder.received;
  }
  return sum;
}

ledger::Money from_others(const reconcile::BudgetPosition& position) {
  return position.received - from_funders(position);
}

}  // namespace reports
