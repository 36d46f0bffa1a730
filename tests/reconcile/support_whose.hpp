// A second opinion on whose money is whose: shared out by hand from a trial balance, without the
// room under test. Whole pence cut off at each step, so that it is near and not exact.
#pragma once

#include "tests/reconcile/support_lives_books.hpp"

namespace lives {

/// Holds the shares of every surplus, and what handovers left to be repaid, against it.
void check_whose(Untied& untied, const Book& book, const reconcile::PersonView& view,
                 const TrialBalance& trial);

}  // namespace lives
