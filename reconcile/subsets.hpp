// Which of a few amounts sum to another? Meet in the middle: all sums of either half, so that n
// amounts take two to the n-halfth steps and not two to the nth.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace reconcile {

inline constexpr std::size_t subset_values_most = 30;

/// Positions (ascending) of at least two `values` that sum to `target`, up to `most` different
/// answers, the shortest first. Values may be of either sign; there are at most
/// `subset_values_most` of them. A set that holds others which cancel out (an invoice and its
/// credit note) is no answer beside the set without them.
std::vector<std::vector<std::size_t>> subsets_summing_to(std::span<const std::int64_t> values,
                                                         std::int64_t target, std::size_t most);

}  // namespace reconcile
