// Paid holiday that a worker has built up in the leave year, by law
// (ledger/parameters/holiday.csv).
//
// Fixed hours: 5.6 of the usual weeks a year, by the days of the leave year that are gone.
// Irregular hours: 12.07 % of the hours of each payslip whose last day lies in the leave year, for
// leave years that begin on or after 1 April 2024. What was taken is in none of our files: what is
// left cannot be told. The law's most is in days, and our files know hours.
#pragma once

#include "reconcile/groundwork.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace reconcile {

struct Holiday {
  ledger::HolidayKind kind = ledger::HolidayKind::unknown;
  ledger::Period year;                      ///< the leave year that is asked about
  bool year_stated = false;                 ///< false: nobody said when it begins, the law does
  std::optional<ledger::Quantity> hours{};  ///< built up to the day; nothing when untold
  std::string missing{};                    ///< and then what is missing
  std::optional<ledger::Money> rate{};      ///< an hour, now
  /// Of the hours at the rate.
  std::optional<ledger::Money> value() const;
};

/// The leave year that a day of the work lies in.
ledger::Period leave_year(const ledger::Worker& worker, ledger::Date day);

/// As of a day; for a worker who has left, of the last leave year.
Holiday holiday_of(const Groundwork& ground, std::string_view worker, ledger::Date as_of);

}  // namespace reconcile
