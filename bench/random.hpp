// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
// The standard's distributions may differ between libraries; these do not.
#pragma once

#include <cstdint>
#include <string_view>

namespace bench {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// From low to high, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto width = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(next() % width);
  }
  /// True in about `percent` of a hundred cases.
  bool chance(int percent) { return between(1, 100) <= percent; }

  template <class List>
  std::string_view pick(const List& list) {
    return list[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(list.size()) - 1))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace bench
