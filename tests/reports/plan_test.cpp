// How a plan came to be what it is: versions, money moved between lines, and what is said of it.
#include "reports/plan.hpp"

#include "reports/plan_steps.hpp"
#include "tests/reconcile/build_view.hpp"

#include <map>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

using namespace build_view;
using reports::plan_steps;

namespace {

const auto& parameters = ledger::Parameters::built_in();

ledger::PersonVersion revised(std::string_view from) {
  auto version = person();
  version.from = day(from);
  return version;
}

std::vector<reports::PlanStep> steps(const std::vector<ledger::PersonVersion>& versions) {
  return plan_steps(ledger::PersonHistory{versions}, "2025", parameters, day("2025-12-31"));
}

std::string page(std::vector<ledger::PersonVersion> versions, std::string_view as_of) {
  Case made{std::move(versions)};
  return reports::as_text(reports::plan(made.view(as_of), ""), {.width = 400});
}

bool says(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("money moved between lines is told line by line, the contingency too", "[plan]") {
  auto second = revised("2025-10-01");
  auto& lines = second.budgets[0].lines;
  lines[0].amount = pounds("51000.00");
  lines[1].amount = pounds("6704.00");
  second.budgets[0].contingency = pounds("2520.00");
  const auto all = steps({person(), second});
  REQUIRE(all.size() == 2);
  CHECK(all[1].is_virement());
  REQUIRE(all[1].moves.size() == 2);
  CHECK(all[1].moves[0].from == "team");
  CHECK(all[1].moves[0].to == "garden");
  CHECK(all[1].moves[0].amount == pounds("800.00"));
  CHECK(all[1].moves[1].to == "contingency");
  CHECK(all[1].moves[1].amount == pounds("200.00"));
  CHECK(says(page({person(), second}, "2025-10-01"),
             "From 1 October 2025 £800.00 moved from team to garden."));
}

TEST_CASE("a line that comes and one that goes are changes like others", "[plan]") {
  auto second = revised("2025-10-01");
  auto& lines = second.budgets[0].lines;
  lines[1].ref = "pottery";
  const auto all = steps({person(), second});
  REQUIRE(all[1].moves.size() == 1);
  CHECK(all[1].moves[0].from == "garden");
  CHECK(all[1].moves[0].to == "pottery");
  CHECK(all[1].moves[0].amount == pounds("5904.00"));
}

TEST_CASE("more agreed than before is no virement", "[plan]") {
  auto second = revised("2025-10-01");
  second.budgets[0].agreed = pounds("60420.00");
  second.budgets[0].lines[0].amount = pounds("52100.00");
  const auto all = steps({person(), second});
  CHECK_FALSE(all[1].is_virement());
  CHECK(all[1].moves.empty());
  CHECK(says(page({person(), second}, "2025-10-01"),
             "From 1 October 2025 £100.00 more is agreed than before."));
}

TEST_CASE("a version that changes nothing of the budget is no step", "[plan]") {
  auto second = revised("2025-10-01");
  second.budgets[0].reviewed_on.push_back(day("2025-09-01"));
  CHECK(steps({person(), second}).size() == 1);
}

TEST_CASE("while planning goes on the page says how the lines stand to what was indicated",
          "[plan]") {
  auto planning = person();
  auto& budget = planning.budgets[0];
  budget.agreed.reset();
  budget.agreed_on.reset();
  budget.indicative = pounds("60000.00");
  auto said = page({planning}, "2025-05-01");
  CHECK(says(said, "no instalment is expected"));
  CHECK(says(said, "£320.00 more than was indicated"));
  budget.indicative = pounds("60320.00");
  CHECK(says(page({planning}, "2025-05-01"), "exactly what was indicated"));
  budget.indicative = pounds("61000.00");
  CHECK(says(page({planning}, "2025-05-01"), "£680.00 less than was indicated"));
}

TEST_CASE("more agreed than indicated is remarked on", "[plan]") {
  auto version = person();
  version.budgets[0].indicative = pounds("60000.00");
  CHECK(says(page({version}, "2025-05-01"), "£320.00 more than was indicated"));
  version.budgets[0].indicative = pounds("60320.00");
  CHECK_FALSE(says(page({version}, "2025-05-01"), "more than was indicated"));
}

TEST_CASE("an approval by a role without a known limit cannot be tested, and that is said",
          "[plan]") {
  auto version = person();
  version.budgets[0].approvals = {{"panel", "R. Patel", day("2025-03-20")}};
  const auto said = page({version}, "2025-05-01");
  CHECK(says(said, "panel R. Patel on 20 March 2025"));
  CHECK(says(said, "cannot be tested: no limit of panel is known"));
}

TEST_CASE("where limits of authority are known, what nobody approved by its day is said",
          "[plan]") {
  const auto known = ledger::Parameters::overridden_by(
      "name,from,value,source\nauthority-limit:director,2024-04-01,70000.00,scheme\n",
      "limits.csv");
  REQUIRE(known);
  auto first = person();
  auto& budget = first.budgets[0];
  const auto agreed_on = budget.agreed_on.value();
  const auto unapproved = [&](const std::vector<ledger::PersonVersion>& versions) {
    const auto steps =
        plan_steps(ledger::PersonHistory{versions}, "2025", known.value(), day("2025-12-31"));
    const auto& approved = steps.back().approved;
    return approved && approved->state != ledger::ApprovedVersion::State::in_time;
  };
  budget.approvals = {};
  CHECK(unapproved({first}));
  CHECK_FALSE(steps({first}).back().approved);  // no limit is known
  budget.approvals = {{"director", "A. Moss", ledger::plus_days(agreed_on, 1)}};
  CHECK(unapproved({first}));
  budget.approvals = {{"director", "A. Moss", agreed_on}};
  CHECK_FALSE(unapproved({first}));

  auto second = revised("2025-10-01");
  second.budgets[0].approvals = {};
  CHECK_FALSE(unapproved({first, second}));  // no more than what was approved
  second.budgets[0].agreed = pounds("60420.00");
  CHECK(unapproved({first, second}));
  second.budgets[0].approvals = {{"director", "A. Moss", day("2025-10-01")}};
  CHECK_FALSE(unapproved({first, second}));
}

TEST_CASE("the plan says of an approval for less what the finding says of it", "[plan]") {
  const auto known = ledger::Parameters::overridden_by(
      "name,from,value,source\nauthority-limit:panel,2024-04-01,90000.00,scheme\n", "limits.csv");
  REQUIRE(known);
  auto first = person();
  first.budgets[0].approvals = {{"panel", "A. Moss", day("2025-03-01")}};
  auto second = revised("2025-06-01");
  second.budgets[0].approvals = first.budgets[0].approvals;
  second.budgets[0].agreed = pounds("61320.00");
  second.budgets[0].contingency += pounds("1000.00");
  second.budgets[0].agreed_on = day("2025-05-20");
  Case made{{first, second}};
  made.own = known.value();
  const auto said = [&](std::string_view on) {
    const auto found = made.findings(on, "agreed-without-authority");
    REQUIRE(found.size() == 1);
    const auto text = reports::as_text(reports::plan(made.view(on), ""), {.width = 400});
    CHECK(says(text, found[0].why));
    return found[0].why;
  };
  CHECK(said("2025-06-02") ==
        "£61,320.00, agreed on 20 May 2025, is approved by nobody with a role. What was approved "
        "before (panel on 1 March 2025) was for less. Who may: panel (up to £90,000.00).");
  auto third = second;
  third.from = day("2025-08-01");
  third.budgets[0].approvals.push_back({"panel", "A. Moss", day("2025-07-20")});
  made.facts.history = ledger::PersonHistory{{first, second, third}};
  CHECK(said("2025-08-02") ==
        "£61,320.00, agreed on 20 May 2025, was approved only on 20 July 2025, after that day.");
}

TEST_CASE("a budget that has not begun is shown with its plan", "[plan]") {
  const auto said = page({person()}, "2025-03-25");
  CHECK(says(said, "garden"));
  CHECK(says(said, "5,904.00"));
}

TEST_CASE("what each pays of a plan is what falls due by the version of its day", "[plan]") {
  const auto paid_by = [](ledger::PersonVersion version, std::string_view funder,
                          std::string_view own) {
    auto& budget = version.budgets[0];
    budget.funders = {{"NHS Trent CCG", "health", pounds("6000.00")},
                      {"Trent County Council", "social-care", pounds("6000.00")}};
    budget.agreed = pounds("12000.00");
    budget.contingency = {};
    budget.lines = {{"team", "pa-wages", "", pounds("12000.00"), {"W1"}, {}, {}, {}}};
    budget.instalments = {
        {ledger::Payer::funder, pounds(funder), ledger::Every::month, day("2025-04-04"), false},
        {ledger::Payer::person, pounds(own), ledger::Every::month, day("2025-04-10"), false}};
    return version;
  };
  Case made{
      {paid_by(person(), "900.00", "100.00"), paid_by(revised("2025-10-01"), "800.00", "200.00")}};
  const auto pays = [&](std::string_view on) {
    std::map<std::string, std::string> all;
    const auto document = nlohmann::json::parse(reports::plan(made.view(on), "").json);
    for (const auto& payer : document["budgets"][0]["payers"]) {
      all[payer["name"]] = payer["pays"];
    }
    return all;
  };
  const std::map<std::string, std::string> both{
      {"NHS Trent CCG", "6000.00"}, {"Trent County Council", "4200.00"}, {"person", "1800.00"}};
  CHECK(pays("2025-12-31") == both);
  CHECK(pays("2025-10-01") == both);
}

TEST_CASE("what moves between lines explains every change of a virement", "[plan]") {
  REQUIRE(rc::check("moves make the changes", [] {
    auto first = person();
    auto second = revised("2025-10-01");
    for (auto* version : {&first, &second}) {
      auto rest = std::int64_t{60320};
      auto& budget = version->budgets[0];
      for (auto& line : budget.lines) {
        const auto part = *rc::gen::inRange<std::int64_t>(0, rest + 1);
        line.amount = ledger::Money::of_pence(part * 100);
        rest -= part;
      }
      budget.contingency = ledger::Money::of_pence(rest * 100);
    }
    const auto all = steps({first, second});
    if (all.size() == 1) return;
    std::map<std::string, ledger::Money> moved;
    for (const auto& move : all[1].moves) {
      RC_ASSERT(move.amount > ledger::Money{});
      moved[move.from] -= move.amount;
      moved[move.to] += move.amount;
    }
    for (const auto& change : all[1].changes) {
      RC_ASSERT(moved[change.line] == change.after - change.before);
    }
  }));
}
