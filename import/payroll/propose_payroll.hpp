// What an unknown table of payslips seems to be: a profile of kind payroll, by the words of its
// heading; days, amounts and deductions by what stands in the rows.
#pragma once

#include "import/profile/profile.hpp"
#include "import/profile/table_look.hpp"

#include <optional>

namespace imports {

/// Nothing when the heading does not name a pay day, a worker, and gross or net pay with a
/// deduction.
std::optional<Proposal> propose_payroll(const TableLook& look);

}  // namespace imports
