#include "ledger/contribution.hpp"

#include "ledger/ensure.hpp"
#include "ledger/schedule.hpp"

#include <algorithm>
#include <tuple>

namespace ledger {
namespace {

constexpr std::string_view social_care = "social-care";

struct Planned {
  Date due;
  Payer payer;
  Money amount;
};

/// The days of one instalment in a whole budget; backwards too when it begins with the version.
void add_days(std::vector<Planned>& planned, const Instalment& each, Period run, Date since) {
  const bool once = each.every == Every::once;
  int n = 0;
  if (!once && each.first < nth_due(since, each.every, 1)) {
    while (nth_due(each.first, each.every, n - 1) >= run.first) --n;
  }
  for (;; ++n) {
    const auto day = nth_due(each.first, each.every, n);
    if (day > run.last) return;
    if (day >= run.first) planned.push_back({day, each.payer, each.amount});
    if (once) return;
  }
}

/// All that the instalments bring in, by day, and no more than what is agreed.
std::vector<Planned> planned_instalments(const Budget& budget, std::optional<Date> since) {
  const auto run = budget.period();
  const auto first = std::max(since.value_or(run.first), run.first);
  std::vector<Planned> planned;
  for (const auto& each : budget.instalments) add_days(planned, each, run, first);
  std::ranges::stable_sort(planned, [](const Planned& a, const Planned& b) {
    return std::tie(a.due, a.payer) < std::tie(b.due, b.payer);
  });
  if (!budget.agreed) return planned;
  auto left = *budget.agreed;
  for (auto& each : planned) {
    each.amount = std::min(each.amount, at_least_nothing(left));
    left -= each.amount;
  }
  return planned;
}

/// An amount in proportion to others; nothing each where they are nothing.
std::vector<Money> by_weight(Money whole, const std::vector<Money>& weights) {
  std::vector<std::int64_t> pence;
  for (const auto& weight : weights) pence.push_back(at_least_nothing(weight).pence());
  if (std::ranges::count(pence, 0) == std::ssize(pence)) return std::vector<Money>(pence.size());
  return apportion(whole, pence);
}

/// What each funder of social care pays less.
void lower(NetAmounts& net, const Budget& budget) {
  std::vector<Money> of_social_care(net.by_funder.size());
  for (std::size_t i = 0; i < net.by_funder.size(); ++i) {
    if (budget.funders[i].stream != social_care) continue;
    of_social_care[i] = net.by_funder[i];
    net.social_care += net.by_funder[i];
  }
  const auto less = by_weight(std::min(net.contribution, net.social_care), of_social_care);
  for (std::size_t i = 0; i < less.size(); ++i) net.by_funder[i] -= less[i];
  net.lowered = net.contribution > net.social_care ? Lowered::too_much : Lowered::social_care;
}

}  // namespace

NetAmounts net_amounts(const Budget& budget, std::optional<Date> since) {
  NetAmounts net;
  for (const auto& funder : budget.funders) net.by_funder.push_back(funder.amount);
  const bool contributes = std::ranges::any_of(
      budget.instalments, [](const Instalment& each) { return each.payer == Payer::person; });
  if (!contributes) return net;
  Money whole;
  for (const auto& each : planned_instalments(budget, since)) {
    whole += each.amount;
    if (each.payer == Payer::person) net.contribution += each.amount;
  }
  if (net.contribution.is_zero()) return net;
  const bool social = std::ranges::any_of(
      budget.funders, [](const Funder& funder) { return funder.stream == social_care; });
  if (!social) {
    net.lowered = Lowered::no_social_care;
    return net;
  }
  const auto gross = by_weight(whole, net.by_funder);
  const bool known = std::ranges::any_of(gross, [](Money amount) { return !amount.is_zero(); });
  if (!known) return net;
  net.by_funder = gross;
  lower(net, budget);
  return net;
}

std::optional<Date> instalments_since(const PersonHistory& history, const std::string& ref,
                                      Date day) {
  const auto& versions = history.versions();
  std::size_t at = 0;
  while (at + 1 < versions.size() && *versions[at + 1].from <= day) ++at;
  for (; at > 0; --at) {
    const auto* now = versions[at].budget(ref);
    const auto* before = versions[at - 1].budget(ref);
    const bool same =
        now != nullptr && before != nullptr && now->instalments == before->instalments;
    if (!same) return versions[at].from;
  }
  return versions.front().from;
}

std::string contribution_note(const Budget& budget, std::optional<Date> since) {
  const auto net = net_amounts(budget, since);
  const auto contributes = "The person contributes " + pretty(net.contribution);
  switch (net.lowered) {
    case Lowered::nobodys:
    case Lowered::social_care:
      return {};
    case Lowered::no_social_care:
      return contributes +
             ", and no funder pays for social care, for which alone a contribution is charged. It "
             "lowers no funder's payments: say which funder pays for social care (stream = "
             "\"social-care\"), or take the contribution out.";
    case Lowered::too_much:
      return contributes + ", which is " + pretty(net.contribution - net.social_care) +
             " more than the funders of social care would pay (" + pretty(net.social_care) +
             "). They pay nothing then, and the rest lowers no other funder's payments: make the "
             "contribution less, or their part more.";
  }
  throw Defect{"a contribution that lowers something else"};
}

}  // namespace ledger
