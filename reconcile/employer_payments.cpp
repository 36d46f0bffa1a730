// PAYE by tax month, pension by calendar month, and net pay: what of it is paid, and by when the
// rest must be.
#include "ledger/ensure.hpp"
#include "reconcile/check.hpp"
#include "reconcile/employer.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;
using ledger::Payslip;
using ledger::Period;

struct PayDays {
  std::vector<Date> days;
  int most_of_one = 0;
  Money sum;
};

/// Of the payslips of some days up to the day of the view.
template <class Amount>
PayDays pay_days(const Groundwork& ground, Period period, Date as_of, Amount amount) {
  PayDays made;
  std::set<Date> days;
  std::map<std::string, std::set<Date>> of_workers;
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    if (cost.held || slip.pay_date > as_of || !period.holds(slip.pay_date)) continue;
    days.insert(slip.pay_date);
    of_workers[slip.worker].insert(slip.pay_date);
    made.sum += amount(slip);
  }
  made.days.assign(days.begin(), days.end());
  for (const auto& [worker, own] : of_workers) {
    made.most_of_one = std::max(made.most_of_one, static_cast<int>(own.size()));
  }
  return made;
}

DutyState state_of(const EmployerPayment& payment, Date as_of) {
  if (payment.amount <= Money{}) return DutyState::nothing;
  if (payment.open().is_zero()) return DutyState::paid;
  // Of a month that is not over more may come.
  if (payment.kind != ItemKind::net_pay && payment.period.last >= as_of) return DutyState::rising;
  if (payment.due >= as_of) {
    return payment.paid.is_zero() ? DutyState::due : DutyState::part_paid;
  }
  // Whether it was paid on a day that no statement reaches nobody knows.
  const bool seen = payment.known_until && *payment.known_until >= payment.due;
  return seen ? DutyState::overdue : DutyState::not_known;
}

Date working_day_up_to(const ledger::Parameters& parameters, Date day) {
  while (!parameters.is_working_day(day)) day = plus_days(day, -1);
  return day;
}

void add_settled(EmployerPayment& payment, const PersonView& view) {
  const auto* item = view.item(payment.key);
  if (item == nullptr) return;
  payment.paid = -item->settled;
  if (!payment.open().is_zero()) payment.known_until = known_until(view, budget_of(item->item));
  if (!item->settled_by.empty()) payment.paid_on = item->settled_by.back()->line->line.date;
}

void add_paye(std::vector<EmployerPayment>& payments, const PersonView& view,
              const Groundwork& ground) {
  for (const auto& [month, paye] : ground.paye) {
    const auto period = month.period();
    const auto days =
        pay_days(ground, period, view.as_of, [](const Payslip& slip) { return slip.paye(); });
    if (days.days.empty() && (!paye.due || period.last > view.as_of)) continue;
    const auto& employer = ground.facts.history.on(period.last).employer;
    const bool by_quarter = employer && employer->pays_by_quarter;
    EmployerPayment payment{.kind = ItemKind::paye,
                            .key = paye_key(ground.facts.ref(), month),
                            .who = "HMRC",
                            .period = period,
                            .tax_month = month,
                            .due = by_quarter ? month.quarter_due() : month.due()};
    payment.pay_days = days.days;
    payment.most_of_one = days.most_of_one;
    // A summary comes when the month is over.
    payment.of_summary = paye.due.has_value() && period.last <= view.as_of;
    payment.amount = payment.of_summary ? *paye.due : days.sum;
    add_settled(payment, view);
    payments.push_back(std::move(payment));
  }
}

void add_pension(std::vector<EmployerPayment>& payments, const PersonView& view,
                 const Groundwork& ground) {
  std::set<ledger::Month> months;
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    const bool counts = !cost.held && slip.pay_date <= view.as_of && !slip.pension().is_zero();
    if (counts) months.insert(month_of(slip.pay_date));
  }
  for (const auto month : months) {
    const auto days = pay_days(ground, month.period(), view.as_of,
                               [](const Payslip& slip) { return slip.pension(); });
    EmployerPayment payment{.kind = ItemKind::pension,
                            .key = pension_key(ground.facts.ref(), month),
                            .who = "pension",
                            .period = month.period(),
                            .due = month.contributions_due()};
    payment.pay_days = days.days;
    payment.most_of_one = days.most_of_one;
    payment.amount = days.sum;
    add_settled(payment, view);
    payments.push_back(std::move(payment));
  }
}

void add_net_pay(std::vector<EmployerPayment>& payments, const PersonView& view) {
  for (const auto& item : view.items) {
    if (item.item.kind != ItemKind::net_pay || item.item.due > view.as_of) continue;
    EmployerPayment payment{.kind = ItemKind::net_pay,
                            .key = item.item.key,
                            .who = item.item.payee,
                            .period = {item.item.due, item.item.due},
                            .amount = -item.item.amount,
                            .due = item.item.due};
    payment.pay_days = {item.item.due};
    payment.most_of_one = 1;
    add_settled(payment, view);
    payments.push_back(std::move(payment));
  }
}

}  // namespace

std::string_view text(DutyState state) {
  switch (state) {
    case DutyState::paid:
      return "paid";
    case DutyState::part_paid:
      return "part-paid";
    case DutyState::due:
      return "due";
    case DutyState::overdue:
      return "overdue";
    case DutyState::rising:
      return "rising";
    case DutyState::not_known:
      return "not-known";
    case DutyState::nothing:
      return "nothing-due";
  }
  throw ledger::Defect{"a payment in no state"};
}

std::vector<EmployerPayment> employer_payments(const PersonView& view, const Groundwork& ground,
                                               Period tax_year) {
  std::vector<EmployerPayment> payments;
  add_paye(payments, view, ground);
  add_pension(payments, view, ground);
  add_net_pay(payments, view);
  for (auto& payment : payments) {
    payment.state = state_of(payment, view.as_of);
    payment.working_day = working_day_up_to(*view.parameters, payment.due);
  }
  std::erase_if(payments, [&](const EmployerPayment& payment) {
    const bool closed = payment.state == DutyState::paid || payment.state == DutyState::nothing;
    const bool earlier = payment.period.last < tax_year.first;
    return closed && (earlier || payment.kind == ItemKind::net_pay);
  });
  std::ranges::sort(payments, [](const EmployerPayment& a, const EmployerPayment& b) {
    return std::tie(a.due, a.key) < std::tie(b.due, b.key);
  });
  return payments;
}

}  // namespace reconcile
