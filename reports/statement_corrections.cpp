#include "reports/statement_corrections.hpp"

namespace reports {

using ledger::RecordedEntry;

std::vector<const RecordedEntry*> entries_of(const StatementOf& of) {
  std::set<ledger::EntryNo> undone;
  std::map<ledger::EntryNo, const RecordedEntry*> in_period;
  for (const RecordedEntry& recorded : *of.entries) {
    if (!of.period.holds(recorded.entry.date)) continue;
    in_period.emplace(recorded.number, &recorded);
  }
  for (const auto& [number, recorded] : in_period) {
    if (!recorded->reverses || !in_period.contains(*recorded->reverses)) continue;
    undone.insert(number);
    undone.insert(*recorded->reverses);
  }
  std::vector<const RecordedEntry*> entries;
  for (const auto& [number, recorded] : in_period) {
    if (!undone.contains(number)) entries.push_back(recorded);
  }
  return entries;
}

BookedForClosedDays::BookedForClosedDays(const StatementOf& of) {
  std::map<ledger::EntryNo, const RecordedEntry*> by_number;
  for (const RecordedEntry& recorded : *of.entries) {
    by_number.emplace(recorded.number, &recorded);
    if (!recorded.reverses) continue;
    const auto found = by_number.find(*recorded.reverses);
    if (found == by_number.end()) continue;
    const ledger::Entry& undone = found->second->entry;
    // What is undone on its own day was never in a statement of closed days.
    if (undone.date >= of.period.first || undone.date == recorded.entry.date) continue;
    undoing_.insert(recorded.number);
    undone_.emplace(undone.source, recorded.number);
  }
}

std::optional<Movement::Kind> BookedForClosedDays::kind(const RecordedEntry& recorded) const {
  if (undoing_.contains(recorded.number)) return Movement::Kind::taken_back;
  const auto undone = undone_.find(recorded.entry.source);
  if (recorded.reverses || undone == undone_.end()) return std::nullopt;
  if (recorded.number < undone->second) return std::nullopt;
  return Movement::Kind::again;
}

}  // namespace reports
