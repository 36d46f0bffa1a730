// Payee and amount agree: each payee's lines of an amount meet the open items of that amount so
// that as many as possible are paired, and among those with the least distance in days. So a
// missing week leaves open exactly that week. It runs twice: first for items whose day it is, so
// that a payment made twice is not taken for a week that was paid in parts.
#include "reconcile/desk.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

using Sized = std::pair<std::int64_t, std::size_t>;  // an amount, and the row or item that has it

constexpr int surest = 980;

int confidence(const Row& row, const Gap& gap) {
  int sure = surest;
  if (row.grade() == Grade::partial) sure -= 30;
  if (row.grade() == Grade::initial) sure -= 20;
  if (row.grade() == Grade::surname) sure -= 80;
  if (gap.early + gap.late > 2) sure -= 10;
  if (gap.early + gap.late > 14) sure -= 30;
  return sure;
}

/// What pairing the first lines with the first items is worth: more pairs, then fewer days.
struct Worth {
  int pairs = 0;
  int days = 0;
  friend bool operator<(const Worth& a, const Worth& b) {
    return a.pairs != b.pairs ? a.pairs < b.pairs : a.days > b.days;
  }
};

enum class Step : unsigned char { none, skip_row, skip_item, pair };

/// Both in order of days, so that pairs never need to cross.
class Assignment {
 public:
  Assignment(const Desk& desk, std::span<const Sized> rows, std::span<const Sized> items)
      : desk_{desk}, rows_{rows}, items_{items} {
    best_.resize((rows.size() + 1) * (items.size() + 1));
    steps_.resize(best_.size(), Step::none);
    for (std::size_t r = 0; r <= rows.size(); ++r) {
      for (std::size_t i = 0; i <= items.size(); ++i) weigh(r, i);
    }
  }

  /// (row, item) pairs, the last first.
  std::vector<std::pair<std::size_t, std::size_t>> pairs() const {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    std::size_t r = rows_.size();
    std::size_t i = items_.size();
    while (r > 0 && i > 0) {
      const auto step = steps_[at(r, i)];
      if (step == Step::pair) found.emplace_back(rows_[r - 1].second, items_[i - 1].second);
      if (step != Step::skip_item) --r;
      if (step != Step::skip_row) --i;
    }
    return found;
  }

 private:
  std::size_t at(std::size_t r, std::size_t i) const { return r * (items_.size() + 1) + i; }

  void weigh(std::size_t r, std::size_t i) {
    if (r == 0 || i == 0) return;
    auto best = best_[at(r - 1, i)];
    auto step = Step::skip_row;
    if (best < best_[at(r, i - 1)]) {
      best = best_[at(r, i - 1)];
      step = Step::skip_item;
    }
    const auto& row = desk_.rows[rows_[r - 1].second];
    const auto item = items_[i - 1].second;
    if (desk_.fits(row, item)) {
      auto paired = best_[at(r - 1, i - 1)];
      ++paired.pairs;
      paired.days += desk_.gap(item, row.date).cost();
      if (!(paired < best)) {
        best = paired;
        step = Step::pair;
      }
    }
    best_[at(r, i)] = best;
    steps_[at(r, i)] = step;
  }

  const Desk& desk_;
  std::span<const Sized> rows_, items_;
  std::vector<Worth> best_;
  std::vector<Step> steps_;
};

void settle(Desk& desk, std::size_t row_at, std::size_t item) {
  auto& row = desk.rows[row_at];
  const auto gap = desk.gap(item, row.date);
  desk.settle(row, item, row.pence);
  desk.match(row, rule::payee_amount, confidence(row, gap), evidence_of(row, gap));
}

void assign(Desk& desk, std::span<const Sized> rows, std::span<const Sized> items) {
  if (rows.size() == 1 && items.size() == 1) {
    const auto& row = desk.rows[rows[0].second];
    if (desk.fits(row, items[0].second)) settle(desk, rows[0].second, items[0].second);
    return;
  }
  for (const auto& [row, item] : Assignment{desk, rows, items}.pairs()) settle(desk, row, item);
}

/// The run of equal amounts that begins at `from`.
std::span<const Sized> same_amount(const std::vector<Sized>& sized, std::size_t from) {
  std::size_t to = from;
  while (to < sized.size() && sized[to].first == sized[from].first) ++to;
  return std::span{sized}.subspan(from, to - from);
}

}  // namespace

void match_payee_amounts(Desk& desk) {
  const auto by_amount = [](const Sized& a, const Sized& b) { return a.first < b.first; };
  std::vector<Sized> rows;
  std::vector<Sized> items;
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    rows.clear();
    items.clear();
    for (const auto row : desk.rows_of(party)) {
      if (desk.waits(desk.rows[row])) rows.emplace_back(desk.rows[row].pence, row);
    }
    if (rows.empty()) continue;
    for (const auto item : desk.parties()[party].items) {
      if (desk.open[item] != 0) items.emplace_back(desk.open[item], item);
    }
    std::ranges::stable_sort(rows, by_amount);
    std::ranges::stable_sort(items, by_amount);
    for (std::size_t r = 0, i = 0; r < rows.size() && i < items.size();) {
      if (rows[r].first < items[i].first) {
        ++r;
      } else if (items[i].first < rows[r].first) {
        ++i;
      } else {
        const auto these = same_amount(rows, r);
        const auto those = same_amount(items, i);
        assign(desk, these, those);
        r += these.size();
        i += those.size();
      }
    }
  }
}

void match_close_amounts(Desk& desk) {
  desk.closely = true;
  match_payee_amounts(desk);
  desk.closely = false;
}

}  // namespace reconcile
