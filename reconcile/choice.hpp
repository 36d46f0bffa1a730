// Choosing among explanations that exclude each other: the cheapest set in which no line and no
// item is used twice, counting what is left over.
//
// The search goes line by line and remembers, for what of the past still matters to the lines to
// come, the least that it cost; so it is exact, and quick where neighbours meet only neighbours.
// It is bounded by `steps`: when they run out, what was found so far may not be the cheapest.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// One way to read some lines: they pay some items.
struct Reading {
  std::string_view rule;
  std::vector<std::size_t> rows;   ///< in order of days
  std::vector<std::size_t> items;  ///< in the order in which they are settled
  int cost = 0;
  int confidence = 0;    ///< nothing: only ever suggested
  std::string evidence;  ///< beside name and days: ";items=2;difference=rounded-ten"
  std::size_t party = 0;
};

/// Rows and items by number from nothing up; explanations refer to these numbers.
struct Question {
  std::vector<Reading> explanations;
  std::vector<int> row_left;   ///< what it costs to leave each row unexplained
  std::vector<int> item_left;  ///< … each item unpaid
};

struct Choice {
  std::vector<std::size_t> taken;  ///< explanations
  int cost = std::numeric_limits<int>::max();
  int steps = 0;         ///< of the search
  bool bounded = false;  ///< the search gave up before it had seen everything
};

/// For each row: what it and the rows after it cost at the least, whatever the rows before took
/// ("Russian dolls": each is found with those of the rows after it). Worth making for large
/// questions that are asked more than once.
std::vector<int> least_costs(const Question& question);

/// `without` is not taken; nothing that costs `at_most` or more is looked for. `least` is nothing
/// or what least_costs() says of the question; it changes how long the search takes, not what is
/// found.
Choice cheapest(const Question& question, std::optional<std::size_t> without = std::nullopt,
                int at_most = std::numeric_limits<int>::max(), const std::vector<int>& least = {});

}  // namespace reconcile
