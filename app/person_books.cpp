#include "app/person_books.hpp"

#include "app/judged_by.hpp"
#include "ledger/periods.hpp"
#include "reconcile/reconcile.hpp"

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

/// The kept balances, unless something is dated after the day or they are of another time.
std::vector<ledger::Balance> balances(store::Reader& reader, const KnownBooks& known,
                                      const std::vector<RecordedEntry>& standing, Date as_of) {
  const auto newest = known.at ? std::nullopt : reader.newest_entry(known.facts.id);
  const bool kept = !known.at && (!newest || *newest <= as_of);
  return kept ? reader.balances(known.facts.id) : ledger::balances_of(standing, as_of);
}

/// Without the entries.
KnownBooks facts_known(store::Reader& reader, ledger::PersonId person,
                       std::optional<ledger::LinkNo> at) {
  KnownBooks known{at ? reader.facts_at(person, *at) : reader.facts(person), {}, {}, at};
  known.items = reconcile::expected_items(known.facts, parameters());
  return known;
}

std::vector<RecordedEntry> entries_known(store::Reader& reader, ledger::PersonId person,
                                         std::optional<ledger::LinkNo> at) {
  return at ? reader.entries_at(person, *at) : reader.entries(person);
}

}  // namespace

std::shared_ptr<const KnownBooks> read_known(store::Reader& reader, ledger::PersonId person,
                                             std::optional<ledger::LinkNo> at) {
  auto known = facts_known(reader, person, at);
  known.entries = entries_known(reader, person, at);
  return std::make_shared<const KnownBooks>(std::move(known));
}

PersonBooks::PersonBooks(store::Reader& reader, ledger::PersonId person, Date as_of,
                         Knowing knowing)
    : PersonBooks{
          reader, person, as_of,
          knowing == Knowing::when_approved ? approved_at(reader, person, as_of) : std::nullopt} {}

PersonBooks::PersonBooks(store::Reader& reader, ledger::PersonId person, Date as_of,
                         std::optional<ledger::LinkNo> known_at)
    : known_{std::make_shared<const KnownBooks>(facts_known(reader, person, known_at))},
      standing_{standing_of(entries_known(reader, person, known_at), as_of)},
      view_{reconcile::view_of_items(known_->facts, known_->items, standing_,
                                     balances(reader, *known_, standing_, as_of), parameters(),
                                     as_of)} {}

PersonBooks::PersonBooks(store::Reader& reader, std::shared_ptr<const KnownBooks> known, Date as_of)
    : known_{std::move(known)},
      standing_{standing_of(known_->entries, as_of)},
      view_{reconcile::view_of_items(known_->facts, known_->items, standing_,
                                     balances(reader, *known_, standing_, as_of), parameters(),
                                     as_of)} {}

std::optional<ledger::LinkNo> approved_at(store::Reader& reader, ledger::PersonId person,
                                          Date day) {
  const auto events = reader.periods(person);
  const auto* approval = ledger::approval_of(events, day);
  if (approval == nullptr) return std::nullopt;
  return approval->link;
}

}  // namespace app
