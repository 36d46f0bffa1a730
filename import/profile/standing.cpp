#include "import/profile/standing.hpp"

#include <algorithm>
#include <initializer_list>

namespace imports {

std::size_t headings_against(const TableLook& look, const MoneyColumns& way) {
  std::size_t against = 0;
  const auto doubt = [&](std::optional<std::size_t> at, std::initializer_list<Hint> others,
                         std::size_t weight) {
    const bool is_other = at && std::ranges::count(others, look.hints[*at]) > 0;
    if (is_other) against += weight;
  };
  doubt(way.balance, {Hint::amount, Hint::net, Hint::gross, Hint::money_in, Hint::money_out}, 2);
  for (const auto at : {way.amount, way.in, way.out}) {
    doubt(at, {Hint::balance}, 2);
    doubt(at, {Hint::other_amount, Hint::fee}, 1);
  }
  doubt(way.in, {Hint::money_out}, 2);
  doubt(way.out, {Hint::money_in}, 2);
  const bool inverted = way.sign == Sign::charge_is_positive;
  if (!way.direction) doubt(way.amount, {inverted ? Hint::money_in : Hint::money_out}, 1);
  return against;
}

std::size_t rows_against(const std::vector<int>& words,
                         const std::vector<std::optional<std::int64_t>>& moved) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < moved.size(); ++i) {
    const auto pence = moved[i].value_or(0);
    const int sign = pence < 0 ? -1 : pence > 0 ? 1 : 0;
    count += sign * words[i] < 0 ? 1U : 0U;
  }
  return count;
}

}  // namespace imports
