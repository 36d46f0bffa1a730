// What should stand against what does: an equal entry stays, a different one is taken back and
// posted anew, one that nothing asks for any longer is taken back. Closed days stay as they are.
#include "reconcile/reasons.hpp"
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Entry;
using ledger::RecordedEntry;

bool stands(const RecordedEntry& recorded) {
  return !recorded.reverses && !recorded.reversed;
}

/// Whether two entries book the same and leave nothing to ask: that another rule is surer of it, or
/// that a person has confirmed it, is no reason to touch closed days.
bool books_the_same(const Entry& one, const Entry& other) {
  if (one.kind != other.kind || one.postings != other.postings) return false;
  if (!one.match || !other.match) return one.match.has_value() == other.match.has_value();
  const auto matched = ledger::MatchState::matched;
  return one.match->state == matched && other.match->state == matched &&
         one.match->items == other.match->items && one.match->plan_line == other.match->plan_line;
}

/// Where a reversal should be: on the day of what it reverses, or on the first open day.
Date day_of_reversal(const RecordedEntry& reversed, std::optional<Date> closed) {
  const auto day = reversed.entry.date;
  return closed ? std::max(day, plus_days(*closed, 1)) : day;
}

/// Reversals that were put off to a day which is not the first open one any longer.
void move_reversals(Changes& changes, const std::vector<RecordedEntry>& entries,
                    std::optional<Date> closed) {
  for (const auto& reversal : entries) {
    if (!reversal.reverses || reversal.reversed) continue;
    if (closed && reversal.entry.date <= *closed) continue;
    const auto of =
        std::ranges::lower_bound(entries, *reversal.reverses, {}, &RecordedEntry::number);
    if (of == entries.end() || of->number != *reversal.reverses) continue;
    // What takes a reversal back is on its day, and stays there.
    if (of->reverses || reversal.entry.date == day_of_reversal(*of, closed)) continue;
    changes.reversed.push_back(reversal.number);
    changes.reversed.push_back(of->number);
  }
}

}  // namespace

void keep_closed(std::vector<Entry>& should, const std::vector<RecordedEntry>& entries,
                 std::optional<Date> closed) {
  if (!closed) return;
  std::unordered_map<std::string_view, const RecordedEntry*> inside;
  for (const auto& recorded : entries) {
    if (!stands(recorded) || recorded.entry.date > *closed) continue;
    inside.try_emplace(recorded.entry.source, &recorded);
  }
  for (auto& entry : should) {
    if (entry.date > *closed) continue;
    const auto at = inside.find(entry.source);
    if (at != inside.end()) {
      const auto& standing = at->second->entry;
      entry.date = standing.date;
      if (same_but_for_reasons(standing, entry)) continue;
      if (books_the_same(standing, entry)) {
        entry = standing;
        continue;
      }
    }
    entry.date = plus_days(*closed, 1);
  }
}

Changes changes(const std::vector<RecordedEntry>& entries, const std::vector<Entry>& should,
                std::optional<Date> closed) {
  std::unordered_map<std::string_view, const RecordedEntry*> by_source;
  by_source.reserve(entries.size());
  Changes changes;
  move_reversals(changes, entries, closed);
  for (const auto& recorded : entries) {
    if (!stands(recorded)) continue;
    const auto [at, first] = by_source.try_emplace(recorded.entry.source, &recorded);
    if (!first) changes.reversed.push_back(recorded.number);  // one source, one entry
  }
  for (const auto& entry : should) {
    const auto at = by_source.find(entry.source);
    const bool same = at != by_source.end() && same_but_for_reasons(at->second->entry, entry);
    if (!same) changes.posted.push_back(entry);
    if (same) by_source.erase(at);
  }
  for (const auto& recorded : entries) {
    const auto at = by_source.find(recorded.entry.source);
    if (at != by_source.end() && at->second == &recorded)
      changes.reversed.push_back(recorded.number);
  }
  return changes;
}

}  // namespace reconcile
