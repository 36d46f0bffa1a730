// What people's decisions have taught about the wording of lines, as `payees` lists it.
#pragma once

#include "ledger/facts.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

struct LearnedPayee {
  std::string person;
  std::string wording;             ///< of the lines that it is proposed for
  bool paid = false;               ///< for payments; else for receipts
  std::string plan_line;           ///< BUDGET/LINE that they are proposed for; or
  std::vector<std::string> items;  ///< the items by which it was learnt, and
  std::string payee;               ///< whom those pay
  ledger::LineId line;             ///< it was learnt from
  ledger::Date date;
  ledger::Money amount;
  std::string by, at;
  std::int64_t waiting = 0;   ///< lines that it is proposed for now
  std::int64_t followed = 0;  ///< lines like it that were decided the same way afterwards
};
/// Of one person, newest first.
std::vector<LearnedPayee> learned_payees(const reconcile::PersonView& view);

/// dpledger.payees/1
Answer payees(const std::vector<LearnedPayee>& learned);

}  // namespace reports
