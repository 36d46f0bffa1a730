// What may explain the lines that still wait, by the open items of those whom they name. Nothing
// is decided here: each function adds explanations with what they cost and how sure they would be;
// match_choice.cpp takes the cheapest set.
#pragma once

#include "reconcile/choice.hpp"
#include "reconcile/desk.hpp"
#include "reconcile/instalments_missed.hpp"
#include "reconcile/quotes.hpp"

#include <vector>

namespace reconcile {

/// What an item costs that nothing pays, when the last line of a payee is of a day. (Lines of
/// others say nothing about it: so what is unrelated changes nothing.)
int item_left(const Desk& desk, ledger::Date last_day, std::size_t item);

class Gathering {
 public:
  explicit Gathering(const Desk& from);

  const Desk& desk;
  const Quotes& quotes;
  const MissedInstalments missed;
  std::vector<Reading> found;                     ///< rows and items as the desk numbers them
  std::vector<std::vector<std::size_t>> open;     ///< by party, as the party has its items
  std::vector<std::vector<std::size_t>> waiting;  ///< by party: rows that name it alone
  std::vector<bool> explained;                    ///< by row: to the penny, by items of its own
  std::vector<bool> bounded;  ///< by row: there were too many items to try every sum

  /// Open items of a party of the row's direction within the window of their kinds.
  std::vector<std::size_t> near(const Row& row, std::size_t party) const;
  int item_left(std::size_t item) const { return left_[item]; }
  int row_left(std::size_t row) const;

 private:
  void level_alike();
  std::vector<int> left_;  ///< by item
};

/// From one day to a later one, those on which banks work: Friday to Monday is one.
int working_days(const ledger::Parameters& parameters, ledger::Date from, ledger::Date to);
/// What a day costs that is this far from the item's own.
int days_cost(const Desk& desk, std::size_t item, ledger::Date day);
/// On one of the item's own days, or on the first on which a bank could have paid it.
bool is_close(const Desk& desk, const Row& row, std::size_t item);
int name_cost(Grade grade);
/// Whether an item may be one of several that a line settles: an instalment less what was asked
/// back comes in, but nothing that is paid out is less by an instalment.
bool may_be_among(const Desk& desk, const Row& row, std::size_t item);
/// How sure it is that a payee was meant, and the amount: less for a name in part and days apart.
int confidence_of_amount(Grade grade, const Gap& gap);
/// Whether it would be no wonder if so many of the items came to an amount by chance.
bool by_chance(const Desk& desk, std::span<const std::size_t> items, std::int64_t pence,
               std::size_t chosen);
/// The plan lines, of budgets that the row's account serves that day, that have its party as a
/// payee.
std::vector<Place> plan_places(const Desk& desk, const Row& row);
/// A line that says it pays wages, or whose payee is the payroll bureau, and names no worker.
bool is_run(const Desk& desk, const Row& row);

/// What is not settled by payee and amount alone: by row, those that quote an invoice; by item,
/// wages that a run may pay.
struct KeptBack {
  std::vector<bool> rows, items;
};
KeptBack kept_back(const Desk& desk);

/// Why a line's amount is not what an item asks for, where practice has a name for it
/// ("rounded-pound", "transposed", "bank-charge"); empty where it has none.
std::string_view why_it_differs(const Desk& desk, const Row& row, std::size_t item);
/// The item of this amount that an equal line of the party was taken for, which paid another amount
/// than was asked for; the nearest by day, `within` so many days.
std::optional<std::size_t> paid_as_wrongly(const Desk& desk, const Row& row, std::size_t party,
                                           int within);

/// Whether an instalment was to be just this much while something was set off that was taken back
/// since.
bool is_as_it_was_set_off(const Desk& desk, std::size_t item, std::int64_t pence);

void explain_amounts(Gathering& gathering);             ///< one line, one item
void explain_unfamiliar_funding(Gathering& gathering);  ///< an instalment, its payer unknown
void explain_sums(Gathering& gathering);                ///< one line, several items of one payee
void explain_runs(Gathering& gathering);                ///< one line, wages of several workers
void explain_parts(Gathering& gathering);               ///< several lines, one item
void explain_differences(Gathering& gathering);         ///< one line, one item of another amount
void explain_many(Gathering& gathering);                ///< several lines, several items

}  // namespace reconcile
