// The remittances of a run that was recorded: what each payee is told of it.
#include "ledger/reclaims.hpp"
#include "reports/payment_run_parts.hpp"
#include "reports/wording.hpp"

#include <map>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;

Json advice_json(const PaymentRow& row) {
  return payment_object(row).put("taken_back", json_array(row.taken_back, json_string)).done();
}

/// One row of what a payee is told. `day` makes the cell of a day; without days that it pays for
/// there are none to tell.
std::vector<Cell> advice_cells(const PaymentRow& row, Cell (*day)(ledger::Date)) {
  const auto& payment = row.payment;
  const bool for_days = payment.period.days() > 0;
  return {payment.person,
          row.payee,
          payment.funder,
          payment.budget,
          day(payment.due),
          for_days ? day(payment.period.first) : Cell{},
          for_days ? day(payment.period.last) : Cell{},
          payment.whole,
          payment.set_off,
          payment.amount};
}

Table advice_columns() {
  Table table;
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
  return table;
}

/// The rows of one person, in order, as a table that reads like advice of a payment: days in words,
/// as letters have them.
Table advice(const std::vector<const PaymentRow*>& rows) {
  auto table = advice_columns();
  const auto& first = *rows.front();
  table.title = first.payee + " (" + first.payment.person + ")";
  Money paid;
  for (const auto* row : rows) {
    const auto& payment = row->payment;
    table.rows.push_back(
        advice_cells(*row, [](ledger::Date date) -> Cell { return pretty(date); }));
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
  auto everything = advice_columns();
  for (const auto& [person, of_person] : people) {
    answer.tables.push_back(advice(of_person));
    for (const auto* row : of_person) {
      everything.rows.push_back(advice_cells(*row, [](ledger::Date date) -> Cell { return date; }));
    }
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
