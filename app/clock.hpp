// The only place that asks what day and what time it is.
#pragma once

#include "ledger/date.hpp"

#include <ctime>
#include <string>

namespace app {

/// Today, where the program runs. Commands ask arguments.hpp's `today`, which --as-of may fix.
ledger::Date today_by_the_clock();
/// "2025-05-01T10:00:00Z": when something is recorded. --as-of never changes it.
std::string now_text();
/// By which certificates are judged.
std::time_t now();

}  // namespace app
