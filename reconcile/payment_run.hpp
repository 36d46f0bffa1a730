// What is to be paid into direct payment and third-party budgets up to a day: each instalment by
// funder, less what is set off, what an earlier run put forward and what has arrived; and what
// waits, because payments are on hold. Earlier instalments that nobody paid are in arrears and come
// along. Derived from the same facts as what is expected on the statements, so that the two agree.
//
// Money   amount = whole − set off − paid before (reconcile/paid_before.hpp), not below nothing;
//         what was paid beyond it is `over`, and for an officer to set off.
#pragma once

#include "ledger/schedule.hpp"
#include "reconcile/may_have_paid.hpp"
#include "reconcile/view.hpp"

#include <string>
#include <vector>

namespace reconcile {

enum class PaymentState {
  due,           ///< to be paid, due on or after the run's first day
  arrears,       ///< to be paid, due before it
  held,          ///< payments of the budget are on hold, or were until a day after the run's last
  asked,         ///< a line that waits for a person may be its payment: that is to be decided first
  paid,          ///< nothing is left to pay: put forward or arrived before, or set off whole
  no_longer_due  ///< put forward, and the plan that was revised since has it no more
};
std::string_view text(PaymentState state);

/// One instalment of one funder.
struct Payment {
  std::string person, budget, funder;
  std::string account;  ///< ref of the account it is paid into
  ledger::Date due;
  ledger::Date payable;             ///< due, or the day from which a hold is over
  ledger::Period period;            ///< the days it pays for
  int whole_days = 0;               ///< of an instalment that is not cut short by the budget's end
  bool in_arrears_of_days = false;  ///< it pays for days that are over when it falls due
  ledger::Money whole{};            ///< the funder's share as agreed
  ledger::Money set_off{}, put_forward{}, arrived{};
  ledger::Money paid_before{};     ///< counts as paid: what was put forward beside what had arrived
  ledger::Money arrived_of_day{};  ///< of all that the funder pays into the budget on that day
  ledger::Money amount{};          ///< to be paid now; of `held` what would be
  ledger::Money over{};            ///< put forward or arrived beyond what is due
  PaymentState state = PaymentState::due;
  std::string run = {};                       ///< the newest that put it forward, or empty
  std::vector<WaitingCredit> waits_for = {};  ///< of `asked`: what is to be decided first
  std::vector<int> acts = {};                 ///< of `no_longer_due`: what put it forward

  bool part_period() const { return period.days() < whole_days; }
};

/// The funder's payments of a person payable up to `run.last`; those due before `run.first` are in
/// arrears. By budget, day, funder. Settled lines count as far as the view's day.
std::vector<Payment> payments(const PersonView& view, ledger::Period run);

/// What runs put forward up to the run's last day for instalments that the plan has no more, on
/// that day or another: all of it is paid too much, until somebody takes it back (`withdraw`).
/// `known`: the payments of the same view and run.
std::vector<Payment> no_longer_due(const PersonView& view, ledger::Period run,
                                   const std::vector<Payment>& known);

/// What a recorded run put forward for a person, in the order of `payments`; as it was recorded,
/// whatever became known later.
std::vector<Payment> payments_of_run(const PersonView& view, std::string_view run);

}  // namespace reconcile
