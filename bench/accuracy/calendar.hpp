// The year that is told, and its working days (bank holidays of England and Wales).
#pragma once

#include "ledger/date.hpp"

#include <algorithm>
#include <array>

namespace accuracy {

inline ledger::Date day(int year, int month, int of_month) {
  return ledger::Date::of(year, month, of_month).value();
}
inline ledger::Date first_day() {
  return day(2025, 4, 1);
}
inline ledger::Date as_of() {
  return day(2026, 3, 31);
}

inline bool is_working(ledger::Date date) {
  static const std::array holidays{day(2025, 4, 18),  day(2025, 4, 21), day(2025, 5, 5),
                                   day(2025, 5, 26),  day(2025, 8, 25), day(2025, 12, 25),
                                   day(2025, 12, 26), day(2026, 1, 1)};
  return date.weekday() < 5 && std::find(holidays.begin(), holidays.end(), date) == holidays.end();
}
inline ledger::Date working_from(ledger::Date date) {
  while (!is_working(date)) date = plus_days(date, 1);
  return date;
}
inline ledger::Date working_until(ledger::Date date) {
  while (!is_working(date)) date = plus_days(date, -1);
  return date;
}

}  // namespace accuracy
