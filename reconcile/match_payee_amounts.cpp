// Payee and amount agree, on the item's own days: each payee's lines of an amount meet the open
// items of that amount in order of days, at the least cost, where leaving a line or an item over
// costs too. So a missing week leaves open exactly that week, and a payment made twice is over.
// What is not beyond doubt waits for match_choice.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <limits>

namespace reconcile {
namespace {

using Sized = std::pair<std::int64_t, std::size_t>;  // an amount, and the row or item that has it

constexpr std::size_t cells_most = 16'000'000;
constexpr int never = std::numeric_limits<int>::max() / 4;

enum class Step : unsigned char { skip_row, skip_item, pair };

/// What is sought: the least cost, or as much explained by pairs that are close, whatever the days.
enum class Aim : unsigned char { least_cost, most_close };

/// Both in order of days, so that pairs never need to cross.
class Assignment {
 public:
  Assignment(const Desk& desk, Aim aim, std::span<const Sized> rows, std::span<const Sized> items)
      : desk_{desk}, rows_{rows}, items_{items}, aim_{aim} {
    const auto last_day = desk.rows[rows.back().second].date;
    for (const auto& each : items) left_.push_back(item_left(desk, last_day, each.second));
    const auto width = items.size() + 1;
    ahead_.resize((rows.size() + 1) * width);
    steps_.resize((rows.size() + 1) * width, Step::skip_item);
    for (std::size_t i = 1; i < width; ++i) ahead_[i] = ahead_[i - 1] + left_[i - 1];
    for (std::size_t r = 1; r <= rows.size(); ++r) {
      ahead_[r * width] = ahead_[(r - 1) * width] + weight::line_again;
      steps_[r * width] = Step::skip_row;
      for (std::size_t i = 1; i < width; ++i) weigh(r, i);
    }
  }

  /// (row, item) by place in rows and items, the last first.
  std::vector<std::pair<std::size_t, std::size_t>> pairs() const {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    std::size_t r = rows_.size();
    std::size_t i = items_.size();
    while (r > 0 && i > 0) {
      const auto step = steps_[r * (items_.size() + 1) + i];
      if (step == Step::pair) found.emplace_back(r - 1, i - 1);
      if (step != Step::skip_item) --r;
      if (step != Step::skip_row) --i;
    }
    return found;
  }

  /// What pairing them would cost.
  int cost(std::size_t r, std::size_t i) const {
    const auto& row = desk_.rows[rows_[r].second];
    const auto item = items_[i].second;
    if (aim_ == Aim::most_close) return is_close(desk_, row, item) ? 0 : never;
    return desk_.fits(row, item) ? days_cost(desk_, item, row.date) : never;
  }
  /// By row: how much more the whole costs when the row goes elsewhere than `pairs` say.
  std::vector<int> regrets(const std::vector<std::pair<std::size_t, std::size_t>>& pairs) const {
    const auto width = items_.size() + 1;
    std::vector<std::size_t> item_of(rows_.size(), items_.size());
    for (const auto& [r, i] : pairs) item_of[r] = i;
    std::vector<int> after(width);  // the least cost of the rows and items still to come
    for (std::size_t i = width - 1; i-- > 0;) after[i] = after[i + 1] + left_[i];
    std::vector<int> before(width);
    std::vector<int> regret(rows_.size(), never);
    const int best = ahead_.back();
    for (std::size_t r = rows_.size(); r-- > 0;) {
      std::swap(before, after);  // `before` is of the rows after r
      int other = never;
      for (std::size_t i = 0; i < width; ++i) {
        const int ahead = ahead_[r * width + i];
        other = std::min(other, ahead + weight::line_again + before[i]);
        if (i == items_.size() || i == item_of[r]) continue;
        other = std::min(other, ahead + cost(r, i) + before[i + 1]);
      }
      regret[r] = other - best;
      after[items_.size()] = before[items_.size()] + weight::line_again;
      for (std::size_t i = items_.size(); i-- > 0;) {
        after[i] = std::min(
            {before[i] + weight::line_again, after[i + 1] + left_[i], before[i + 1] + cost(r, i)});
      }
    }
    return regret;
  }

 private:
  void weigh(std::size_t r, std::size_t i) {
    const auto width = items_.size() + 1;
    const auto at = r * width + i;
    int best = ahead_[at - width] + weight::line_again;
    auto step = Step::skip_row;
    if (ahead_[at - 1] + left_[i - 1] < best) {
      best = ahead_[at - 1] + left_[i - 1];
      step = Step::skip_item;
    }
    if (const int paired = ahead_[at - width - 1] + cost(r - 1, i - 1); paired < best) {
      best = paired;
      step = Step::pair;
    }
    ahead_[at] = best;
    steps_[at] = step;
  }

  const Desk& desk_;
  std::span<const Sized> rows_, items_;
  Aim aim_;
  std::vector<int> left_;
  std::vector<int> ahead_;  ///< by rows and items so far: the least cost of them
  std::vector<Step> steps_;
};

void settle(Desk& desk, std::size_t row_at, std::size_t item) {
  auto& row = desk.rows[row_at];
  const auto gap = desk.gap(item, row.date);
  desk.settle(row, item, row.pence);
  desk.match(row, rule::payee_amount, confidence_of_amount(row.grade(), gap),
             evidence_of(row, gap));
}

class Amounts {
 public:
  explicit Amounts(Desk& desk) : desk_{desk}, kept_{kept_back(desk)} {}

  void match(std::size_t party) {
    rows_.clear();
    items_.clear();
    for (const auto row : desk_.rows_of(party)) {
      if (desk_.waits(desk_.rows[row]) && !kept_.rows[row]) {
        rows_.emplace_back(desk_.rows[row].pence, row);
      }
    }
    if (rows_.empty()) return;
    for (const auto item : desk_.items_of(party)) {
      if (desk_.open[item] != 0 && !kept_.items[item]) items_.emplace_back(desk_.open[item], item);
    }
    const auto by_amount = [](const Sized& a, const Sized& b) { return a.first < b.first; };
    std::ranges::stable_sort(rows_, by_amount);
    std::ranges::stable_sort(items_, by_amount);
    for (std::size_t r = 0, i = 0; r < rows_.size() && i < items_.size();) {
      if (rows_[r].first < items_[i].first) {
        ++r;
      } else if (items_[i].first < rows_[r].first) {
        ++i;
      } else {
        const auto these = same_amount(rows_, r);
        const auto those = same_amount(items_, i);
        assign(these, those);
        r += these.size();
        i += those.size();
      }
    }
  }

 private:
  void assign(std::span<const Sized> rows, std::span<const Sized> items) {
    if (rows.size() == 1 && items.size() == 1) {
      if (is_close(desk_, desk_.rows[rows[0].second], items[0].second)) {
        settle(desk_, rows[0].second, items[0].second);
      }
      return;
    }
    // Beyond this the first lines are taken: some hundred thousand equal lines of one payee.
    if (rows.size() * items.size() > cells_most) rows = rows.first(cells_most / items.size());
    const Assignment assignment{desk_, Aim::least_cost, rows, items};
    const auto pairs = assignment.pairs();
    // Days add up. Where each of hundreds is paid a day late, each would rather be paid by the line
    // of the day before, and the first and the last be left over: to explain more comes first.
    if (pairs.size() < std::min(rows.size(), items.size())) {
      const Assignment close{desk_, Aim::most_close, rows, items};
      const auto more = close.pairs();
      if (more.size() > pairs.size()) return settle_certain(close, more, rows, items);
    }
    settle_certain(assignment, pairs, rows, items);
  }

  void settle_certain(const Assignment& assignment,
                      const std::vector<std::pair<std::size_t, std::size_t>>& pairs,
                      std::span<const Sized> rows, std::span<const Sized> items) {
    const auto crossed = could_cross(assignment, pairs, items);
    const auto regrets = assignment.regrets(pairs);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const auto& [r, i] = pairs[p];
      const auto& row = desk_.rows[rows[r].second];
      // Equal payments may be off by one from end to end: the whole is weighed, not the pair.
      const bool certain =
          !crossed[p] && is_close(desk_, row, items[i].second) && regrets[r] >= weight::margin;
      if (certain) settle(desk_, rows[r].second, items[i].second);
    }
  }

  /// Invoices have no day on which they are paid: two that could as well have been paid the other
  /// way round are told apart by their numbers, or by a person.
  std::vector<bool> could_cross(const Assignment& assignment,
                                const std::vector<std::pair<std::size_t, std::size_t>>& pairs,
                                std::span<const Sized> items) const {
    std::vector<bool> crossed(pairs.size());
    for (std::size_t p = 0; p + 1 < pairs.size(); ++p) {
      const auto& [later_row, later_item] = pairs[p];
      const auto& [row, item] = pairs[p + 1];
      const bool invoice = desk_.items[items[item].second].kind == ledger::ItemKind::invoice;
      const int straight = assignment.cost(row, item) + assignment.cost(later_row, later_item);
      const int across = assignment.cost(row, later_item) + assignment.cost(later_row, item);
      if (across < straight + (invoice ? weight::margin : 0)) crossed[p] = crossed[p + 1] = true;
    }
    return crossed;
  }

  /// The run of equal amounts that begins at `from`.
  static std::span<const Sized> same_amount(const std::vector<Sized>& sized, std::size_t from) {
    std::size_t to = from;
    while (to < sized.size() && sized[to].first == sized[from].first) ++to;
    return std::span{sized}.subspan(from, to - from);
  }

  Desk& desk_;
  KeptBack kept_;
  std::vector<Sized> rows_, items_;
};

}  // namespace

void match_payee_amounts(Desk& desk) {
  Amounts amounts{desk};
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) amounts.match(party);
}

}  // namespace reconcile
