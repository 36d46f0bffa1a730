#include "reports/employer.hpp"

#include "ledger/ensure.hpp"
#include "reports/employer_parts.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace reports {
namespace {

using ledger::ItemKind;
using ledger::Money;
using ledger::pretty;
using ledger::Quantity;
using reconcile::AllowanceYear;
using reconcile::DutyState;
using reconcile::EmployerDuties;
using reconcile::EmployerPayment;
using reconcile::WorkerDuties;

std::string tax_year_name(int start_year) {
  const auto end = (start_year + 1) % 100;
  return std::to_string(start_year) + "-" + (end < 10 ? "0" : "") + std::to_string(end);
}

std::string payee(const EmployerDuties& of, const EmployerPayment& payment) {
  if (payment.kind == ItemKind::pension) return "the pension provider";
  if (payment.kind == ItemKind::paye) return payment.who;
  for (const auto& worker : of.workers) {
    if (worker.worker == payment.who) return called(worker);
  }
  return payment.who;
}

std::string days_text(const std::vector<ledger::Date>& days) {
  std::string joined;
  for (const auto day : days) joined += (joined.empty() ? "" : ", ") + text(day);
  return joined;
}

bool is_open(const EmployerPayment& payment) {
  return payment.state != DutyState::paid && payment.state != DutyState::nothing;
}

// --- what to pay ---

/// Tax months that go to HMRC in one payment.
void add_quarters(const EmployerDuties& of, Table& table) {
  std::map<ledger::Date, std::pair<int, Money>> together;
  for (const auto& payment : of.payments) {
    if (payment.kind != ItemKind::paye || !is_open(payment)) continue;
    auto& [months, sum] = together[payment.due];
    ++months;
    sum += payment.open();
  }
  for (const auto& [due, payment] : together) {
    if (payment.first < 2) continue;
    table.notes.push_back("To HMRC for the quarter, by " + pretty(due) + ": " +
                          pretty(payment.second) + " together.");
  }
}

/// Days to come on which only a Faster Payment arrives.
void add_working_days(const EmployerDuties& of, Table& table) {
  std::set<ledger::Date> said;
  for (const auto& payment : of.payments) {
    const bool ahead = is_open(payment) && payment.due >= of.as_of && payment.working_day;
    if (!ahead || *payment.working_day == payment.due || !said.insert(payment.due).second) continue;
    table.notes.push_back(pretty(payment.due) + " is no working day: pay by " +
                          pretty(*payment.working_day) +
                          ", or by Faster Payment on the day itself.");
  }
}

Table due_table(const EmployerDuties& of) {
  Table table;
  table.title = of.person + ": what is to be paid";
  table.columns = {{"To", "to"},     {"For", "for"}, {"Amount", "amount"}, {"Paid", "paid"},
                   {"Open", "open"}, {"By", "by"},   {"State", "state"}};
  Money open;
  for (const auto& payment : of.payments) {
    if (!is_open(payment)) continue;
    if (payment.state == DutyState::overdue) table.alarms.push_back(table.rows.size());
    table.rows.push_back({payee(of, payment), words_of(payment), payment.amount, payment.paid,
                          payment.open(), payment.due, state_words(payment)});
    open += payment.open();
  }
  if (table.rows.empty()) {
    table.notes.emplace_back("Nothing is open: no net pay, no PAYE and no pension.");
    return table;
  }
  table.totals = {std::string{"together"}, {}, {}, {}, open, {}, {}};
  add_quarters(of, table);
  add_working_days(of, table);
  return table;
}

/// Where everybody else's months have one pay day of a worker, one with two costs twice as much.
std::string double_month_note(const EmployerDuties& of) {
  std::vector<const EmployerPayment*> twice;
  std::size_t once = 0;
  for (const auto& payment : of.payments) {
    if (payment.kind != ItemKind::paye || payment.period.last < of.tax_year.first) continue;
    if (payment.most_of_one == 1) ++once;
    if (payment.most_of_one == 2) twice.push_back(&payment);
  }
  if (twice.empty() || once <= twice.size()) return {};
  std::string months;
  for (const auto* payment : twice) {
    months +=
        (months.empty() ? "" : " and ") + ("the tax month to " + pretty(payment->period.last));
  }
  return "Two pay days of a worker fall in " + months +
         ": what is due to HMRC for it is of both, about twice the usual.";
}

Table paid_table(const EmployerDuties& of, ItemKind kind) {
  Table table;
  const bool paye = kind == ItemKind::paye;
  table.title = of.person + (paye ? ": PAYE by tax month" : ": pension by month");
  table.columns = {{paye ? "Tax month" : "Month", "month"},
                   {"To", "last"},
                   {"Pay days", "pay_days"},
                   {"Amount", "amount"},
                   {"By", "by"},
                   {"State", "state"}};
  for (const auto& payment : of.payments) {
    if (payment.kind != kind) continue;
    if (payment.state == DutyState::overdue) table.alarms.push_back(table.rows.size());
    table.rows.push_back({paye ? text(*payment.tax_month) : text(month_of(payment.period.first)),
                          payment.period.last, days_text(payment.pay_days), payment.amount,
                          payment.due, state_words(payment)});
  }
  if (!paye) return table;
  table.notes.emplace_back(of.pays_by_quarter
                               ? "HMRC is paid by quarter: three tax months have one day."
                               : "HMRC is paid by month.");
  if (auto note = double_month_note(of); !note.empty()) table.notes.push_back(std::move(note));
  return table;
}

// --- the employment allowance ---

std::string allowance_remark(const EmployerDuties& of, const AllowanceYear& year) {
  const auto could = year.could_claim();
  if (!could || could->is_zero()) return {};
  const auto name = tax_year_name(year.start_year);
  const bool summed = year.months_summed == year.months;
  if (!summed && of.says_allowance) {
    return name + ": the person file says that the allowance is claimed, but of " +
           counted(year.months, "month") + " with pay " +
           std::to_string(year.months - year.months_summed) +
           " have no employer summary, so PAYE is reckoned in full there. Import them.";
  }
  return name + ": " + pretty(year.borne) + " of employer's National Insurance stands " +
         (summed ? "in the summaries" : "on payslips") + " with no allowance taken off. Up to " +
         pretty(*could) + " could be claimed, if this employer has claimed nowhere else.";
}

Table allowance_table(const EmployerDuties& of) {
  Table table;
  table.title = of.person + ": employment allowance";
  table.columns = {{"Tax year", "tax_year"},         {"Allowance", "allowance"},
                   {"Employer's NI", "employer_ni"}, {"Claimed", "claimed"},
                   {"Not covered", "borne"},         {"Could be claimed", "could_claim"}};
  for (const auto& year : of.allowance) {
    table.rows.push_back({tax_year_name(year.start_year), cell_of(year.allowance), year.employer_ni,
                          year.claimed, year.borne, cell_of(year.could_claim())});
    if (auto remark = allowance_remark(of, year); !remark.empty()) {
      table.notes.push_back(std::move(remark));
    }
    if (year.allowance && year.allowance->is_zero()) {
      table.notes.push_back(tax_year_name(year.start_year) +
                            ": those who employ their own carers had no allowance.");
    }
  }
  return table;
}

// --- insurance, pots, sick pay, pension ---

std::string insurance_sentence(const EmployerDuties& of) {
  const auto& insurance = of.insurance;
  std::string said =
      insurance.paid_on
          ? "Employer's liability: " + pretty(*insurance.premium) + " was paid on " +
                pretty(*insurance.paid_on) + "; a year from then ends on " +
                pretty(*insurance.lasts_to) +
                (*insurance.lasts_to < of.as_of ? ", and is over" : "") +
                ". The certificate decides."
          : std::string{
                "Employer's liability: no premium is on the statements. See the certificate."};
  if (insurance.next_due) {
    said += " The plan has " + pretty(*insurance.next_amount) + " on " +
            pretty(*insurance.next_due) + ".";
  }
  return said;
}

std::string sick_pay_sentence(const EmployerDuties& of) {
  const auto& sick = of.sick_pay;
  std::string said =
      sick.weekly
          ? "Statutory sick pay is " + pretty(*sick.weekly) + " a week" +
                (sick.percent_of_earnings
                     ? ", or " + std::to_string(sick.percent_of_earnings->pence() / 100) +
                           " % of average earnings if that is less"
                     : std::string{})
          : "The weekly rate of statutory sick pay on " + pretty(of.as_of) + " is not known";
  said += "; payslips do not show it apart.";
  if (!sick.recovered.is_zero()) {
    said +=
        " The summaries of this tax year recover " + pretty(sick.recovered) + " of statutory pay.";
  }
  return said;
}

/// More than the trigger in a tax year and no pension at all: worth a question, no more.
std::vector<std::string> enrolment_remarks(const EmployerDuties& of,
                                           const std::vector<reconcile::StatutoryRate>& rates) {
  std::vector<std::string> remarks;
  const auto trigger = std::ranges::find(rates, std::string_view{"auto-enrolment-trigger-year"},
                                         &reconcile::StatutoryRate::name);
  if (trigger == rates.end() || !trigger->value) return remarks;
  for (const auto& worker : of.workers) {
    const auto& pay = worker.tax_year;
    const auto pension = pay.employee_pension + pay.employer_pension;
    if (pay.gross <= *trigger->value || !pension.is_zero()) continue;
    remarks.push_back(worker.worker + " was paid more than " + pretty(*trigger->value) +
                      " in this tax year and no payslip has a pension contribution. Who is 22 or "
                      "older and has not opted out must be enrolled.");
  }
  return remarks;
}

Table pots_table(const EmployerDuties& of) {
  Table table;
  table.title = of.person + ": money set aside by agreement";
  table.columns = {{"Budget", "budget"}, {"For", "kind"}, {"Agreed", "amount"}};
  for (const auto& pot : of.pots) table.rows.push_back({pot.budget, pot.kind, pot.amount});
  return table;
}

Table other_table(const EmployerDuties& of, const std::vector<reconcile::StatutoryRate>& rates) {
  auto table = pots_table(of);
  if (of.pots.empty()) {
    table.notes.emplace_back("No pot for redundancy, holiday or insurance is agreed.");
  }
  table.notes.push_back(insurance_sentence(of));
  table.notes.push_back(sick_pay_sentence(of));
  for (auto& remark : enrolment_remarks(of, rates)) table.notes.push_back(std::move(remark));
  return table;
}

// --- the rates, and CSV ---

std::string rate_words(const reconcile::StatutoryRate& rate, const std::optional<Money>& value) {
  using Unit = reconcile::StatutoryRate::Unit;
  if (!value) return "not known";
  const auto hundredths = Quantity{value->pence()};
  switch (rate.unit) {
    case Unit::weekly:
      return pretty(*value) + " a week";
    case Unit::yearly:
      return pretty(*value) + " a year";
    case Unit::percent:
      return text(hundredths) + " %";
    case Unit::weeks:
      return text(hundredths) + " weeks a year";
    case Unit::days:
      return text(hundredths) + " days a year";
  }
  throw ledger::Defect{"a rate without a unit"};
}

Table rate_table(const std::vector<reconcile::StatutoryRate>& rates, ledger::Date as_of) {
  Table table;
  table.title = "Rates on " + pretty(as_of);
  table.columns = {{"What", "what"}, {"Rate", "rate"}};
  for (const auto& rate : rates) {
    table.rows.push_back({std::string{rate.words}, rate_words(rate, rate.value)});
    if (rate.within_year.empty()) continue;
    auto note = capital(std::string{rate.words}) + " changes within this tax year: ";
    for (const auto& [from, value] : rate.within_year) {
      note += (from == rate.within_year.front().first ? "" : ", ") + rate_words(rate, value) +
              " from " + pretty(from);
    }
    table.notes.push_back(note + ".");
  }
  return table;
}

Table csv_table(const std::vector<EmployerDuties>& people) {
  Table table;
  table.for_people = false;
  for (const auto* key : {"person", "kind", "who", "from", "to", "pay_days", "amount", "paid",
                          "open", "due", "paid_on", "state", "key"}) {
    table.columns.push_back({key, key});
  }
  for (const auto& of : people) {
    for (const auto& payment : of.payments) {
      table.rows.push_back({of.person, std::string{text(payment.kind)}, payment.who,
                            payment.period.first, payment.period.last, days_text(payment.pay_days),
                            payment.amount, payment.paid, payment.open(), payment.due,
                            cell_of(payment.paid_on), std::string{text(payment.state)},
                            payment.key});
    }
  }
  return table;
}

void add_if_any(Answer& answer, Table table) {
  if (!table.rows.empty()) answer.tables.push_back(std::move(table));
}

}  // namespace

std::string words_of(const EmployerPayment& payment) {
  if (payment.kind == ItemKind::net_pay) return "net pay of " + pretty(payment.due);
  const auto period = pretty(payment.period.first) + " to " + pretty(payment.period.last);
  if (payment.kind == ItemKind::pension) return "pension, pay days of " + period;
  return "tax and National Insurance, " + period;
}

std::string state_words(const EmployerPayment& payment) {
  switch (payment.state) {
    case DutyState::paid:
      return payment.paid_on ? "paid on " + pretty(*payment.paid_on) : "paid";
    case DutyState::part_paid:
      return "paid in part";
    case DutyState::due:
      return "due";
    case DutyState::overdue:
      return "overdue";
    case DutyState::rising:
      return "so far: the month is not over";
    case DutyState::not_known:
      return payment.known_until ? "not known: no statement after " + pretty(*payment.known_until)
                                 : "not known: no statement";
    case DutyState::nothing:
      return "nothing due";
  }
  throw ledger::Defect{"a payment in no state"};
}

Answer employer(const std::vector<EmployerDuties>& people,
                const std::vector<reconcile::StatutoryRate>& rates, ledger::Date as_of) {
  Answer answer;
  answer.heading = {people.empty() ? "On " + pretty(as_of) + " nobody here employs anybody."
                                   : "As an employer, on " + pretty(as_of) + "."};
  answer.tables.push_back(csv_table(people));
  for (const auto& of : people) {
    answer.tables.push_back(due_table(of));
    add_if_any(answer, pay_table(of));
    add_if_any(answer, holiday_table(of));
    add_if_any(answer, wage_table(of));
    add_if_any(answer, paid_table(of, ItemKind::paye));
    add_if_any(answer, paid_table(of, ItemKind::pension));
    add_if_any(answer, allowance_table(of));
    answer.tables.push_back(other_table(of, rates));
  }
  if (!people.empty()) answer.tables.push_back(rate_table(rates, as_of));
  answer.json = employer_json(people, rates, as_of).text;
  return answer;
}

}  // namespace reports
