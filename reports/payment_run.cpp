#include "reports/payment_run.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;
using reconcile::Payment;
using reconcile::PaymentState;

bool is_paid_now(const PaymentRow& row) {
  return row.payment.state == PaymentState::due || row.payment.state == PaymentState::arrears;
}

bool waits(const PaymentRow& row) {
  return row.payment.state == PaymentState::held || row.payment.state == PaymentState::asked;
}

std::string reference(const Payment& payment) {
  return payment.person + " " + payment.budget;
}

/// "NHS TRENT ICB of 3 May 2025 (£500.00)": what came in and waits, by name.
std::string waiting_lines(const Payment& payment) {
  std::string text;
  for (const auto& credit : payment.waits_for) {
    text += text.empty() ? "" : ", ";
    text += credit.description + " of " + pretty(credit.date) + " (" + pretty(credit.amount) + ")";
  }
  return text;
}

/// Why it is not the whole, or not now.
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
  if (payment.state == PaymentState::arrears) say("in arrears since " + pretty(payment.due));
  if (!payment.set_off.is_zero()) say(pretty(payment.set_off) + " set off");
  if (!payment.put_forward.is_zero()) {
    say(pretty(payment.put_forward) + " put forward in run " + payment.run);
  }
  if (payment.arrived > payment.put_forward) say(pretty(payment.arrived) + " arrived already");
  if (!payment.over.is_zero()) say(pretty(payment.over) + " paid too much");
  if (payment.part_period()) {
    say("part period: " + std::to_string(payment.period.days()) + " of " +
        std::to_string(payment.whole_days) + " days");
  }
  return text;
}

struct FunderSum {
  std::int64_t payments = 0;
  Money whole, set_off, before, amount, held, over;
};
using FunderSums = std::map<std::string, FunderSum>;

FunderSums sums_of(const std::vector<PaymentRow>& rows) {
  FunderSums sums;
  for (const auto& row : rows) {
    const auto& payment = row.payment;
    auto& sum = sums[payment.funder];
    if (waits(row)) {
      sum.held += payment.amount;
      continue;
    }
    sum.whole += payment.whole;
    sum.set_off += payment.set_off;
    sum.before += payment.paid_before;
    sum.over += payment.over;
    sum.amount += payment.amount;
    if (is_paid_now(row)) ++sum.payments;
  }
  for (const auto& [funder, sum] : sums) {
    ledger::ensure(sum.whole - sum.set_off - sum.before + sum.over == sum.amount,
                   "a payment run adds up for " + funder);
  }
  return sums;
}

Table pay_table(const std::vector<PaymentRow>& rows, const std::string& run) {
  Table table;
  table.title = "To be paid";
  table.columns = {{"Run", "run", false},
                   {"Funder", "funder"},
                   {"Person", "person"},
                   {"Budget", "budget"},
                   {"Due", "due"},
                   {"From", "from"},
                   {"To", "to"},
                   {"Whole", "whole"},
                   {"Set off", "set_off"},
                   {"Paid before", "paid_before"},
                   {"To pay", "amount"},
                   {"Remark", "remark"},
                   {"Payee", "payee", false},
                   {"Sort code", "sort_code", false},
                   {"Account", "account_number", false},
                   {"Reference", "reference", false}};
  Money all;
  for (const auto& row : rows) {
    if (!is_paid_now(row)) continue;
    const auto& payment = row.payment;
    table.rows.push_back({run, payment.funder, payment.person, payment.budget, payment.due,
                          payment.period.first, payment.period.last, payment.whole, payment.set_off,
                          payment.paid_before, payment.amount, remark(row), row.payee,
                          row.sort_code, row.number, reference(payment)});
    all += payment.amount;
  }
  if (table.rows.empty()) return table;
  table.totals.assign(table.columns.size(), std::monostate{});
  table.totals[1] = std::string{"together"};
  table.totals[10] = all;
  return table;
}

Table held_table(const std::vector<PaymentRow>& rows) {
  Table table;
  table.title = "Waiting";
  table.columns = {{"Funder", "funder"}, {"Person", "person"},   {"Budget", "budget"},
                   {"Due", "due"},       {"Would be", "amount"}, {"Remark", "remark"}};
  for (const auto& row : rows) {
    if (!waits(row)) continue;
    table.rows.push_back({row.payment.funder, row.payment.person, row.payment.budget,
                          row.payment.due, row.payment.amount, remark(row)});
  }
  return table;
}

Table sum_table(const FunderSums& sums) {
  Table table;
  table.title = "By funder";
  table.columns = {{"Funder", "funder"},
                   {"Payments", "payments"},
                   {"Whole", "whole"},
                   {"Set off", "set_off"},
                   {"Paid before", "paid_before"},
                   {"Paid too much", "over"},
                   {"To pay", "amount"},
                   {"On hold", "held"}};
  for (const auto& [funder, sum] : sums) {
    table.rows.push_back(
        {funder, sum.payments, sum.whole, sum.set_off, sum.before, sum.over, sum.amount, sum.held});
  }
  return table;
}

JsonObject row_object(const PaymentRow& row) {
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

Json credit_json(const reconcile::WaitingCredit& credit) {
  return JsonObject{}
      .text("line", text(credit.id))
      .date("date", credit.date)
      .money("amount", credit.amount)
      .text("description", credit.description)
      .done();
}

Json row_json(const PaymentRow& row) {
  return row_object(row)
      .money("paid_before", row.payment.paid_before)
      .put("waits_for", json_array(row.payment.waits_for, credit_json))
      .done();
}

Json advice_json(const PaymentRow& row) {
  return row_object(row).put("taken_back", json_array(row.taken_back, json_string)).done();
}

Json sum_json(const std::pair<const std::string, FunderSum>& one) {
  return JsonObject{}
      .text("funder", one.first)
      .number("payments", one.second.payments)
      .money("whole", one.second.whole)
      .money("set_off", one.second.set_off)
      .money("paid_before", one.second.before)
      .money("over", one.second.over)
      .money("amount", one.second.amount)
      .money("held", one.second.held)
      .done();
}

/// The rows of one person, in order, as a table that reads like advice of a payment.
Table advice(const std::vector<const PaymentRow*>& rows) {
  Table table;
  const auto& first = *rows.front();
  table.title = first.payee + " (" + first.payment.person + ")";
  table.columns = {{"Person", "person", false},
                   {"Payee", "payee", false},
                   {"From", "funder"},
                   {"Budget", "budget"},
                   {"Due", "due"},
                   {"For days from", "from"},
                   {"to", "to"},
                   {"Whole", "whole"},
                   {"Set off", "set_off"},
                   {"Paid", "amount"}};
  Money paid;
  for (const auto* row : rows) {
    const auto& payment = row->payment;
    table.rows.push_back({payment.person, row->payee, payment.funder, payment.budget, payment.due,
                          payment.period.first, payment.period.last, payment.whole, payment.set_off,
                          payment.amount});
    paid += payment.amount;
    for (const auto& reason : row->set_off_reasons) {
      table.notes.push_back("The payment due " + pretty(payment.due) + " is less by " +
                            pretty(payment.set_off) + ": " + reason);
    }
    table.notes.insert(table.notes.end(), row->taken_back.begin(), row->taken_back.end());
  }
  table.notes.push_back("Together " + pretty(paid) + " is paid.");
  return table;
}

}  // namespace

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

Answer payment_run(const std::vector<PaymentRow>& rows, ledger::Period days,
                   const std::string& run) {
  Answer answer;
  const auto sums = sums_of(rows);
  Money all;
  std::int64_t payments = 0;
  for (const auto& [funder, sum] : sums) {
    all += sum.amount;
    payments += sum.payments;
  }
  answer.heading.push_back((run.empty() ? "Payments due up to " : "Run " + run + ", up to ") +
                           pretty(days.last) + ": " + counted(payments, "payment") + ", " +
                           pretty(all) + ".");
  answer.tables.push_back(pay_table(rows, run));
  if (auto held = held_table(rows); !held.rows.empty()) answer.tables.push_back(std::move(held));
  answer.tables.push_back(sum_table(sums));
  if (run.empty() && payments > 0) {
    answer.closing.push_back(
        "Nothing is recorded yet: --record NAME keeps it, so that the next run leaves it out.");
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.payment-run/1")
                    .text("run", run)
                    .date("from", days.first)
                    .date("to", days.last)
                    .money("amount", all)
                    .put("payments", json_array(rows, row_json))
                    .put("funders", json_array(sums, sum_json))
                    .done()
                    .text;
  return answer;
}

void mark_taken_back(std::vector<PaymentRow>& rows, const std::vector<ledger::Act>& acts,
                     const std::string& run) {
  for (auto& row : rows) {
    const auto& payment = row.payment;
    for (const auto& act : acts) {
      const bool paid = act.kind == ledger::Act::Kind::pay && act.ref == run;
      const bool off = act.kind == ledger::Act::Kind::offset && !payment.set_off.is_zero();
      const bool same =
          act.budget == payment.budget && act.funder == payment.funder && act.until == payment.due;
      if (!same || (!paid && !off)) continue;
      const auto* withdrawal = ledger::withdrawal_of(acts, act);
      if (withdrawal == nullptr) continue;
      row.taken_back.push_back(
          (paid ? "The payment due " : "What was set off of the payment due ") +
          pretty(payment.due) + " was taken back on " + pretty(withdrawal->on) + ".");
    }
  }
}

Answer remittances(const std::vector<PaymentRow>& rows, const std::string& run) {
  Answer answer;
  std::map<std::string, std::vector<const PaymentRow*>> people;
  Money all;
  for (const auto& row : rows) {
    people[row.payment.person].push_back(&row);
    all += row.payment.amount;
  }
  answer.heading.push_back("Remittances of run " + run + ": " + pretty(all) + " to " +
                           counted(std::ssize(people), "payee") + ".");
  Table everything;
  for (const auto& [person, of_person] : people) {
    auto table = advice(of_person);
    everything.columns = table.columns;
    everything.rows.insert(everything.rows.end(), table.rows.begin(), table.rows.end());
    answer.tables.push_back(std::move(table));
  }
  everything.title = "All";
  everything.for_people = false;
  answer.csv_table = answer.tables.size();
  answer.tables.push_back(std::move(everything));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.remittances/1")
                    .text("run", run)
                    .money("amount", all)
                    .put("payments", json_array(rows, advice_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports
