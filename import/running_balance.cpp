#include "import/running_balance.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

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
    std::vector<Money> before;
    for (const auto& line : lines_) {
      if (!line.balance) return false;
      const auto from = sum(*line.balance, -line.amount);
      if (!from) return false;
      if (before.empty() || *from != balances_.back()) balances_.push_back(*from);
      balances_.push_back(*line.balance);
      before.push_back(*from);
    }
    std::ranges::sort(balances_);
    const auto repeated = std::ranges::unique(balances_);
    balances_.erase(repeated.begin(), repeated.end());
    next_.assign(balances_.size() + 1, 0);
    to_.resize(lines_.size());
    from_.resize(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool joined = i > 0 && before[i] == *lines_[i - 1].balance;  // as most are
      from_[i] = joined ? to_[i - 1] : point(before[i]);
      to_[i] = point(*lines_[i].balance);
    }
    sort_by_point();
    return true;
  }

  void sort_by_point() {
    for (const auto i : from_) ++next_[i + 1];
    std::partial_sum(next_.begin(), next_.end(), next_.begin());
    end_.assign(next_.begin(), next_.end() - 1);  // the beginnings, until all are placed
    leaving_.resize(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) leaving_[end_[from_[i]]++] = i;
    next_.pop_back();
  }

  std::size_t point(Money balance) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(balances_, balance) -
                                    balances_.begin());
  }

  /// Every point is left as often as it is reached, but for the first and the last.
  std::optional<std::size_t> find_start() const {
    std::vector<std::ptrdiff_t> surplus(balances_.size(), 0);
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
  std::vector<Money> balances_;       ///< the points, sorted
  std::vector<std::size_t> from_;     ///< by line
  std::vector<std::size_t> to_;       ///< by line
  std::vector<std::size_t> leaving_;  ///< lines, by the point they leave, then in order
  std::vector<std::size_t> next_;     ///< by point: the next of `leaving_`
  std::vector<std::size_t> end_;      ///< by point: past its last
};

void reorder(Lines& lines, const std::vector<std::size_t>& order) {
  Lines ordered;
  ordered.reserve(lines.size());
  for (const auto i : order) ordered.push_back(std::move(lines[i]));
  lines = std::move(ordered);
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
    if (const auto order = Walk{lines}.whole()) reorder(lines, *order);
  }
  proof.breaks = breaks_of(lines, opening);
  return proof;
}

}  // namespace imports
