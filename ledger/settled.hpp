// What the settled years of a person leave to those after them, so that a new month need not read
// them again. Kept, never recorded: whoever deletes it has every year read once more, and the
// answers are the same (docs/decisions/0021-settled-years.md).
//
//    years that stand          looked at, not changed                 worked out again
//   ───────────────────┬──────────────┬──────────────────────┬───────────────────────────────▶
//                     from           day                   fence                          today
//   their facts are    facts from here  entries from here     what comes is about these days,
//   not read           are read         are compared          or all years are read
#pragma once

#include "ledger/date.hpp"
#include "ledger/entry.hpp"
#include "ledger/finding.hpp"
#include "ledger/id.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ledger {

/// How many lines there are, and what `reconcile` said of them.
struct SettledLines {
  std::int64_t all = 0, matched = 0, suggested = 0, unmatched = 0;
  friend bool operator==(const SettledLines&, const SettledLines&) = default;
};

struct SettledYears {
  Date from;
  Date day;  ///< a budget begins on it; of others that go on across it all is read
  Date fence;
  Date as_of;             ///< what was found is as of this day: earlier ones are not answered by it
  LinkNo known_at;        ///< the person's newest link then: nothing of before `day` is later
  ImportId first_import;  ///< earlier ones have nothing of the days from `from` on
  EntryNo first_read;     ///< earlier entries are dated before `from`
  EntryNo first_entry;    ///< earlier ones are dated before `day`
  /// Digest of what has to come out again (reconcile::guard_of). Empty: the years are worked out
  /// each time, and only who reads may leave them out.
  std::string guard;
  std::vector<Entry> handed_over;  ///< from `from` on, by handovers up to `day`
  SettledLines lines;              ///< that are booked before `day`
  std::vector<Balance> sums;       ///< of what stands and is dated before `day`
  std::vector<Finding> found;      ///< of budgets and days before `day`
  friend bool operator==(const SettledYears&, const SettledYears&) = default;
};

}  // namespace ledger
