// What should stand against what does: an equal entry stays, a different one is taken back and
// posted anew, one that nothing asks for any longer is taken back.
#include "reconcile/reasons.hpp"
#include "reconcile/reconcile.hpp"

#include <string_view>
#include <unordered_map>

namespace reconcile {

Changes changes(const std::vector<ledger::RecordedEntry>& standing,
                const std::vector<ledger::Entry>& should) {
  std::unordered_map<std::string_view, const ledger::RecordedEntry*> by_source;
  by_source.reserve(standing.size());
  Changes changes;
  for (const auto& recorded : standing) {
    if (recorded.reverses || recorded.reversed) continue;
    const auto [at, first] = by_source.try_emplace(recorded.entry.source, &recorded);
    if (!first) changes.reversed.push_back(recorded.number);  // one source, one entry
  }
  for (const auto& entry : should) {
    const auto at = by_source.find(entry.source);
    const bool stands = at != by_source.end() && same_but_for_reasons(at->second->entry, entry);
    if (!stands) changes.posted.push_back(entry);
    if (stands) by_source.erase(at);
  }
  for (const auto& recorded : standing) {
    const auto at = by_source.find(recorded.entry.source);
    if (at != by_source.end() && at->second == &recorded)
      changes.reversed.push_back(recorded.number);
  }
  return changes;
}

}  // namespace reconcile
