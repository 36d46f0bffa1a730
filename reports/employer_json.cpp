#include "reports/employer_parts.hpp"

namespace reports {
namespace {

using reconcile::AllowanceYear;
using reconcile::EmployerDuties;
using reconcile::EmployerPayment;
using reconcile::WorkerDuties;

Json quantity_json(const std::optional<ledger::Quantity>& quantity) {
  return quantity ? json_string(text(*quantity)) : Json{};
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json{} : json_string(text);
}

Json pay_json(const reconcile::PaySum& pay, ledger::Period period) {
  return JsonObject{}
      .date("from", period.first)
      .date("to", period.last)
      .number("payslips", pay.payslips)
      .number("payslips_without_hours", pay.without_hours)
      .text("hours", text(pay.hours))
      .money("gross", pay.gross)
      .money("tax", pay.tax)
      .money("employee_ni", pay.employee_ni)
      .money("employee_pension", pay.employee_pension)
      .money("net", pay.net)
      .money("employer_ni", pay.employer_ni)
      .money("employer_pension", pay.employer_pension)
      .done();
}

Json holiday_json(const reconcile::Holiday& holiday) {
  return JsonObject{}
      .text("kind", text(holiday.kind))
      .date("from", holiday.year.first)
      .date("to", holiday.year.last)
      .flag("year_stated", holiday.year_stated)
      .put("hours", quantity_json(holiday.hours))
      .money("rate", holiday.rate)
      .money("value", holiday.value())
      .put("missing", text_or_null(holiday.missing))
      .put("taken", Json{})
      .done();
}

Json wage_json(const WorkerDuties& worker) {
  const auto& next = worker.next_floor;
  JsonObject object;
  object.money("floor", worker.floor.rate).put("missing", text_or_null(worker.floor.missing));
  object.date("next_from", next ? std::optional{next->from} : std::nullopt);
  object.money("next_floor", next ? std::optional{next->rate} : std::nullopt);
  return object.done();
}

Json worker_json(const WorkerDuties& worker, ledger::Period tax_year) {
  return JsonObject{}
      .text("worker", worker.worker)
      .text("name", worker.name)
      .date("from", worker.from)
      .date("to", worker.to)
      .put("tax_year", pay_json(worker.tax_year, tax_year))
      .put("leave_year", pay_json(worker.leave_year, worker.holiday.year))
      .put("holiday", holiday_json(worker.holiday))
      .put("wage", wage_json(worker))
      .money("net_pay_owed", worker.net_pay_owed)
      .done();
}

Json payment_json(const EmployerPayment& payment) {
  return JsonObject{}
      .text("kind", text(payment.kind))
      .text("key", payment.key)
      .text("who", payment.who)
      .date("from", payment.period.first)
      .date("to", payment.period.last)
      .put("pay_days",
           json_array(payment.pay_days, [](ledger::Date day) { return json_string(text(day)); }))
      .money("amount", payment.amount)
      .money("paid", payment.paid)
      .money("open", payment.open())
      .date("due", payment.due)
      .date("working_day", payment.working_day)
      .date("paid_on", payment.paid_on)
      .text("state", text(payment.state))
      .date("known_until", payment.known_until)
      .flag("of_summary", payment.of_summary)
      .done();
}

Json allowance_json(const AllowanceYear& year) {
  return JsonObject{}
      .number("tax_year_from", year.start_year)
      .money("allowance", year.allowance)
      .money("employer_ni", year.employer_ni)
      .money("claimed", year.claimed)
      .money("borne", year.borne)
      .money("could_claim", year.could_claim())
      .number("months", year.months)
      .number("months_with_summary", year.months_summed)
      .done();
}

Json insurance_json(const reconcile::Insurance& insurance) {
  return JsonObject{}
      .date("paid_on", insurance.paid_on)
      .money("premium", insurance.premium)
      .date("lasts_to", insurance.lasts_to)
      .date("next_due", insurance.next_due)
      .money("next_amount", insurance.next_amount)
      .done();
}

Json pot_json(const reconcile::AgreedPot& pot) {
  return JsonObject{}
      .text("budget", pot.budget)
      .text("kind", pot.kind)
      .money("amount", pot.amount)
      .done();
}

Json person_json(const EmployerDuties& of) {
  ledger::Money open;
  for (const auto& payment : of.payments) open += payment.open();
  return JsonObject{}
      .text("person", of.person)
      .text("pays_hmrc_by", of.pays_by_quarter ? "quarter" : "month")
      .flag("says_employment_allowance", of.says_allowance)
      .money("open", open)
      .put("payments", json_array(of.payments, payment_json))
      .put("workers",
           json_array(of.workers,
                      [&](const WorkerDuties& worker) { return worker_json(worker, of.tax_year); }))
      .put("employment_allowance", json_array(of.allowance, allowance_json))
      .put("insurance", insurance_json(of.insurance))
      .put("pots", json_array(of.pots, pot_json))
      .put("sick_pay", JsonObject{}
                           .money("weekly", of.sick_pay.weekly)
                           .money("percent_of_earnings", of.sick_pay.percent_of_earnings)
                           .money("recovered", of.sick_pay.recovered)
                           .done())
      .done();
}

std::string_view unit_name(reconcile::StatutoryRate::Unit unit) {
  using Unit = reconcile::StatutoryRate::Unit;
  switch (unit) {
    case Unit::weekly:
      return "pounds-a-week";
    case Unit::yearly:
      return "pounds-a-year";
    case Unit::percent:
      return "percent";
    case Unit::weeks:
      return "weeks-a-year";
    case Unit::days:
      return "days-a-year";
  }
  return {};
}

Json rate_json(const reconcile::StatutoryRate& rate) {
  return JsonObject{}
      .text("name", rate.name)
      .money("value", rate.value)
      .text("unit", unit_name(rate.unit))
      .text("source", rate.source)
      .put("within_year",
           json_array(
               rate.within_year,
               [](const auto& one) {
                 return JsonObject{}.date("from", one.first).money("value", one.second).done();
               }))
      .done();
}

}  // namespace

Json employer_json(const std::vector<EmployerDuties>& people,
                   const std::vector<reconcile::StatutoryRate>& rates, ledger::Date as_of) {
  return JsonObject{}
      .text("schema", "dpledger.employer/1")
      .date("as_of", as_of)
      .put("people", json_array(people, person_json))
      .put("rates", json_array(rates, rate_json))
      .done();
}

}  // namespace reports
