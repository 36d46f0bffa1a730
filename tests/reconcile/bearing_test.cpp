// Who bears a worker's pay once the budget that the person file names was taken over.
#include "reconcile/bearing.hpp"

#include "tests/reconcile/support_people.hpp"

#include <catch2/catch.hpp>

using namespace build;

namespace {

/// A council's budget that the NHS's takes over from; Amy's share names the council's alone.
Case taken_over() {
  Case made;
  auto& before = made.plan();
  before.ref = "la";
  before.funders = {{"Vale County Council", "social-care", pounds("50000.00")}};
  auto after = before;
  after.ref = "nhs";
  after.funders = {{"NHS Vale ICB", "health", pounds("50000.00")}};
  after.from = day("2025-09-12");
  after.follows = "la";
  made.person.budgets.push_back(after);
  for (auto& each : made.person.budgets) {
    for (auto& line : each.lines) line.payees.clear();
  }
  for (auto& worker : made.person.workers) worker.shares = {{"la", "team", 100}};
  return made;
}

ledger::PlanLine& line_of(Case& made, const std::string& ref) {
  return *std::ranges::find(made.person.budgets[1].lines, ref, &ledger::PlanLine::ref);
}

std::string shares(const Case& made) {
  const auto facts = made.facts();
  std::string said;
  for (const auto& share : reconcile::shares_of(facts.history, made.person.workers[0])) {
    said += (said.empty() ? "" : ", ") + share.budget + "/" + share.line + " " +
            std::to_string(share.percent);
  }
  return said;
}

/// "la 200.00, nhs 200.00": what the payslips cost, by budget and line.
std::string costs(const Case& made) {
  std::map<std::string, Money> sums;
  for (const auto& entry : Answer{made}.entries) {
    if (entry.kind != ledger::EntryKind::payslip) continue;
    for (const auto& posting : entry.postings) {
      sums[posting.budget + "/" + posting.debit.substr(5)] += posting.amount;
    }
  }
  std::string said;
  for (const auto& [where, sum] : sums)
    said += (said.empty() ? "" : ", ") + where + " " + text(sum);
  return said;
}

std::vector<ledger::Finding> unplanned(const Case& made) {
  const auto facts = made.facts();
  const auto standing = people::recorded(Answer{facts}.entries);
  const auto on = day("2025-12-31");
  auto found = reconcile::findings(reconcile::view(
      facts, standing, ledger::balances_of(standing, on), ledger::Parameters::built_in(), on));
  std::erase_if(found, [](const auto& one) { return one.code != "unplanned-spending"; });
  return found;
}

}  // namespace

TEST_CASE("a share that names the old budget alone goes on in the new one's line of the same name",
          "[bearing]") {
  auto made = taken_over();
  CHECK(shares(made) == "la/team 100, nhs/team 100");
  made.payslip("W1", "2025-09-05", "200.00");
  made.payslip("W1", "2025-10-03", "300.00");
  CHECK(costs(made) == "la/team 200.00, nhs/team 300.00");
  CHECK(unplanned(made).empty());
}

TEST_CASE("a payslip across the change is parted although the share names the old budget alone",
          "[bearing]") {
  auto made = taken_over();
  made.payslip("W1", "2025-09-15", "700.00");  // 9 to 11, and 12 to 15 September
  CHECK(costs(made) == "la/team 300.00, nhs/team 400.00");
}

TEST_CASE("the one line of the new plan that names the worker comes before one of the same name",
          "[bearing]") {
  auto made = taken_over();
  line_of(made, "garden").payees = {"W1"};
  CHECK(shares(made) == "la/team 100, nhs/garden 100");
  line_of(made, "team").payees = {"W1"};
  CHECK(shares(made) == "la/team 100, nhs/team 100");
}

TEST_CASE("parts of a worker go on each in its own line, and in one where one is left",
          "[bearing]") {
  auto made = taken_over();
  made.person.workers[0].shares = {{"la", "team", 60}, {"la", "garden", 40}};
  CHECK(shares(made) == "la/team 60, la/garden 40, nhs/team 60, nhs/garden 40");
  std::erase_if(made.person.budgets[1].lines, [](const auto& line) { return line.ref != "team"; });
  line_of(made, "team").payees = {"W1"};
  CHECK(shares(made) == "la/team 60, la/garden 40, nhs/team 100");
}

TEST_CASE("a share that names the new budget says all there is to say", "[bearing]") {
  auto made = taken_over();
  made.person.workers[0].shares = {{"la", "team", 100}, {"nhs", "garden", 100}};
  CHECK(shares(made) == "la/team 100, nhs/garden 100");
}

TEST_CASE("pay for days of a new plan that has no line for the worker is found as unplanned",
          "[bearing]") {
  auto made = taken_over();
  std::erase_if(made.person.budgets[1].lines, [](const auto& line) { return line.ref == "team"; });
  CHECK(shares(made) == "la/team 100");
  made.payslip("W1", "2025-09-05", "200.00");
  made.payslip("W1", "2025-10-03", "300.00");
  CHECK(costs(made) == "la/team 200.00, nhs/unplanned 300.00");
  const auto found = unplanned(made);
  REQUIRE(found.size() == 1);
  CHECK(found[0].budget == "nhs");
  CHECK(found[0].amount == pounds("300.00"));
  CHECK(found[0].evidence.size() == 1);
}

TEST_CASE("whoever left with the old budget is paid by it afterwards, and nothing is found",
          "[bearing]") {
  auto made = taken_over();
  made.person.workers[0].to = day("2025-09-11");
  CHECK(shares(made) == "la/team 100");
  made.payslip("W1", "2025-10-03", "300.00");
  made.payslips.back().record.period = {day("2025-09-05"), day("2025-09-11")};
  CHECK(costs(made) == "la/team 300.00");
  CHECK(unplanned(made).empty());
}

TEST_CASE("a share goes on through several years in which nobody named it again", "[bearing]") {
  auto made = taken_over();
  auto third = made.person.budgets[1];
  third.ref = "nhs-2";
  third.from = day("2026-04-01");
  third.to = day("2027-03-31");
  third.follows = "nhs";
  made.person.budgets.push_back(third);
  CHECK(shares(made) == "la/team 100, nhs/team 100, nhs-2/team 100");
}
