#include "reconcile/reconcile.hpp"

#include "reconcile/engine.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace reconcile {

Reconciled reconcile(const ledger::PersonFacts& facts, const ledger::Parameters& parameters) {
  const Groundwork ground{facts, parameters};
  auto items = expected_items(ground);
  auto costs = cost_entries(ground);
  auto lines = line_entries(ground, match_lines(ground, items), items);
  // An entry is large: its place is sorted, and it moves once.
  std::vector<ledger::Entry*> order;
  order.reserve(costs.size() + lines.size());
  for (auto* made : {&costs, &lines}) {
    for (auto& entry : *made) {
      ensure_sound(entry);
      order.push_back(&entry);
    }
  }
  std::ranges::sort(order, [](const ledger::Entry* a, const ledger::Entry* b) {
    return std::tie(a->date, a->source) < std::tie(b->date, b->source);
  });
  std::vector<ledger::Entry> entries;
  entries.reserve(order.size());
  for (auto* entry : order) entries.push_back(std::move(*entry));
  return {std::move(items), std::move(entries)};
}

}  // namespace reconcile
