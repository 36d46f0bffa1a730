// SWIFT statements: MT940 (booked, with balances) and MT942 (what happened so far today, none).
//
// Grammar   messages of fields (fields.hpp): :20: :25: :28C: :60F: (:61: :86:)* :62F: :64: :86:.
//           A message is a page; the pages of one account become one statement. 60M/62M are the
//           balances between pages, and may be repeated inside one message.
// Units     an amount has a comma before its pence.
// Errors    a message without its closing balance at the end of the file is cut short: refused.
//           A break of the balances is noted, not refused.
// Source    the SWIFT category 9 message formats, and what banks send (docs/formats).
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_mt940(std::string_view bytes);
bool is_mt942(std::string_view bytes);
void read_mt940(const File& file, const Asked& asked, Source& source, Refusals& refusals);
void read_mt942(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
