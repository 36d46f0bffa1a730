// How far back the answers of a run reach where no rule sets a bound of days: told while lines are
// matched, heard by whoever wants to know whether old years could be left out.
//
//       level               before                   day
//   ──────┬───────────────────┬───────────────────────┬─────────────▶
//         │                   ╰ a chain that has something before this and a line from the day
//         │                     on reaches across; so does what waits since before it
//         ╰ equal amounts: what all before costs, by what it leaves to those after it
#pragma once

#include "ledger/date.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reconcile {

class Reach {
 public:
  /// With what stands of equal amounts, for whoever compares two runs.
  explicit Reach(ledger::Date day, bool with_standing = false)
      : day_{day}, before_{plus_days(day, -guarded)} {
    if (with_standing) level_ = plus_days(before_, -guarded);
  }

  /// Days before the day within which a chain that has a line from then on must have begun.
  static constexpr int guarded = 184;

  /// Lines and items that exclude each other: the first day of any, the last of a line.
  void chain(ledger::Date first, ledger::Date last) {
    across_ = across_ || (first < before_ && last >= day_);
  }
  /// What is open for whatever comes, without a bound.
  void waits(ledger::Date since) { across_ = across_ || since < before_; }
  /// Whatever is left of all years is weighed once more.
  void all_again() { across_ = true; }
  bool across() const { return across_; }
  ledger::Date day() const { return day_; }

  /// A day after all that is known by now.
  ledger::Date never() const { return plus_days(day_, 366 * 100); }
  const std::optional<ledger::Date>& level() const { return level_; }
  /// The lines are looked at again: only how they stand at last is compared.
  void begin() { standing_.clear(); }
  /// What all before the level costs, by what of it is left to those after it.
  void stands(std::string costs) {
    if (!costs.empty()) standing_.push_back(std::move(costs));
  }
  /// In order.
  std::vector<std::string> standing() const {
    auto all = standing_;
    std::ranges::sort(all);
    return all;
  }

 private:
  ledger::Date day_, before_;
  std::optional<ledger::Date> level_;
  bool across_ = false;
  std::vector<std::string> standing_;
};

}  // namespace reconcile
