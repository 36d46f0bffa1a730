// What evidence weighs, and how sure the engine says it is: the one table of both.
//
// Costs are tenths of a natural logarithm of how seldom a thing happens: 23 is one in ten, 46 one
// in a hundred, 69 one in a thousand. What is cheapest together is chosen; what would cost less
// than `margin` more is not ruled out, and then a person chooses. Confidences are thousandths,
// held against bench/accuracy: of what is said at 0.9, nine in ten are right.
#pragma once

#include <algorithm>

namespace reconcile {

namespace weight {

inline constexpr int margin = 22;

// What is left over.
inline constexpr int line_left = 60;          ///< a line that nothing explains
inline constexpr int line_again = 38;         ///< that pays what another line of the amount paid
inline constexpr int line_of_authority = 90;  ///< of whoever is paid for one thing; or of wages
inline constexpr int line_of_plan = 40;       ///< whose payee the plan names
inline constexpr int item_unpaid = 60;        ///< overdue when the statements end
inline constexpr int item_just_due = 50;      ///< some days before they end
inline constexpr int item_not_yet_due = 8;    ///< may still be paid

// Who and which.
inline constexpr int named_in_part = 2;
inline constexpr int named_by_initial = 4;
inline constexpr int named_by_surname = 15;
inline constexpr int named_otherwise = 25;  ///< an instalment under an unfamiliar name
inline constexpr int number_of_another = 40;

// How.
inline constexpr int before_the_bill =
    25;  ///< an invoice paid before the day it was written; no more than
inline constexpr int before_the_bill_most = 45;
inline constexpr int long_before_due = 25;  ///< a month's contributions before the last month's
inline constexpr int several = 30;          ///< one line for neighbouring items, all that were open
inline constexpr int several_skipping = 20;  ///< for each open item between them that is left out
inline constexpr int together = 4;           ///< what falls due on one day is one payment
inline constexpr int not_yet_earned = 16;    ///< a week that has not come, among several
inline constexpr int arrears_most = 20;      ///< overdue is why several are paid at once
inline constexpr int with_its_number = 30;   ///< taken off when the text has an invoice's number
inline constexpr int run = 4;
inline constexpr int run_without = 18;  ///< for each wage of the day that is not in the run
inline constexpr int run_unsaid = 15;   ///< the line names the bureau and says nothing of wages
inline constexpr int parts = 30;
inline constexpr int many_for_many = 80;
inline constexpr int differs_explained = 50;
inline constexpr int differs_with_number = 45;
inline constexpr int differs = 60;
inline constexpr int differs_only_bill =
    25;  ///< within differs-most-percent, of the one that it can be
inline constexpr int differs_regular = 45;         ///< prices rise
inline constexpr int differs_much = 55;            ///< by more than differs-most-percent
inline constexpr int differs_much_of_funder = 30;  ///< an instalment by more than its own

/// Paid late by so many days, of which so many are working days: as far as a week only these count.
constexpr int late(int days, int working) {
  if (days > 30) return std::min(80 + (days - 30) / 2, 110);
  if (days > 11) return 40 + (days - 7) * 7 / 4;
  if (working <= 2) return 3 * working;
  if (working <= 4) return 6 + (working - 2) * 9;
  return std::min(44 + (working - 5) / 2, 47);
}

/// What each day adds when several are paid at once, the oldest long overdue.
constexpr int arrears(int days) {
  return std::min(days, 120);
}

/// Paid early, in the same way.
constexpr int early(int days, int working) {
  if (days > 11) return 58 + (days - 7) * 2;
  if (working <= 1) return 3 * working;
  if (working <= 3) return 12 + (working - 2) * 14;
  return 34 + (working - 4) * 8;
}

}  // namespace weight

namespace sure {

inline constexpr int of_number_and_amount = 990;
inline constexpr int of_payee_and_amount = 980;  ///< less for a name in part, and for days apart
inline constexpr int of_one_payment = 970;       ///< all that fell due that day, in one line
inline constexpr int of_several = 950;
inline constexpr int of_run = 970;
inline constexpr int of_many = 900;  ///< several lines, several items
inline constexpr int of_parts = 940;
inline constexpr int of_alike = 900;           ///< a name that two share, told by the amount
inline constexpr int of_number = 950;          ///< but another amount
inline constexpr int of_difference = 930;      ///< another amount, and we see why
inline constexpr int of_funding_amount = 950;  ///< an instalment under an unfamiliar name
inline constexpr int of_only_one = 850;        ///< another amount of the one thing that was open
inline constexpr int torn = 600;               ///< two explanations fit
inline constexpr int doubtful = 500;

}  // namespace sure

}  // namespace reconcile
