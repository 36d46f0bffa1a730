// balance --plain, plan and caseload where a plan changed, ended, was agreed late or never began;
// and nothing is asked twice.
#include "reports/budget_state.hpp"
#include "reports/plan.hpp"
#include "tests/reports/plain_pages.hpp"

using namespace build;
using namespace plain_pages;

namespace {

Acted spent(const std::string& garden, const std::string& agency) {
  Acted made;
  made.plan().lines[1].amount = pounds("600.00");
  made.plan().lines[2].amount = pounds("600.00");
  made.plan().lines[2].payees = {"CABCO"};
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-04-09", "-" + garden, "GREEN THUMB GARDENS");
  made.bank("2025-04-10", "-" + agency, "CABCO");
  return made;
}

/// With a second version.
PlainPage page_of(const Acted& made, const ledger::PersonVersion& later, const std::string& on) {
  auto facts = made.facts();
  facts.history = ledger::PersonHistory{{made.person, later}};
  return reports::plain_pages(Books{facts, on}.view()).at(0);
}

std::size_t times(const PlainPage& page, const std::string& words) {
  std::size_t found = 0;
  for (const auto& sentence : section(page, "to-do").sentences) {
    if (sentence.find(words) != std::string::npos) ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("how many parts of a plan went over is said, with what they come to", "[plain]") {
  const auto two = page_of(spent("611.11", "622.22"), "2025-04-20");
  CHECK(says(two, "You went over 2 parts of your plan, by £33.33 in all."));
  CHECK_FALSE(says(two, "one part"));
  const auto one = page_of(spent("611.11", "600.00"), "2025-04-20");
  CHECK(says(one, "You went over one part of your plan by £11.11."));
}

TEST_CASE("money that nobody has explained is not missing from a budget that is over", "[plain]") {
  Acted made;
  made.plan().instalments.clear();
  made.plan().to = day("2025-04-30");
  made.bank("2025-04-02", "100.00", "A STRANGER");
  made.bank("2025-04-21", "-150.15", "GREEN THUMB GARDENS");
  const Books books{made, "2025-06-10"};
  const auto at = reconcile::positions(books.view()).at(0);
  CHECK(at.suspense_received == pounds("100.00"));
  CHECK(at.shortfall == pounds("50.15"));
  CHECK(surplus_of(books.view(), "2025").left_short() == pounds("50.15"));
  CHECK(says(reports::plain_pages(books.view()).at(0), "You are £50.15 short of what is owed"));
}

TEST_CASE("a budget that a death came before did not begin", "[plain]") {
  Acted made;
  made.person.died = day("2025-03-15");
  const auto page = page_of(made, "2025-04-10");
  CHECK(says(page, "This plan did not begin."));
  CHECK_FALSE(says(page, "ran until"));
  made.person.died = day("2025-04-01");
  CHECK(says(page_of(made, "2025-04-10"), "It ran until 1 April 2025."));
}

TEST_CASE("a plan has not come to an end on its last day", "[plain]") {
  auto made = spent("10.00", "10.00");
  made.plan().to = day("2025-04-30");
  CHECK_FALSE(says(page_of(made, "2025-04-30"), "come to an end"));
  CHECK(says(page_of(made, "2025-05-01"), "This plan has come to an end. It ran until 30 April"));
}

TEST_CASE("a payment that a finding asks about is asked about once", "[plain]") {
  auto made = spent("10.00", "10.00");
  made.bank("2025-04-12", "-20.00", "CASH WITHDRAWAL");
  const auto page = page_of(made, "2025-04-20");
  CHECK(times(page, "£20.00 in cash") == 1);
  CHECK(times(page, "We are not sure what") == 0);
}

TEST_CASE("a line that a version leaves out keeps its name on the page", "[plain]") {
  auto made = spent("10.00", "20.00");
  made.plan().lines[1].outcome = "A tidy garden";
  auto later = made.person;
  later.from = day("2025-05-01");
  later.budgets[0].lines.erase(later.budgets[0].lines.begin() + 1);
  const auto page = page_of(made, later, "2025-05-10");
  const auto& figures = section(page, "spent").figures;
  CHECK(std::ranges::count(figures, "A tidy garden", &reports::PlainFigure::what) == 1);
  CHECK(std::ranges::count(figures, "Not in the plan", &reports::PlainFigure::what) == 0);
}

TEST_CASE("a rise that is to come makes no plan too small today", "[plain]") {
  Acted made;
  made.plan().agreed = pounds("1200.00");
  made.plan().lines[1].each = pounds("100.00");
  made.plan().lines[1].every = ledger::Every::month;
  made.plan().lines[1].first = day("2025-04-20");
  auto later = made.person;
  later.from = day("2025-10-01");
  later.budgets[0].agreed = pounds("1800.00");
  later.budgets[0].lines[1].each = pounds("200.00");
  CHECK_FALSE(says(page_of(made, later, "2025-04-10"), "more than your plan"));
  later.budgets[0].agreed = pounds("1799.00");
  CHECK(says(page_of(made, later, "2025-04-10"), "your plan will run out in March 2026"));
  for (const auto* month : {"04", "05", "06", "07", "08", "09"}) {
    made.bank(std::string{"2025-"} + month + "-20", "-100.00", "GREEN THUMB GARDENS");
  }
  CHECK(says(page_of(made, later, "2025-10-10"), "You have used or planned £1.00 more than"));
}

TEST_CASE("before the day of its agreement no answer calls a budget agreed", "[plain][plan]") {
  Acted made;
  made.plan().agreed_on = day("2025-07-20");
  const Books before{made, "2025-07-10"};
  const auto text = reports::as_text(reports::plan(before.view(), ""), {.width = 400});
  CHECK(text.find("make exactly what is to be agreed.") != std::string::npos);
  CHECK(text.find("The plan is agreed on 20 July 2025, and not before") != std::string::npos);
  CHECK(says(page_of(made, "2025-07-10"), "Your plan is not agreed yet."));
  CHECK_FALSE(reconcile::positions(before.view()).at(0).agreed);
  const Books after{made, "2025-07-20"};
  const auto agreed = reports::as_text(reports::plan(after.view(), ""), {.width = 400});
  CHECK(agreed.find("make exactly what is agreed.") != std::string::npos);
  // a revision that is agreed late takes nothing back
  auto late = made.person;
  late.from = day("2025-09-01");
  late.budgets[0].agreed_on = day("2025-09-30");
  const ledger::PersonHistory history{{made.person, late}};
  CHECK(reports::state_on(history, late.budgets[0], day("2025-09-10")) ==
        reports::BudgetState::agreed);
  CHECK(reports::state_on(history, late.budgets[0], day("2025-07-10")) ==
        reports::BudgetState::planning);
}
