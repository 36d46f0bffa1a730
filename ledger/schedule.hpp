// The days on which something regular falls due.
#pragma once

#include "ledger/date.hpp"
#include "ledger/person.hpp"

#include <vector>
#include <optional>
#include <string>
#include <string_view>

namespace ledger {

/// The nth day (from 0) of a regular thing: first, first + n steps. Months keep the first's day,
/// or take the month's last where it has no such day. `once` has only the 0th.
Date nth_due(Date first, Every every, int n);
/// The due days from `first` on that lie in the period, oldest first.
std::vector<Date> due_days(Date first, Every every, Period period);

/// One instalment that is to come in.
/// The first day on which a budget was agreed, as any version says; nothing while planning goes on.
/// A revision that is agreed late does not take back that there was an agreement before.
std::optional<Date> first_agreed(const PersonHistory& history, std::string_view budget);

/// Unused money of a funder that takes the place of a part of an instalment.
struct SetOff {
  int act;             ///< the number of the offset
  std::string funder;  ///< or "person"
  Money amount;
};

struct DueInstalment {
  std::string budget;
  Payer payer = Payer::funder;
  Date due;
  Money amount;
  Period period;  ///< the days it pays for; never past the budget's end
  bool arrears = false;
};

/// Every instalment that a person's history makes due, by budget and day: from the version that
/// holds on the day; none before the budget was agreed, none due after a death; together no more
/// than what is agreed (the last one is the rest).
std::vector<DueInstalment> due_instalments(const PersonHistory& history);

/// One regular payment that the plan foresees.
struct DueRegular {
  std::string budget;
  std::string line;
  Date due;
  Money amount;
};
std::vector<DueRegular> due_regulars(const PersonHistory& history);

}  // namespace ledger
