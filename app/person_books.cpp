#include "app/person_books.hpp"

#include "app/judged_by.hpp"
#include "ledger/periods.hpp"

#include <algorithm>
#include <utility>

namespace app {
namespace {

using ledger::Date;
using ledger::RecordedEntry;

std::vector<RecordedEntry> standing_of(std::vector<RecordedEntry> entries, Date as_of) {
  const bool all = std::ranges::all_of(
      entries, [&](const RecordedEntry& recorded) { return recorded.entry.date <= as_of; });
  std::vector<RecordedEntry> standing;
  if (!all) standing = ledger::standing_on(entries, as_of);
  std::erase_if(entries, [&](const RecordedEntry& recorded) {
    return recorded.reversed || recorded.reverses || (!all && recorded.entry.date <= as_of);
  });
  if (all) return entries;
  standing.insert(standing.end(), std::make_move_iterator(entries.begin()),
                  std::make_move_iterator(entries.end()));
  std::ranges::sort(standing, {}, &RecordedEntry::number);
  return standing;
}

/// The kept balances, unless something is dated after the day.
std::vector<ledger::Balance> balances(store::Reader& reader, ledger::PersonId person,
                                      const std::vector<RecordedEntry>& standing, Date as_of) {
  const auto newest = reader.newest_entry(person);
  if (!newest || *newest <= as_of) return reader.balances(person);
  return ledger::balances_of(standing, as_of);
}

}  // namespace

PersonBooks::PersonBooks(store::Reader& reader, ledger::PersonId person, Date as_of,
                         Knowing knowing)
    : PersonBooks{
          reader, person, as_of,
          knowing == Knowing::when_approved ? approved_at(reader, person, as_of) : std::nullopt} {}

PersonBooks::PersonBooks(store::Reader& reader, ledger::PersonId person, Date as_of,
                         std::optional<ledger::LinkNo> known_at)
    : facts_{known_at ? reader.facts_at(person, *known_at) : reader.facts(person)},
      standing_{standing_of(
          known_at ? reader.entries_at(person, *known_at) : reader.entries(person), as_of)},
      view_{reconcile::view(facts_, standing_,
                            known_at ? ledger::balances_of(standing_, as_of)
                                     : balances(reader, person, standing_, as_of),
                            parameters(), as_of)} {}

std::optional<ledger::LinkNo> approved_at(store::Reader& reader, ledger::PersonId person,
                                          Date day) {
  const auto events = reader.periods(person);
  const auto* approval = ledger::approval_of(events, day);
  if (approval == nullptr) return std::nullopt;
  return approval->link;
}

}  // namespace app
