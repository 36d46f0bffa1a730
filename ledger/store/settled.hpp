// What the settled years of a person leave to those after them, as the book keeps it, and when it
// is forgotten: in the same transaction as anything that touches those years is recorded.
#pragma once

#include "ledger/settled.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/database.hpp"

#include <optional>
#include <vector>

namespace store {

std::optional<ledger::SettledYears> read_settled(Connection& connection, ledger::PersonId person);
void write_settled(Connection& connection, ledger::PersonId person,
                   const ledger::SettledYears& settled);
void forget_settled(Connection& connection, ledger::PersonId person);

/// Every entry before it is dated before the day.
ledger::EntryNo first_entry_since(Connection& connection, ledger::PersonId person,
                                  ledger::Date day);

/// Where a file tells of days before the fence of those it is about.
void forget_settled_before(Connection& connection, const NewImport& import);
/// Where a decision is about a line before the fence, or stops a decision from being proposed.
void forget_settled_before(Connection& connection, ledger::PersonId person,
                           const ledger::Decision& decision);
/// Where an act holds from before the fence, or is about a budget from before the day or about
/// none. Not for what a payment run put forward: that changes no entry.
void forget_settled_before(Connection& connection, const ledger::PersonHistory& history,
                           ledger::PersonId person, const ledger::Act& act);
/// Where entries before the day are posted or reversed; `recorded` are all when any is reversed.
void forget_settled_before(Connection& connection, const NewEntries& entries,
                           const std::vector<ledger::RecordedEntry>& recorded);

}  // namespace store
