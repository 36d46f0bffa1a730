// A NEST contribution file: what a pension scheme was told of a pay period. It books nothing: the
// payslips of the same period carry the same contributions. It is read to say that, and what it
// adds up to.
//
// Rows      a heading row, one row a member, a row at the end. A row may have a letter of its own
//           before everything else.
// Heading   employer reference (EMP and nine digits), CS, end of the earnings period, payment
//           source, payment due date, frequency, reason, day it was made, start of the earnings
//           period, number of records.
// Member    NINO, alternative id, pensionable earnings, employer's contribution, member's
//           contribution: in an order that is not official. Where the cells behind the NINO are
//           not these, nothing is added up, and that is said.
// Refused   a number of records that is not the number of rows, and a file without its last row.
// Source    nestpensions.org.uk for the heading; the whole list of fields is not known here.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_nest(std::string_view text);
void read_nest(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
