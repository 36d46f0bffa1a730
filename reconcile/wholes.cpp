#include "reconcile/wholes.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <set>
#include <utility>

namespace reconcile {
namespace {

constexpr std::size_t wholes_most = 4000;

/// By set of amounts: their sum.
std::vector<std::int64_t> sums_of(const std::vector<std::int64_t>& amounts) {
  std::vector<std::int64_t> sums(std::size_t{1} << amounts.size());
  for (std::size_t bits = 1; bits < sums.size(); ++bits) {
    const auto low = static_cast<std::size_t>(std::countr_zero(bits));
    sums[bits] = sums[bits & (bits - 1)] + amounts[low];
  }
  return sums;
}

class Packing {
 public:
  explicit Packing(const Scene& scene)
      : scene_{scene}, line_sums_{sums_of(scene.lines)}, item_sums_{sums_of(scene.items)} {
    for (unsigned lines = 1; lines < line_sums_.size(); ++lines) {
      for (unsigned items = 1; items < item_sums_.size(); ++items) {
        const Share share{lines, items};
        if (is_even(lines, items) && is_near(share) && !can_be_parted(share)) {
          shares_.push_back(share);
        }
      }
    }
  }

  Wholes best(std::size_t line) {
    keep_together(line);
    Whole so_far;
    if (!shares_.empty()) pack(0, so_far);
    if (found_.size() > wholes_most) return {{}, true};
    for (auto& whole : found_) weigh(whole);
    std::set<std::array<std::int64_t, 9>> counts;
    for (const auto& whole : found_) counts.insert(whole.against);
    std::erase_if(found_, [&](const Whole& whole) { return is_beaten(whole, counts); });
    return {std::move(found_), false};
  }

 private:
  bool is_even(unsigned lines, unsigned items) const {
    return line_sums_[lines] == item_sums_[items];
  }

  bool is_near(Share share) const {
    for (std::size_t line = 0; line < scene_.lines.size(); ++line) {
      for (std::size_t item = 0; item < scene_.items.size(); ++item) {
        const bool both = has_bit(share.lines, line) && has_bit(share.items, item);
        if (both && scene_.apart[line][item] == Scene::too_far) return false;
      }
    }
    return true;
  }

  bool can_be_parted(Share share) const {
    for (unsigned lines = share.lines; lines != 0; lines = (lines - 1) & share.lines) {
      for (unsigned items = share.items; items != 0; items = (items - 1) & share.items) {
        const bool all = lines == share.lines && items == share.items;
        if (!all && is_even(lines, items)) return true;
      }
    }
    return false;
  }

  /// Only what shares link with the line.
  void keep_together(std::size_t line) {
    unsigned lines = 1U << line;
    unsigned items = 0;
    for (bool grows = true; grows;) {
      grows = false;
      for (const auto& share : shares_) {
        const bool linked = (share.lines & lines) != 0 || (share.items & items) != 0;
        const bool fresh = (share.lines & ~lines) != 0 || (share.items & ~items) != 0;
        if (!linked || !fresh) continue;
        lines |= share.lines;
        items |= share.items;
        grows = true;
      }
    }
    std::erase_if(shares_, [&](const Share& share) { return (share.lines & lines) == 0; });
  }

  static bool is_clear(const Share& share, const Whole& of) {
    return (share.lines & of.lines) == 0 && (share.items & of.items) == 0;
  }

  /// Each line in turn is left, or is the first of a share that is still clear.
  void pack(std::size_t line, Whole& so_far) {
    if (found_.size() > wholes_most) return;
    if (line == scene_.lines.size()) {
      const bool more =
          std::ranges::any_of(shares_, [&](const Share& share) { return is_clear(share, so_far); });
      if (!more) found_.push_back(so_far);
      return;
    }
    pack(line + 1, so_far);
    for (const auto& share : shares_) {
      const bool first = static_cast<std::size_t>(std::countr_zero(share.lines)) == line;
      if (!first || !is_clear(share, so_far)) continue;
      so_far.shares.push_back(share);
      so_far.lines ^= share.lines;
      so_far.items ^= share.items;
      pack(line + 1, so_far);
      so_far.shares.pop_back();
      so_far.lines ^= share.lines;
      so_far.items ^= share.items;
    }
  }

  void weigh(Whole& whole) const {
    auto& [explained, settled, plain, joined, largest, days, farthest, ends, skipped] =
        whole.against;
    for (const auto& share : whole.shares) {
      const int more = std::popcount(share.lines) + std::popcount(share.items) - 2;
      explained -= std::abs(line_sums_[share.lines]);
      settled -= std::popcount(share.items);
      plain -= more == 0 ? 1 : 0;
      joined += more;
      largest = std::max<std::int64_t>(largest, more);
      ends += at_the_ends(share);
      skipped += left_between(share.items);
      for (std::size_t line = 0; line < scene_.lines.size(); ++line) {
        if (!has_bit(share.lines, line)) continue;
        int most = 0;
        for (std::size_t item = 0; item < scene_.items.size(); ++item) {
          if (!has_bit(share.items, item)) continue;
          days += scene_.apart[line][item];
          most = std::max(most, scene_.apart[line][item]);
        }
        farthest += most;
      }
    }
  }

  static std::size_t last(unsigned bits, const std::vector<int>& days) {
    auto found = static_cast<std::size_t>(std::countr_zero(bits));
    for (auto at = found; at < days.size(); ++at) {
      if (has_bit(bits, at) && days[at] > days[found]) found = at;
    }
    return found;
  }

  /// From the last of its items to the last of its lines.
  int at_the_ends(const Share& share) const {
    return scene_.apart[last(share.lines, scene_.line_days)][last(share.items, scene_.item_days)];
  }

  /// Items that lie between others and are left out.
  int left_between(unsigned items) const {
    const auto& days = scene_.item_days;
    int from = days[static_cast<std::size_t>(std::countr_zero(items))];
    int to = from;
    for (std::size_t at = 0; at < days.size(); ++at) {
      if (!has_bit(items, at)) continue;
      from = std::min(from, days[at]);
      to = std::max(to, days[at]);
    }
    int left = 0;
    for (std::size_t at = 0; at < days.size(); ++at) {
      left += !has_bit(items, at) && from < days[at] && days[at] < to ? 1 : 0;
    }
    return left;
  }

  static bool is_beaten(const Whole& whole, const std::set<std::array<std::int64_t, 9>>& counts) {
    return std::ranges::any_of(counts, [&](const auto& other) {
      if (other == whole.against) return false;
      for (std::size_t i = 0; i < other.size(); ++i) {
        if (other[i] > whole.against[i]) return false;
      }
      return true;
    });
  }

  const Scene& scene_;
  std::vector<std::int64_t> line_sums_, item_sums_;
  std::vector<Share> shares_;
  std::vector<Whole> found_;
};

std::vector<std::int64_t> amounts(const std::vector<std::int64_t>& all, unsigned bits) {
  std::vector<std::int64_t> found;
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (has_bit(bits, at)) found.push_back(all[at]);
  }
  std::ranges::sort(found);
  return found;
}

using Shape = std::multiset<std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>>>;

Shape shape(const Scene& scene, const Whole& whole) {
  Shape shapes;
  for (const auto& share : whole.shares) {
    shapes.emplace(amounts(scene.lines, share.lines), amounts(scene.items, share.items));
  }
  return shapes;
}

}  // namespace

bool Whole::has(const Share& share) const {
  return std::ranges::find(shares, share) != shares.end();
}

Wholes best_wholes(const Scene& scene, std::size_t line) {
  ledger::ensure(scene.lines.size() <= whole_lines_most, "too many lines to try every whole");
  ledger::ensure(scene.items.size() <= whole_items_most, "too many items to try every whole");
  return Packing{scene}.best(line);
}

bool same_but_for_equals(const Scene& scene, const Whole& a, const Whole& b) {
  return a.items == b.items && a.against[0] == b.against[0] &&
         amounts(scene.lines, a.lines) == amounts(scene.lines, b.lines) &&
         shape(scene, a) == shape(scene, b);
}

bool could_cross(const Scene& scene, const Whole& whole) {
  const auto first = [](unsigned bits) { return static_cast<std::size_t>(std::countr_zero(bits)); };
  for (const auto& a : whole.shares) {
    for (const auto& b : whole.shares) {
      const auto [line, item] = std::pair{first(a.lines), first(a.items)};
      const auto [other, its] = std::pair{first(b.lines), first(b.items)};
      const bool equal =
          scene.lines[line] == scene.lines[other] && scene.items[item] == scene.items[its];
      const bool twins = scene.line_days[line] == scene.line_days[other] ||
                         scene.item_days[item] == scene.item_days[its];
      if (equal && !twins && scene.apart[line][its] != Scene::too_far) return true;
    }
  }
  return false;
}

int count_of(const std::vector<std::int64_t>& amounts, unsigned bits, std::int64_t amount) {
  int count = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    count += has_bit(bits, i) && amounts[i] == amount ? 1 : 0;
  }
  return count;
}

std::int64_t sum_of(const std::vector<std::int64_t>& amounts, unsigned bits) {
  std::int64_t of = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) of += has_bit(bits, i) ? amounts[i] : 0;
  return of;
}

}  // namespace reconcile
