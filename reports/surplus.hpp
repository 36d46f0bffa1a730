// The answer of `surplus`: every step from what is in the bank to what is free, or missing, in
// words; whose it is; what the common answer would have said. Of a budget that is over: where its
// money went.
#pragma once

#include "reconcile/closing.hpp"
#include "reconcile/surplus.hpp"
#include "reports/answer.hpp"

#include <optional>
#include <vector>

namespace reports {

/// Where money of a budget that is over went.
struct WhereItWent {
  ledger::Date ended;          ///< its last day
  std::string after;           ///< ref of the budget that follows; empty when none does
  ledger::Money went_on{};     ///< money that went along to it
  ledger::Money owed_along{};  ///< what was owed and went along too
  std::vector<reconcile::GoesBack> back;
};

/// What is free in a budget; where it is over, also where its money went.
struct SurplusOf {
  reconcile::Surplus stands;
  std::optional<WhereItWent> over = {};
};
/// One for each budget that has begun to exist and holds money, by `from` and ref.
std::vector<SurplusOf> surplus_rows(const reconcile::PersonView& view);

/// dpledger.surplus/1
Answer surplus(const std::vector<SurplusOf>& budgets, ledger::Date as_of);

}  // namespace reports
