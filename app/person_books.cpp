#include "app/person_books.hpp"

#include "app/judged_by.hpp"
#include "app/settled_by.hpp"
#include "ledger/periods.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/settled.hpp"

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
std::vector<ledger::Balance> balances_on(store::Reader& reader, const KnownBooks& known,
                                         const std::vector<RecordedEntry>& standing, Date as_of) {
  const auto newest = known.at ? std::nullopt : reader.newest_entry(known.facts.id);
  const bool kept = !known.at && (!newest || *newest <= as_of);
  if (kept) return reader.balances(known.facts.id);
  return known.settled ? reconcile::balances_since(*known.settled, standing, as_of)
                       : ledger::balances_of(standing, as_of);
}

/// Years that are settled on all of the days, and were when the link was made.
std::optional<ledger::SettledYears> settled_on(store::Reader& reader, ledger::PersonId person,
                                               std::optional<ledger::LinkNo> at,
                                               std::optional<AsOf> days) {
  if (!days) return std::nullopt;
  auto settled = settled_by_this(reader, person);
  if (!settled) return settled;
  const bool later = days->first >= plus_days(settled->day, -1) && days->last >= settled->as_of;
  if (!later || (at && *at <= settled->known_at)) return std::nullopt;
  return settled;
}

/// Without the entries. What waits to be reconciled may be about any year.
KnownBooks facts_known(store::Reader& reader, ledger::PersonId person,
                       std::optional<ledger::LinkNo> at, std::optional<AsOf> days) {
  auto settled = settled_on(reader, person, at, days);
  if (!settled) {
    KnownBooks known{at ? reader.facts_at(person, *at) : reader.facts(person), {}, {}, at};
    known.items = reconcile::items_of_facts(known.facts, parameters());
    return known;
  }
  KnownBooks known{
      reconcile::since(reader.facts_since(person, *settled, at), settled->from), {}, {}, at};
  if (reader.person(known.facts.ref())->to_reconcile ||
      are_judged_anew(*settled, known.facts.history, days->last)) {
    return facts_known(reader, person, at, std::nullopt);
  }
  known.items = reconcile::items_since(known.facts, parameters(), *settled);
  known.settled = std::move(settled);
  return known;
}

std::vector<RecordedEntry> entries_known(store::Reader& reader, const KnownBooks& known) {
  const auto person = known.facts.id;
  const auto& settled = known.settled;
  if (settled) return reader.entries_since(person, settled->first_read, settled->from, known.at);
  return known.at ? reader.entries_at(person, *known.at) : reader.entries(person);
}

reconcile::PersonView view_of(store::Reader& reader, const KnownBooks& known,
                              const std::vector<RecordedEntry>& standing, Date as_of) {
  const auto& [facts, entries, items, at, settled] = known;
  auto balances = balances_on(reader, known, standing, as_of);
  if (settled) {
    return reconcile::view_since(facts, items, standing, std::move(balances), *settled,
                                 parameters(), as_of);
  }
  return reconcile::view_of_items(facts, items, standing, std::move(balances), parameters(), as_of);
}

}  // namespace

std::shared_ptr<const KnownBooks> read_known(store::Reader& reader, ledger::PersonId person,
                                             std::optional<ledger::LinkNo> at,
                                             std::optional<AsOf> days) {
  auto known = facts_known(reader, person, at, days);
  known.entries = entries_known(reader, known);
  return std::make_shared<const KnownBooks>(std::move(known));
}

PersonBooks::PersonBooks(store::Reader& reader, ledger::PersonId person, Date as_of,
                         Knowing knowing, Years years)
    : PersonBooks{
          reader, person, as_of,
          knowing == Knowing::when_approved ? approved_at(reader, person, as_of) : std::nullopt,
          years} {}

PersonBooks::PersonBooks(store::Reader& reader, ledger::PersonId person, Date as_of,
                         std::optional<ledger::LinkNo> known_at, Years years)
    : known_{std::make_shared<const KnownBooks>(
          facts_known(reader, person, known_at,
                      years == Years::all ? std::nullopt : std::optional{AsOf{as_of, as_of}}))},
      standing_{standing_of(entries_known(reader, *known_), as_of)},
      view_{view_of(reader, *known_, standing_, as_of)} {}

PersonBooks::PersonBooks(store::Reader& reader, std::shared_ptr<const KnownBooks> known, Date as_of)
    : known_{std::move(known)},
      standing_{standing_of(known_->entries, as_of)},
      view_{view_of(reader, *known_, standing_, as_of)} {}

std::optional<ledger::LinkNo> approved_at(store::Reader& reader, ledger::PersonId person,
                                          Date day) {
  const auto events = reader.periods(person);
  const auto* approval = ledger::approval_of(events, day);
  if (approval == nullptr) return std::nullopt;
  return approval->link;
}

}  // namespace app
