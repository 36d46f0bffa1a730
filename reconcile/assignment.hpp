// Lines of one amount of one payee meet the open items of that amount, both in order of days, so
// that pairs never need to cross: the least cost, where leaving a line or an item over costs too.
//
// Only items whose window a line reaches can be its own. Before and after them nothing is left to
// choose, so that they alone are weighed: years on end of equal wages cost what their number says,
// not its square. The answers are those of the whole table.
#pragma once

#include "reconcile/desk.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace reconcile {

using Sized = std::pair<std::int64_t, std::size_t>;  ///< an amount, and the row or item that has it

/// What is sought: the least cost, or as much explained by pairs that are close, whatever the days.
enum class Aim : unsigned char { least_cost, most_close };

class Assignment {
 public:
  /// (row, item) by place in rows and items, the last first.
  using Pair = std::pair<std::size_t, std::size_t>;
  using Pairs = std::vector<Pair>;

  /// Refers to all that it is given. Neither rows nor items are none. What is due by the day of the
  /// last row, or another, and is not paid is left over for good.
  Assignment(const Desk& desk, Aim aim, std::span<const Sized> rows, std::span<const Sized> items,
             std::optional<ledger::Date> last_day = std::nullopt);

  /// Those that are weighed: of some hundred thousand equal lines of one payee the first.
  std::span<const Sized> rows() const { return rows_; }
  std::span<const Sized> items() const { return items_; }
  Pairs pairs() const;
  /// What pairing them would cost.
  int cost(std::size_t row, std::size_t item) const;
  /// By row: how much more the whole costs when the row goes elsewhere than `pairs` say.
  std::vector<int> regrets(const Pairs& pairs) const;
  /// Of the rows before a day and the items that rows from then on reach too: what it costs beyond
  /// the least to leave each of the items to the latter, in words. None when they reach nothing.
  std::string standing(ledger::Date day) const;

 private:
  enum class Step : unsigned char { skip_row, skip_item, pair };
  /// Items from `first` to before `last`. Neither goes down from one row to the next.
  struct Near {
    std::size_t first, last;
    std::size_t cells() const { return last - first + 1; }
  };
  struct Cell {
    int cost;
    Step step;
  };

  void find_near();
  void keep_to_bound();
  void weigh(std::size_t row);
  int ahead(std::size_t rows, std::size_t items) const;
  int left_between(std::size_t from, std::size_t to) const { return left_[to] - left_[from]; }
  int still_to_come(const std::vector<int>& after, std::size_t row, std::size_t item) const;
  std::vector<int> with_row(const std::vector<int>& after, std::size_t row) const;
  int without(const std::vector<int>& after, std::size_t row, std::size_t its_item) const;

  const Desk& desk_;
  Aim aim_;
  std::span<const Sized> rows_, items_;
  std::vector<int> left_;   ///< by number of items, the first: what it costs to leave them over
  std::vector<Near> near_;  ///< by row
  std::vector<std::size_t> begin_;  ///< by row: the first of its cells, for near.first items
  std::vector<Cell> cells_;         ///< by rows and items so far: the least cost of them
};

}  // namespace reconcile
