// The book's log: a leaf for every sealed head of a person's chain, in a Merkle tree whose whole
// subtrees are kept (ledger/merkle.hpp).
#pragma once

#include "ledger/merkle.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/chain_writer.hpp"
#include "ledger/store/database.hpp"

#include <cstdint>
#include <vector>

namespace store {

class Log {
 public:
  explicit Log(Connection& connection) : connection_{connection} {}

  std::int64_t size() const;
  ledger::TreeHead head(std::int64_t size) const;
  std::vector<ledger::Digest> inclusion(std::int64_t position, std::int64_t size) const;
  std::vector<ledger::Digest> consistency(std::int64_t older, std::int64_t newer) const;
  /// Its number among the leaves.
  std::int64_t add(ledger::PersonId person, const ledger::SealedHead& sealed);

 private:
  ledger::WholeSubtrees whole() const;
  Connection& connection_;
};

/// Adds what moved since the last seal, and the seal; answers how many leaves there were. Damaged
/// when a chain is no longer what was sealed of it.
std::int64_t seal_log(Connection& connection, ChainWriter& chain);

/// What does not hold of leaves, kept hashes and seals, and of the log of disclosures.
std::vector<Breach> check_log(Connection& connection);
std::vector<Breach> check_disclosures(Connection& connection);

void add_disclosures(Connection& connection, ChainWriter& chain, const Stamp& stamp,
                     const std::vector<Disclosure>& disclosures);

}  // namespace store
