// What payslips raise, beside not being paid.
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

ledger::Payslip hourly(std::string_view first, std::string_view last, std::string_view gross,
                       std::string_view hours) {
  auto slip = payslip("W1", first, last, last, gross);
  slip.hours = ledger::parse_quantity(hours).value();
  return slip;
}

std::vector<ledger::Finding> wage_findings(Case& made) {
  return made.findings("2025-12-31", "below-minimum-wage");
}

}  // namespace

TEST_CASE("the same worker and period twice is a duplicate payslip", "[checks]") {
  Case made;
  made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "500.00"));
  made.pay(payslip("W1", "2025-04-26", "2025-05-23", "2025-05-23", "500.00"));
  CHECK(made.open("2025-06-30", "duplicate-payslip") == 0);
  made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-28", "510.00"));
  const auto found = made.findings("2025-06-30", "duplicate-payslip");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("510.00"));
  CHECK(found[0].evidence == std::vector<ledger::Evidence>{{"pay.csv", 4}, {"pay.csv", 2}});
  CHECK(made.open("2025-04-27", "duplicate-payslip") == 0);
}

TEST_CASE("gross, deductions and net must agree", "[checks]") {
  Case made;
  auto slip = payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "500.00");
  slip.gross = pounds("560.00");
  slip.tax = pounds("60.00");
  made.pay(slip);
  CHECK(made.open("2025-04-25", "payslip-arithmetic") == 0);
  made.facts.payslips[0].record.net = pounds("500.01");
  CHECK(made.findings("2025-04-25", "payslip-arithmetic").at(0).amount == pounds("0.01"));
}

TEST_CASE("pay below the rate for the hours is found to the penny", "[checks]") {
  Case made;
  made.pay(hourly("2025-04-01", "2025-04-28", "1221.00", "100"));
  CHECK(wage_findings(made).empty());
  made.facts.payslips[0].record.gross = made.facts.payslips[0].record.net = pounds("1220.99");
  REQUIRE(wage_findings(made).size() == 1);
  CHECK(wage_findings(made)[0].amount == pounds("0.01"));
}

TEST_CASE("the rate of a pay period is the one of its first day", "[checks]") {
  Case made;
  made.pay(hourly("2025-03-31", "2025-04-27", "1144.00", "100"));  // before 1 April: 11.44
  CHECK(wage_findings(made).empty());
  made.pay(hourly("2025-04-28", "2025-05-25", "1144.00", "100"));
  CHECK(wage_findings(made).size() == 1);
}

TEST_CASE("the young have lower rates from their birthdays on", "[checks]") {
  auto version = person();
  version.workers[0].born = day("2007-05-01");  // 18 on 1 May 2025
  Case made{version};
  made.pay(hourly("2025-04-01", "2025-04-28", "755.00", "100"));
  CHECK(wage_findings(made).empty());
  made.pay(hourly("2025-05-01", "2025-05-28", "999.99", "100"));
  CHECK(wage_findings(made).size() == 1);
}

TEST_CASE("an unknown age matters only under the full rate", "[checks]") {
  auto version = person();
  version.workers[0].born.reset();
  Case made{version};
  made.pay(hourly("2025-04-01", "2025-04-28", "1300.00", "100"));
  CHECK(wage_findings(made).empty());
  made.pay(hourly("2025-04-29", "2025-05-26", "1100.00", "100"));
  made.pay(hourly("2025-05-27", "2025-06-23", "1100.00", "100"));
  REQUIRE(wage_findings(made).size() == 1);
  CHECK(wage_findings(made)[0].state == ledger::FindingState::cannot_test);
  CHECK(wage_findings(made)[0].why.find("date of birth") != std::string::npos);
  CHECK(wage_findings(made)[0].evidence.size() == 2);
}

TEST_CASE("without hours, or without a rate for the year, the wage cannot be tested", "[checks]") {
  Case hours;
  hours.pay(payslip("W1", "2025-04-01", "2025-04-28", "2025-04-28", "500.00"));
  REQUIRE(wage_findings(hours).size() == 1);
  CHECK(wage_findings(hours)[0].state == ledger::FindingState::cannot_test);
  Case early;
  early.pay(hourly("2011-04-01", "2011-04-28", "500.00", "100"));
  REQUIRE(wage_findings(early).size() == 1);
  CHECK(wage_findings(early)[0].state == ledger::FindingState::cannot_test);
}

TEST_CASE("a payslip for no worker of the person is a ghost, with its payment", "[checks]") {
  Case made;
  made.covered("2025-04-01", "2025-12-31");
  auto slip = payslip("W9", "2025-04-01", "2025-04-25", "2025-04-25", "500.00");
  slip.name = "Kim Brown";
  made.pay(slip);
  const auto line = made.line("2025-04-25", "-500.00", "K BROWN WAGES");
  SECTION("matched") {
    made.match(line, {{"net-pay:P0001:W9:2025-04-25", pounds("-500.00")}});
  }
  SECTION("unexplained") {}
  const auto found = made.findings("2025-06-30", "ghost-worker");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("500.00"));
  CHECK(found[0].evidence == std::vector<ledger::Evidence>{{"pay.csv", 2}, {"bank.csv", 2}});
  CHECK(made.open("2025-06-30", "net-pay-unpaid") == 0);
  CHECK(made.open("2025-06-30", "unplanned-spending") == 0);
}

TEST_CASE("a payslip for days after the worker left is paid after the end", "[checks]") {
  auto version = person();
  version.workers[0].to = day("2025-06-30");
  Case made{version};
  made.covered("2025-04-01", "2025-12-31");
  made.pay(payslip("W1", "2025-06-30", "2025-07-27", "2025-07-25", "100.00"));
  CHECK(made.open("2025-12-31", "paid-after-end") == 0);
  made.pay(payslip("W1", "2025-07-28", "2025-08-24", "2025-08-22", "500.00"));
  CHECK(made.open("2025-08-21", "paid-after-end") == 0);
  CHECK(made.open("2025-12-31", "paid-after-end") == 1);
  CHECK(made.findings("2025-12-31", "net-pay-unpaid").size() == 1);  // of the first alone
}

TEST_CASE("a payslip for days before the work or the budget is paid before the start", "[checks]") {
  auto version = person();
  version.workers[0].from = day("2025-06-01");
  Case made{version};
  made.pay(payslip("W1", "2025-05-26", "2025-06-22", "2025-06-20", "500.00"));
  CHECK(made.open("2025-12-31", "paid-before-start") == 0);
  made.pay(payslip("W1", "2025-05-04", "2025-05-31", "2025-05-30", "500.00"));
  CHECK(made.open("2025-12-31", "paid-before-start") == 1);
  auto early = person();
  early.workers[0].from = day("2024-01-01");
  Case before{early};
  before.pay(payslip("W1", "2025-03-04", "2025-03-31", "2025-04-02", "500.00"));
  CHECK(before.open("2025-12-31", "paid-before-start") == 1);
}

TEST_CASE("household family is paid only from the agreed day, once a worker", "[checks]") {
  auto version = person();
  version.workers[0].relation = ledger::Relation::household_family;
  version.workers[0].relation_agreed_on = day("2025-06-01");
  Case made{version};
  made.pay(payslip("W1", "2025-05-26", "2025-06-22", "2025-06-20", "500.00"));
  CHECK(made.open("2025-12-31", "household-family-paid") == 0);
  made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "400.00"));
  made.pay(payslip("W1", "2025-04-26", "2025-05-23", "2025-05-23", "400.00"));
  const auto found = made.findings("2025-12-31", "household-family-paid");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("800.00"));
}
