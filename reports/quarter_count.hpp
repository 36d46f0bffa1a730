// The quarterly count: how many people had a personal health budget in the financial year so far,
// and how many have one at the end of the quarter.
//
// The year-to-date count begins anew each 1 April. What is paid once and no more is received in the
// year but not active at its end; so the national figures have it (docs/reports.md).
#pragma once

#include "ledger/date.hpp"
#include "ledger/person.hpp"
#include "reports/answer.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// A quarter of a financial year: Q1 is April to June.
struct Quarter {
  int start_year = 0;
  int number = 1;  ///< 1 to 4
  ledger::Period days() const;
  /// From 1 April to the quarter's end.
  ledger::Period year_to_date() const;
  friend auto operator<=>(const Quarter&, const Quarter&) = default;
};
/// "2025-26-Q1"; nothing for anything else, also where the two years do not follow each other.
std::optional<Quarter> parse_quarter(std::string_view text);
std::string text(Quarter quarter);

/// One person, as the count sees them.
struct Counted {
  std::string person;
  std::string care_group;
  std::set<ledger::Deployment> in_year;  ///< kinds of holding of the year to date
  std::set<ledger::Deployment> active;   ///< those at the end of the quarter, one-offs left out
  bool one_off_at_end = false;           ///< had only one-off budgets on the last day
};
/// Nothing when the person had no agreed budget in the year to date. `as_of`: what was known then;
/// within the quarter it stands for the quarter's end.
std::optional<Counted> counted_in(const ledger::PersonHistory& history, Quarter quarter,
                                  ledger::Date as_of);

/// dpledger.quarter-count/1
Answer quarter_count(const std::vector<Counted>& people, Quarter quarter, ledger::Date as_of);

}  // namespace reports
