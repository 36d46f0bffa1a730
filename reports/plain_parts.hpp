// The parts of the plain page that stand in files of their own.
#pragma once

#include "reports/plain.hpp"

#include <string>
#include <string_view>

namespace reports {

/// A plan line for the person whose plan it is: the outcome in their own words where it is short,
/// else what the category means.
std::string plain_name(const ledger::PlanLine* line, std::string_view category);
/// "Days out and things to do".
std::string_view plain_category(std::string_view category);

/// What to do next, the most pressing first; what goes beyond so many is counted.
PlainSection plain_actions(const PlainSource& source, std::size_t actions_most);

}  // namespace reports
