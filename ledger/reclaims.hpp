// What the acts of an officer come to: which of them stand, when payments of a budget are on hold,
// what is set off, and what is asked back of whom by when. Pure functions of the acts; those of one
// day count in the order of their kinds, not of their numbers.
//
// Source: SI 2013/1617 regulations 13(4) and 15.
#pragma once

#include "ledger/acts.hpp"
#include "ledger/date.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

/// The funder of the person's own part of a budget.
inline constexpr std::string_view own_part = "person";

/// Those that nobody took back, dated up to a day, by day, kind and number. They refer to `acts`.
std::vector<const Act*> standing_acts(const std::vector<Act>& acts,
                                      std::optional<Date> up_to = std::nullopt);

/// The act that took another one back and stands itself; null when none did.
const Act* withdrawal_of(const std::vector<Act>& acts, const Act& act);
/// Those that still count: they stand, and so does the reclaim that they are about. An outcome,
/// instalments or a write-off go with the reclaim that was taken back.
std::vector<const Act*> acts_in_force(const std::vector<Act>& acts);

/// A time during which payments of a budget wait.
struct Hold {
  const Act* held;
  std::optional<Date> until;  ///< the day from which they are made again
};
/// By day. A hold on a day on which one is in force already adds nothing.
std::vector<Hold> holds_of(const std::vector<Act>& acts, std::string_view budget);
/// The hold in force on a day; its `held` is null when there is none.
Hold hold_on(const std::vector<Hold>& holds, Date day);

/// What is to be repaid by one day.
struct RepaymentDue {
  Date due;
  Money amount;
  Date arises;         ///< from when it can be paid
  bool whole = false;  ///< what was asked for at once, or what was repaid of it before instalments
};

/// From a day on more (or less) is asked back.
struct ReclaimStep {
  Date on;
  Money more;  ///< negative: less
};

/// The parts in which an agreement on instalments repays `total`, by day; they sum to it.
std::vector<RepaymentDue> parts_of(const Act& instalments, Money total);

/// Money asked back, and what became of that. Refers to the acts.
struct Reclaim {
  const Act* asked;
  std::vector<ReclaimStep> steps;      ///< they sum to `amount`; one a day, none of nothing
  std::vector<RepaymentDue> dues;      ///< they sum to `amount`; by day
  Money amount;                        ///< to be repaid from the person's accounts
  Money given_up;                      ///< by write-offs
  Money elsewhere;                     ///< repaid, not from the person's accounts
  Money decided;                       ///< what it is for, by the newest outcome or else as asked
  const Act* instalments = nullptr;    ///< how it is repaid
  const Act* reconsidering = nullptr;  ///< asked for and not answered

  const std::string& ref() const { return asked->ref; }
};

/// What is asked back by the acts up to a day, by the order of asking.
std::vector<Reclaim> reclaims(const std::vector<Act>& acts,
                              std::optional<Date> up_to = std::nullopt);
const Reclaim* reclaim_of(const std::vector<Reclaim>& reclaims, std::string_view ref);
/// "R1" for the first; one that was taken back keeps its ref.
std::string next_reclaim_ref(const std::vector<Act>& acts);

/// The most days on which one reclaim can fall due.
inline constexpr int most_repayment_days = 520;

}  // namespace ledger
