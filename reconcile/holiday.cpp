#include "reconcile/holiday.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <set>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::HolidayKind;
using ledger::Money;
using ledger::Period;
using ledger::Quantity;
using ledger::Worker;

/// numerator ÷ denominator of hundredths, halves up; neither is negative.
Quantity rounded(std::int64_t numerator, std::int64_t denominator) {
  return {(numerator + denominator / 2) / denominator};
}

/// The worker as agreed on a day; else as any version knows them.
const Worker& agreed_on(const ledger::PersonHistory& history, const Worker& worker, Date day) {
  const auto* then = history.on(day).worker(worker.ref);
  return then == nullptr ? worker : *then;
}

/// As agreed on the day; where nobody had said it yet, as it is known now.
HolidayKind kind_on(const ledger::PersonHistory& history, const Worker& worker, Date day) {
  const auto then = agreed_on(history, worker, day).holiday;
  return then == HolidayKind::unknown ? worker.holiday : then;
}

/// Hundredths of an hour in the usual week of each day of fixed hours, summed over the days worked
/// for; nothing when some day's usual week is not known.
std::optional<std::int64_t> usual_weeks(const ledger::PersonHistory& history, const Worker& worker,
                                        Period days) {
  std::int64_t sum = 0;
  for (auto day = days.first; day <= days.last; day = plus_days(day, 1)) {
    if (kind_on(history, worker, day) != HolidayKind::fixed_hours) continue;
    const auto& hours = agreed_on(history, worker, day).hours;
    if (!hours) return std::nullopt;
    sum += hours->hundredths;
  }
  return sum;
}

void add_fixed(Holiday& made, const Groundwork& ground, const Worker& worker, Period worked) {
  const auto weeks = ground.parameters.money("holiday-weeks-year", made.year.first);
  if (!weeks) {
    made.missing = "the weeks of holiday of a leave year from " + text(made.year.first);
    return;
  }
  const auto hours = usual_weeks(ground.facts.history, worker, worked);
  if (!hours) {
    made.missing = "the hours of the usual week";
    return;
  }
  const auto built = rounded(*hours * weeks->pence(), std::int64_t{100} * made.year.days());
  made.hours->hundredths += built.hundredths;
}

void add_irregular(Holiday& made, const Groundwork& ground, const Worker& worker, Date as_of) {
  const auto percent = ground.parameters.money("holiday-irregular-percent", made.year.first);
  if (!percent) {
    made.missing = "the rule for irregular hours in a leave year from " + text(made.year.first) +
                   " (the share of hours worked holds for those from 1 April 2024)";
    return;
  }
  Quantity sum;
  int without = 0;
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    const bool counts =
        !cost.held && slip.worker == worker.ref && slip.pay_date <= as_of &&
        made.year.holds(slip.period.last) &&
        kind_on(ground.facts.history, worker, slip.period.last) == HolidayKind::irregular_hours;
    if (!counts) continue;
    if (!slip.hours) ++without;
    const auto hours = slip.hours.value_or(Quantity{}).hundredths;
    sum.hundredths +=
        rounded(std::max<std::int64_t>(hours, 0) * percent->pence(), 10000).hundredths;
  }
  if (without > 0) {
    made.missing =
        "the hours of " + std::to_string(without) + (without == 1 ? " payslip" : " payslips");
    return;
  }
  made.hours->hundredths += sum.hundredths;
}

/// The kinds of the days worked; where the kind of hours changed within the leave year, each day
/// builds up by its own.
std::set<HolidayKind> kinds_of(const ledger::PersonHistory& history, const Worker& worker,
                               Period worked) {
  std::set<HolidayKind> kinds{worker.holiday};
  for (auto day = worked.first; day <= worked.last; day = plus_days(day, 1)) {
    kinds.insert(kind_on(history, worker, day));
  }
  return kinds;
}

/// The agreed one of the day, else what the last payslip says.
std::optional<Money> rate_of(const Groundwork& ground, const Worker& worker, Date as_of) {
  if (const auto& agreed = agreed_on(ground.facts.history, worker, as_of).rate) return agreed;
  std::optional<Money> rate;
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    if (slip.worker == worker.ref && slip.pay_date <= as_of && slip.rate) rate = slip.rate;
  }
  return rate;
}

}  // namespace

std::optional<Money> Holiday::value() const {
  if (!hours || !rate) return std::nullopt;
  return times(*rate, *hours);
}

Period leave_year(const Worker& worker, Date day) {
  const auto begins = worker.holiday_year_from.value_or(worker.from);
  auto years = day.year() - begins.year();
  while (plus_months(begins, 12 * years) > day) --years;
  return {plus_months(begins, 12 * years), plus_days(plus_months(begins, 12 * (years + 1)), -1)};
}

Holiday holiday_of(const Groundwork& ground, std::string_view ref, Date as_of) {
  const auto* known = ground.facts.history.worker(ref);
  ledger::ensure(known != nullptr, "the worker of whom holiday is asked is one of the person");
  const auto& worker = agreed_on(ground.facts.history, *known, as_of);
  const auto day = std::max(worker.from, std::min(as_of, worker.to.value_or(as_of)));
  Holiday made{.kind = worker.holiday,
               .year = leave_year(worker, day),
               .year_stated = worker.holiday_year_from.has_value()};
  made.rate = rate_of(ground, worker, as_of);
  if (worker.holiday == HolidayKind::unknown) {
    made.missing = "whether the hours are fixed or irregular (holiday in the person file)";
    return made;
  }
  const Period worked{std::max(made.year.first, worker.from), std::min(day, as_of)};
  const auto kinds = kinds_of(ground.facts.history, worker, worked);
  made.hours = Quantity{};
  if (kinds.contains(HolidayKind::fixed_hours)) add_fixed(made, ground, worker, worked);
  if (kinds.contains(HolidayKind::irregular_hours) && made.missing.empty()) {
    add_irregular(made, ground, worker, as_of);
  }
  if (!made.missing.empty()) made.hours.reset();
  return made;
}

}  // namespace reconcile
