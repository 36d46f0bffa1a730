// What is due and was not paid, or not as agreed.
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace build_view;

namespace {

constexpr auto net_pay = "net-pay:P0001:W1:2025-04-25";

Case with_payslip() {
  Case made;
  auto slip = payslip("W1", "2025-03-31", "2025-04-25", "2025-04-25", "500.00");
  slip.gross = pounds("600.00");
  slip.tax = pounds("60.00");
  slip.employee_pension = pounds("40.00");
  made.pay(slip);
  made.covered("2025-04-01", "2026-03-31");
  return made;
}

ledger::PersonVersion with_instalments() {
  auto version = person();
  version.budgets[0].instalments = {
      {ledger::Payer::funder, pounds("4640.00"), ledger::Every::once, day("2025-04-04"), false},
      {ledger::Payer::person, pounds("120.00"), ledger::Every::once, day("2025-04-04"), false}};
  return version;
}
constexpr auto funding = "funding:P0001:2025:2025-04-04";
constexpr auto contribution = "contribution:P0001:2025:2025-04-04";

ledger::PersonVersion with_regular(std::size_t line) {
  auto version = person();
  auto& planned = version.budgets[0].lines[line];
  planned.each = pounds("96.00");
  planned.every = ledger::Every::once;
  planned.first = day("2025-04-10");
  return version;
}

}  // namespace

TEST_CASE("net pay is unpaid from the fifteenth day after its pay date, and not before",
          "[checks]") {
  auto made = with_payslip();
  CHECK(made.open("2025-05-09", "net-pay-unpaid") == 0);
  CHECK(made.open("2025-05-10", "net-pay-unpaid") == 1);
  made.match(made.line("2025-05-09", "-500.00", "A JONES"), {{net_pay, pounds("-500.00")}});
  CHECK(made.open("2025-05-10", "net-pay-unpaid") == 0);
}

TEST_CASE("an unpaid wage names its payslip's file and line, budget and amount", "[checks]") {
  auto made = with_payslip();
  const auto found = made.findings("2025-05-10", "net-pay-unpaid");
  REQUIRE(found.size() == 1);
  CHECK(found[0].subject == net_pay);
  CHECK(found[0].budget == "2025");
  CHECK(found[0].amount == pounds("500.00"));
  CHECK(found[0].date == day("2025-04-25"));
  CHECK(found[0].evidence == std::vector<ledger::Evidence>{{"pay.csv", 2}});
  CHECK_FALSE(found[0].source.empty());
  CHECK(found[0].id.size() == 17);
}

TEST_CASE("one due payment raises one finding", "[checks]") {
  auto made = with_payslip();
  made.match(made.line("2025-04-25", "-400.00", "A JONES"), {{net_pay, pounds("-400.00")}});
  CHECK(made.open("2025-05-10", "underpaid") == 1);
  CHECK(made.open("2025-05-10", "net-pay-unpaid") == 0);
  CHECK(made.findings("2025-05-10", "underpaid")[0].amount == pounds("100.00"));
  CHECK(made.open("2025-05-09", "underpaid") == 0);
}

TEST_CASE("what a line pays beyond its item is overpaid at once", "[checks]") {
  auto made = with_payslip();
  made.match(made.line("2025-04-25", "-550.00", "A JONES"), {{net_pay, pounds("-500.00")}});
  const auto found = made.findings("2025-04-25", "overpaid");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("50.00"));
  SECTION("until it comes back") {
    made.match(made.line("2025-04-29", "50.00", "A JONES"), {{net_pay, ledger::Money{}}},
               reconcile::rule::overpayment_returned);
    CHECK(made.open("2025-04-28", "overpaid") == 1);
    CHECK(made.open("2025-05-10", "overpaid") == 0);
    CHECK(made.open("2025-05-10", "underpaid") == 0);
  }
  SECTION("all of it") {
    made.match(made.line("2025-04-29", "20.00", "A JONES"), {{net_pay, ledger::Money{}}},
               reconcile::rule::overpayment_returned);
    CHECK(made.open("2025-05-10", "overpaid") == 1);
  }
}

TEST_CASE("a second payment of one item is a duplicate, whoever matched it", "[checks]") {
  auto made = with_payslip();
  made.match(made.line("2025-04-25", "-500.00", "A JONES"), {{net_pay, pounds("-500.00")}});
  CHECK(made.open("2025-05-01", "duplicate-payment") == 0);
  const auto again = made.line("2025-04-28", "-500.00", "A JONES");
  SECTION("by the engine") {
    made.match(again, {{net_pay, pounds("-500.00")}}, reconcile::rule::duplicate);
    const auto found = made.findings("2025-05-01", "duplicate-payment");
    REQUIRE(found.size() == 1);
    CHECK(found[0].subject == text(again));
    CHECK(found[0].evidence.size() == 2);
    const auto back = made.line("2025-04-30", "500.00", "A JONES");
    made.match(back, {{ledger::reversal_key(again), pounds("500.00")}}, "reversal");
    CHECK(made.open("2025-05-01", "duplicate-payment") == 0);
  }
  SECTION("by a person") {
    made.match(again, {{net_pay, pounds("-500.00")}}, reconcile::rule::decided);
    CHECK(made.open("2025-05-01", "duplicate-payment") == 1);
    CHECK(made.open("2025-05-01", "overpaid") == 0);
  }
}

TEST_CASE("a payment that came back is raised when it was not made again", "[checks]") {
  auto made = with_payslip();
  const auto paid = made.line("2025-04-25", "-500.00", "A JONES");
  made.match(paid, {{net_pay, pounds("-500.00")}});
  made.match(made.line("2025-04-28", "500.00", "RETURNED"),
             {{ledger::reversal_key(paid), pounds("500.00")}}, reconcile::rule::reversal);
  CHECK(made.open("2025-04-27", "returned-payment") == 0);
  CHECK(made.open("2025-04-28", "returned-payment") == 1);
  CHECK(made.open("2025-05-10", "net-pay-unpaid") == 0);
  made.match(made.line("2025-05-02", "-500.00", "A JONES"), {{net_pay, pounds("-500.00")}});
  CHECK(made.open("2025-05-10", "returned-payment") == 0);
  CHECK(made.open("2025-05-10", "duplicate-payment") == 0);
}

TEST_CASE("PAYE and pension are overdue on the 23rd, not on the 22nd", "[checks]") {
  auto made = with_payslip();  // paid on 25 April: tax month to 5 May, pension month April
  CHECK(made.open("2025-05-22", "pension-overdue") == 0);
  CHECK(made.open("2025-05-23", "pension-overdue") == 1);
  CHECK(made.open("2025-05-22", "paye-overdue") == 0);
  CHECK(made.open("2025-05-23", "paye-overdue") == 1);
  made.match(made.line("2025-05-20", "-60.00", "HMRC"),
             {{"paye:P0001:2025-26:M01", pounds("-60.00")}});
  CHECK(made.open("2025-05-23", "paye-overdue") == 0);
}

TEST_CASE("an employer who pays by the quarter is late once a quarter", "[checks]") {
  auto version = person();
  version.employer->pays_by_quarter = true;
  Case made{version};
  made.covered("2025-04-01", "2026-03-31");
  for (const auto* pay_date : {"2025-04-25", "2025-05-23", "2025-06-20"}) {
    auto slip = payslip("W1", pay_date, pay_date, pay_date, "90.00");
    slip.gross = pounds("100.00");
    slip.tax = pounds("10.00");
    made.pay(slip);
  }
  CHECK(made.open("2025-07-22", "paye-overdue") == 0);
  const auto found = made.findings("2025-07-23", "paye-overdue");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("30.00"));
  CHECK(found[0].date == day("2025-07-22"));
}

TEST_CASE("an instalment is missing after a week, a contribution too", "[checks]") {
  Case made{with_instalments()};
  made.covered("2025-04-01", "2025-06-30");
  CHECK(made.open("2025-04-11", "funding-missing") == 0);
  CHECK(made.open("2025-04-12", "funding-missing") == 1);
  CHECK(made.open("2025-04-11", "contribution-missing") == 0);
  CHECK(made.open("2025-04-12", "contribution-missing") == 1);
  made.match(made.line("2025-04-11", "4640.00", "NHS TRENT"), {{funding, pounds("4640.00")}});
  made.match(made.line("2025-04-11", "120.00", "S ASHDOWN"), {{contribution, pounds("120.00")}});
  CHECK(made.open("2025-04-12", "funding-missing") == 0);
  CHECK(made.open("2025-04-12", "contribution-missing") == 0);
}

TEST_CASE("an instalment of another amount is wrong, more or less", "[checks]") {
  Case less{with_instalments()};
  less.match(less.line("2025-04-04", "4000.00", "NHS TRENT"), {{funding, pounds("4000.00")}});
  CHECK(less.open("2025-04-11", "funding-wrong-amount") == 0);
  CHECK(less.open("2025-04-12", "funding-wrong-amount") == 1);
  CHECK(less.open("2025-04-12", "funding-missing") == 0);
  Case more{with_instalments()};
  more.match(more.line("2025-04-04", "4700.00", "NHS TRENT"), {{funding, pounds("4640.00")}});
  CHECK(more.findings("2025-04-04", "funding-wrong-amount").at(0).amount == pounds("60.00"));
}

TEST_CASE("an instalment that comes twice is a duplicate, matched so or not", "[checks]") {
  Case made{with_instalments()};
  made.match(made.line("2025-04-04", "4640.00", "NHS TRENT"), {{funding, pounds("4640.00")}});
  CHECK(made.open("2025-04-20", "funding-duplicate") == 0);
  const auto again = made.line("2025-04-10", "4640.00", "NHS TRENT");
  CHECK(made.open("2025-04-20", "funding-duplicate") == 1);
  made.match(again, {{funding, pounds("4640.00")}}, reconcile::rule::duplicate);
  CHECK(made.open("2025-04-20", "funding-duplicate") == 1);
  CHECK(made.open("2025-04-20", "third-party-deposit") == 0);
}

TEST_CASE("an invoice is unpaid thirty days after it fell due", "[checks]") {
  Case made;
  made.covered("2025-04-01", "2025-12-31");
  made.invoice("17", "Green Thumb Gardens", "2025-05-01", "120.00", "garden");
  CHECK(made.open("2025-05-31", "invoice-unpaid") == 0);
  CHECK(made.open("2025-06-01", "invoice-unpaid") == 1);
  made.facts.invoices[0].record.due = day("2025-05-15");
  CHECK(made.open("2025-06-14", "invoice-unpaid") == 0);
  CHECK(made.open("2025-06-15", "invoice-unpaid") == 1);
}

TEST_CASE("a credit note that leaves nothing to pay settles an invoice's lateness", "[checks]") {
  Case made;
  made.covered("2025-04-01", "2025-12-31");
  made.invoice("17", "Green Thumb Gardens", "2025-05-01", "120.00", "garden");
  made.invoice("18", "Green Thumb Gardens", "2025-05-10", "-119.99", "garden");
  CHECK(made.open("2025-07-01", "invoice-unpaid") == 1);
  made.facts.invoices[1].record.amount = pounds("-120.00");
  CHECK(made.open("2025-07-01", "invoice-unpaid") == 0);
}

TEST_CASE("a regular payment is unpaid after two weeks", "[checks]") {
  Case made{with_regular(1)};
  made.covered("2025-04-01", "2025-12-31");
  CHECK(made.open("2025-04-24", "regular-unpaid") == 0);
  CHECK(made.open("2025-04-25", "regular-unpaid") == 1);
}

TEST_CASE("an unpaid premium of the plan is lapsed insurance instead of a regular payment",
          "[checks]") {
  Case made{with_regular(2)};
  made.covered("2025-04-01", "2025-12-31");
  CHECK(made.open("2025-04-24", "insurance-lapsed") == 0);
  CHECK(made.open("2025-04-25", "insurance-lapsed") == 1);
  CHECK(made.findings("2025-04-25", "insurance-lapsed").size() == 1);
  CHECK(made.open("2025-04-25", "regular-unpaid") == 0);
  made.match(made.line("2025-04-11", "-96.00", "FISH"),
             {{"plan:P0001:2025:insurance:2025-04-10", pounds("-96.00")}});
  CHECK(made.findings("2025-04-25", "insurance-lapsed").empty());
}

TEST_CASE("what no statement reaches cannot be tested, and says so", "[checks]") {
  auto version = person();
  version.budgets[0].instalments = {{ledger::Payer::funder, pounds("4640.00"),
                                     ledger::Every::four_weeks, day("2025-04-04"), false}};
  Case made{version};
  made.covered("2025-04-01", "2025-04-30");
  const auto found = made.findings("2025-06-30", "funding-missing");
  // 4 April is covered by what the file says of itself; 2 and 30 May are not.
  CHECK(made.open("2025-06-30", "funding-missing") == 1);
  REQUIRE(found.size() == 3);
  const auto untested =
      std::ranges::find(found, ledger::FindingState::cannot_test, &ledger::Finding::state);
  REQUIRE(untested != found.end());
  CHECK(
      untested->why ==
      "The instalment of 2 May 2025 from NHS Trent CCG cannot be tested: no statement of P0001/dp "
      "reaches that day; the newest ends on 30 April 2025. Import the statement that has 2 May "
      "2025.");
  CHECK(untested->amount == pounds("4640.00"));
  // Nor does anybody know how far a file reaches beyond its last line that prints no period.
  made.facts.frames[0].printed.reset();
  CHECK(made.open("2025-06-30", "funding-missing") == 1);
}

TEST_CASE("a day that the statements reach is tested, the day after them is not, for every kind",
          "[checks]") {
  const auto told = [](std::string_view code, std::string_view due, std::string_view until) {
    auto version = with_instalments();
    version.budgets[0].lines[1] = with_regular(1).budgets[0].lines[1];
    version.budgets[0].lines[2] = with_regular(2).budgets[0].lines[2];
    Case made{version};
    auto slip = payslip("W1", "2025-03-31", "2025-04-25", "2025-04-25", "500.00");
    slip.gross = pounds("600.00");
    slip.tax = pounds("60.00");
    slip.employee_pension = pounds("40.00");
    made.pay(slip);
    ledger::Invoice invoice{.date = day("2025-04-20")};
    invoice.person = "P0001";
    invoice.number = "7";
    invoice.supplier = "Helping Hands";
    invoice.amount = pounds("80.00");
    made.facts.invoices.push_back({{2}, invoice});
    made.covered("2025-04-01", until);
    for (const auto& found : made.findings("2025-12-31", code)) {
      if (found.date != day(due)) continue;
      CAPTURE(found.why);
      const bool missing = found.state == ledger::FindingState::cannot_test;
      const auto wanted = missing ? "Import the statement that has " + pretty(day(due)) + "."
                                  : "not found on any statement by " + pretty(day(until)) + ".";
      CHECK(found.why.find(wanted) != std::string::npos);
      return found.state;
    }
    FAIL(code << " is not told at all");
    return ledger::FindingState::waived;
  };
  const std::vector<std::pair<std::string_view, std::string_view>> kinds{
      {"net-pay-unpaid", "2025-04-25"},       {"paye-overdue", "2025-05-22"},
      {"pension-overdue", "2025-05-22"},      {"funding-missing", "2025-04-04"},
      {"contribution-missing", "2025-04-04"}, {"invoice-unpaid", "2025-04-20"},
      {"regular-unpaid", "2025-04-10"},       {"insurance-lapsed", "2025-04-10"}};
  for (const auto& [code, due] : kinds) {
    CAPTURE(code);
    CHECK(told(code, due, due) == ledger::FindingState::open);
    CHECK(told(code, due, text(plus_days(day(due), -1))) == ledger::FindingState::cannot_test);
  }
}

TEST_CASE("nothing is late before its grace has passed, whatever the day", "[checks][property]") {
  const bool held = rc::check("a finding of lateness is younger than its grace", [] {
    auto made = with_payslip();
    const auto offset = *rc::gen::inRange(0, 90);
    const auto as_of = ledger::plus_days(day("2025-04-01"), offset);
    const auto late = [&](std::string_view code) { return made.open(text(as_of), code) > 0; };
    RC_ASSERT(late("net-pay-unpaid") == (as_of > day("2025-05-09")));
    RC_ASSERT(late("paye-overdue") == (as_of > day("2025-05-22")));
    RC_ASSERT(late("pension-overdue") == (as_of > day("2025-05-22")));
  });
  REQUIRE(held);
}

TEST_CASE("a waived finding stays and is marked", "[checks]") {
  auto made = with_payslip();
  const auto id = made.findings("2025-05-10", "net-pay-unpaid").at(0).id;
  made.facts.waivers.push_back({id, "paid in kind", "R. Patel", "2025-05-11T09:00:00Z"});
  const auto found = made.findings("2025-05-10", "net-pay-unpaid");
  REQUIRE(found.size() == 1);
  CHECK(found[0].state == ledger::FindingState::waived);
  CHECK(made.findings("2025-06-10", "net-pay-unpaid").at(0).id == id);
}

TEST_CASE("what a line that waits for a person may have paid is not called unpaid", "[checks]") {
  auto made = with_payslip();
  const auto line = made.line("2025-04-25", "-480.00", "A JONES");
  made.suggest(line);
  made.matches.back().alternatives = {{"amount-only", {{net_pay, pounds("-480.00")}}, {}}};
  CHECK(made.findings("2025-06-30", "net-pay-unpaid").empty());
  CHECK(made.findings("2025-06-30", "underpaid").empty());
  CHECK(made.open("2025-05-31", "pension-overdue") == 1);
  made.matches.back() = {};  // the person said no
  CHECK(made.open("2025-06-30", "net-pay-unpaid") == 1);
}

TEST_CASE("what is due to HMRC or the pension and was paid after the 22nd stays, with the day",
          "[checks]") {
  auto made = with_payslip();
  made.match(made.line("2025-05-23", "-60.00", "HMRC"),
             {{"paye:P0001:2025-26:M01", pounds("-60.00")}});
  made.match(made.line("2025-05-27", "-40.00", "NEST"),
             {{"pension:P0001:2025-04", pounds("-40.00")}});
  for (const auto* code : {"paye-overdue", "pension-overdue"}) {
    const auto found = made.findings("2025-06-30", code);
    REQUIRE(found.size() == 1);
    CHECK(found[0].state == ledger::FindingState::open);
    CHECK(found[0].severity == ledger::Severity::medium);
    CHECK(found[0].why.find("was paid late, on 2") != std::string::npos);
  }
  CHECK(made.findings("2025-06-30", "paye-overdue")[0].amount == pounds("60.00"));
  CHECK(made.findings("2025-06-30", "paye-overdue")[0].evidence.size() == 2);
}

TEST_CASE("a 22nd on a weekend is met by the next working day, no later", "[checks]") {
  const auto paid_on = [](std::string_view date) {
    Case made;
    auto slip = payslip("W1", "2025-10-06", "2025-10-31", "2025-10-31", "500.00");
    slip.gross = pounds("560.00");
    slip.tax = pounds("60.00");
    made.pay(slip);
    made.covered("2025-04-01", "2026-03-31");
    made.match(made.line(date, "-60.00", "HMRC"), {{"paye:P0001:2025-26:M07", pounds("-60.00")}});
    return made.open("2026-03-31", "paye-overdue");
  };
  CHECK(paid_on("2025-11-21") == 0);
  CHECK(paid_on("2025-11-24") == 0);  // the 22nd is a Saturday
  CHECK(paid_on("2025-11-25") == 1);
}
