#include "ledger/ensure.hpp"
#include "reports/error_rate.hpp"
#include "reports/poisson_factors.hpp"
#include "reports/sample.hpp"

#include <algorithm>
#include <map>

namespace reports {
namespace {

using ledger::Money;

constexpr std::int64_t whole_factor = 10000;

/// An error in one drawn item; more paid than right is above nothing.
struct Found {
  Money error;
  Money amount;  ///< of the item
  bool certain = false;
};

std::vector<Found> errors_in(const Stratum& stratum, const std::map<std::string, Money>& audited) {
  std::vector<Found> found;
  for (const Drawn& drawn : stratum.drawn) {
    const auto is = audited.find(drawn.item->id);
    ledger::ensure(is != audited.end(), "every item of the sample was audited");
    const auto error = drawn.item->amount - is->second;
    if (!error.is_zero()) found.push_back({error, drawn.item->amount, drawn.certain});
  }
  return found;
}

/// A whole item taken for right or wrong in part: error / amount of an interval.
Money tainted(const Found& found, Money interval) {
  if (found.certain) return found.error;
  return ledger::half_up(interval, found.error.pence(), found.amount.pence());
}

/// Basic precision, and each tainting with its step of the factors, the worst first.
Money upper_limit(const Stratum& stratum, std::vector<Found> over, int confidence) {
  std::ranges::stable_sort(over, [](const Found& a, const Found& b) {
    // error / amount, compared without dividing: amounts are below the interval
    return ledger::half_up(Money::of_pence(1'000'000'000), a.error.pence(), a.amount.pence()) >
           ledger::half_up(Money::of_pence(1'000'000'000), b.error.pence(), b.amount.pence());
  });
  auto upper = ledger::half_up(stratum.interval, poisson_factor(confidence, 0), whole_factor);
  const bool all_certain =
      std::ranges::all_of(stratum.drawn, &Drawn::certain) && stratum.drawn.size() == stratum.items;
  if (all_certain) upper = Money{};
  int rank = 0;
  for (const Found& found : over) {
    if (found.certain) {
      upper += found.error;
      continue;
    }
    ++rank;
    const auto step = poisson_factor(confidence, rank) - poisson_factor(confidence, rank - 1);
    upper += ledger::half_up(tainted(found, stratum.interval), step, whole_factor);
  }
  return upper;
}

/// In proportion to what was examined of the items that were not certain; by count, for every item
/// was as likely.
Money projected_by_count(const Stratum& stratum, Money errors) {
  if (stratum.drawn.empty()) return {};
  return ledger::half_up(errors, static_cast<std::int64_t>(stratum.items),
                         static_cast<std::int64_t>(stratum.drawn.size()));
}

Projection projection_of(const SamplePlan& plan, const Stratum& stratum,
                         const std::map<std::string, Money>& audited) {
  Projection made{.stratum = stratum.name,
                  .total = stratum.total,
                  .examined = {},
                  .known = {},
                  .over = {},
                  .under = {},
                  .upper = {}};
  for (const Drawn& drawn : stratum.drawn) made.examined += drawn.item->amount;
  made.whole = stratum.drawn.size() == stratum.items;
  const auto found = errors_in(stratum, audited);
  std::vector<Found> over;
  for (const Found& each : found) {
    ++made.errors;
    made.known += each.error;
    const auto counts = plan.by_unit ? tainted(each, stratum.interval) : each.error;
    (each.error.is_negative() ? made.under : made.over) += ledger::magnitude(counts);
    if (!each.error.is_negative()) over.push_back(each);
  }
  if (plan.by_unit && !stratum.drawn.empty() && std::ssize(over) <= most_errors) {
    made.upper = upper_limit(stratum, std::move(over), plan.confidence);
  }
  if (!plan.by_unit) {
    made.most_in_error = most_in_error(static_cast<std::int64_t>(stratum.items),
                                       std::ssize(stratum.drawn), made.errors, plan.confidence);
    made.over = projected_by_count(stratum, made.over);
    made.under = projected_by_count(stratum, made.under);
  }
  return made;
}

}  // namespace

std::vector<Projection> project(const Sample& sample, const std::vector<Audited>& audited) {
  std::map<std::string, Money> values;
  for (const Audited& each : audited) values.emplace(each.id, each.audited);
  std::vector<Projection> made;
  for (const Stratum& stratum : sample.strata) {
    made.push_back(projection_of(sample.plan, stratum, values));
  }
  return made;
}

}  // namespace reports
