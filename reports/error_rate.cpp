#include "reports/error_rate.hpp"

#include <algorithm>
#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

namespace reports {
namespace {

using Whole = boost::multiprecision::cpp_int;

/// How many ways there are to choose so many of so many.
Whole ways(std::int64_t from, std::int64_t choose) {
  Whole all = 1;
  for (std::int64_t i = 1; i <= choose; ++i) {
    all *= from - choose + i;
    all /= i;  // leaves no rest
  }
  return all;
}

struct Drawn {
  std::int64_t items, drawn, errors;
};

/// How many of all samples have no more errors than were found, when so many items are in error.
Whole samples_with_no_more(const Drawn& of, std::int64_t in_error) {
  const std::int64_t sound = of.items - in_error;
  const std::int64_t least = std::max<std::int64_t>(of.drawn - sound, 0);
  Whole sum = 0;
  if (least > of.errors) return sum;
  Whole term = least == 0 ? ways(sound, of.drawn) : ways(in_error, least);
  for (auto errors = least;; ++errors) {
    sum += term;
    if (errors == std::min(of.errors, in_error)) return sum;
    term *= in_error - errors;
    term *= of.drawn - errors;
    term /= errors + 1;
    term /= sound - of.drawn + errors + 1;
  }
}

}  // namespace

std::optional<std::int64_t> most_in_error(std::int64_t items, std::int64_t drawn,
                                          std::int64_t errors, int confidence) {
  if (drawn < 1 || drawn > items || items > std::numeric_limits<std::int32_t>::max()) return {};
  if (drawn == items) return errors;
  if (drawn > most_drawn) return {};
  const Drawn of{items, drawn, errors};
  const Whole limit = ways(items, drawn) * (100 - confidence);
  // Fewer errors than were found there cannot be; the more there are, the less likely so few.
  std::int64_t possible = errors;
  std::int64_t beyond = items + 1;
  while (beyond - possible > 1) {
    const auto middle = possible + (beyond - possible) / 2;
    const Whole chance = samples_with_no_more(of, middle) * 100;
    (limit < chance ? possible : beyond) = middle;
  }
  return possible;
}

}  // namespace reports
