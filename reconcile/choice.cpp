#include "reconcile/choice.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace reconcile {
namespace {

constexpr int steps_most = 40000;
constexpr int all_steps_most = 20 * steps_most;  ///< of the searches for what the rests cost

/// A number for each thing that may be used, so that a set of them has the exclusive or of theirs.
std::uint64_t mark_of(std::uint64_t thing) {
  std::uint64_t mixed = (thing + 1) * 0x9E3779B97F4A7C15U;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

class Search {
 public:
  Search(const Question& question, std::optional<std::size_t> without, int at_most)
      : question_{question} {
    best_.cost = at_most;
    const auto rows = question.row_left.size();
    row_used_.resize(rows);
    item_used_.resize(question.item_left.size());
    lay_out(without);
    least_left_.resize(rows + 1);
    for (std::size_t row = rows; row-- > 0;) least_left_[row] = least_from(row);
    for (const int cost : question.item_left) unpaid_ += cost;
  }

  Choice run(const std::vector<int>& least) {
    if (!least.empty()) least_left_ = least;
    from(0, unpaid_, 0);
    best_.steps = steps_;
    best_.bounded = steps_ >= steps_most;
    return std::move(best_);
  }

  std::vector<int> least_costs() {
    int spent = 0;  // once a search is not finished, those of longer rests would not be either
    for (first_ = row_used_.size(); first_-- > 0;) {
      least_left_[first_] = least_from(first_);
      if (spent >= all_steps_most) continue;  // a bound that is not the best one is a bound
      steps_ = 0;
      seen_.clear();
      best_.cost = std::numeric_limits<int>::max();
      from(first_, 0, 0);
      if (steps_ < steps_most) least_left_[first_] = best_.cost;
      spent = steps_ < steps_most ? spent + steps_ : all_steps_most;
    }
    return std::move(least_left_);
  }

 private:
  /// A bound for a row and those after it, when that of the next is known.
  int least_from(std::size_t row) const {
    return least_left_[row + 1] + std::min(question_.row_left[row], least_share_[row]);
  }

  /// A row that something before the first may have explained costs nothing to leave.
  int cost_to_leave(std::size_t row) const {
    return earliest_[row] < first_ ? 0 : question_.row_left[row];
  }

  /// Explanations by the first of their rows, the cheapest first; what each saves of unpaid items.
  void lay_out(std::optional<std::size_t> without) {
    const auto rows = question_.row_left.size();
    by_row_.resize(rows);
    least_share_.assign(rows, std::numeric_limits<int>::max());
    last_of_item_.assign(question_.item_left.size(), 0);
    earliest_.resize(rows);
    std::iota(earliest_.begin(), earliest_.end(), std::size_t{0});
    for (std::size_t e = 0; e < question_.explanations.size(); ++e) {
      const auto& explanation = question_.explanations[e];
      net_.push_back(explanation.cost);
      for (const auto item : explanation.items) net_[e] -= question_.item_left[item];
      if (e == without) continue;
      by_row_[explanation.rows.front()].push_back(e);
      // The whole counts at its first row; for the others there is no more to pay.
      for (const auto row : explanation.rows) {
        const int share = row == explanation.rows.front() ? net_[e] : 0;
        least_share_[row] = std::min(least_share_[row], share);
        earliest_[row] = std::min(earliest_[row], explanation.rows.front());
      }
      for (const auto item : explanation.items) {
        last_of_item_[item] = std::max(last_of_item_[item], explanation.rows.front());
      }
    }
    last_here_.resize(rows + 1);
    for (std::size_t item = 0; item < last_of_item_.size(); ++item) {
      last_here_[last_of_item_[item]].push_back(item);
    }
    for (auto& here : by_row_) {
      std::ranges::stable_sort(here, {}, [&](std::size_t e) { return net_[e]; });
    }
  }

  bool free(const Reading& explanation) const {
    return std::ranges::none_of(explanation.rows, [&](auto row) { return row_used_[row]; }) &&
           std::ranges::none_of(explanation.items, [&](auto item) { return item_used_[item]; });
  }

  void use(const Reading& explanation, bool used) {
    for (const auto row : explanation.rows) row_used_[row] = used;
    for (const auto item : explanation.items) item_used_[item] = used;
  }

  static std::uint64_t mark_of_item(std::size_t item) { return mark_of(2 * item + (1U << 20U)); }
  static std::uint64_t mark_of_row(std::size_t row) { return mark_of(2 * row + (1U << 20U) + 1); }

  /// The marks of what an explanation uses.
  static std::uint64_t marks_of(const Reading& explanation) {
    std::uint64_t marks = 0;
    for (const auto row : explanation.rows) marks ^= mark_of_row(row);
    for (const auto item : explanation.items) marks ^= mark_of_item(item);
    return marks;
  }

  /// The marks of what is used, less what matters no longer from one row to a later one.
  std::uint64_t past(std::uint64_t marks, std::size_t from, std::size_t to) const {
    for (auto row = from; row < to; ++row) {
      if (row_used_[row]) marks ^= mark_of_row(row);
      for (const auto item : last_here_[row]) {
        if (item_used_[item]) marks ^= mark_of_item(item);
      }
    }
    return marks;
  }

  bool seen_cheaper(std::size_t row, std::uint64_t marks, int cost) {
    const auto [at, fresh] = seen_.try_emplace(mark_of(row) ^ marks, cost);
    if (fresh) return false;
    if (at->second <= cost) return true;
    at->second = cost;
    return false;
  }

  /// `marks` are of what is used and mattered to the row before.
  void from(std::size_t row, int cost, std::uint64_t marks) {
    const auto before = row - std::min<std::size_t>(row, 1);
    while (row < row_used_.size() && row_used_[row]) ++row;
    if (cost + least_left_[row] >= best_.cost || ++steps_ > steps_most) return;
    if (row == row_used_.size()) {
      best_.cost = cost;
      best_.taken = taken_;
      return;
    }
    marks = past(marks, before, row);
    if (seen_cheaper(row, marks, cost)) return;
    const int to_leave = cost_to_leave(row);
    bool left = false;
    const auto leave = [&] {
      if (std::exchange(left, true)) return;
      from(row + 1, cost + to_leave, marks);
    };
    for (const auto e : by_row_[row]) {
      const auto& explanation = question_.explanations[e];
      if (steps_ > steps_most) return;
      if (net_[e] > to_leave) leave();
      if (!free(explanation)) continue;
      use(explanation, true);
      taken_.push_back(e);
      from(row + 1, cost + net_[e], marks ^ marks_of(explanation));
      taken_.pop_back();
      use(explanation, false);
    }
    leave();
  }

  const Question& question_;
  std::vector<std::vector<std::size_t>> by_row_;
  std::vector<std::vector<std::size_t>> last_here_;  ///< by row: items that none after it can use
  std::vector<int> net_, least_share_, least_left_;
  std::vector<std::size_t> last_of_item_;
  std::vector<std::size_t> earliest_;  ///< by row: the first row of whatever may explain it
  std::vector<bool> row_used_, item_used_;
  std::vector<std::size_t> taken_;
  std::unordered_map<std::uint64_t, int> seen_;
  Choice best_;
  std::size_t first_ = 0;  ///< the row that the search begins with
  int unpaid_ = 0;
  int steps_ = 0;
};

}  // namespace

std::vector<int> least_costs(const Question& question) {
  return Search{question, std::nullopt, std::numeric_limits<int>::max()}.least_costs();
}

Choice cheapest(const Question& question, std::optional<std::size_t> without, int at_most,
                const std::vector<int>& least) {
  return Search{question, without, at_most}.run(least);
}

}  // namespace reconcile
