// The engine's one entry point: facts in, the entries the books should hold out.
//
// It is a pure function of a person's facts, so the order in which files came cannot matter, a
// second run changes nothing, and better evidence revises an earlier answer. `changes` turns what
// should stand and what does stand into reversals and new entries.
//
//   facts ──expected_items──▶ items ──┐
//     │                               ├──match_lines──▶ a Match a line ──▶ entries of lines
//     └────────lines──────────────────┘
//     └────cost_entries──▶ entries of plans, openings, payslips, summaries, invoices, pots
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/item.hpp"
#include "ledger/parameters.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reconcile {

/// What should appear on the statements, by due day and key. Everything that the facts make due,
/// whenever: whoever asks as of a day leaves out what is due (and paid) later.
std::vector<ledger::Item> expected_items(const ledger::PersonFacts& facts,
                                         const ledger::Parameters& parameters);

/// The same without what handovers leave to be repaid: that follows from entries, and a view takes
/// it from those of the book.
std::vector<ledger::Item> items_of_facts(const ledger::PersonFacts& facts,
                                         const ledger::Parameters& parameters);

/// Entries that need no statement line: plan (memo), openings, payslips, summaries, invoices, pots.
std::vector<ledger::Entry> cost_entries(const ledger::PersonFacts& facts,
                                        const ledger::Parameters& parameters);

/// One match for each of facts.lines, in their order.
std::vector<ledger::Match> match_lines(const ledger::PersonFacts& facts,
                                       const std::vector<ledger::Item>& items,
                                       const ledger::Parameters& parameters);

/// The entries that book facts.lines as their matches say, in their order (a line of nothing has
/// none). All at once, because a line may undo another, and items are shared out by what is left.
std::vector<ledger::Entry> line_entries(const ledger::PersonFacts& facts,
                                        const std::vector<ledger::Match>& matches,
                                        const std::vector<ledger::Item>& items,
                                        const ledger::Parameters& parameters);

/// The whole of the above.
struct Reconciled {
  std::vector<ledger::Item> items;
  std::vector<ledger::Entry> entries;  ///< all that should stand, by date, then source
};
/// Entries as the book will have them; they have no numbers yet.
std::vector<ledger::RecordedEntry> as_standing(std::vector<ledger::Entry> made);

/// Items due before a day are left out.
void leave_out_before(ledger::Date from, std::vector<ledger::Item>& items);

Reconciled reconcile(const ledger::PersonFacts& facts, const ledger::Parameters& parameters);

struct Changes {
  std::vector<ledger::EntryNo> reversed;
  std::vector<ledger::Entry> posted;
  bool none() const { return reversed.empty() && posted.empty(); }
};
/// Gives what should stand the dates on which it stands while the books are closed up to a day: an
/// entry that stands inside stays when it says the same but for that, or books the same and only
/// gives other reasons; any other is posted on the first open day. A line keeps its own date; the
/// entry's is when it was posted.
void keep_closed(std::vector<ledger::Entry>& should,
                 const std::vector<ledger::RecordedEntry>& entries,
                 std::optional<ledger::Date> closed);

/// What to reverse and what to post so that exactly `should` stands. The book reverses what is
/// dated inside closed days on the first open day; `entries` are all, reversals too, because one
/// that was put off so is taken back and made again once its own day is open.
Changes changes(const std::vector<ledger::RecordedEntry>& entries,
                const std::vector<ledger::Entry>& should,
                std::optional<ledger::Date> closed = std::nullopt);

/// The sentence for a person: why this line is where it is.
std::string why(const ledger::Match& match);

}  // namespace reconcile
