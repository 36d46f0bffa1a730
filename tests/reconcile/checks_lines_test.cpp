// What the lines of a statement raise by themselves, and what happened after a death.
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

/// The codes that one unmatched line raises.
std::vector<std::string> codes_of(Case& made, ledger::LineId line) {
  std::vector<std::string> codes;
  for (const auto& finding : made.findings("2025-09-30")) {
    if (finding.subject == text(line)) codes.push_back(finding.code);
  }
  return codes;
}
std::vector<std::string> codes_of(std::string_view amount, std::string payee,
                                  std::string type = {}) {
  Case made;
  const auto line = made.line("2025-05-05", amount, std::move(payee), std::move(type));
  return codes_of(made, line);
}
using Codes = std::vector<std::string>;

Case dead_on_2_september() {
  auto version = person();
  version.died = day("2025-09-02");
  return Case{version};
}

}  // namespace

TEST_CASE("one line raises one code, the most specific", "[checks]") {
  CHECK(codes_of("-30.00", "LADBROKES 123") == Codes{"prohibited-spending"});
  CHECK(codes_of("-30.00", "LINK ATM HIGH ST") == Codes{"cash-withdrawal"});
  CHECK(codes_of("-30.00", "HIGH ST BRANCH", "CPT") == Codes{"cash-withdrawal"});
  CHECK(codes_of("-30.00", "MR S ASHDOWN") == Codes{"payment-to-holder"});
  CHECK(codes_of("-30.00", "TO SAVINGS 123") == Codes{"payment-to-holder"});
  CHECK(codes_of("-300.00", "K BROWN WAGES") == Codes{"ghost-worker"});
  CHECK(codes_of("-30.00", "TOYS AND GAMES") == Codes{"unplanned-spending"});
}

TEST_CASE("a payment that nothing explains is unplanned, also to someone the books know",
          "[checks]") {
  CHECK(codes_of("-300.00", "AMY JONES WAGES") == Codes{"unplanned-spending"});
  CHECK(codes_of("-30.00", "HMRC PAYE") == Codes{"unplanned-spending"});
  CHECK(codes_of("-30.00", "NEST PENSION") == Codes{"unplanned-spending"});
  CHECK(codes_of("-30.00", "GREEN THUMB GARDEN") == Codes{"unplanned-spending"});
  CHECK(codes_of("-30.00", "NHS TRENT CCG REPAYMENT") == Codes{"unplanned-spending"});
}

TEST_CASE("a draft covers no spending until it is agreed, and then what was spent before too",
          "[checks]") {
  auto version = person();
  const auto agreed_on = GENERATE(std::optional<ledger::Date>{}, day("2025-08-01"));
  version.budgets.at(0).agreed_on = agreed_on;
  if (!agreed_on) version.budgets[0].agreed.reset();
  Case made{version};
  const auto line = made.line("2025-05-05", "-30.00", "GREEN THUMB");
  made.code(line, "2025/garden");
  CHECK(codes_of(made, line) == (agreed_on ? Codes{} : Codes{"unplanned-spending"}));
}

TEST_CASE("a word is found only as a word", "[checks]") {
  CHECK(codes_of("-30.00", "ATMOSPHERE LTD") == Codes{"unplanned-spending"});
  CHECK(codes_of("-30.00", "SWINES FARM SHOP") == Codes{"unplanned-spending"});
}

TEST_CASE("a line that is matched, coded or suggested raises no finding of the plan", "[checks]") {
  Case made;
  const auto line = made.line("2025-05-05", "-30.00", "LADBROKES");
  made.suggest(line);
  CHECK(codes_of(made, line).empty());
  made.code(line, "2025/garden");
  CHECK(codes_of(made, line).empty());
}

TEST_CASE("a relative who works is not taken for the holder", "[checks]") {
  auto version = person();
  version.workers[0].name = "Mary Ashdown";
  Case made{version};
  const auto worker = made.line("2025-05-05", "-30.00", "MARY ASHDOWN");
  const auto holder = made.line("2025-05-06", "-30.00", "STEPHEN ASHDOWN");
  CHECK(codes_of(made, worker) == Codes{"unplanned-spending"});
  CHECK(codes_of(made, holder) == Codes{"payment-to-holder"});
}

TEST_CASE("money from someone else does not belong in an NHS-only account", "[checks]") {
  CHECK(codes_of("30.00", "J SMITH") == Codes{"third-party-deposit"});
  CHECK(codes_of("30.00", "NHS TRENT CCG").empty());
  CHECK(codes_of("30.00", "TOYS REFUND").empty());
  CHECK(codes_of("30.00", "HMRC").empty());  // an employer has tax and statutory pay back
  auto version = person();
  version.workers.clear();
  Case alone{version};
  CHECK(codes_of(alone, alone.line("2025-05-05", "30.00", "HMRC")) == Codes{"third-party-deposit"});
  version = person();
  version.budgets[0].funders[0].stream = "social-care";
  Case social{version};
  CHECK(codes_of(social, social.line("2025-05-05", "30.00", "J SMITH")).empty());
}

TEST_CASE("an invoice that no line of the plan covers is unplanned", "[checks]") {
  Case made;
  made.invoice("1", "Toys and Games", "2025-05-05", "40.00", "");
  made.invoice("2", "Green Thumb Gardens", "2025-05-05", "40.00", "garden");
  const auto found = made.findings("2025-05-10", "unplanned-spending");
  REQUIRE(found.size() == 1);
  CHECK(found[0].subject == "invoice:P0001:toys-and-games:1");
}

TEST_CASE("spending after a death is one finding with its lines", "[checks]") {
  auto made = dead_on_2_september();
  made.code(made.line("2025-09-01", "-20.00", "GREEN THUMB"), "2025/garden");
  CHECK(made.open("2025-09-30", "paid-after-death") == 0);
  made.code(made.line("2025-09-08", "-20.00", "GREEN THUMB"), "2025/garden");
  made.line("2025-09-09", "-15.00", "TOYS AND GAMES");
  const auto cash = made.line("2025-09-09", "-50.00", "ATM HIGH ST");
  const auto found = made.findings("2025-09-30", "paid-after-death");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("35.00"));
  CHECK(found[0].evidence.size() == 2);
  CHECK(codes_of(made, cash) == Codes{"cash-withdrawal"});
  CHECK(made.open("2025-09-30", "unplanned-spending") == 0);
  CHECK(made.open("2025-09-07", "paid-after-death") == 0);
}

TEST_CASE("wages, PAYE and pension for days before the death are not after it", "[checks]") {
  auto made = dead_on_2_september();
  auto slip = payslip("W1", "2025-08-11", "2025-09-07", "2025-09-05", "500.00");
  slip.gross = pounds("560.00");
  slip.tax = pounds("60.00");
  made.pay(slip);
  made.match(made.line("2025-09-05", "-500.00", "A JONES"),
             {{"net-pay:P0001:W1:2025-09-05", pounds("-500.00")}});
  made.match(made.line("2025-09-20", "-60.00", "HMRC"),
             {{"paye:P0001:2025-26:M05", pounds("-60.00")}});
  CHECK(made.open("2025-09-30", "paid-after-death") == 0);
}

TEST_CASE("a wage for days after the death is told once, not as unpaid too", "[checks]") {
  auto made = dead_on_2_september();
  made.covered("2025-04-01", "2025-12-31");
  made.pay(payslip("W1", "2025-09-08", "2025-09-21", "2025-09-19", "500.00"));
  CHECK(made.findings("2025-10-31", "paid-after-death").at(0).amount == pounds("500.00"));
  CHECK(made.open("2025-10-31", "net-pay-unpaid") == 0);
  made.match(made.line("2025-09-19", "-500.00", "A JONES"),
             {{"net-pay:P0001:W1:2025-09-19", pounds("-500.00")}});
  const auto found = made.findings("2025-10-31", "paid-after-death");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("500.00"));
  CHECK(found[0].evidence.size() == 2);
}

TEST_CASE("funding that comes after a death is one finding", "[checks]") {
  auto made = dead_on_2_september();
  made.line("2025-08-29", "4640.00", "NHS TRENT CCG");
  CHECK(made.open("2025-10-31", "funding-after-death") == 0);
  made.line("2025-09-19", "4640.00", "NHS TRENT CCG");
  made.line("2025-10-17", "4640.00", "NHS TRENT CCG");
  const auto found = made.findings("2025-10-31", "funding-after-death");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("9280.00"));
  CHECK(made.open("2025-10-31", "funding-duplicate") == 0);
  CHECK(made.open("2025-10-31", "third-party-deposit") == 0);
}
