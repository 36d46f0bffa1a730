#include "reconcile/holiday.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>

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

/// Hundredths of an hour in the usual week of each day, summed over the days worked for; nothing
/// when some day's usual week is not known.
std::optional<std::int64_t> usual_weeks(const ledger::PersonHistory& history, const Worker& worker,
                                        Period days) {
  std::int64_t sum = 0;
  for (auto day = days.first; day <= days.last; day = plus_days(day, 1)) {
    const auto& hours = agreed_on(history, worker, day).hours;
    if (!hours) return std::nullopt;
    sum += hours->hundredths;
  }
  return sum;
}

void add_fixed(Holiday& made, const Groundwork& ground, const Worker& worker, Date last) {
  const auto weeks = ground.parameters.money("holiday-weeks-year", made.year.first);
  if (!weeks) {
    made.missing = "the weeks of holiday of a leave year from " + text(made.year.first);
    return;
  }
  const Period worked{std::max(made.year.first, worker.from), last};
  const auto hours = usual_weeks(ground.facts.history, worker, worked);
  if (!hours) {
    made.missing = "the hours of the usual week";
    return;
  }
  made.hours = rounded(*hours * weeks->pence(), std::int64_t{100} * made.year.days());
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
    const bool counts = !cost.held && slip.worker == worker.ref && slip.pay_date <= as_of &&
                        made.year.holds(slip.period.last);
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
  made.hours = sum;
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
  switch (worker.holiday) {
    case HolidayKind::unknown:
      made.missing = "whether the hours are fixed or irregular (holiday in the person file)";
      break;
    case HolidayKind::fixed_hours:
      add_fixed(made, ground, worker, std::min(day, as_of));
      break;
    case HolidayKind::irregular_hours:
      add_irregular(made, ground, worker, as_of);
      break;
  }
  return made;
}

}  // namespace reconcile
