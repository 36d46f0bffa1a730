// All ways in which a few lines of one payee can pay a few of its items by exact sums, and those of
// them that nothing speaks against more than for.
//
// A whole is a set of shares that have nothing in common: some lines and some items that come to
// the same and cannot be parted into smaller shares, to which no further share can be added. Wholes
// are compared on every count that may speak for one of them: how much they explain, how little
// they join together, how far lines are from the days of what they pay, what they skip. One that is
// behind on no count and ahead on one is the better. No count is weighed against another here: what
// weights decide (reconcile/weights.hpp) must not be something that another whole beats outright.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace reconcile {

inline constexpr std::size_t whole_lines_most = 6;
inline constexpr std::size_t whole_items_most = 6;

/// A payee's lines and items, each by number from nothing up.
struct Scene {
  static constexpr int too_far = -1;
  std::vector<std::int64_t> lines;      ///< pence
  std::vector<std::int64_t> items;      ///< what is open; credit notes have the other sign
  std::vector<std::vector<int>> apart;  ///< by line and item: days, early ones twice; or too_far
  std::vector<int> line_days, item_days;
};

/// Bits are numbers of lines and items.
struct Share {
  unsigned lines, items;
  friend bool operator==(const Share&, const Share&) = default;
};

struct Whole {
  std::vector<Share> shares;
  unsigned lines = 0, items = 0;
  /// What may speak against it; less is better: pounds and items explained and plain pairs (below
  /// nothing), things joined, most joined, days, farthest days, days at the ends, items skipped.
  std::array<std::int64_t, 9> against{};

  bool has(const Share& share) const;
};

struct Wholes {
  std::vector<Whole> best;  ///< those that no other beats
  bool bounded = false;     ///< there are too many to try them all
};

/// The best wholes of the lines and items that hang together with a line.
Wholes best_wholes(const Scene& scene, std::size_t line);

/// The same but for what nobody could tell apart: equal payments, and which of equal items they
/// pay, as long as the same items are paid.
bool same_but_for_equals(const Scene& scene, const Whole& a, const Whole& b);

/// Whether lines of an amount on two days pay items of it of two days, and might the other way
/// round: then weights say which, or numbers, or a person. Where either are of one day, no matter.
bool could_cross(const Scene& scene, const Whole& whole);

/// How many of a set are of an amount.
int count_of(const std::vector<std::int64_t>& amounts, unsigned bits, std::int64_t amount);
std::int64_t sum_of(const std::vector<std::int64_t>& amounts, unsigned bits);

constexpr bool has_bit(unsigned bits, std::size_t at) {
  return (bits >> at & 1U) != 0;
}

}  // namespace reconcile
