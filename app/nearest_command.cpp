// "Did you mean …?"
#include "app/guide.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace app {
namespace {

/// How many letters must be put in, taken out, changed, or swapped with their neighbour, to make
/// one word of the other (optimal string alignment).
std::size_t letters_apart(std::string_view a, std::string_view b) {
  std::vector<std::size_t> above(b.size() + 1), before(b.size() + 1), row(b.size() + 1);
  std::iota(before.begin(), before.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + changed});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], above[j - 2] + 1);
    }
    above = before;
    before = row;
  }
  return before.back();
}

}  // namespace

std::string_view nearest_command(std::string_view misspelt) {
  std::string_view nearest;
  std::size_t least = 3;  // more than two letters apart is another word
  if (misspelt.size() > 40) return nearest;
  for (const auto& guide : command_guides()) {
    const auto apart = letters_apart(misspelt, guide.name);
    if (apart >= least || apart * 2 > guide.name.size()) continue;
    least = apart;
    nearest = guide.name;
  }
  return nearest;
}

}  // namespace app
