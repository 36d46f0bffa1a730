// A payment with where it goes, and what is to be said of it.
#include "ledger/reclaims.hpp"
#include "reports/payment_run_parts.hpp"

namespace reports {
namespace {

using ledger::pretty;
using reconcile::Payment;
using reconcile::PaymentState;

/// "NHS TRENT ICB of 3 May 2025 (£500.00)": what came in and waits, by name.
std::string waiting_lines(const Payment& payment) {
  std::string text;
  for (const auto& credit : payment.waits_for) {
    text += text.empty() ? "" : ", ";
    text += credit.description + " of " + pretty(credit.date) + " (" + pretty(credit.amount) + ")";
  }
  return text;
}

/// What to do about an instalment that was put forward and has gone from the plan since.
std::string no_longer_due(const Payment& payment) {
  std::string withdraw;
  for (const auto number : payment.acts) {
    withdraw += (withdraw.empty() ? "`withdraw " : " and `withdraw ") + payment.person + " " +
                std::to_string(number) + "`";
  }
  return pretty(payment.put_forward) + " put forward in run " + payment.run +
         " is no longer due: the plan was changed since. Not sent yet: stop it and take it back (" +
         withdraw + "). Sent: ask for it back (`reclaim`) or set it off (`offset`) first";
}

}  // namespace

std::string remark(const PaymentRow& row) {
  const auto& payment = row.payment;
  std::string text;
  const auto say = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  if (payment.state == PaymentState::held) {
    say("on hold" + (row.hold_reason.empty() ? "" : ": " + row.hold_reason));
  }
  if (payment.state == PaymentState::asked) {
    say(waiting_lines(payment) + " waits and may be this payment: decide it first (review)");
  }
  if (payment.state == PaymentState::no_longer_due) return no_longer_due(payment);
  if (payment.state == PaymentState::arrears) say("in arrears since " + pretty(payment.due));
  if (!payment.set_off.is_zero()) say(pretty(payment.set_off) + " set off");
  if (!payment.put_forward.is_zero()) {
    say(pretty(payment.put_forward) + " put forward in run " + payment.run);
  }
  if (payment.arrived > payment.put_forward) say(pretty(payment.arrived) + " arrived already");
  if (!payment.over.is_zero()) say(pretty(payment.over) + " paid too much");
  if (payment.period.days() <= 0) {
    say("in arrears, and due on the first day: it pays for no day of the budget");
  } else if (payment.part_period()) {
    say("part period: " + std::to_string(payment.period.days()) + " of " +
        std::to_string(payment.whole_days) + " days");
  }
  return text;
}

JsonObject payment_object(const PaymentRow& row) {
  const auto& payment = row.payment;
  JsonObject object;
  object.text("person", payment.person)
      .text("budget", payment.budget)
      .text("funder", payment.funder)
      .text("account", payment.account)
      .date("due", payment.due)
      .date("payable", payment.payable)
      .date("from", payment.period.first)
      .date("to", payment.period.last)
      .number("days", payment.period.days())
      .number("whole_days", payment.whole_days)
      .text("state", reconcile::text(payment.state))
      .money("whole", payment.whole)
      .money("set_off", payment.set_off)
      .money("put_forward", payment.put_forward)
      .money("arrived", payment.arrived)
      .money("over", payment.over)
      .money("amount", payment.amount)
      .text("run", payment.run)
      .text("remark", remark(row))
      .text("payee", row.payee)
      .text("sort_code", row.sort_code)
      .text("number", row.number);
  return object;
}

std::vector<PaymentRow> payment_rows(const reconcile::PersonView& view,
                                     const std::vector<Payment>& payments) {
  std::vector<PaymentRow> rows;
  for (const auto& payment : payments) {
    const auto& person = view.history().on(payment.payable);
    PaymentRow row{.payment = payment,
                   .payee = std::string{person.who_holds()},
                   .sort_code = {},
                   .number = {}};
    const auto* budget = person.budget(payment.budget);
    if (budget != nullptr && !budget->organisation.empty()) row.payee = budget->organisation;
    if (const auto* account = person.account(payment.account); account != nullptr) {
      row.sort_code = account->sort_code;
      row.number = account->number;
    }
    const auto holds = ledger::holds_of(view.facts->acts, payment.budget);
    if (const auto hold = ledger::hold_on(holds, payment.due); hold.held != nullptr) {
      row.hold_reason = hold.held->reason;
    }
    for (const auto* act : ledger::standing_acts(view.facts->acts)) {
      if (act->kind == ledger::Act::Kind::offset && act->budget == payment.budget &&
          act->funder == payment.funder && act->until == payment.due) {
        row.set_off_reasons.push_back(act->reason);
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace reports
