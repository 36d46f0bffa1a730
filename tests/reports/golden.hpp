// Pages to compare with. DPLEDGER_APPROVE=1 rewrites them; git then shows what changed.
#pragma once

#include <string>

namespace golden {

/// The page of that name in tests/reports/golden, after rewriting it when asked to.
std::string page(const std::string& name, const std::string& actual);

}  // namespace golden
