// Years of a person that are settled are not read again: their entries stand as they are, and what
// comes after them is worked out from the facts of the years about it alone.
//
// Years before a day are settled when, all years read,
//   1. no chain of answers reaches across (reconcile/reach.hpp): none that has a line from the day
//      on has anything more than Reach::guarded days before it, and nothing that old waits for
//      whatever comes: no instalment that was not paid by payee, amount and day, no line whose
//      answer a later one of the payee would change;
//   2. equal amounts stand as they do without the old years (Assignment::standing), so that no
//      later line tells the two apart;
//   3. what is worked out without the old years is the same from habit_days before the day on, as
//      far back as rules look from a line: entries, names and findings.
// Each later run that leaves the old years out tells the same chains, and has a guard: entries of
// the habit_days before the day, and later ones that touch anything before it, have to come out as
// they did. Where a chain reaches across or the guard differs, all years are read again.
#pragma once

#include "ledger/facts.hpp"
#include "ledger/finding.hpp"
#include "ledger/parameters.hpp"
#include "ledger/settled.hpp"
#include "reconcile/reach.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reconcile {

/// The facts that are read from a day on.
ledger::PersonFacts since(ledger::PersonFacts facts, ledger::Date from);
/// The oldest file that tells anything of them.
ledger::ImportId first_import(const ledger::PersonFacts& facts);

/// What facts since `settled.from` make expected from that day on, as `items_of_facts`.
std::vector<ledger::Item> items_since(const ledger::PersonFacts& facts,
                                      const ledger::Parameters& parameters,
                                      const ledger::SettledYears& settled);

/// All that follows from all facts, and how far back it reaches.
Reconciled reconcile(const ledger::PersonFacts& facts, const ledger::Parameters& parameters,
                     Reach& reach);

/// Items and entries of facts since `settled.from`. Right are those from settled.day on, as long as
/// the guard holds.
Reconciled reconcile_since(const ledger::PersonFacts& facts, const ledger::SettledYears& settled,
                           const ledger::Parameters& parameters, Reach& reach);

/// Entries dated from a day on, by date and source: some may be dated later than they were made.
std::vector<const ledger::Entry*> entries_from(const Reconciled& made, ledger::Date day);

/// Digest of the entries that have to come out again, of facts since `settled.from`. Empty, which
/// is never kept, where answers reach across, and where a person's decision names an item that is
/// not among those made.
std::string guard_of(const ledger::PersonFacts& facts, const Reconciled& made, const Reach& reach,
                     const ledger::SettledYears& settled);

/// Whether so much has come since that later years may be settled too.
bool is_outgrown(const ledger::PersonFacts& facts, const ledger::SettledYears& settled);

/// Whether a finding is of the years that are worked out again, or of balances alone, as a surplus
/// is; what it says of others is nothing.
bool is_of_now(const ledger::Finding& finding, const ledger::PersonHistory& history,
               ledger::Date day);

/// All that follows from all facts of a person, dated as it stands, and what is found in it.
struct AllYears {
  const PersonView& view;
  const std::vector<ledger::RecordedEntry>& entries;  ///< all that stand
  const Reach& reach;
  const std::vector<ledger::Finding>& findings;
};

/// Whether all years say what is kept of the settled ones.
bool says_the_same(const AllYears& all, const ledger::SettledYears& settled);

/// Balances of all years on a day, from the sums that are kept and the entries from settled.day on;
/// earlier ones are left out.
std::vector<ledger::Balance> balances_since(const ledger::SettledYears& settled,
                                            const std::vector<ledger::RecordedEntry>& entries,
                                            ledger::Date as_of);

/// The newest day on which a budget begins that is long enough ago, and across which no other goes
/// on that has begun more than habit_days before, where there is one: most people have too few
/// years.
std::optional<ledger::Date> day_to_settle(const ledger::PersonFacts& facts);

/// The years that are settled, where any are before the day of `all.reach`: what is read without
/// them is the same, and with a guard also what is worked out, from that day on. What the book
/// numbers (known_at, first_read, first_entry) is not in it: it knows them when it keeps the row.
std::optional<ledger::SettledYears> settled_years(const AllYears& all);

}  // namespace reconcile
