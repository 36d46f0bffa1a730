// One person's books as of a day, read from the book: facts, entries and the view over them.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/parameters.hpp"
#include "ledger/store/book.hpp"
#include "reconcile/view.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace app {

/// What the books of a day rest on: all that is known by now, or, where the day lies in an approved
/// period, what was known when it was approved. The balances are the same; what is judged of them
/// (findings, commitments, what the plan allows) is then what the approver saw.
enum class Knowing { now, when_approved };

/// Which years of a person are read. Without those that are settled the view has no lines, items
/// and entries of theirs; balances, positions and findings are those of all years.
enum class Years { all, unsettled };

/// The days whose books are asked for.
struct AsOf {
  ledger::Date first, last;
};

/// All that the book knew of a person at some link, or knows now: read once for the books of
/// several days.
struct KnownBooks {
  ledger::PersonFacts facts;
  std::vector<ledger::RecordedEntry> entries;        ///< all, reversals too
  std::vector<ledger::Item> items;                   ///< what the facts make expected
  std::optional<ledger::LinkNo> at;                  ///< nothing: now
  std::optional<ledger::SettledYears> settled = {};  ///< that were not read
};
/// With days: years that are settled on all of them are not read.
std::shared_ptr<const KnownBooks> read_known(store::Reader& reader, ledger::PersonId person,
                                             std::optional<ledger::LinkNo> at,
                                             std::optional<AsOf> days = std::nullopt);

/// The view refers to what is kept here, so that it stays where it was made.
class PersonBooks {
 public:
  PersonBooks(store::Reader& reader, ledger::PersonId person, ledger::Date as_of,
              Knowing knowing = Knowing::now, Years years = Years::all);
  PersonBooks(store::Reader& reader, ledger::PersonId person, ledger::Date as_of, Years years)
      : PersonBooks{reader, person, as_of, Knowing::now, years} {}
  /// As they were known when that link was made.
  PersonBooks(store::Reader& reader, ledger::PersonId person, ledger::Date as_of,
              std::optional<ledger::LinkNo> known_at, Years years = Years::all);
  /// As of one of several days. The reader is the one that read what is known.
  PersonBooks(store::Reader& reader, std::shared_ptr<const KnownBooks> known, ledger::Date as_of);
  PersonBooks(const PersonBooks&) = delete;
  PersonBooks& operator=(const PersonBooks&) = delete;

  const ledger::PersonFacts& facts() const { return known_->facts; }
  /// What stood on the day, and what stands now and is dated after it; by number.
  const std::vector<ledger::RecordedEntry>& standing() const { return standing_; }
  const reconcile::PersonView& view() const { return view_; }

 private:
  std::shared_ptr<const KnownBooks> known_;
  std::vector<ledger::RecordedEntry> standing_;
  reconcile::PersonView view_;
};

/// The link at which the period of a day was approved; nothing when it is open.
std::optional<ledger::LinkNo> approved_at(store::Reader& reader, ledger::PersonId person,
                                          ledger::Date day);

}  // namespace app
