// The rate at which money was spent so far, and what it comes to in days to come.
//
// In a sentence: what the whole periods so far cost on average, by the day, times the days to come;
// low as if every period were like the cheaper half of them, high as if like the dearer half (an
// odd one in the middle counts in both).
#pragma once

#include "ledger/money.hpp"

#include <vector>

namespace reconcile {

/// A figure that is expected, and between what it may lie.
struct Range {
  ledger::Money low, middle, high;

  static Range exactly(ledger::Money amount) { return {amount, amount, amount}; }
  Range& operator+=(const Range& other);
  friend Range operator+(Range a, const Range& b) { return a += b; }
  friend bool operator==(const Range&, const Range&) = default;
};

/// `periods`: what each whole period of so many days cost; at least one. Nothing is expected to
/// come back: no end of the range is below nothing.
Range at_the_rate_of(std::vector<ledger::Money> periods, int period_days, int days_ahead);

}  // namespace reconcile
