#include "reconcile/employer.hpp"

#include "reconcile/check.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Payslip;
using ledger::Period;
using ledger::TaxMonth;

Period tax_year_from(int start_year) {
  return {TaxMonth{start_year, 1}.period().first, TaxMonth{start_year, 12}.period().last};
}

void add(PaySum& sum, const Payslip& slip) {
  ++sum.payslips;
  if (!slip.hours) ++sum.without_hours;
  sum.hours.hundredths += slip.hours.value_or(ledger::Quantity{}).hundredths;
  sum.gross += slip.gross;
  sum.net += slip.net;
  sum.tax += slip.tax;
  sum.employee_ni += slip.employee_ni;
  sum.employer_ni += slip.employer_ni;
  sum.employee_pension += slip.employee_pension;
  sum.employer_pension += slip.employer_pension;
}

WorkerDuties duties_of(const PersonView& view, const Groundwork& ground,
                       const ledger::Worker& worker, Period tax_year) {
  WorkerDuties made{.worker = worker.ref,
                    .name = worker.name,
                    .from = worker.from,
                    .to = worker.to,
                    .holiday = holiday_of(ground, worker.ref, view.as_of)};
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    if (cost.held || slip.worker != worker.ref || slip.pay_date > view.as_of) continue;
    if (tax_year.holds(slip.pay_date)) add(made.tax_year, slip);
    if (made.holiday.year.holds(slip.period.last)) add(made.leave_year, slip);
  }
  made.floor = wage_floor(*view.parameters, worker.born, view.as_of);
  made.next_floor = next_wage_floor(*view.parameters, worker.born, view.as_of);
  return made;
}

std::vector<WorkerDuties> workers_of(const PersonView& view, const Groundwork& ground,
                                     Period tax_year) {
  std::set<std::string> refs;
  for (const auto& version : view.history().versions()) {
    for (const auto& worker : version.workers) refs.insert(worker.ref);
  }
  std::vector<WorkerDuties> workers;
  for (const auto& ref : refs) {
    const auto& worker = *view.history().worker(ref);
    auto made = duties_of(view, ground, worker, tax_year);
    const bool works =
        worker.from <= view.as_of && worker.to.value_or(view.as_of) >= tax_year.first;
    if (works || made.tax_year.payslips > 0) workers.push_back(std::move(made));
  }
  return workers;
}

// --- insurance, pots, sick pay ---

Insurance insurance_of(const PersonView& view) {
  Insurance made;
  for (const auto& line : view.lines) {
    const auto& statement = line.line->line;
    if (made.paid_on && statement.date < *made.paid_on) continue;
    if (!is_premium(view, line)) continue;
    made.paid_on = statement.date;
    made.premium = -statement.amount;
  }
  if (made.paid_on) {
    const auto months = view.parameters->days("insurance-months", view.as_of);
    made.lasts_to = plus_days(plus_months(*made.paid_on, months), -1);
  }
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::regular || !item.settled.is_zero()) continue;
    const auto* line = plan_line_of(view, item.item);
    if (line == nullptr || line->category != "insurance") continue;
    if (made.next_due && *made.next_due <= item.item.due) continue;
    made.next_due = item.item.due;
    made.next_amount = -item.item.amount;
  }
  return made;
}

/// Ring-fenced only where it is agreed: of the budgets that run on the day.
std::vector<AgreedPot> pots_of(const PersonView& view) {
  std::vector<AgreedPot> pots;
  for (const auto& budget : view.history().on(view.as_of).budgets) {
    if (!budget.agreed || !view.history().days_run(budget).holds(view.as_of)) continue;
    for (const auto& pot : budget.pots) {
      if (pot.kind != "saving") pots.push_back({budget.ref, pot.kind, pot.amount});
    }
  }
  return pots;
}

SickPay sick_pay_of(const PersonView& view, Period tax_year) {
  SickPay made;
  made.weekly = view.parameters->money("statutory-sick-pay-week", view.as_of);
  made.percent_of_earnings =
      view.parameters->money("statutory-sick-pay-percent-of-earnings", view.as_of);
  for (const auto& summary : view.facts->summaries) {
    const auto last = summary.record.month.period().last;
    if (tax_year.holds(last) && last <= view.as_of) {
      made.recovered += summary.record.statutory_pay_recovered;
    }
  }
  return made;
}

const ledger::EmployerSummary* summary_of(const ledger::PersonFacts& facts, TaxMonth month) {
  const ledger::EmployerSummary* found = nullptr;
  for (const auto& summary : facts.summaries) {
    if (summary.record.month == month) found = &summary.record;
  }
  return found;
}

Money employer_ni_of(const Groundwork& ground, TaxMonth month, Date as_of) {
  Money sum;
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    if (cost.held || slip.pay_date > as_of) continue;
    if (tax_month_of(slip.pay_date) == month) sum += slip.employer_ni;
  }
  return sum;
}

AllowanceYear allowance_year(const PersonView& view, const Groundwork& ground, int start_year) {
  AllowanceYear made{.start_year = start_year};
  made.allowance =
      view.parameters->money("employment-allowance-year", tax_year_from(start_year).first);
  for (int number = 1; number <= 12; ++number) {
    const TaxMonth month{start_year, number};
    if (!ground.paye.contains(month) || month.period().last > view.as_of) continue;
    ++made.months;
    const auto* summary = summary_of(*view.facts, month);
    const auto ni =
        summary != nullptr ? summary->employer_ni : employer_ni_of(ground, month, view.as_of);
    const auto claimed = summary != nullptr ? summary->employment_allowance : Money{};
    made.months_summed += summary != nullptr ? 1 : 0;
    made.employer_ni += ni;
    made.claimed += claimed;
    made.borne += at_least_nothing(ni - claimed);
  }
  return made;
}

}  // namespace

std::optional<Money> AllowanceYear::could_claim() const {
  if (!allowance) return std::nullopt;
  return std::min(borne, at_least_nothing(*allowance - claimed));
}

std::vector<AllowanceYear> allowance_years(const PersonView& view, const Groundwork& ground) {
  const auto now = tax_month_of(view.as_of).start_year;
  const auto past = view.parameters->days("employment-allowance-past-years", view.as_of);
  std::vector<AllowanceYear> years;
  for (int year = now; year >= now - past; --year) {
    auto made = allowance_year(view, ground, year);
    if (made.months > 0) years.push_back(std::move(made));
  }
  return years;
}

std::optional<EmployerDuties> employer_duties(const PersonView& view) {
  const bool employs = std::ranges::any_of(
      view.history().versions(), [](const auto& version) { return !version.workers.empty(); });
  if (!employs) return std::nullopt;
  const Groundwork ground{*view.facts, *view.parameters};
  const auto& employer = view.history().on(view.as_of).employer;
  EmployerDuties made{.person = view.facts->ref(),
                      .as_of = view.as_of,
                      .pays_by_quarter = employer && employer->pays_by_quarter,
                      .says_allowance = employer && employer->employment_allowance,
                      .tax_year = tax_year_from(tax_month_of(view.as_of).start_year)};
  made.workers = workers_of(view, ground, made.tax_year);
  made.payments = employer_payments(view, ground, made.tax_year);
  for (auto& worker : made.workers) {
    for (const auto& payment : made.payments) {
      const bool own = payment.kind == ledger::ItemKind::net_pay && payment.who == worker.worker;
      if (own) worker.net_pay_owed += payment.open();
    }
  }
  made.allowance = allowance_years(view, ground);
  made.insurance = insurance_of(view);
  made.pots = pots_of(view);
  made.sick_pay = sick_pay_of(view, made.tax_year);
  return made;
}

namespace {

/// A rate may change within a tax year, as in November 2022; nothing where it does not.
std::vector<std::pair<Date, Money>> within_tax_year(const ledger::Parameters& parameters,
                                                    std::string_view name, Date on) {
  std::vector<std::pair<Date, Money>> values;
  const auto year = tax_year_from(tax_month_of(on).start_year);
  for (std::optional day{year.first}; day && *day <= year.last;
       day = parameters.changes_after(name, *day)) {
    const auto value = parameters.money(name, *day);
    if (!value || (!values.empty() && values.back().second == *value)) continue;
    values.emplace_back(*day, *value);
  }
  if (values.size() < 2) values.clear();
  return values;
}

}  // namespace

std::vector<StatutoryRate> statutory_rates(const ledger::Parameters& parameters, Date on) {
  using Unit = StatutoryRate::Unit;
  std::vector<StatutoryRate> rates{
      {"lower-earnings-limit-week", "lower earnings limit", Unit::weekly},
      {"secondary-threshold-week", "employer's National Insurance begins above", Unit::weekly},
      {"employer-ni-percent", "employer's National Insurance", Unit::percent},
      {"employment-allowance-year", "employment allowance", Unit::yearly},
      {"auto-enrolment-trigger-year", "a worker must be enrolled from", Unit::yearly},
      {"auto-enrolment-low-year", "pension counts on pay from", Unit::yearly},
      {"auto-enrolment-high-year", "pension counts on pay up to", Unit::yearly},
      {"auto-enrolment-least-employer-percent", "least pension, employer", Unit::percent},
      {"auto-enrolment-least-total-percent", "least pension, together", Unit::percent},
      {"statutory-sick-pay-week", "statutory sick pay", Unit::weekly},
      {"holiday-weeks-year", "holiday, fixed hours", Unit::weeks},
      {"holiday-irregular-percent", "holiday, irregular hours: of hours worked", Unit::percent},
      {"holiday-most-days", "holiday that the law gives at most", Unit::days}};
  for (auto& rate : rates) {
    rate.value = parameters.money(rate.name, on);
    rate.source = parameters.source(rate.name, on);
    rate.within_year = within_tax_year(parameters, rate.name, on);
  }
  return rates;
}

}  // namespace reconcile
