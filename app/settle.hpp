// Bringing one person's books to what the facts say.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/store/book.hpp"
#include "reconcile/reconcile.hpp"

#include <vector>

namespace app {

/// What reconciling one person comes to.
struct Settlement {
  ledger::PersonFacts facts;
  std::vector<ledger::Item> items;
  std::vector<ledger::RecordedEntry> should;  ///< what stands afterwards (not numbered)
  reconcile::Changes changes;
  std::vector<store::Allotment> allotments = {};  ///< of a pool: what its members are handed
};

/// Reads a person's facts and entries (or a pool's) and reconciles them; writes nothing.
Settlement settle(store::Reader& reader, ledger::PersonId person);

/// The same within a unit of work, posted: a decision shows at once. A pool's members follow.
Settlement settle_now(store::Work& work, ledger::PersonId person);

}  // namespace app
