// How many items of a population can be in error when so many of a random sample are: exact, in
// whole numbers.
//
// Source    T. Wright, Exact Confidence Bounds when Sampling from Small Finite Universes (Lecture
//           Notes in Statistics 66, Springer 1991), the upper bound: the largest number of items in
//           error for which a sample with no more errors than were found is still likelier than
//           100 − confidence. The errors of a sample are hypergeometric.
#pragma once

#include <cstdint>
#include <optional>

namespace reports {

/// More than any working paper lists; beyond it nothing is worked out.
inline constexpr std::int64_t most_drawn = 5000;

/// Of `items`, of which `drawn` were drawn at random and `errors` of these are in error: no more
/// than this many are, sure to `confidence` per cent. Nothing where none were drawn, or more than
/// most_drawn and yet not all.
std::optional<std::int64_t> most_in_error(std::int64_t items, std::int64_t drawn,
                                          std::int64_t errors, int confidence);

}  // namespace reports
