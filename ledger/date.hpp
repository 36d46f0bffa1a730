// A day of the calendar that cannot be wrong, and the few periods that payroll and funders use.
//
// Errors    parsing answers a Result. Every Date is a real day from 1900-01-01 to 2199-12-31.
// Source    tax months run from the 6th to the 5th; tax years from 6 April (HMRC).
#pragma once

#include "ledger/result.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ledger {

class Date {
 public:
  /// Days since 1970-01-01; refuses (Defect) what is outside the supported years.
  static Date of_days(std::int32_t days);
  /// Nothing when there is no such day.
  static std::optional<Date> of(int year, int month, int day);

  std::int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;
  /// 0 is Monday, 6 is Sunday.
  int weekday() const;

  friend auto operator<=>(Date, Date) = default;
  friend std::int32_t operator-(Date a, Date b) { return a.days_ - b.days_; }

 private:
  explicit Date(std::int32_t days) : days_{days} {}
  std::int32_t days_;
};

Date plus_days(Date date, std::int32_t days);
/// The same day of a later (or earlier) month, or that month's last day where it has no such day.
Date plus_months(Date date, int months);

/// "2025-04-30", every character of it.
Result<Date> parse_date(std::string_view text);
std::string text(Date date);
/// "30 April 2025": for people.
std::string pretty(Date date);

/// Both ends belong to it.
struct Period {
  Date first;
  Date last;
  friend auto operator<=>(const Period&, const Period&) = default;
  bool holds(Date date) const { return first <= date && date <= last; }
  std::int32_t days() const { return last - first + 1; }
};

/// A tax month: M01 is 6 April to 5 May of the tax year that starts in `start_year`.
struct TaxMonth {
  int start_year;
  int number;  ///< 1 to 12
  friend auto operator<=>(const TaxMonth&, const TaxMonth&) = default;
  Period period() const;
  /// When it must have reached HMRC: the 22nd after the month ends (paid electronically).
  Date due() const;
  /// The same for an employer who pays by quarter (to 5 July, 5 October, 5 January, 5 April).
  Date quarter_due() const;
  int quarter() const { return (number - 1) / 3 + 1; }
};
TaxMonth tax_month_of(Date pay_date);
/// "2025-26:M03": as in keys.
std::string text(TaxMonth month);
/// Of "2025-26" and "M03".
std::optional<TaxMonth> parse_tax_month(std::string_view year, std::string_view month);

/// A calendar month, for pensions: "2025-06".
struct Month {
  int year;
  int number;
  friend auto operator<=>(const Month&, const Month&) = default;
  Period period() const;
  /// Contributions must be in by the 22nd of the following month (The Pensions Regulator).
  Date contributions_due() const;
};
Month month_of(Date date);
std::string text(Month month);

}  // namespace ledger
