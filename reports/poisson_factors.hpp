// How many errors there may be at most in the whole when some were met in a sample: the upper limit
// of a Poisson mean, which audit sampling calls confidence or reliability factors.
//
// Units   ten-thousandths. poisson_factor(95, 0) is 2.9957.
// Source  the mean m for which a Poisson variable is at most `errors` with the chance
//         1 - confidence: the sum over i <= errors of e^-m m^i / i!. A test works them out again.
#pragma once

#include <cstdint>

namespace reports {

/// More errors than this in a sample are not projected: the whole is to be examined.
inline constexpr int most_errors = 100;

/// 80, 90, 95 or 99 percent.
bool is_confidence(int percent);
std::int64_t poisson_factor(int confidence, int errors);

}  // namespace reports
