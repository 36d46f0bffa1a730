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
#include "ledger/id.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ledger {

/// What `reconcile` counts of lines and open findings.
struct SettledCounts {
  std::int64_t lines = 0, matched = 0, suggested = 0, unmatched = 0;
  std::int64_t high = 0, medium = 0, low = 0;
  friend bool operator==(const SettledCounts&, const SettledCounts&) = default;
};

struct SettledYears {
  Date from;
  Date day;  ///< a budget took over on it; no other has anything open from before
  Date fence;
  Date as_of;             ///< what was found is as of this day: earlier ones are not answered by it
  ImportId first_import;  ///< earlier ones have nothing of the days from `from` on
  EntryNo first_entry;    ///< earlier ones are dated before `day`
  std::string guard;      ///< digest of what has to come out again (reconcile::guard_of)
  std::vector<Entry> handed_over;  ///< to the budget of `day`
  SettledCounts counts;            ///< of what is before `day`
  friend bool operator==(const SettledYears&, const SettledYears&) = default;
};

}  // namespace ledger
