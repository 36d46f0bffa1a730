// One person's books as of a day, read from the book: facts, entries and the view over them.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/parameters.hpp"
#include "ledger/store/book.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <vector>

namespace app {

/// The view refers to what is kept here, so that it stays where it was made.
class PersonBooks {
 public:
  PersonBooks(store::Reader& reader, ledger::PersonId person, ledger::Date as_of)
      : facts_{reader.facts(person)},
        standing_{reader.standing_entries(person)},
        view_{reconcile::view(facts_, standing_, balances(reader, person, as_of),
                              ledger::Parameters::built_in(), as_of)} {}
  PersonBooks(const PersonBooks&) = delete;
  PersonBooks& operator=(const PersonBooks&) = delete;

  const ledger::PersonFacts& facts() const { return facts_; }
  const std::vector<ledger::RecordedEntry>& standing() const { return standing_; }
  const reconcile::PersonView& view() const { return view_; }

 private:
  /// The kept balances, unless something is dated after the day.
  std::vector<ledger::Balance> balances(store::Reader& reader, ledger::PersonId person,
                                        ledger::Date as_of) const {
    const auto newest = reader.newest_entry(person);
    if (!newest || *newest <= as_of) return reader.balances(person);
    return ledger::balances_of(standing_, as_of);
  }

  ledger::PersonFacts facts_;
  std::vector<ledger::RecordedEntry> standing_;
  reconcile::PersonView view_;
};

}  // namespace app
