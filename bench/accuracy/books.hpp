// What the truth comes to: how much of each item was paid, and what the account should hold.
#pragma once

#include "bench/accuracy/world.hpp"

#include <map>

namespace accuracy {

struct Standing {
  Pence settled = 0;
  bool came_back = false;
  bool unsure = false;  ///< a line that may have paid it cannot be decided, or its file is missing
  Pence beyond = 0;     ///< paid too much in one payment
};
using Standings = std::map<std::string, Standing>;

Standings standings(const Person& person);
/// Gives each account the balance it opens with; see world.hpp.
void open_accounts(Person& person);
/// Whether the line's statement never came.
bool is_lost(const Person& person, const Line& line);

}  // namespace accuracy
