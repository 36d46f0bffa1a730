// The plan line that a ref of the books stands for, also where the plan of the day has it no more.
#pragma once

#include "ledger/date.hpp"
#include "ledger/person.hpp"

#include <string_view>

namespace reconcile {

/// As the plan of the day has it; else as the version that had it last by the day; else as the
/// first that will have it. Null: no plan of the budget ever had it.
const ledger::PlanLine* known_line(const ledger::PersonHistory& history, std::string_view budget,
                                   std::string_view line, ledger::Date day);

}  // namespace reconcile
