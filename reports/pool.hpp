// A pool as `pool` shows it: what of its bank is each member's, what is nobody's yet, and whether
// that is what the statements say.
#pragma once

#include "ledger/date.hpp"
#include "ledger/finding.hpp"
#include "ledger/money.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

struct PoolMemberShare {
  std::string person, account;
  ledger::Money share;     ///< by the pool's books
  ledger::Money bank;      ///< by the member's own
  std::int64_t lines = 0;  ///< that are theirs, whole or in part
};

/// The closing balance of the latest statement, and what the books had in the bank on its last day.
struct PoolStatement {
  ledger::Evidence file;
  ledger::Date on;
  ledger::Money closing;
  ledger::Money bank;
  ledger::Money difference() const { return closing - bank; }
};

/// A line that is no member's, or not all of it.
struct PoolWaiting {
  ledger::LineId line;
  ledger::Evidence from;
  ledger::Date date;
  ledger::Money amount;   ///< of the line
  ledger::Money waiting;  ///< what of it is nobody's
  std::string text, state, rule, why;
  std::vector<std::string> candidates;  ///< whose it might be
};

struct PoolStanding {
  std::string pool;  ///< "@acme-clients"
  ledger::Money bank;
  ledger::Money suspense;  ///< of the bank's money, what is nobody's yet
  std::vector<PoolMemberShare> members;
  std::vector<PoolWaiting> waiting;
  std::optional<PoolStatement> statement;
};

/// From the pool's own books; the members' own (`bank`) are for the caller to fill in.
PoolStanding pool_standing(const reconcile::PersonView& view);

/// dpledger.pool/1
Answer pools(const std::vector<PoolStanding>& pools, ledger::Date as_of);

}  // namespace reports
