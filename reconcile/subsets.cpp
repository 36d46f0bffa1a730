#include "reconcile/subsets.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace reconcile {
namespace {

using Bits = std::uint32_t;

struct Sum {
  std::int64_t sum;
  Bits chosen;
};

/// Every choice of the values, by sum and then by choice: those with a value are those without it,
/// moved by it, so that the two only have to be merged.
std::vector<Sum> sums_of(std::span<const std::int64_t> values) {
  std::vector<Sum> sums{{0, 0}};
  std::vector<Sum> with;
  std::vector<Sum> merged;
  for (std::size_t at = 0; at < values.size(); ++at) {
    with.clear();
    with.reserve(sums.size());
    for (const auto& [sum, chosen] : sums) {
      with.push_back({sum + values[at], chosen | Bits{1} << at});
    }
    merged.resize(sums.size() * 2);
    std::ranges::merge(sums, with, merged.begin(), {}, &Sum::sum, &Sum::sum);
    std::swap(sums, merged);
  }
  return sums;
}

/// At most so many are looked at: with more answers than that, none is worth anything.
constexpr std::size_t looked_at_most = 4096;

std::vector<Bits> choices(std::span<const std::int64_t> values, std::int64_t target) {
  const auto half = values.size() / 2;
  const auto low = sums_of(values.first(half));
  const auto high = sums_of(values.subspan(half));
  std::vector<Bits> found;
  std::size_t end = high.size();
  for (const auto& each : low) {
    while (end > 0 && high[end - 1].sum > target - each.sum) --end;
    for (auto at = end; at > 0 && high[at - 1].sum == target - each.sum; --at) {
      const Bits chosen = each.chosen | high[at - 1].chosen << half;
      if (std::popcount(chosen) >= 2) found.push_back(chosen);
      if (found.size() >= looked_at_most) return found;
    }
  }
  return found;
}

bool out_of_reach(std::span<const std::int64_t> values, std::int64_t target) {
  std::int64_t most = 0;
  std::int64_t least = 0;
  for (const auto value : values) (value > 0 ? most : least) += value;
  return target > most || target < least;
}

}  // namespace

std::vector<std::vector<std::size_t>> subsets_summing_to(std::span<const std::int64_t> values,
                                                         std::int64_t target, std::size_t most) {
  ledger::ensure(values.size() <= subset_values_most, "too many values to sum");
  if (values.size() < 2 || out_of_reach(values, target)) return {};
  auto found = choices(values, target);
  std::ranges::sort(found, [](Bits a, Bits b) {
    const auto many_a = std::popcount(a);
    const auto many_b = std::popcount(b);
    const Bits differs = a ^ b;
    const Bits first = differs & (~differs + 1);  // the lowest place in which they differ
    return many_a != many_b ? many_a < many_b : (a & first) != 0;
  });
  std::vector<Bits> kept;
  for (const auto chosen : found) {
    if (kept.size() == most) break;
    const bool fuller =
        std::ranges::any_of(kept, [&](Bits smaller) { return (smaller & chosen) == smaller; });
    if (!fuller) kept.push_back(chosen);
  }
  std::vector<std::vector<std::size_t>> answers;
  for (const auto chosen : kept) {
    auto& answer = answers.emplace_back();
    for (std::size_t at = 0; at < values.size(); ++at) {
      if ((chosen >> at & 1U) != 0) answer.push_back(at);
    }
  }
  return answers;
}

}  // namespace reconcile
