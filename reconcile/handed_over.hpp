// What one budget holds on a day and what of it has gone to the budget that follows it: the sums
// behind reconcile/handover.hpp.
//
// Order of claims on the money when it does not go along whole: workers' wages, tax, pension and
// deductions; what nobody can explain yet; suppliers; pots that the new budget agrees to as well;
// the rest goes back to those who paid it in, as reconcile/whose_money.hpp shares it out. An
// overdrawn account goes along as it is. What an officer gave up goes back to nobody. Where the
// rest goes along too, what nobody can explain yet still stays behind: it is nobody's to spend or
// to ask back.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "reconcile/handover.hpp"
#include "reconcile/whose_money.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// "to-NEW:FUNDER" in the key of what a handover leaves to be repaid.
std::string repayment_ref(const Handover& handover, std::string_view funder);

class HandedOver {
 public:
  HandedOver(const ledger::PersonFacts& facts, const Handover& handover)
      : facts_{facts}, handover_{handover} {}
  /// Something happens to the old budget, or to one before it whose money it has.
  void take(const ledger::Posting& posting);
  /// The same of many at once.
  void take(const ledger::Balance& sum);
  /// What must move on a day so that all that goes along has gone along, and what goes back stands
  /// as due.
  std::vector<ledger::Posting> settle(ledger::Date day);

 private:
  using Amounts = std::map<std::string, ledger::Money, std::less<>>;

  ledger::Money net(std::string_view account) const;
  ledger::Money sum(std::string_view prefix) const;
  Amounts debts() const;
  ledger::Money money_for(const Amounts& debts) const;
  Amounts money_by_account(ledger::Money whole) const;
  ledger::Money pots_along() const;
  ledger::Money repaid(const std::vector<Claim>& all) const;
  Amounts due_back(const Amounts& debts, const std::vector<Claim>& all, ledger::Date day) const;
  std::vector<Claim> claims(ledger::Date day) const;

  const ledger::PersonFacts& facts_;
  Handover handover_;
  Amounts held_;  ///< by account: debits less credits, without what we move
  std::map<std::string, Amounts, std::less<>> earlier_;  ///< the same of the budgets before it
  Amounts debts_, money_, due_to_;                       ///< what has been moved so far
  bool pots_released_ = false;
};

}  // namespace reconcile
