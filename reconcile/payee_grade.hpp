// How well a line's text names who would be paid, for whoever compares explanations.
#pragma once

#include "reconcile/names.hpp"
#include "reconcile/view.hpp"

namespace reconcile {

/// The best grade by which the line names a payee of the explanation: of its first item, else of
/// its plan line. None where there is nobody to name (another line).
Grade payee_grade(const PersonView& view, const ledger::StatementLine& line,
                  const ledger::Alternative& explanation);

}  // namespace reconcile
