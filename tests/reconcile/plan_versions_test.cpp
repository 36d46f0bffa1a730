// Several versions of one plan: what is to come at each day's terms, what a line that is left out
// is called, and what a forecast is held against.
#include "reconcile/forecast.hpp"
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;
using reconcile::BudgetPhase;
using reconcile::RestsOn;

namespace {

/// Seven hours a week at 13.00, and a gym at 50.00 a month.
ledger::PersonVersion first_plan() {
  auto version = person();
  auto& budget = version.budgets[0];
  budget.contingency = {};
  budget.agreed = pounds("6000.00");
  budget.lines = {{"team", "pa-wages", "My team", pounds("5400.00"), {"W1"}, {}, {}, {}},
                  {"gym", "activities", "Getting fit", pounds("600.00"), {"GYMCO"}, {}, {}, {}}};
  budget.lines[1].each = pounds("50.00");
  budget.lines[1].every = ledger::Every::month;
  budget.lines[1].first = day("2025-04-07");
  version.workers[0].hours = ledger::parse_quantity("7").value();
  version.workers[0].rate = pounds("13.00");
  return version;
}

/// From October twice the hours at 13.50, and the gym at 61.00.
ledger::PersonVersion dearer_plan() {
  auto version = first_plan();
  version.from = day("2025-10-01");
  auto& budget = version.budgets[0];
  budget.agreed = pounds("9000.00");
  budget.lines[0].amount = pounds("8334.00");
  budget.lines[1].amount = pounds("666.00");
  budget.lines[1].each = pounds("61.00");
  version.workers[0].hours = ledger::parse_quantity("14").value();
  version.workers[0].rate = pounds("13.50");
  return version;
}

/// Without the gym, from a day on.
ledger::PersonVersion without_gym(std::string_view from) {
  auto version = first_plan();
  version.from = day(from);
  auto& lines = version.budgets[0].lines;
  lines[1] = {"kit", "equipment", "A new chair", pounds("600.00"), {"KITCO"}, {}, {}, {}};
  return version;
}

reconcile::BudgetPosition position(const reconcile::PersonView& view) {
  const auto all = reconcile::positions(view);
  REQUIRE(all.size() == 1);
  return all.front();
}
const reconcile::LinePosition& line(const reconcile::BudgetPosition& of, std::string_view ref) {
  const auto found = std::ranges::find(of.lines, ref, &reconcile::LinePosition::ref);
  REQUIRE(found != of.lines.end());
  return *found;
}
const reconcile::LineForecast& line(const reconcile::BudgetForecast& of, std::string_view ref) {
  const auto found = std::ranges::find(of.lines, ref, &reconcile::LineForecast::ref);
  REQUIRE(found != of.lines.end());
  return *found;
}
bool warns(const reconcile::BudgetForecast& of, std::string_view of_line) {
  return std::ranges::count(of.warnings, of_line, &reconcile::Warning::line) > 0;
}

}  // namespace

TEST_CASE("a forecast has what is to come at the terms of each day, the balance at today's",
          "[versions]") {
  Case made{std::vector{first_plan(), dearer_plan()}};
  const auto view = made.view("2025-04-01");
  const auto at = position(view);
  CHECK(line(at, "team").committed == pounds("4732.00"));
  CHECK(line(at, "gym").committed == pounds("600.00"));
  CHECK(at.available == pounds("668.00"));
  const auto ahead = reconcile::forecast(view, at);
  // 182 days until 30 September at 13.00 a day, 182 from 1 October at 27.00
  CHECK(line(ahead, "team").committed == pounds("7280.00"));
  CHECK(line(ahead, "team").estimate);
  CHECK(line(ahead, "gym").committed == pounds("666.00"));
  // once it has begun they agree
  const auto begun = made.view("2025-10-01");
  CHECK(line(position(begun), "gym").committed == pounds("366.00"));
  CHECK(line(reconcile::forecast(begun, position(begun)), "gym").committed == pounds("366.00"));
}

TEST_CASE("a worker whom a coming version leaves out costs nothing from its day", "[versions]") {
  auto later = first_plan();
  later.from = day("2025-10-01");
  later.workers.clear();
  later.budgets[0].lines[0].payees.clear();
  Case made{std::vector{first_plan(), later}};
  const auto view = made.view("2025-04-01");
  CHECK(line(reconcile::forecast(view, position(view)), "team").committed == pounds("2366.00"));
  CHECK(line(position(made.view("2025-10-01")), "team").committed.is_zero());
}

TEST_CASE("a forecast is held against the plan that holds at the end", "[versions]") {
  Case made{std::vector{first_plan(), dearer_plan()}};
  const auto view = made.view("2025-04-01");
  const auto ahead = reconcile::forecast(view, position(view));
  CHECK(ahead.agreed == pounds("9000.00"));
  CHECK(line(ahead, "gym").planned == pounds("666.00"));
  CHECK_FALSE(line(ahead, "gym").over_on);
  CHECK_FALSE(warns(ahead, "gym"));
  // the same payments without the new amounts are too much
  auto same = dearer_plan();
  same.budgets[0].lines[1].amount = pounds("600.00");
  Case short_of{std::vector{first_plan(), same}};
  const auto other = short_of.view("2025-04-01");
  CHECK(warns(reconcile::forecast(other, position(other)), "gym"));
}

TEST_CASE("a line that a version leaves out keeps what it is called", "[versions]") {
  Case made{std::vector{first_plan(), without_gym("2025-06-01")}};
  made.code(made.line("2025-05-07", "-49.99", "GYMCO"), "2025/gym");
  made.code(made.line("2025-05-08", "-1.00", "SWEETS"), "2025/unplanned");
  const auto view = made.view("2025-06-10");
  const auto at = position(view);
  CHECK(line(at, "gym").category == "activities");
  CHECK(line(at, "gym").planned.is_zero());
  CHECK(line(at, "unplanned").category == "other");
  const auto ahead = reconcile::forecast(view, at);
  CHECK(line(ahead, "gym").basis == RestsOn::left_out);
  CHECK(line(ahead, "unplanned").basis == RestsOn::unplanned);
}

TEST_CASE("what was spent on a line that is left out is too much, as on one kept at nothing",
          "[versions]") {
  auto kept = without_gym("2025-06-01");
  kept.budgets[0].lines.push_back(first_plan().budgets[0].lines[1]);
  kept.budgets[0].lines[2].amount = {};
  for (const auto& second : {without_gym("2025-06-01"), kept}) {
    Case made{std::vector{first_plan(), second}};
    made.code(made.line("2025-05-07", "-49.99", "GYMCO"), "2025/gym");
    CHECK(made.open("2025-05-31", "over-plan-line") == 0);
    const auto found = made.findings("2025-06-10", "over-plan-line");
    REQUIRE(found.size() == 1);
    CHECK(found[0].subject == "2025/gym");
    CHECK(found[0].amount == pounds("49.99"));
  }
  Case unspent{std::vector{first_plan(), without_gym("2025-06-01")}};
  CHECK(unspent.open("2025-06-10", "over-plan-line") == 0);
}

TEST_CASE("a budget runs on its last day and is over on the next", "[versions]") {
  Case made{first_plan()};
  const auto phase = [&](std::string_view on) {
    const auto view = made.view(on);
    return reconcile::forecast(view, position(view)).phase;
  };
  CHECK(phase("2026-03-31") == BudgetPhase::running);
  CHECK(phase("2026-04-01") == BudgetPhase::over);
}

TEST_CASE("nothing is agreed before the day of the first agreement", "[versions]") {
  auto late = first_plan();
  late.budgets[0].agreed_on = day("2025-07-20");
  Case made{late};
  CHECK_FALSE(position(made.view("2025-07-19")).agreed);
  CHECK_FALSE(position(made.view("2025-07-19")).available);
  CHECK(position(made.view("2025-07-20")).agreed == pounds("6000.00"));
  // a revision that is agreed late takes nothing back
  auto revised = dearer_plan();
  revised.budgets[0].agreed_on = day("2025-11-01");
  Case again{std::vector{first_plan(), revised}};
  CHECK(position(again.view("2025-10-15")).agreed == pounds("9000.00"));
}
