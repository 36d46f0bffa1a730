#include "ledger/schedule.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace ledger {
namespace {

/// Calls `with(budget, days)` for each budget of each version and the days on which it holds.
template <class With>
void each_reign(const PersonHistory& history, With with) {
  for (std::size_t version = 0; version < history.versions().size(); ++version) {
    for (const auto& budget : history.versions()[version].budgets) {
      if (!budget.agreed) continue;
      const auto days = days_of_version(history, version, history.days_run(budget));
      if (days) with(budget, *days);
    }
  }
}

/// One that falls due, and what is agreed on its day.
struct Falling {
  DueInstalment due;
  Money agreed;
};

/// By day, no more in all than what is agreed on it: a later version takes nothing back that was
/// due under the one before it.
std::vector<DueInstalment> limited(std::vector<Falling> falling) {
  std::vector<DueInstalment> due;
  std::map<std::string, Money> reached;
  for (auto& each : falling) {
    auto& so_far = reached[each.due.budget];
    each.due.amount = std::min(each.due.amount, at_least_nothing(each.agreed - so_far));
    so_far += each.due.amount;
    if (!each.due.amount.is_zero()) due.push_back(std::move(each.due));
  }
  return due;
}

/// The days between an instalment and its neighbour: the next one, or of arrears the one before.
Period paid_for(const Instalment& instalment, Period run, int n) {
  const auto due = nth_due(instalment.first, instalment.every, n);
  if (instalment.every == Every::once) return {std::min(due, run.last), run.last};
  const auto days = whole_days(instalment, n);
  return {instalment.arrears ? std::max(days.first, run.first) : due,
          std::min(days.last, run.last)};
}

}  // namespace

std::optional<Date> first_agreed(const PersonHistory& history, std::string_view ref) {
  std::optional<Date> first;
  for (const auto& version : history.versions()) {
    const auto* budget = version.budget(ref);
    if (budget == nullptr || !budget->agreed) continue;
    const auto on = budget->agreed_on.value_or(budget->from);
    first = first ? std::min(*first, on) : on;
  }
  return first;
}

std::optional<Period> days_of_version(const PersonHistory& history, std::size_t version,
                                      Period days) {
  const auto& versions = history.versions();
  if (version > 0) days.first = std::max(days.first, *versions[version].from);
  if (version + 1 < versions.size()) {
    days.last = std::min(days.last, plus_days(*versions[version + 1].from, -1));
  }
  if (days.last < days.first) return std::nullopt;
  return days;
}

Date nth_due(Date first, Every every, int n) {
  switch (every) {
    case Every::once:
      return first;
    case Every::week:
      return plus_days(first, 7 * n);
    case Every::two_weeks:
      return plus_days(first, 14 * n);
    case Every::four_weeks:
      return plus_days(first, 28 * n);
    case Every::month:
      return plus_months(first, n);
    case Every::quarter:
      return plus_months(first, 3 * n);
  }
  throw Defect{"a rhythm without a step"};
}

Period whole_days(const Instalment& instalment, int n) {
  const auto due = nth_due(instalment.first, instalment.every, n);
  const auto other =
      nth_due(instalment.first, instalment.every, instalment.arrears ? n - 1 : n + 1);
  return instalment.arrears ? Period{other, plus_days(due, -1)} : Period{due, plus_days(other, -1)};
}

std::vector<Date> due_days(Date first, Every every, Period period) {
  std::vector<Date> days;
  for (int n = 0; n == 0 || every != Every::once; ++n) {
    const auto day = nth_due(first, every, n);
    if (day > period.last) break;
    if (day >= period.first) days.push_back(day);
  }
  return days;
}

std::vector<DueInstalment> due_instalments(const PersonHistory& history) {
  std::vector<Falling> due;
  const auto& died = history.latest().died;
  each_reign(history, [&](const Budget& budget, Period days) {
    const auto run = history.days_run(budget);
    const auto agreed_on = first_agreed(history, budget.ref).value_or(budget.from);
    for (const auto& instalment : budget.instalments) {
      for (int n = 0; n == 0 || instalment.every != Every::once; ++n) {
        const auto day = nth_due(instalment.first, instalment.every, n);
        if (day > days.last || (died && day > *died)) break;
        if (day < days.first || day < agreed_on) continue;
        due.push_back({{budget.ref, instalment.payer, day, instalment.amount,
                        paid_for(instalment, run, n), instalment.arrears},
                       *budget.agreed});
      }
    }
  });
  const auto place = [](const Falling& each) {
    return std::tie(each.due.budget, each.due.due, each.due.payer);
  };
  std::ranges::stable_sort(due, {}, place);
  return limited(std::move(due));
}

std::vector<DueRegular> due_regulars(const PersonHistory& history) {
  std::vector<DueRegular> due;
  const auto& died = history.latest().died;
  each_reign(history, [&](const Budget& budget, Period days) {
    for (const auto& line : budget.lines) {
      if (!line.each || !line.every || !line.first) continue;
      for (const auto day : due_days(*line.first, *line.every, days)) {
        if (!died || day <= *died) due.push_back({budget.ref, line.ref, day, *line.each});
      }
    }
  });
  std::ranges::stable_sort(due, [](const auto& a, const auto& b) {
    return std::tie(a.budget, a.due, a.line) < std::tie(b.budget, b.due, b.line);
  });
  return due;
}

}  // namespace ledger
