// Pools as the book has them: who their members are, the pseudo-person of each, and whose each of
// its lines is.
#pragma once

#include "app/settle.hpp"
#include "ledger/facts.hpp"
#include "ledger/pool.hpp"
#include "ledger/store/book.hpp"
#include "reconcile/pool_shares.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// Everybody who has an account in a pool, by the pool's name; by ref.
using PoolIndex = std::map<std::string, std::vector<store::PersonRow>, std::less<>>;
PoolIndex index_of_pools(store::Reader& reader);

/// A pool and its members with all their facts.
class PoolBooks {
 public:
  PoolBooks(store::Reader& reader, ledger::PersonId pool, const PoolIndex& index);
  PoolBooks(const PoolBooks&) = delete;
  PoolBooks& operator=(const PoolBooks&) = delete;

  const ledger::PersonFacts& pool() const { return pool_; }
  const std::vector<reconcile::PoolMember>& members() const { return members_; }

 private:
  ledger::PersonFacts pool_;
  std::vector<ledger::PersonFacts> facts_;
  std::vector<reconcile::PoolMember> members_;
};

/// What reconciling a pool comes to: its own books, and what is handed to its members.
Settlement settle_pool(store::Reader& reader, ledger::PersonId pool, const PoolIndex& index);

/// Posts a pool that was settled and hands out what changed. The members it touched are to be
/// reconciled, and are not yet.
void post_pool(store::Work& work, ledger::PersonId pool, const Settlement& settlement);

/// Makes the pseudo-persons of these pools, or brings their accounts after their members': what the
/// statements call the account, and the sum of the members' opening balances.
void keep_pools(store::Work& work, const std::set<std::string>& names);

}  // namespace app
