// Which lines of a pool are a member's: rows in the member's own chain, each with the whole of the
// line as the member has it, so that a member's books can be read and proved without the pool's.
// A row is never changed: a later one of the same line takes its place, or takes it back.
#pragma once

#include "ledger/facts.hpp"
#include "ledger/pool.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/chain_writer.hpp"
#include "ledger/store/database.hpp"
#include "ledger/store/row_writer.hpp"

#include <optional>
#include <vector>

namespace store {

class AllocationWriter {
 public:
  AllocationWriter(Connection& connection, ChainWriter& chain);
  /// One link of the member's chain; they are to be reconciled. Nothing when there is nothing.
  void add(const Allotment& allotment);

 private:
  Connection& connection_;
  ChainWriter& chain_;
  RowWriter rows_;
};

/// What was allotted to a member up to a link and not taken back, by line; of one pool, or of all.
std::vector<ledger::Allotted> read_allotted(Connection& connection, ledger::PersonId member,
                                            std::optional<ledger::PersonId> pool,
                                            ledger::LinkNo up_to);
/// The same as lines of the member, in their places among the member's own, with their files and
/// with how far the statements of the pool reach.
void add_allotted(Connection& connection, ledger::PersonFacts& facts, ledger::LinkNo up_to);
/// The member to whom this part of a pool's line is allotted.
std::optional<ledger::PersonId> allotted_to(Connection& connection, ledger::LineId part);

/// The pools of a person are to be reconciled; false when they are in none.
bool wake_pools(Connection& connection, const ledger::PersonHistory& history);
/// Whether the book has any pool.
bool has_pools(Connection& connection);

/// What a pool holds for each member is what the member's own books say, and no line is handed out
/// twice. Nothing is said of whom something new is known about.
std::vector<Breach> check_pools(Connection& connection, Reader& reader);

}  // namespace store
