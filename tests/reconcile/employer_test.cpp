// What a holder owes and must do as an employer.
#include "reconcile/employer.hpp"

#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;
using ledger::ItemKind;
using ledger::Parameters;
using reconcile::EmployerDuties;
using reconcile::EmployerPayment;

namespace {

/// Four weeks to the pay day: gross 1,000.00, of it 100.00 tax and 20.00 and 30.00 National
/// Insurance, 50.00 and 30.00 pension.
ledger::Payslip four_weeks(std::string_view pay_day) {
  const auto last = day(pay_day);
  auto slip = payslip("W1", text(plus_days(last, -27)), pay_day, pay_day, "830.00");
  slip.hours = ledger::parse_quantity("80").value();
  slip.gross = pounds("1000.00");
  slip.tax = pounds("100.00");
  slip.employee_ni = pounds("20.00");
  slip.employee_pension = pounds("50.00");
  slip.employer_ni = pounds("30.00");
  slip.employer_pension = pounds("30.00");
  return slip;
}

EmployerDuties duties(Case& made, std::string_view as_of) {
  auto found = reconcile::employer_duties(made.view(as_of));
  REQUIRE(found);
  return std::move(*found);
}

/// "2025-05-06 150.00 of 150.00 by 2025-06-22 due": what is open of what.
std::string said(const EmployerPayment& payment) {
  return text(payment.period.first) + " " + text(payment.open()) + " of " + text(payment.amount) +
         " by " + text(payment.due) + " " + std::string{text(payment.state)};
}

std::vector<std::string> said_of(const EmployerDuties& of, ItemKind kind) {
  std::vector<std::string> all;
  for (const auto& payment : of.payments) {
    if (payment.kind == kind) all.push_back(said(payment));
  }
  return all;
}

ledger::EmployerSummary summary(int month, std::string_view employer_ni, std::string_view allowance,
                                std::string_view due) {
  ledger::EmployerSummary made{.person = "P0001", .month = {2025, month}};
  made.tax = pounds("100.00");
  made.employee_ni = pounds("20.00");
  made.employer_ni = pounds(employer_ni);
  made.employment_allowance = pounds(allowance);
  made.due = pounds(due);
  return made;
}

}  // namespace

TEST_CASE("who employs nobody has no duties as an employer", "[employer]") {
  auto version = person();
  version.workers.clear();
  version.budgets[0].lines[0].payees.clear();
  Case made{version};
  CHECK_FALSE(reconcile::employer_duties(made.view("2025-06-30")));
}

TEST_CASE("PAYE is paid, due, overdue or not known by what the statements show", "[employer]") {
  Case made;
  made.pay(four_weeks("2025-04-25"));
  made.pay(four_weeks("2025-05-23"));
  made.pay(four_weeks("2025-06-20"));
  const auto paid = made.line("2025-05-20", "-150.00", "HMRC PAYE");
  made.match(paid, {{"paye:P0001:2025-26:M01", pounds("-150.00")}});
  made.covered("2025-04-01", "2025-06-25");
  CHECK(said_of(duties(made, "2025-06-21"), ItemKind::paye) ==
        std::vector<std::string>{"2025-04-06 0.00 of 150.00 by 2025-05-22 paid",
                                 "2025-05-06 150.00 of 150.00 by 2025-06-22 due",
                                 "2025-06-06 150.00 of 150.00 by 2025-07-22 rising"});
  CHECK(said_of(duties(made, "2025-06-24"), ItemKind::paye)[1] ==
        "2025-05-06 150.00 of 150.00 by 2025-06-22 overdue");
  // No statement reaches 22 July: nobody knows whether it was paid.
  CHECK(said_of(duties(made, "2025-07-30"), ItemKind::paye)[2] ==
        "2025-06-06 150.00 of 150.00 by 2025-07-22 not-known");
}

TEST_CASE("a payment due on a day that is no working day clears on the one before", "[employer]") {
  Case made;
  made.pay(four_weeks("2025-05-23"));  // due on Sunday 22 June
  made.pay(four_weeks("2025-06-20"));  // due on Tuesday 22 July
  const auto of = duties(made, "2025-06-21");
  for (const auto& payment : of.payments) {
    if (payment.kind != ItemKind::paye) continue;
    CHECK(payment.working_day ==
          (payment.due == day("2025-06-22") ? day("2025-06-20") : payment.due));
  }
}

TEST_CASE("an employer who pays by quarter has one day for three tax months", "[employer]") {
  auto version = person();
  version.employer->pays_by_quarter = true;
  Case made{version};
  for (const auto* on : {"2025-04-25", "2025-05-23", "2025-06-20", "2025-07-18"}) {
    made.pay(four_weeks(on));
  }
  const auto of = duties(made, "2025-07-19");
  CHECK(of.pays_by_quarter);
  CHECK(said_of(of, ItemKind::paye) ==
        std::vector<std::string>{"2025-04-06 150.00 of 150.00 by 2025-07-22 due",
                                 "2025-05-06 150.00 of 150.00 by 2025-07-22 due",
                                 "2025-06-06 150.00 of 150.00 by 2025-07-22 due",
                                 "2025-07-06 150.00 of 150.00 by 2025-10-22 rising"});
}

TEST_CASE("pay every four weeks puts two pay days into one tax month of the year", "[employer]") {
  Case made;
  auto pay_day = day("2025-04-11");
  for (int n = 0; n < 13; ++n, pay_day = plus_days(pay_day, 28)) {
    made.pay(four_weeks(text(pay_day)));
  }
  const auto of = duties(made, "2026-03-31");
  int twice = 0;
  std::size_t pay_days = 0;
  for (const auto& payment : of.payments) {
    if (payment.kind != ItemKind::paye) continue;
    pay_days += payment.pay_days.size();
    if (payment.most_of_one < 2) continue;
    ++twice;
    CHECK(payment.key == "paye:P0001:2025-26:M03");
    CHECK(payment.amount == pounds("300.00"));
    CHECK(payment.pay_days == std::vector{day("2025-06-06"), day("2025-07-04")});
  }
  CHECK(twice == 1);
  CHECK(pay_days == 13);
}

TEST_CASE("pension is due on the 22nd after the calendar month", "[employer]") {
  Case made;
  made.pay(four_weeks("2025-04-25"));
  made.pay(four_weeks("2025-05-23"));
  CHECK(said_of(duties(made, "2025-05-23"), ItemKind::pension) ==
        std::vector<std::string>{"2025-04-01 80.00 of 80.00 by 2025-05-22 not-known",
                                 "2025-05-01 80.00 of 80.00 by 2025-06-22 rising"});
}

TEST_CASE("net pay that is paid is listed no longer, and what is owed stands by worker",
          "[employer]") {
  Case made;
  made.pay(four_weeks("2025-04-25"));
  made.pay(four_weeks("2025-05-23"));
  const auto paid = made.line("2025-04-25", "-830.00", "A JONES");
  made.match(paid, {{"net-pay:P0001:W1:2025-04-25", pounds("-830.00")}});
  const auto of = duties(made, "2025-05-23");
  CHECK(said_of(of, ItemKind::net_pay) ==
        std::vector<std::string>{"2025-05-23 830.00 of 830.00 by 2025-05-23 due"});
  CHECK(of.workers.at(0).net_pay_owed == pounds("830.00"));
}

TEST_CASE("pay of the tax year counts by pay day, and a duplicate not at all", "[employer]") {
  Case made;
  made.pay(four_weeks("2025-04-05"));  // the last day of 2024-25
  made.pay(four_weeks("2025-05-03"));
  made.pay(four_weeks("2025-05-31"));
  made.pay(four_weeks("2025-05-31"));
  made.pay(four_weeks("2025-06-28"));
  const auto of = duties(made, "2025-06-27");
  const auto& pay = of.workers.at(0).tax_year;
  CHECK(pay.payslips == 2);
  CHECK(text(pay.hours) == "160");
  CHECK(pay.gross == pounds("2000.00"));
  CHECK(pay.employer_ni == pounds("60.00"));
  CHECK(pay.without_hours == 0);
}

TEST_CASE("what stands on payslips is employer's National Insurance that nothing covers",
          "[employer]") {
  Case made;
  made.pay(four_weeks("2025-04-25"));
  made.pay(four_weeks("2025-05-23"));
  const auto year = duties(made, "2025-06-30").allowance.at(0);
  CHECK(year.start_year == 2025);
  CHECK(year.allowance == pounds("10500.00"));
  CHECK(year.borne == pounds("60.00"));
  CHECK(year.could_claim() == pounds("60.00"));
  CHECK(year.months == 2);
  CHECK(year.months_summed == 0);
}

TEST_CASE("what a summary claims is covered, and the allowance has an end", "[employer]") {
  Case made;
  made.pay(four_weeks("2025-04-25"));
  made.pay(four_weeks("2025-05-23"));
  made.facts.summaries.push_back({ledger::ImportId{2}, summary(1, "30.00", "30.00", "120.00")});
  made.facts.summaries.push_back({ledger::ImportId{2}, summary(2, "30.00", "10.00", "140.00")});
  const auto year = duties(made, "2025-06-30").allowance.at(0);
  CHECK(year.claimed == pounds("40.00"));
  CHECK(year.borne == pounds("20.00"));
  CHECK(year.could_claim() == pounds("20.00"));
  CHECK(year.months_summed == 2);
  // Nearly all of it is used: only the rest could still be claimed.
  made.facts.summaries[0].record.employer_ni = pounds("10480.00");
  made.facts.summaries[0].record.employment_allowance = pounds("10480.00");
  CHECK(duties(made, "2025-06-30").allowance.at(0).could_claim() == pounds("10.00"));
}

TEST_CASE("employers of carers had no allowance in 2014/15, and 2,000 pounds the year after",
          "[employer]") {
  auto version = person();
  version.budgets[0].from = day("2014-04-01");
  version.workers[0].from = day("2014-04-01");
  Case made{version};
  made.pay(four_weeks("2015-03-27"));
  made.pay(four_weeks("2015-04-24"));
  const auto of = duties(made, "2015-06-30");
  REQUIRE(of.allowance.size() == 2);
  CHECK(of.allowance[0].allowance == pounds("2000.00"));
  CHECK(of.allowance[0].could_claim() == pounds("30.00"));
  CHECK(of.allowance[1].allowance == pounds("0.00"));
  CHECK(of.allowance[1].could_claim() == pounds("0.00"));
}

TEST_CASE("an earlier year is claimable for four years", "[employer]") {
  auto version = person();
  version.budgets[0].from = day("2019-04-01");
  version.workers[0].from = day("2019-04-01");
  Case made{version};
  made.pay(four_weeks("2020-04-24"));
  CHECK(duties(made, "2025-04-05").allowance.size() == 1);
  CHECK(duties(made, "2025-04-06").allowance.empty());
}

TEST_CASE("pots are listed only where they are agreed, and savings are none of an employer's",
          "[employer]") {
  auto version = person();
  Case without{version};
  CHECK(duties(without, "2025-06-30").pots.empty());
  version.budgets[0].pots = {{"redundancy", pounds("1200.00")}, {"saving", pounds("300.00")}};
  Case with{version};
  const auto pots = duties(with, "2025-06-30").pots;
  REQUIRE(pots.size() == 1);
  CHECK(pots[0].kind == "redundancy");
  CHECK(pots[0].amount == pounds("1200.00"));
}

TEST_CASE("insurance lasts a year from the last premium on the statements", "[employer]") {
  Case made;
  CHECK_FALSE(duties(made, "2025-06-30").insurance.paid_on);
  const auto premium = made.line("2025-05-06", "-96.00", "FISH INSURANCE");
  made.code(premium, "2025/insurance");
  const auto insurance = duties(made, "2025-06-30").insurance;
  CHECK(insurance.paid_on == day("2025-05-06"));
  CHECK(insurance.premium == pounds("96.00"));
  CHECK(insurance.lasts_to == day("2026-05-05"));
  CHECK_FALSE(duties(made, "2025-05-05").insurance.paid_on);
}

TEST_CASE("an unknown rate of sick pay stays unknown", "[employer]") {
  Case made;
  CHECK(duties(made, "2025-06-30").sick_pay.weekly == pounds("118.75"));
  CHECK_FALSE(duties(made, "2025-06-30").sick_pay.percent_of_earnings);
  CHECK(duties(made, "2026-04-06").sick_pay.percent_of_earnings == pounds("80.00"));
  const auto& own = Parameters::built_in();
  for (const auto* year :
       {"2014-06-01", "2016-06-01", "2017-06-01", "2018-06-01", "2020-06-01", "2021-06-01"}) {
    CHECK_FALSE(own.money("statutory-sick-pay-week", day(year)));
  }
}

TEST_CASE("the tables of rates hold what the rate cards say", "[employer]") {
  const auto& own = Parameters::built_in();
  const auto at = [&](std::string_view name, std::string_view on) {
    const auto value = own.money(name, day(on));
    return value ? text(*value) : "?";
  };
  // The employer's percentage fell within a tax year.
  CHECK(at("employer-ni-percent", "2022-04-05") == "13.80");
  CHECK(at("employer-ni-percent", "2022-11-05") == "15.05");
  CHECK(at("employer-ni-percent", "2022-11-06") == "13.80");
  CHECK(at("employer-ni-percent", "2025-04-06") == "15.00");
  // 155 is the employee's.
  CHECK(at("secondary-threshold-week", "2015-06-01") == "156.00");
  CHECK(at("secondary-threshold-week", "2016-06-01") == "156.00");
  CHECK(at("secondary-threshold-week", "2025-06-01") == "96.00");
  CHECK(at("lower-earnings-limit-week", "2025-06-01") == "125.00");
  CHECK(at("employment-allowance-year", "2022-06-01") == "5000.00");
  // The lower sum of a pension is not the lower earnings limit.
  CHECK(at("auto-enrolment-low-year", "2025-06-01") == "6240.00");
  CHECK(at("auto-enrolment-least-total-percent", "2018-04-05") == "2.00");
  CHECK(at("auto-enrolment-least-total-percent", "2018-04-06") == "5.00");
  CHECK(at("auto-enrolment-least-employer-percent", "2019-04-06") == "3.00");
  CHECK(at("holiday-irregular-percent", "2024-03-31") == "?");
  CHECK(at("holiday-irregular-percent", "2024-04-01") == "12.07");
  CHECK(at("holiday-weeks-year", "2013-04-06") == "5.60");
}

TEST_CASE("every rate that is listed has a source", "[employer]") {
  for (const auto& rate : reconcile::statutory_rates(Parameters::built_in(), day("2026-05-01"))) {
    INFO(rate.name);
    CHECK(rate.value);
    CHECK(rate.source.find(' ') != 0);
    CHECK_FALSE(rate.source.empty());
  }
}

TEST_CASE("a rate that changes within a tax year is told with all its values there", "[employer]") {
  const auto values = [](std::string_view name, std::string_view on) {
    std::vector<std::string> all;
    for (const auto& rate : reconcile::statutory_rates(Parameters::built_in(), day(on))) {
      if (rate.name != name) continue;
      for (const auto& [from, value] : rate.within_year) {
        all.push_back(text(from) + " " + ledger::text(value));
      }
    }
    return all;
  };
  const std::vector<std::string> november{"2022-04-06 15.05", "2022-11-06 13.80"};
  CHECK(values("employer-ni-percent", "2022-05-01") == november);
  CHECK(values("employer-ni-percent", "2023-03-31") == november);
  CHECK(values("employer-ni-percent", "2023-04-06").empty());
  CHECK(values("employment-allowance-year", "2022-05-01").empty());
}
