// What funders sent into a budget after the person had died and nothing was due for: it goes back
// to who sent it, whole, and is no part of what all who paid in share.
#pragma once

#include "ledger/money.hpp"
#include "reconcile/view.hpp"

#include <map>
#include <string>

namespace reconcile {

struct SentAfterDeath {
  /// By the funder that the line names; what came for several names, by whose money it is booked.
  std::map<std::string, ledger::Money> by_sender;
  /// What of that waits in suspense, and is in no surplus yet.
  std::map<std::string, ledger::Money> waiting;
  /// By the funder as whose money it is booked, which may be another than the sender: one may have
  /// sent for all.
  std::map<std::string, ledger::Money> booked;
};

/// Less what went back to the sender since.
SentAfterDeath sent_after_death(const PersonView& view, const ledger::Budget& budget);

/// Of a line that came after the death, for which nothing was due: what has not gone back yet.
struct StillHere {
  const LineView* line;
  ledger::Money amount;
};
/// By date. What a funder was repaid since, from the account or from elsewhere, is first what it
/// sent so; it is taken off the oldest.
std::vector<StillHere> still_here(const PersonView& view);

}  // namespace reconcile
