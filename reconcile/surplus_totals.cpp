// What the steps and shares of a surplus come to.
#include "reconcile/surplus.hpp"

#include <algorithm>

namespace reconcile {

using ledger::Money;

Money Surplus::written_off() const {
  Money sum;
  for (const auto& share : shares) sum += share.written_off;
  return sum;
}

Money Surplus::asked() const {
  Money sum;
  for (const auto& share : shares) sum += share.asked;
  return sum;
}

Money Surplus::unasked() const {
  Money sum;
  for (const auto& share : shares) sum += share.unasked;
  return sum;
}

Money Surplus::left_short() const {
  Money sum;
  for (const auto& step : left_steps) {
    if (step.code != "unexplained") sum += step.amount;  // nobody has a claim to it yet
  }
  return ledger::at_least_nothing(-sum);
}

Money Surplus::kept_for_workers() const {
  Money kept;
  for (const auto& step : left_steps) {
    if (step.code.starts_with("pot:")) kept -= step.amount;
  }
  return kept;
}

Money Surplus::can_ask() const {
  Money sum;
  for (const auto& share : shares) sum += share.can_ask;
  return sum;
}

const SurplusShare* Surplus::share(std::string_view name) const {
  const auto found = std::ranges::find(shares, name, &SurplusShare::name);
  return found == shares.end() ? nullptr : &*found;
}

}  // namespace reconcile
