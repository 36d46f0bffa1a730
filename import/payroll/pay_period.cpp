#include "import/payroll/pay_period.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Date;
using ledger::Period;

constexpr int days_of_week = 7;

Date first_day_of_year(int start_year) {
  return *Date::of(start_year, 4, 6);
}

int weeks_of(std::string_view how_often) {
  if (how_often == "W2") return 2;
  if (how_often == "W4") return 4;
  return 1;
}

int months_of(std::string_view how_often) {
  if (how_often == "M3") return 3;
  if (how_often == "M6") return 6;
  if (how_often == "MA") return 12;
  return 1;
}

Period weeks(const TaxMoment& moment, int week) {
  const auto year = first_day_of_year(moment.start_year);
  const auto year_ends = plus_days(first_day_of_year(moment.start_year + 1), -1);
  const auto last = std::min(plus_days(year, days_of_week * week - 1), year_ends);
  const int length = weeks_of(moment.how_often) * std::max(moment.periods_covered, 1);
  return {plus_days(last, 1 - days_of_week * length), last};
}

Period months(const TaxMoment& moment, int month) {
  const auto next = plus_months(first_day_of_year(moment.start_year), month);
  const int length = months_of(moment.how_often) * std::max(moment.periods_covered, 1);
  return {plus_months(next, -length), plus_days(next, -1)};
}

}  // namespace

int tax_year_of(Date day) {
  return day < first_day_of_year(day.year()) ? day.year() - 1 : day.year();
}

Period pay_period(const TaxMoment& moment, Date pay_date) {
  if (moment.week) return weeks(moment, *moment.week);
  if (moment.month) return months(moment, *moment.month);
  auto then = moment;
  then.start_year = tax_year_of(pay_date);
  if (!moment.how_often.starts_with('W'))
    return months(then, ledger::tax_month_of(pay_date).number);
  return weeks(then, (pay_date - first_day_of_year(then.start_year)) / days_of_week + 1);
}

}  // namespace imports
