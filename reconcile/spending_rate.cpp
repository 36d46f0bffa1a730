#include "reconcile/spending_rate.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <numeric>

namespace reconcile {

using ledger::Money;

Range& Range::operator+=(const Range& other) {
  low += other.low;
  middle += other.middle;
  high += other.high;
  return *this;
}

Range at_the_rate_of(std::vector<Money> periods, int period_days, int days_ahead) {
  ledger::ensure(!periods.empty() && period_days > 0, "a rate is measured over some days");
  std::ranges::sort(periods);
  const auto count = std::ssize(periods);
  const auto half = (count + 1) / 2;
  const auto ahead = [&](auto first, auto last) {
    const auto sum = std::accumulate(first, last, Money{});
    return ledger::at_least_nothing(
        ledger::half_up(sum, days_ahead, std::int64_t{period_days} * (last - first)));
  };
  return {ahead(periods.begin(), periods.begin() + half), ahead(periods.begin(), periods.end()),
          ahead(periods.end() - half, periods.end())};
}

}  // namespace reconcile
