// Whose payslips a payroll file holds that knows nothing of our refs: HMRC's FPS, a bureau's table.
//
// Person   the one that was asked for (PERSON or PERSON/ACCOUNT), else the one whose employer has
//          the file's PAYE reference. When both are known and differ, the file is refused.
// Worker   of that person, in the version that holds on the pay day, else the newest that knows
//          them: by payroll number (or National Insurance number, where the file has no other),
//          else by our ref, else by name, when exactly one has it.
// Refused  whoever is not found, at the payslip's place, with the key to add to the person's file.
#pragma once

#include "app/routing.hpp"
#include "import/source.hpp"
#include "ledger/error.hpp"

#include <string>

namespace app {

/// Fills in `person` and `worker` of the payslips of a file that gives keys for them; those that
/// were refused are taken out. `asked` is what --account or a manifest says, `file` for messages.
void route_payslips(imports::Source& source, const std::string& asked, const std::string& file,
                    store::Reader& reader, AccountIndex& index, ledger::Errors& refused);

}  // namespace app
