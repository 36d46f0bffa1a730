// Surplus, plan lines, insurance, reviews, double funding, and the table as a whole.
#include "tests/reconcile/build_view.hpp"

#include <set>

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

ledger::PersonVersion funded() {
  auto version = person();
  version.budgets[0].instalments = {{ledger::Payer::funder, pounds("6000.00"),
                                     ledger::Every::four_weeks, day("2025-04-04"), false}};
  return version;
}

void receive(Case& made) {
  made.match(made.line("2025-04-04", "6000.00", "NHS TRENT"),
             {{"funding:P0001:2025:2025-04-04", pounds("6000.00")}});
}

}  // namespace

TEST_CASE("a surplus is raised only above everything that may stay", "[checks]") {
  Case made{funded()};
  receive(made);
  CHECK(made.open("2025-04-04", "surplus") == 0);
  const auto found = made.findings("2025-05-02", "surplus");  // allowed: 4627.29
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("1372.71"));
  CHECK(found[0].severity == ledger::Severity::medium);
  made.line("2025-04-20", "-1200.00", "TOYS AND GAMES");
  CHECK(made.findings("2025-05-02", "surplus").at(0).severity == ledger::Severity::low);
  made.line("2025-04-21", "-172.71", "TOYS AND GAMES");
  CHECK(made.open("2025-05-02", "surplus") == 0);
}

TEST_CASE("whether the bank holds enough cannot be tested while nothing of it was ever seen",
          "[checks]") {
  Case made;
  made.pay(payslip("W1", "2025-04-01", "2025-04-24", "2025-04-25", "500.00"));
  const auto unseen = made.findings("2025-04-25", "shortfall");
  REQUIRE(unseen.size() == 1);
  CHECK(unseen[0].state == ledger::FindingState::cannot_test);
  CHECK(unseen[0].why.find("no statement of P0001/dp is known") != std::string::npos);
  made.covered("2025-04-01", "2025-04-25");
  CHECK(made.open("2025-04-25", "shortfall") == 1);
}

TEST_CASE("a shortfall is raised when more is owed than there is", "[checks]") {
  Case made{funded()};
  receive(made);
  made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "6000.00"));
  CHECK(made.open("2025-04-25", "shortfall") == 0);
  made.facts.payslips[0].record.net = pounds("6000.01");
  CHECK(made.findings("2025-04-25", "shortfall").at(0).amount == pounds("0.01"));
}

TEST_CASE("a plan line is overspent from one penny on, with the line that did it", "[checks]") {
  Case made;
  made.code(made.line("2025-05-05", "-5904.00", "GREEN THUMB"), "2025/garden");
  CHECK(made.open("2025-05-31", "over-plan-line") == 0);
  made.code(made.line("2025-05-06", "-0.01", "GREEN THUMB"), "2025/garden");
  const auto found = made.findings("2025-05-31", "over-plan-line");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("0.01"));
  CHECK(found[0].subject == "2025/garden");
  CHECK(found[0].evidence == std::vector<ledger::Evidence>{{"bank.csv", 3}});
  CHECK(made.open("2025-05-05", "over-plan-line") == 0);
}

TEST_CASE("insurance has lapsed when a year of statements shows no premium", "[checks]") {
  auto version = person();
  version.workers[0].from = day("2024-01-01");
  Case made{version};
  made.covered("2024-09-01", "2025-10-01");
  CHECK(made.open("2025-09-30", "insurance-lapsed") == 1);
  const auto paid = made.line("2024-10-01", "-96.00", "FISH INSURANCE");
  CHECK(made.findings("2025-09-30", "insurance-lapsed").empty());
  made.code(paid, "2025/insurance");
  CHECK(made.findings("2025-09-30", "insurance-lapsed").empty());
  CHECK(made.open("2025-10-01", "insurance-lapsed") == 1);
}

TEST_CASE("with less than a year of statements insurance cannot be tested", "[checks]") {
  Case made;
  made.covered("2025-04-01", "2025-09-30");
  const auto found = made.findings("2025-09-30", "insurance-lapsed");
  REQUIRE(found.size() == 1);
  CHECK(found[0].state == ledger::FindingState::cannot_test);
}

TEST_CASE("where the statements end, the twelve months without a premium end with them",
          "[checks]") {
  Case made;
  made.covered("2025-04-01", "2026-03-31");
  // Paid in the last twelve months that are known: of the months since, nobody can tell.
  const auto paid = made.line("2025-05-10", "-96.00", "FISH INSURANCE");
  made.code(paid, "2025/insurance");
  CHECK(made.findings("2026-08-31", "insurance-lapsed").empty());
}

TEST_CASE("who employs nobody needs no employer's insurance", "[checks]") {
  auto version = person();
  version.workers[0].to = day("2025-08-31");
  Case made{version};
  made.covered("2024-04-01", "2025-09-30");
  CHECK(made.findings("2025-09-30", "insurance-lapsed").empty());
}

TEST_CASE("a health budget is reviewed within three months, then every twelve", "[checks]") {
  auto version = person();
  version.budgets[0].reviewed_on.clear();
  Case made{version};
  CHECK(made.open("2025-07-01", "review-due") == 0);
  CHECK(made.findings("2025-07-02", "review-due").at(0).date == day("2025-07-01"));
  CHECK(Case{}.open("2026-03-31", "review-due") == 0);  // reviewed on 20 June
}

TEST_CASE("social care is reviewed within six months", "[checks]") {
  auto version = person();
  version.budgets[0].reviewed_on.clear();
  version.budgets[0].stream = version.budgets[0].funders[0].stream = "social-care";
  Case made{version};
  CHECK(made.open("2025-10-01", "review-due") == 0);
  CHECK(made.open("2025-10-02", "review-due") == 1);
}

TEST_CASE("a budget that follows another goes on with its reviews", "[checks]") {
  auto version = person();
  auto next = version.budgets[0];
  next.ref = "2026";
  next.from = day("2026-04-01");
  next.to = day("2027-03-31");
  next.reviewed_on.clear();
  version.budgets.push_back(next);
  Case made{version};
  CHECK(made.open("2026-06-20", "review-due") == 0);
  const auto found = made.findings("2026-07-31", "review-due");
  REQUIRE(found.size() == 1);
  CHECK(found[0].budget == "2026");
  CHECK(found[0].date == day("2026-06-20"));
}

TEST_CASE("a review recorded after the day does not count yet", "[checks]") {
  auto version = person();
  version.budgets[0].reviewed_on = {day("2025-08-01")};
  Case made{version};
  CHECK(made.open("2025-07-15", "review-due") == 1);
  CHECK(made.open("2025-08-01", "review-due") == 0);
}

TEST_CASE("one payee paid by two budgets at once for one kind of service is double funding",
          "[checks]") {
  auto version = person();
  auto council = version.budgets[0];
  council.ref = "council";
  council.accounts = {"other"};
  version.budgets.push_back(council);
  Case made{version};
  made.code(made.line("2025-05-05", "-50.00", "GREEN THUMB"), "2025/garden");
  CHECK(made.open("2025-05-31", "double-funding") == 0);
  made.code(made.line("2025-05-06", "-50.00", "GREEN THUMB"), "council/garden");
  CHECK(made.open("2025-05-31", "double-funding") == 1);
}

TEST_CASE("every check has a code of its own and says what it rests on", "[checks]") {
  std::set<std::string_view> codes;
  for (const auto& check : reconcile::checks()) {
    CHECK(codes.insert(check.code).second);
    CHECK_FALSE(check.source.empty());
  }
  CHECK(codes.size() >= 41);
}

TEST_CASE("a clean year raises nothing", "[checks]") {
  auto version = person();
  auto& insurance = version.budgets[0].lines[2];
  insurance.each = pounds("96.00");
  insurance.every = ledger::Every::once;
  insurance.first = day("2025-04-10");
  Case made{version};
  made.covered("2025-04-01", "2026-03-31");
  made.match(made.line("2025-04-10", "-96.00", "FISH INSURANCE"),
             {{"plan:P0001:2025:insurance:2025-04-10", pounds("-96.00")}});
  auto slip = payslip("W1", "2025-04-01", "2025-04-28", "2025-04-25", "1300.00");
  slip.hours = ledger::parse_quantity("100").value();
  made.pay(slip);
  made.match(made.line("2025-04-25", "-1300.00", "A JONES"),
             {{"net-pay:P0001:W1:2025-04-25", pounds("-1300.00")}});
  made.match(made.line("2025-04-04", "1396.00", "NHS TRENT"), {}, reconcile::rule::interest);
  for (const auto& finding : made.findings("2026-03-31")) {
    CAPTURE(finding.code, finding.why);
    CHECK(finding.code.empty());
  }
}

TEST_CASE("findings do not depend on the order in which the facts came", "[checks]") {
  const auto ids = [](bool turned) {
    Case made;
    made.covered("2025-04-01", "2025-12-31");
    auto first = payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "500.00");
    auto ghost = payslip("W9", "2025-04-01", "2025-04-25", "2025-04-25", "400.00");
    made.pay(turned ? ghost : first);
    made.pay(turned ? first : ghost);
    std::vector<std::string> found;
    for (const auto& finding : made.findings("2025-12-31")) found.push_back(finding.id);
    return found;
  };
  CHECK(ids(false) == ids(true));
  CHECK_FALSE(ids(false).empty());
}
