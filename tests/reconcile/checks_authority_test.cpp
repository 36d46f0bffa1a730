// agreed-without-authority: one finding a budget, each version in its sentence.
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

constexpr std::string_view code = "agreed-without-authority";

Case with_limit(std::vector<ledger::PersonVersion> versions) {
  Case made{std::move(versions)};
  made.own = ledger::Parameters::overridden_by(
                 "name,from,value,source\nauthority-limit:director,2024-04-01,60320.00,scheme\n",
                 "limits.csv")
                 .value();
  return made;
}

ledger::PersonVersion raised() {
  auto version = person();
  version.from = day("2025-08-01");
  version.budgets[0].agreed = pounds("61000.00");
  version.budgets[0].contingency = pounds("3000.00");
  return version;
}

}  // namespace

TEST_CASE("a budget that nobody approved is one finding, once its version is in force",
          "[checks]") {
  auto first = person();
  auto second = raised();
  auto made = with_limit({first, second});
  const auto before = made.findings("2025-07-31", code);
  REQUIRE(before.size() == 1);
  CHECK(before[0].state == ledger::FindingState::open);
  CHECK(before[0].date == day("2025-03-20"));
  CHECK(before[0].amount == pounds("60320.00"));
  CHECK(before[0].why ==
        "£60,320.00, agreed on 20 March 2025, is approved by nobody with a role. Who may: director "
        "(up to £60,320.00).");
  const auto after = made.findings("2025-08-01", code);
  REQUIRE(after.size() == 1);
  CHECK(after[0].id == before[0].id);
  CHECK(after[0].why.find("£61,000.00, agreed on 1 August 2025, is approved by nobody") !=
        std::string::npos);
  CHECK(Case{person()}.findings("2025-07-31", code).empty());  // no limit is known
}

TEST_CASE("only the part that is beyond the limit is the amount, and a late approval is said",
          "[checks]") {
  auto first = person();
  first.budgets[0].approvals = {{"director", "A. Moss", day("2025-03-20")}};
  auto second = raised();
  second.budgets[0].approvals = {{"director", "A. Moss", day("2025-08-01")}};
  auto made = with_limit({first, second});
  CHECK(made.findings("2025-07-31", code).empty());
  const auto found = made.findings("2025-08-01", code);
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("680.00"));
  CHECK(found[0].date == day("2025-08-01"));

  first.budgets[0].approvals[0].on = day("2025-03-21");
  const auto late = with_limit({first}).findings("2025-07-31", code);
  REQUIRE(late.size() == 1);
  CHECK(late[0].why ==
        "£60,320.00, agreed on 20 March 2025, was approved only on 21 March 2025, after that day.");
}

TEST_CASE("names without a role cannot be tested, and the sentence says what to record",
          "[checks]") {
  auto version = person();
  version.budgets[0].agreed_by = {"Commissioner: A. Moss"};
  const auto found = with_limit({version}).findings("2025-07-31", code);
  REQUIRE(found.size() == 1);
  CHECK(found[0].state == ledger::FindingState::cannot_test);
  CHECK(found[0].why.find("[[budget.approval]]") != std::string::npos);
}
