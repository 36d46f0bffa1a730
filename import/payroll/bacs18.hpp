// Bacs Standard 18: what a bank was told to pay, or to collect. An instruction, never a statement.
//
// Labels    80 characters each, all of them optional: VOL1 HDR1 HDR2 UHL1 before the records, EOF1
//           EOF2 UTL1 behind. A file that has the first must have the last: else it is cut short.
// Record    100 characters, or 106 where the days differ: 1-6 sort code and 7-14 account of the
//           destination, 15 its type, 16-17 transaction code, 18-23 sort code and 24-31 account of
//           the originator, 32-35 free, 36-46 pence, 47-64 the originator's name, 65-82 reference,
//           83-100 the destination's name, 101-106 processing day.
// Line ends optional: records may run on. Blanks at the end of a line may be lost in a file with
//           labels; without labels every record has its full width.
// Day       " 26015" (the year and the day of the year) or "150126" (day, month, year), of the
//           record, else of UHL1.
// Codes     99 pays into the destination: positive. 01, 17, 18 and 19 collect from it: negative.
//           0N, 0C and 0S (AUDDIS) move no money and are left out, with a warning. A record whose
//           destination is its own originator is the contra of the others: left out, and compared
//           with their sum. The totals of UTL1 are not read: their places are not known for sure.
// Source    public guides to Standard 18 of banks and payment programs; Bacs' own is not public.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_bacs18(std::string_view text);
/// A statement of basis `instruction` for every destination, its lines pending.
void read_bacs18(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
