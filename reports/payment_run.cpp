#include "reports/payment_run.hpp"

#include "ledger/ensure.hpp"
#include "reports/payment_run_parts.hpp"
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

/// What the runs put forward, or what arrived, beyond what is due.
Table over_table(const std::vector<PaymentRow>& rows) {
  Table table;
  table.title = "Paid too much, or not due any more";
  table.columns = {{"Funder", "funder"}, {"Person", "person"}, {"Budget", "budget"},
                   {"Due", "due"},       {"Whole", "whole"},   {"Paid before", "paid_before"},
                   {"Too much", "over"}, {"Remark", "remark"}};
  for (const auto& row : rows) {
    const auto& payment = row.payment;
    if (payment.over.is_zero()) continue;
    table.rows.push_back({payment.funder, payment.person, payment.budget, payment.due,
                          payment.whole, payment.paid_before, payment.over, remark(row)});
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

Json credit_json(const reconcile::WaitingCredit& credit) {
  return JsonObject{}
      .text("line", text(credit.id))
      .date("date", credit.date)
      .money("amount", credit.amount)
      .text("description", credit.description)
      .done();
}

Json row_json(const PaymentRow& row) {
  return payment_object(row)
      .money("paid_before", row.payment.paid_before)
      .put("waits_for", json_array(row.payment.waits_for, credit_json))
      .put("acts", json_array(row.payment.acts, [](int act) { return Json{std::to_string(act)}; }))
      .done();
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

}  // namespace

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
  if (auto over = over_table(rows); !over.rows.empty()) answer.tables.push_back(std::move(over));
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

}  // namespace reports
