// How a budget ended: what was agreed, came in and was spent, what is owed still, what went along
// to the budget that follows it, what goes back to whom, and what was corrected after its end. For
// the certificate of closure or transfer and the year's end.
#pragma once

#include "reconcile/handover.hpp"
#include "reconcile/surplus.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reconcile {

/// Something that went along to the next budget, as far as the day of the view.
struct WentAlong {
  std::string account;   ///< "owed:paye"
  ledger::Money amount;  ///< owed, or of money; negative: what payees owe, or an overdraft
};

/// What one who paid in has back of a budget. In words: due = repaid + open.
struct GoesBack {
  std::string name;        ///< a funder's, or "person"
  ledger::Money received;  ///< what it paid in
  ledger::Money due;       ///< left to it by the handover or asked for by an officer
  ledger::Money
      repaid;  ///< by lines, from elsewhere, or set off against an instalment that has come
  ledger::Money carried{};     ///< of what went along to the next budget, less what is owed with it
  ledger::Money came_along{};  ///< the same of what came from the budget before
  ledger::Money open() const { return due - repaid; }
};

/// What handovers moved to the budget that follows: debts and money by account.
struct Along {
  std::vector<WentAlong> debts, money;
  ledger::Money pots_released{};
};
Along went_along(const PersonView& view, const Handover& handover);
/// Everybody to whom something of the budget is or was due, by name; without what each paid in.
std::vector<GoesBack> goes_back(const PersonView& view, const std::string& budget);

/// A service of which nothing is recorded for the last days on which it was ordered, and no invoice
/// stands for them: they cost nothing, delivered or not.
struct NotRecorded {
  std::string service, provider;
  int days = 0;
  ledger::Money value;  ///< of what was ordered on them
};

/// Cost or income of the budget that the books have after its last day. Days alone say so, and
/// never the clock: what is dated inside a period that nobody approved is of that day, whenever it
/// came; once the period is approved it is booked on the first open day.
struct Correction {
  ledger::Date date;                       ///< of the entry
  std::optional<ledger::Date> of;          ///< its own day, where that was closed when it came
  std::string source;                      ///< "payslip:W1:2026-03-27:2026-03-21"
  ledger::Money cost;                      ///< more cost; negative: less
  ledger::Money received;                  ///< more income
  std::vector<ledger::Evidence> evidence;  ///< file and line
};

struct Closing {
  BudgetPosition position;
  Surplus left;         ///< what can be asked back of it once it is over
  ledger::Date ended;   ///< its last day, whatever ended it: the person's death too
  bool died = false;    ///< that day is the person's last
  bool over = false;    ///< that day has passed on the day of the view
  std::string because;  ///< as the person file has it; may be empty
  std::string after;    ///< ref of the budget that follows; empty when none does
  std::optional<ledger::Date> taken_over;
  bool carries = false;
  std::vector<WentAlong> debts, money;
  /// Once it is over: by account, what was owed of it when its last day was, whoever paid it later.
  std::vector<WentAlong> owed_at_end;
  ledger::Money pots_released{};
  std::vector<ledger::Pot> pots_after;  ///< that the next budget has too
  std::vector<ledger::Pot> pots_ended;  ///< of this budget: the next one has none of the kind
  std::vector<GoesBack> back;
  std::vector<Correction> corrections;  ///< by date, then source
  std::vector<const ledger::Worker*> staying, leaving;
  std::vector<ledger::Finding> findings;  ///< open ones of the budget
  std::vector<NotRecorded> not_recorded;  ///< once it is over; by ref of the service

  ledger::Money money_along() const;
  ledger::Money debts_along() const;
  ledger::Money owed_in_the_end() const;
};

/// Refers to the view's facts.
Closing closing(const PersonView& view, const ledger::Budget& budget);

}  // namespace reconcile
