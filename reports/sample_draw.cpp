#include "ledger/digest.hpp"
#include "ledger/ensure.hpp"
#include "reports/poisson_factors.hpp"
#include "reports/sample.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace reports {
namespace {

using ledger::Money;

constexpr std::int64_t whole_factor = 10000;  // factors are in ten-thousandths

/// Whether sampling by that interval would find no more than what is tolerable.
bool is_small_enough(std::int64_t interval, Money materiality, Money expected, int confidence) {
  const auto errors = expected.pence() / interval;
  if (errors >= most_errors) return false;
  const auto rest = expected.pence() % interval;
  const auto factor = poisson_factor(confidence, static_cast<int>(errors));
  const auto step = poisson_factor(confidence, static_cast<int>(errors) + 1) - factor;
  return interval * factor + step * rest <= materiality.pence() * whole_factor;
}

/// The strata of the plan with what is in them.
std::vector<Stratum> strata_of(const SamplePlan& plan) {
  if (!plan.stratified) return {Stratum{.name = "all", .total = {}, .interval = {}, .start = {}}};
  std::vector<Stratum> strata;
  for (const Risk risk : {Risk::high, Risk::medium, Risk::low}) {
    strata.push_back({.name = std::string{text(risk)}, .total = {}, .interval = {}, .start = {}});
  }
  return strata;
}

std::size_t place_of(const SamplePlan& plan, const SampleItem& item) {
  return plan.stratified ? static_cast<std::size_t>(item.risk) : 0;
}

/// How many of each stratum: as the plan says, or shared by what they come to, one at least.
std::vector<std::size_t> sizes_of(const SamplePlan& plan, const std::vector<Stratum>& strata) {
  std::vector<std::size_t> sizes;
  if (!plan.size_is_shared) {
    for (std::size_t i = 0; i < strata.size(); ++i) sizes.push_back(plan.sizes[i].value_or(0));
    return sizes;
  }
  std::vector<std::int64_t> weights;
  for (const Stratum& stratum : strata) weights.push_back(stratum.total.pence());
  // Shares of a number are found as shares of so many pence are.
  const auto whole = Money::of_pence(static_cast<std::int64_t>(plan.sizes[0].value_or(0)));
  for (const Money part : ledger::apportion(whole, weights)) {
    sizes.push_back(std::max<std::size_t>(1, static_cast<std::size_t>(part.pence())));
  }
  return sizes;
}

Money interval_of(const SamplePlan& plan, std::size_t place, const Stratum& stratum,
                  std::size_t size) {
  if (plan.materiality) {
    return *interval_for(*plan.materiality, plan.expected.value_or(Money{}), plan.confidence);
  }
  if (plan.intervals[place]) return *plan.intervals[place];
  const auto count = static_cast<std::int64_t>(size);
  return Money::of_pence(std::max<std::int64_t>(1, stratum.total.pence() / count));
}

}  // namespace

std::string_view text(Risk risk) {
  switch (risk) {
    case Risk::high:
      return "high";
    case Risk::medium:
      return "medium";
    case Risk::low:
      return "low";
  }
  throw ledger::Defect{"a risk of no kind"};
}

std::uint64_t Draws::next() {
  const auto digest =
      ledger::Sha256{}.field("dpledger sample 1").field(seed_).field(name_).field(++count_).take();
  return static_cast<std::uint64_t>(ledger::leading_number(digest));
}

std::uint64_t Draws::below(std::uint64_t limit) {
  ledger::ensure(limit > 0, "something can be drawn");
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  const auto beyond = most - most % limit;  // a whole multiple: each outcome is as likely
  auto number = next();
  while (number >= beyond) number = next();
  return number % limit;
}

std::vector<Drawn> drawn_by_unit(const std::vector<const SampleItem*>& items, Money interval,
                                 Money start) {
  ledger::ensure(start > Money{} && start <= interval, "a start lies in the first interval");
  std::vector<Drawn> drawn;
  Money cumulative;
  auto next = start;
  for (const SampleItem* item : items) {
    if (item->amount >= interval) {
      drawn.push_back({item, {}, 1, true});
      continue;
    }
    cumulative += item->amount;
    if (cumulative < next) continue;
    drawn.push_back({item, cumulative});
    next += interval;  // smaller than the interval: no second start falls in it
  }
  return drawn;
}

std::vector<Drawn> drawn_at_random(const std::vector<const SampleItem*>& items, std::size_t size,
                                   Draws& draws) {
  std::vector<std::size_t> places(items.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  const auto taken = std::min(size, items.size());
  for (std::size_t i = 0; i < taken; ++i) {
    std::swap(places[i], places[i + draws.below(items.size() - i)]);
  }
  places.resize(taken);
  std::ranges::sort(places);
  std::vector<Drawn> drawn;
  Money cumulative;
  std::size_t at = 0;
  for (const auto place : places) {
    for (; at <= place; ++at) cumulative += items[at]->amount;
    drawn.push_back({items[place], cumulative, 1, taken == items.size()});
  }
  return drawn;
}

std::optional<Money> interval_for(Money materiality, Money expected, int confidence) {
  if (expected.is_negative() || expected >= materiality) return std::nullopt;
  const auto fits = [&](std::int64_t interval) {
    return is_small_enough(interval, materiality, expected, confidence);
  };
  std::int64_t low = expected.pence() / most_errors + 1;  // fewer errors than the table has
  std::int64_t high = materiality.pence();
  if (low > high || !fits(low)) return std::nullopt;
  while (low < high) {
    const auto middle = low + (high - low + 1) / 2;
    if (fits(middle)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return Money::of_pence(low);
}

std::string impossible(const SamplePlan& plan, const Population& population) {
  if (population.payments.empty()) return "nothing was paid in the period";
  if (!plan.materiality) return {};
  if (interval_for(*plan.materiality, plan.expected.value_or(Money{}), plan.confidence)) return {};
  return "the errors that are expected come too near to what is tolerable";
}

Sample draw(const SamplePlan& plan, const Population& population) {
  auto strata = strata_of(plan);
  std::vector<std::vector<const SampleItem*>> items(strata.size());
  for (const SampleItem& item : population.payments) {
    auto& stratum = strata[place_of(plan, item)];
    items[place_of(plan, item)].push_back(&item);
    ++stratum.items;
    stratum.total += item.amount;
  }
  const bool asks_sizes = !plan.materiality;
  const auto sizes = asks_sizes ? sizes_of(plan, strata) : std::vector<std::size_t>(strata.size());
  Sample sample{plan, {}};
  for (std::size_t i = 0; i < strata.size(); ++i) {
    auto& stratum = strata[i];
    if (stratum.items == 0) continue;
    Draws draws{plan.seed, stratum.name};
    const bool left_out = sizes[i] == 0 && asks_sizes && !plan.intervals[i];
    if (plan.by_unit && !left_out) {
      stratum.interval = interval_of(plan, i, stratum, sizes[i]);
      const auto units = static_cast<std::uint64_t>(stratum.interval.pence());
      stratum.start = Money::of_pence(static_cast<std::int64_t>(draws.below(units)) + 1);
      stratum.drawn = drawn_by_unit(items[i], stratum.interval, stratum.start);
    } else if (!left_out) {
      stratum.drawn = drawn_at_random(items[i], sizes[i], draws);
    }
    sample.strata.push_back(std::move(stratum));
  }
  return sample;
}

}  // namespace reports
