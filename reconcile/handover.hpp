// One budget takes over from another: a funder changes, or a year is rolled over.
//
//   before (OLD)                                    after (NEW)
//   owed:… ──to:NEW    what is owed to workers ──▶  from:OLD──owed:…
//   to:NEW──bank:…     the money for it        ──▶  bank:…──from:OLD
//   surplus:F──due-to:F   what goes back to those who paid it in (or `carry`: it goes along too)
//
// It is worked out from the entries of a person's facts: all that OLD holds on the evening before
// NEW begins, and again on every later day on which something of OLD comes up. So a payslip for old
// weeks that comes late, a returned wage or a repayment finds both budgets balanced. Lines that
// settle from that day on what went along are booked in NEW.
//
// Why it is so: docs/decisions/0013-a-budget-takes-over.md.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/item.hpp"
#include "ledger/settled.hpp"

#include <deque>
#include <string>
#include <vector>

namespace reconcile {

/// Refers to the history it was made from.
struct Handover {
  const ledger::Budget* before;
  const ledger::Budget* after;
  bool carries;  ///< the rest of the money goes along
  ledger::Date day() const { return after->from; }
  std::string source() const { return "handover:" + after->ref; }
};
/// Whether an entry is one that the handover made, on its day or later.
bool is_of(const Handover& handover, const ledger::Entry& entry);
/// By day.
std::vector<Handover> handovers(const ledger::PersonHistory& history);

/// Books in the new budget what lines settle after a handover, and gives the handovers' entries.
/// `entries` are all that the facts make, in any order. Without the facts of settled years their
/// handovers are as they were, and sums stand for what came before.
std::deque<ledger::Entry> hand_over(const ledger::PersonFacts& facts,
                                    std::vector<ledger::Entry*> entries,
                                    const ledger::SettledYears* settled = nullptr);

/// What the entries of handovers leave to be repaid, one item for each budget and funder: keys
/// `repayment:PERSON:to-NEW:FUNDER`, the funder's name as a slug. Nobody has set a day for it until
/// an officer asks for it: it is held, never overdue. Bills that wait in `entries` when a handover
/// comes are told with it: what is repaid may be as much more.
std::vector<ledger::Item> handover_items(const ledger::PersonFacts& facts,
                                         const std::vector<const ledger::Entry*>& entries);

}  // namespace reconcile
