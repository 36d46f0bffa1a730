// The code map of a commissioner's general ledger as a CSV file (docs/formats/codes.md):
//
//   account,care_group,stream,deployment,funder,prior_year,cost_centre,subjective,analysis_1,…
//   spending,chc-adult,health,direct-payment,,no,123456,52160000,ABC,DEF,000000
//   bank,,,,,,123400,,,,
//
// Which row a booking takes is ledger/codes.hpp's to say: the first that holds.
#pragma once

#include "ledger/codes.hpp"
#include "ledger/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace imports {

/// All rows, or up to fifty refusals.
ledger::Result<std::vector<ledger::CodeRule>> read_codes(std::string_view bytes,
                                                         const std::string& file);

}  // namespace imports
