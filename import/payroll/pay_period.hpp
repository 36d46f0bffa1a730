// The days that a payment of HMRC's calendar is for: tax weeks and tax months begin on 6 April.
//
// Week n     is the seven days that end 7n days after 5 April; the last week of a year (53, or 54
//            and 56 where people are paid every two or four weeks) ends on 5 April.
// Month n    runs from the 6th to the 5th; month 1 is 6 April to 5 May.
// Length     how long one earnings period is (PayFreq: W1 W2 W4 M1 M3 M6 MA) times the periods that
//            the payment covers; they end with the week or month of the payment. One-off and
//            irregular pay (IO, IR), and what covers no period, is for that week or month alone.
// Honesty    an FPS says in which week or month pay falls, not for which days the work was done: an
//            employer who pays by the calendar month has another period on the payslip.
// Source     HMRC, RTI data items: PayFreq, WeekNo, MonthNo, PeriodsCovered.
#pragma once

#include "ledger/date.hpp"

#include <optional>
#include <string_view>

namespace imports {

inline constexpr int last_tax_week = 56;
inline constexpr int last_tax_month = 12;
inline constexpr int most_periods_covered = 60;

/// When HMRC is told that somebody is paid.
struct TaxMoment {
  int start_year = 0;          ///< of the tax year: 2025 for 2025-26; 1901 to 2190
  std::optional<int> week;     ///< 1 to 56
  std::optional<int> month;    ///< 1 to 12; a week goes before it
  std::string_view how_often;  ///< PayFreq
  int periods_covered = 1;     ///< 0 to most_periods_covered
};

/// Without week and month: those in which it was paid.
ledger::Period pay_period(const TaxMoment& moment, ledger::Date pay_date);

/// The year in which the tax year of a day starts.
int tax_year_of(ledger::Date day);

}  // namespace imports
