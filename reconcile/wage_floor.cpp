#include "reconcile/wage_floor.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Parameters;

/// The first day on which somebody is of an age.
Date reaches(Date born, int age) {
  const auto day = Date::of(born.year() + age, born.month(), born.day());
  return day ? *day : *Date::of(born.year() + age, 3, 1);
}

/// Every day after one on which the floor of somebody born on a day may change, oldest first.
std::vector<Date> days_of_change(const Parameters& parameters, Date born, Date after) {
  std::vector<Date> days;
  for (const auto& name : parameters.names("minimum-wage-")) {
    for (auto day = parameters.changes_after(name, after); day;
         day = parameters.changes_after(name, *day)) {
      days.push_back(*day);
    }
  }
  for (const int age : {16, 18, 21, 23, 25}) {
    if (const auto day = reaches(born, age); day > after) days.push_back(day);
  }
  std::ranges::sort(days);
  return days;
}

}  // namespace

int age_on(Date born, Date day) {
  const bool had_birthday =
      std::pair{day.month(), day.day()} >= std::pair{born.month(), born.day()};
  return day.year() - born.year() - (had_birthday ? 0 : 1);
}

WageFloor wage_floor(const Parameters& parameters, std::optional<Date> born, Date starts) {
  if (!born) return {std::nullopt, "the worker's date of birth"};
  const auto unknown = "the minimum wage on " + text(starts);
  const auto top_age = parameters.number("minimum-wage-top-age", starts);
  if (!top_age) return {std::nullopt, unknown};
  const auto age = age_on(*born, starts);
  const auto* name = age >= *top_age ? "minimum-wage-top"
                     : age >= 21     ? "minimum-wage-21"
                     : age >= 18     ? "minimum-wage-18"
                                     : "minimum-wage-16";
  const auto rate = parameters.money(name, starts);
  return {rate, rate ? "" : unknown};
}

std::optional<WageChange> next_wage_floor(const Parameters& parameters, std::optional<Date> born,
                                          Date after) {
  if (!born) return std::nullopt;
  const auto now = wage_floor(parameters, born, after).rate;
  for (const auto day : days_of_change(parameters, *born, after)) {
    const auto then = wage_floor(parameters, born, day).rate;
    if (then && then != now) return WageChange{day, *then};
  }
  return std::nullopt;
}

}  // namespace reconcile
