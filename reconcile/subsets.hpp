// Which of a few amounts sum to another? A bounded search that stops at the second answer, since
// two different explanations are as good as none.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace reconcile {

/// Positions (ascending) of at least two `values` that sum to `target`, up to `most` different
/// answers. Values may be of either sign; there are at most a couple of dozen of them.
std::vector<std::vector<std::size_t>> subsets_summing_to(std::span<const std::int64_t> values,
                                                         std::int64_t target, std::size_t most);

}  // namespace reconcile
