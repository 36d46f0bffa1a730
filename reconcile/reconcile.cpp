#include "reconcile/reconcile.hpp"

#include "reconcile/engine.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace reconcile {

std::vector<ledger::Entry> reconcile(const ledger::PersonFacts& facts,
                                     const ledger::Parameters& parameters) {
  const Groundwork ground{facts, parameters};
  const auto items = expected_items(ground);
  auto entries = cost_entries(ground);
  auto lines = line_entries(ground, match_lines(ground, items), items);
  entries.insert(entries.end(), std::move_iterator{lines.begin()}, std::move_iterator{lines.end()});
  for (const auto& entry : entries) ensure_sound(entry);
  std::ranges::sort(entries, [](const ledger::Entry& a, const ledger::Entry& b) {
    return std::tie(a.date, a.source) < std::tie(b.date, b.source);
  });
  return entries;
}

}  // namespace reconcile
