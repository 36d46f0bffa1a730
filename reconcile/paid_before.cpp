#include "reconcile/paid_before.hpp"

#include <algorithm>

namespace reconcile {

using ledger::at_least_nothing;
using ledger::Money;

namespace {

/// What is committed after a line: what goes back is to be paid again, but for what was too much.
Money after(Money committed, Money arrived, Money line) {
  if (line >= Money{}) return committed;
  return at_least_nothing(std::max(committed, arrived) + line);
}

}  // namespace

Money committed(const std::vector<PutForward>& runs, std::vector<Arrival> arrivals) {
  if (runs.empty()) return {};
  std::ranges::stable_sort(arrivals, {}, &Arrival::on);
  auto next = arrivals.begin();
  Money arrived, sum;
  for (const auto& run : runs) {
    for (; next != arrivals.end() && next->on <= run.on; ++next) {
      if (&run != &runs.front()) sum = after(sum, arrived, next->amount);
      arrived += next->amount;
    }
    // A line that is no longer booked to these instalments had not arrived after all.
    sum = std::max(sum, std::min(run.arrived, at_least_nothing(arrived))) + run.amount;
  }
  for (; next != arrivals.end(); ++next) {
    sum = after(sum, arrived, next->amount);
    arrived += next->amount;
  }
  return sum;
}

std::vector<Money> paid_before(const std::vector<ToPay>& instalments, Money committed) {
  std::vector<Money> paid;
  Money due, arrived, covered, sum;
  for (const auto& one : instalments) {
    due += one.due;
    arrived += one.arrived;
    covered += std::min(one.due, one.arrived);
    paid.push_back(one.arrived);
  }
  auto fill = at_least_nothing(std::min(committed, due) - covered);
  for (std::size_t i = 0; i < paid.size(); ++i) {
    const auto part = std::min(fill, at_least_nothing(instalments[i].due - paid[i]));
    paid[i] += part;
    fill -= part;
    sum += paid[i];
  }
  // What came beyond one and is committed to another is no more than was paid in all.
  const auto all = std::max(committed, arrived);
  auto twice = at_least_nothing(sum - all);
  for (std::size_t i = 0; i < paid.size(); ++i) {
    const auto part = std::min(twice, at_least_nothing(paid[i] - instalments[i].due));
    paid[i] -= part;
    twice -= part;
  }
  if (!paid.empty()) paid.back() += at_least_nothing(all - sum);
  return paid;
}

}  // namespace reconcile
