// Whose each line of a pool is: the member that its text names, or who alone expects its amount.
//
// A line is a member's by the best of what speaks for them, if nobody else has as much:
//   reference  their ref, NHS number, PAYE reference or budget, or the number of their invoice with
//              its amount
//   name       the person, the holder, a worker, a supplier or payee of the plan
//   amount     an item that is expected about then, to the penny; several of one payee that sum to
//              it; with a name that could be another's, or none
// What two members claim alike is suggested, never guessed. One payment for several (a payroll run,
// HMRC for a firm's clients) is divided when exactly one group of what is due on one day sums to
// it.
//
// A pure function of all the facts: neither the order of files nor that of members matters.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/parameters.hpp"
#include "ledger/pool.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

struct PoolMember {
  const ledger::PersonFacts* facts = nullptr;
  const ledger::Account* account = nullptr;  ///< theirs in the pool
};

/// One match for each of pool.lines, in their order. Its items are "share:PERSON", with what of the
/// line is theirs; the alternatives of a suggested one are the members who claim it. `members` are
/// by ref.
std::vector<ledger::Match> pool_shares(const ledger::PersonFacts& pool,
                                       const std::vector<PoolMember>& members,
                                       const ledger::Parameters& parameters);

/// What the pool's own books should hold: an opening a member, and every line against the shares of
/// whom it belongs to and the pool's suspense. By date, then source.
std::vector<ledger::Entry> pool_entries(const ledger::PersonFacts& pool,
                                        const std::vector<PoolMember>& members,
                                        const std::vector<ledger::Match>& matches);

/// What of the pool's lines is the member's, in the pool's order.
std::vector<ledger::Allotted> allotted_to(const PoolMember& member, const ledger::PersonFacts& pool,
                                          const std::vector<PoolMember>& members,
                                          const std::vector<ledger::Match>& matches);

}  // namespace reconcile
