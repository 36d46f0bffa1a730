// One invented person's April, small enough to add up in one's head, for the tests of reports.
//
//   opened with 100.00, 400.00 from the funder, 80.00 wages, 15.00 garden (first in suspense, then
//   coded), 5.00 nobody can explain: 400.00 at the end; 20.00 of tax is owed.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "reconcile/view.hpp"

#include <string_view>
#include <vector>

namespace small_book {

ledger::Date day(std::string_view text);
ledger::Money pounds(std::string_view text);

struct SmallBook {
  ledger::PersonFacts facts;
  std::vector<ledger::RecordedEntry> entries;
  /// Refers to this book.
  reconcile::PersonView view(ledger::Date as_of) const;
};
SmallBook april();

}  // namespace small_book
