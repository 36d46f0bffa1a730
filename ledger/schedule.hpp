// The days on which something regular falls due.
#pragma once

#include "ledger/acts.hpp"
#include "ledger/date.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

/// The days of some on which the nth version (from 0) is the one that holds.
std::optional<Period> days_of_version(const PersonHistory& history, std::size_t version,
                                      Period days);

/// The nth day (from 0) of a regular thing: first, first + n steps. Months keep the first's day,
/// or take the month's last where it has no such day. `once` has only the 0th.
Date nth_due(Date first, Every every, int n);
/// The days that the n-th instalment of a rhythm pays for, were the budget to run on: up to the
/// next one; in arrears, from the one before.
Period whole_days(const Instalment& instalment, int n);
/// The due days from `first` on that lie in the period, oldest first.
std::vector<Date> due_days(Date first, Every every, Period period);

/// The first day on which a budget was agreed, as any version says; nothing while planning goes on.
/// A revision that is agreed late does not take back that there was an agreement before. Where
/// nobody says when it was agreed, that is its first day.
std::optional<Date> first_agreed(const PersonHistory& history, std::string_view budget);

/// Unused money of a funder that takes the place of a part of an instalment.
struct SetOff {
  int act;             ///< the number of the offset
  std::string funder;  ///< or "person"
  Money amount;
};

/// One instalment that is to come in.
struct DueInstalment {
  std::string budget;
  Payer payer = Payer::funder;
  Date due;
  Money amount;
  Period period;  ///< the days it pays for; never past the budget's end
  bool arrears = false;
  std::vector<SetOff> set_off = {};   ///< what `amount` is less by
  bool held = false;                  ///< payments are on hold, and nobody has released them
  std::optional<Date> released = {};  ///< they were: it is made on this day

  Date payable() const { return released.value_or(due); }
};

/// Every instalment that a person's history makes due, by budget and day: from the version that
/// holds on the day; none before the budget was agreed, none due after a death; together no more
/// than what is agreed on their day (the last one is the rest).
std::vector<DueInstalment> due_instalments(const PersonHistory& history);
/// The same after what an officer decided: less what is set off (it may leave nothing), and later
/// or not at all while payments are on hold.
std::vector<DueInstalment> due_instalments(const PersonHistory& history,
                                           const std::vector<Act>& acts);

/// What one funder ("person" for the own contribution) pays of an instalment.
struct FunderShare {
  std::string funder;
  Money amount;
};
/// By what each funder agreed to less what the person contributes to it (ledger/contribution.hpp),
/// and less what is set off of it; they sum to its amount.
std::vector<FunderShare> shares_of(const PersonHistory& history, const DueInstalment& due);

/// One regular payment that the plan foresees.
struct DueRegular {
  std::string budget;
  std::string line;
  Date due;
  Money amount;
};
std::vector<DueRegular> due_regulars(const PersonHistory& history);

}  // namespace ledger
