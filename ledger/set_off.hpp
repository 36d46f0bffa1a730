// Offsets whose instalment will not come any more: the person has died, the budget ended before, or
// the plan no longer has it (or has less of it than was set off). That much is set off no longer:
// it is the funder's unused money again, which an officer may set off elsewhere or ask back.
#pragma once

#include "ledger/acts.hpp"
#include "ledger/person.hpp"

#include <vector>

namespace ledger {

struct EndedOffset {
  int act;       ///< the number of the offset
  Money amount;  ///< what of it found no instalment
  Date on;       ///< from when: the death, the budget's last day or the day the instalment was due,
                 ///< whichever is first; not before the offset
};
/// By day and number. What is on hold may still come.
std::vector<EndedOffset> ended_offsets(const PersonHistory& history, const std::vector<Act>& acts);

}  // namespace ledger
