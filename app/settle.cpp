#include "app/settle.hpp"

#include "app/judged_by.hpp"
#include "app/pools.hpp"
#include "app/work_out.hpp"
#include "ledger/parameters.hpp"
#include "ledger/periods.hpp"

#include <utility>

namespace app {

Settlement settle(store::Reader& reader, ledger::PersonId person) {
  auto facts = reader.facts(person);
  if (ledger::is_pool(facts.ref())) return settle_pool(reader, person, index_of_pools(reader));
  auto [items, should] = reconcile::reconcile(facts, parameters());
  const auto entries = reader.entries(person);
  const auto closed = ledger::closed_to(facts.periods);
  reconcile::keep_closed(should, entries, closed);
  auto changes = reconcile::changes(entries, should, closed);
  auto standing = reconcile::as_standing(std::move(should));
  return {std::move(facts), std::move(items), std::move(standing), std::move(changes)};
}

Settlement settle_now(store::Work& work, ledger::PersonId person) {
  auto settlement = settle(work.reader(), person);
  if (ledger::is_pool(settlement.facts.ref())) {
    post_pool(work, person, settlement);
    for (const auto& allotment : settlement.allotments) settle_now(work, allotment.member);
    return settlement;
  }
  const auto& changes = settlement.changes;
  work.post({person, changes.reversed, changes.posted});
  const bool moved = !changes.reversed.empty() || !changes.posted.empty();
  if (moved && !stays_settled(work.reader(), person)) work.forget_settled(person);
  return settlement;
}

}  // namespace app
