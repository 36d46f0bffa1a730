// A page in large type, for whoever holds the money.
#pragma once

#include "reports/answer.hpp"

#include <string>

namespace reports {

/// As as_html, in type of 15 points.
std::string as_large_html(const Answer& answer, const std::string& title);

}  // namespace reports
