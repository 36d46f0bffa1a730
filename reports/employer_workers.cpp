#include "ledger/ensure.hpp"
#include "reports/employer_parts.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::pretty;
using reconcile::EmployerDuties;

Cell hours_cell(const reconcile::PaySum& sum) {
  if (sum.payslips > 0 && sum.without_hours == sum.payslips) return std::monostate{};
  return text(sum.hours);
}

std::string kind_words(ledger::HolidayKind kind) {
  switch (kind) {
    case ledger::HolidayKind::unknown:
      return "not known";
    case ledger::HolidayKind::fixed_hours:
      return "fixed hours";
    case ledger::HolidayKind::irregular_hours:
      return "irregular hours";
  }
  throw ledger::Defect{"holiday of no kind"};
}

void add_holiday_notes(const EmployerDuties& of, Table& table) {
  for (const auto& worker : of.workers) {
    const auto& holiday = worker.holiday;
    if (!holiday.missing.empty()) {
      table.notes.push_back("What holiday " + worker.worker +
                            " has built up cannot be told without " + holiday.missing + ".");
      continue;
    }
    if (!holiday.year_stated) {
      table.notes.push_back("Nobody said when the leave year of " + worker.worker +
                            " begins: it is the day the work began and its anniversaries.");
    }
    if (!holiday.rate) {
      table.notes.push_back("What the holiday of " + worker.worker +
                            " is worth cannot be told without a rate of pay.");
    }
  }
  table.notes.emplace_back(
      "Holiday taken is in none of the files, so what is left cannot be told. The law gives at "
      "most 28 days a year; the files know hours, not days.");
}

}  // namespace

std::string called(const reconcile::WorkerDuties& worker) {
  return worker.worker + " " + worker.name;
}

Cell cell_of(const std::optional<ledger::Quantity>& quantity) {
  return quantity ? Cell{text(*quantity)} : Cell{};
}

Table pay_table(const EmployerDuties& of) {
  Table table;
  table.title = of.person + ": pay from " + pretty(of.tax_year.first) + " to " + pretty(of.as_of);
  table.columns = {{"Worker", "worker"},
                   {"Hours", "hours"},
                   {"Gross", "gross"},
                   {"Tax and NI", "deducted"},
                   {"Pension", "employee_pension"},
                   {"Net", "net"},
                   {"Employer's NI", "employer_ni"},
                   {"Employer's pension", "employer_pension"},
                   {"Net pay owed", "owed"}};
  for (const auto& worker : of.workers) {
    const auto& pay = worker.tax_year;
    table.rows.push_back({called(worker), hours_cell(pay), pay.gross, pay.tax + pay.employee_ni,
                          pay.employee_pension, pay.net, pay.employer_ni, pay.employer_pension,
                          worker.net_pay_owed});
    if (pay.without_hours == 0) continue;
    table.notes.push_back(worker.worker + ": " + counted(pay.without_hours, "payslip") + " of " +
                          std::to_string(pay.payslips) + " says no hours.");
  }
  return table;
}

Table holiday_table(const EmployerDuties& of) {
  Table table;
  table.title = of.person + ": holiday built up";
  table.columns = {
      {"Worker", "worker"},    {"Hours are", "kind"},      {"Leave year from", "from"},
      {"Leave year to", "to"}, {"Hours worked", "worked"}, {"Built up (hours)", "hours"},
      {"Rate", "rate"},        {"Worth", "value"},         {"Taken", "taken"}};
  for (const auto& worker : of.workers) {
    const auto& holiday = worker.holiday;
    table.rows.push_back({called(worker), kind_words(holiday.kind), holiday.year.first,
                          holiday.year.last, hours_cell(worker.leave_year), cell_of(holiday.hours),
                          cell_of(holiday.rate), cell_of(holiday.value()),
                          std::string{"not known"}});
  }
  add_holiday_notes(of, table);
  return table;
}

Table wage_table(const EmployerDuties& of) {
  Table table;
  table.title = of.person + ": the least lawful wage an hour";
  table.columns = {{"Worker", "worker"},
                   {"Agreed rate", "rate"},
                   {"Least wage", "floor"},
                   {"Changes on", "next_from"},
                   {"Then", "next_floor"}};
  for (const auto& worker : of.workers) {
    const auto& next = worker.next_floor;
    table.rows.push_back({called(worker), cell_of(worker.holiday.rate), cell_of(worker.floor.rate),
                          next ? Cell{next->from} : Cell{}, next ? Cell{next->rate} : Cell{}});
    const auto& rate = worker.holiday.rate;
    if (rate && worker.floor.rate && *rate < *worker.floor.rate) {
      table.alarms.push_back(table.rows.size() - 1);
      table.notes.push_back("The rate of " + worker.worker + ", " + pretty(*rate) +
                            ", is below the least wage of a pay period that starts now.");
    }
    if (!worker.floor.rate) {
      table.notes.push_back("The least wage of " + worker.worker + " cannot be told without " +
                            worker.floor.missing + ".");
    }
  }
  table.notes.emplace_back("A rate holds for pay periods that start on or after its day.");
  return table;
}

}  // namespace reports
