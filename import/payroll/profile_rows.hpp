// A bureau's table of payslips, read by a profile of kind "payroll" (docs/formats/payroll.md).
//
// Rows      one payslip each. A row that begins with a word of the profile's `footer` is none:
// where
//           it has amounts in the columns of money it is the row of totals, and is compared.
// Figures   a blank amount is nothing. Student loan and other deductions are one sum. Where gross
//           and net both stand there, gross less deductions must be net: a row that does not agree
//           is kept as it is, with a warning, and is a finding once it is in the book. Where one of
//           the two is missing it is worked out; a net pay that was is said to be (net_stated).
// Days      without a column for it, the period ends on the pay day and begins on the first of its
//           month: said in a warning, for no bureau's table proves it.
// Keys      `worker` is the bureau's number or our ref, `worker_name` the name, `person` our ref.
// Refused   a cell that is not what its column is, at its place.
#pragma once

#include "import/profile/profile.hpp"
#include "import/refusals.hpp"
#include "import/source.hpp"

#include <string_view>

namespace imports {

/// `profile` is of kind payroll.
void read_payroll_rows(std::string_view text, const Profile& profile, Source& source,
                       Refusals& refusals);

}  // namespace imports
