// BAI2 and BTRS balance reports, as banks send them to firms.
//
// Grammar   01 file; 02 group: one bank, one day; 03 account, with balances and totals; 16
// movement;
//           88 more of the record before; 49, 98, 99 end account, group and file (records.hpp).
// Units     whole minor units, without a point. A currency that is not named is US dollars: that is
//           the format's own rule. A movement has no sign: its type says it (100 to 399 in, 400 to
//           699 out); 890 moves no money; what banks made up (900 and more) is refused.
// Errors    totals and counts of 49, 98 and 99 that disagree are breaks with a warning; a file
//           without its end is refused.
// Source    the BAI2 specification (BAI) and X9.121 (BTRS); what banks send (docs/formats).
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_bai2(std::string_view text);
void read_bai2(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
