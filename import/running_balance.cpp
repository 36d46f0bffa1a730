#include "import/running_balance.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>

namespace imports {
namespace {

using ledger::Money;
using ledger::StatementLine;
using Lines = std::vector<StatementLine>;

/// The sum, or nothing when it does not fit: a balance can be any text's.
std::optional<Money> sum(Money a, Money b) {
  std::int64_t out = 0;
  if (__builtin_add_overflow(a.pence(), b.pence(), &out)) return std::nullopt;
  return Money::of_pence(out);
}

bool has_balance(const StatementLine& line) {
  return line.balance.has_value();
}

bool joins(const StatementLine& earlier, const StatementLine& later) {
  return earlier.balance && later.balance && sum(*earlier.balance, later.amount) == later.balance;
}
/// A line that would follow from one of a later day shows nothing of the sign.
bool joins_negated(const StatementLine& earlier, const StatementLine& later) {
  return earlier.balance && later.balance && earlier.date <= later.date &&
         sum(*earlier.balance, -later.amount) == later.balance;
}

/// How many neighbours join, read forwards and backwards.
struct Joints {
  std::size_t forwards = 0;
  std::size_t backwards = 0;
};

template <class Joins>
Joints count_joints(const Lines& lines, Joins joined) {
  Joints joints;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    joints.forwards += joined(lines[i - 1], lines[i]) ? 1U : 0U;
    joints.backwards += joined(lines[i], lines[i - 1]) ? 1U : 0U;
  }
  return joints;
}

/// More of the neighbours have the later date first.
bool dates_fall(const Lines& lines) {
  std::ptrdiff_t falls = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].date < lines[i - 1].date) ++falls;
    if (lines[i].date > lines[i - 1].date) --falls;
  }
  return falls > 0;
}

bool newest_first(const Lines& lines, Joints joints) {
  if (joints.forwards != joints.backwards) return joints.backwards > joints.forwards;
  return dates_fall(lines);
}

/// The numbers from 0 of amounts, equal ones alike, in the order in which they first appear: what
/// stands together in the file stays together in memory. Sorted by their bits, eleven at a time:
/// no amounts, however they are chosen, take longer than others.
std::vector<std::size_t> numbered(const std::vector<Money>& amounts) {
  constexpr unsigned bits = 11;
  constexpr std::size_t buckets = std::size_t{1} << bits;
  struct Named {
    std::uint64_t above_least;
    std::size_t place;
  };
  const auto [least, most] = std::ranges::minmax(amounts);
  const auto above_least = [low = static_cast<std::uint64_t>(least.pence())](Money amount) {
    return static_cast<std::uint64_t>(amount.pence()) - low;
  };
  std::vector<Named> named;
  named.reserve(amounts.size());
  for (const auto amount : amounts) named.push_back({above_least(amount), named.size()});
  std::vector<Named> sorted(named.size());
  for (unsigned shift = 0; shift < 64 && above_least(most) >> shift != 0; shift += bits) {
    std::array<std::size_t, buckets + 1> begin{};
    const auto bucket = [&](const Named& each) {
      return (each.above_least >> shift) & (buckets - 1);
    };
    for (const auto& each : named) ++begin[bucket(each) + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    for (const auto& each : named) sorted[begin[bucket(each)]++] = each;
    std::swap(named, sorted);
  }
  // Equal ones now stand together, the earliest first: each takes the place of that one ...
  std::vector<std::size_t> numbers(amounts.size());
  for (std::size_t i = 0, first = 0; i < named.size(); ++i) {
    if (named[i].above_least != named[first].above_least) first = i;
    numbers[named[i].place] = named[first].place;
  }
  // ... whose number is known when they are reached.
  std::size_t next = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = numbers[i] == i ? next++ : numbers[numbers[i]];
  }
  return numbers;
}

/// Lines as the arrows of a graph whose points are balances: each goes from the balance before it
/// to the one after it. An order in which everything joins is a walk that takes every arrow once.
class Walk {
 public:
  explicit Walk(const Lines& lines) : lines_{lines} {}

  /// The walk, each point left by the earliest line that has not been taken; nothing without one.
  std::optional<std::vector<std::size_t>> whole() {
    if (!find_points()) return std::nullopt;
    const auto start = find_start();
    if (!start) return std::nullopt;
    auto order = follow(*start);
    if (order.size() != lines_.size()) return std::nullopt;
    return order;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  bool find_points() {
    std::vector<Money> balances;  // as the lines name them, each again where it is named again
    from_.reserve(lines_.size());
    to_.reserve(lines_.size());
    for (const auto& line : lines_) {
      if (!line.balance) return false;
      const auto from = sum(*line.balance, -line.amount);
      if (!from) return false;
      const bool joined = !balances.empty() && *from == balances.back();  // as most are
      if (!joined) balances.push_back(*from);
      from_.push_back(balances.size() - 1);
      to_.push_back(balances.size());
      balances.push_back(*line.balance);
    }
    const auto points = numbered(balances);
    for (auto& i : from_) i = points[i];
    for (auto& i : to_) i = points[i];
    points_ = 1 + *std::ranges::max_element(points);
    sort_by_point();
    return true;
  }

  void sort_by_point() {
    next_.assign(points_ + 1, 0);
    for (const auto i : from_) ++next_[i + 1];
    std::partial_sum(next_.begin(), next_.end(), next_.begin());
    end_.assign(next_.begin(), next_.end() - 1);  // the beginnings, until all are placed
    leaving_.resize(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) leaving_[end_[from_[i]]++] = i;
    next_.pop_back();
  }

  /// Every point is left as often as it is reached, but for the first and the last.
  std::optional<std::size_t> find_start() const {
    std::vector<std::ptrdiff_t> surplus(points_, 0);
    for (const auto i : from_) ++surplus[i];
    for (const auto i : to_) --surplus[i];
    std::size_t start = none;
    for (std::size_t i = 0; i < surplus.size(); ++i) {
      if (surplus[i] > 1 || surplus[i] < -1 || (surplus[i] == 1 && start != none)) {
        return std::nullopt;
      }
      if (surplus[i] == 1) start = i;
    }
    return start == none ? from_.front() : start;
  }

  /// Hierholzer: walk until stuck, then go back to where something is left to take.
  std::vector<std::size_t> follow(std::size_t start) {
    struct Step {
      std::size_t point;
      std::size_t line;
    };
    std::vector<Step> path{{start, none}};
    std::vector<std::size_t> order;
    while (!path.empty()) {
      const auto here = path.back();
      if (next_[here.point] < end_[here.point]) {
        const auto line = leaving_[next_[here.point]++];
        path.push_back({to_[line], line});
        continue;
      }
      if (here.line != none) order.push_back(here.line);
      path.pop_back();
    }
    std::ranges::reverse(order);
    return order;
  }

  const Lines& lines_;
  std::size_t points_ = 0;
  std::vector<std::size_t> from_;     ///< by line
  std::vector<std::size_t> to_;       ///< by line
  std::vector<std::size_t> leaving_;  ///< lines, by the point they leave, then in order
  std::vector<std::size_t> next_;     ///< by point: the next of `leaving_`
  std::vector<std::size_t> end_;      ///< by point: past its last
};

/// order[i] becomes the i-th. In place: the lines of a file take the most memory there is.
void reorder(Lines& lines, std::vector<std::size_t> order) {
  for (std::size_t begin = 0; begin < order.size(); ++begin) {
    if (order[begin] == begin) continue;
    auto held = std::move(lines[begin]);
    auto at = begin;
    while (order[at] != begin) {
      lines[at] = std::move(lines[order[at]]);
      at = std::exchange(order[at], at);
    }
    lines[at] = std::move(held);
    order[at] = at;
  }
}

std::vector<int> breaks_of(const Lines& lines, std::optional<Money> opening) {
  std::vector<int> breaks;
  bool is_known = opening.has_value();
  auto running = opening;
  for (const auto& line : lines) {
    if (running)
      running = sum(*running, line.amount);  // nothing when it does not fit: no balance is that
    if (!line.balance) continue;
    if (is_known && running != line.balance) breaks.push_back(line.file_line);
    running = line.balance;
    is_known = true;
  }
  return breaks;
}

/// A chain is contradicted where no neighbour joins and all of them would with the other sign.
bool contradicted(const Lines& lines, Joints joints) {
  if (lines.size() < 2 || joints.forwards + joints.backwards > 0) return false;
  const auto parted = [](const StatementLine& a, const StatementLine& b) {
    return !joins_negated(a, b);
  };
  const auto parted_backwards = [](const StatementLine& a, const StatementLine& b) {
    return !joins_negated(b, a);
  };
  return std::ranges::adjacent_find(lines, parted) == lines.end() ||
         std::ranges::adjacent_find(lines, parted_backwards) == lines.end();
}

}  // namespace

Proof prove_by_balance(Lines& lines, std::optional<Money> opening) {
  Proof proof;
  if (std::ranges::none_of(lines, &has_balance)) {
    if (dates_fall(lines)) std::ranges::reverse(lines);
    return proof;
  }
  const auto joints = count_joints(lines, joins);
  proof.sign_is_contradicted = contradicted(lines, joints);
  if (proof.sign_is_contradicted) return proof;
  if (newest_first(lines, joints)) std::ranges::reverse(lines);
  const bool all_join = std::max(joints.forwards, joints.backwards) + 1 >= lines.size();
  if (!all_join) {
    if (auto order = Walk{lines}.whole()) reorder(lines, std::move(*order));
  }
  proof.breaks = breaks_of(lines, opening);
  return proof;
}

}  // namespace imports
