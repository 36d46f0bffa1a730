#include "ledger/schedule.hpp"

#include <catch2/catch.hpp>

using namespace ledger;

namespace {

Date day(const char* text) {
  return parse_date(text).value();
}
Money pounds(std::int64_t value) {
  return Money::of_pence(value * 100);
}

Account account() {
  return {"dp", AccountKind::bank, "", "", "", day("2025-04-01"), {}, "GBP"};
}

Budget budget() {
  Budget made{.ref = "2025", .from = day("2025-04-01"), .to = day("2026-03-31")};
  made.funders = {{"NHS Somewhere", "health", pounds(13000)}};
  made.accounts = {"dp"};
  made.agreed = pounds(13000);
  made.agreed_on = day("2025-03-20");
  made.instalments = {{Payer::funder, pounds(1000), Every::four_weeks, day("2025-04-04"), false}};
  return made;
}

PersonVersion person(Budget agreed) {
  PersonVersion made{.ref = "P0001"};
  made.accounts = {account()};
  made.budgets = {std::move(agreed)};
  return made;
}

}  // namespace

TEST_CASE("thirteen instalments every four weeks end with the budget", "[ledger]") {
  const auto due = due_instalments(PersonHistory{{person(budget())}});
  REQUIRE(due.size() == 13);
  CHECK(due.front().period == Period{day("2025-04-04"), day("2025-05-01")});
  CHECK(due.back().due == day("2026-03-06"));
  CHECK(due.back().period.last == day("2026-03-31"));
}

TEST_CASE("an instalment in arrears pays for the days since the one before it", "[ledger]") {
  auto agreed = budget();
  agreed.instalments = {{Payer::funder, pounds(1000), Every::month, day("2025-05-01"), true}};
  const auto due = due_instalments(PersonHistory{{person(agreed)}});
  REQUIRE(due.size() == 11);
  CHECK(due[0].period == Period{day("2025-04-01"), day("2025-04-30")});
  CHECK(due[1].period == Period{day("2025-05-01"), day("2025-05-31")});
  CHECK(due[9].period == Period{day("2026-01-01"), day("2026-01-31")});
  CHECK(due[10].period == Period{day("2026-02-01"), day("2026-02-28")});
  for (std::size_t n = 0; n < due.size(); ++n) {
    CHECK(whole_days(agreed.instalments[0], static_cast<int>(n)) == due[n].period);
  }
}

TEST_CASE("instalments in arrears leave no day out and pay for none twice", "[ledger]") {
  for (const auto every :
       {Every::week, Every::two_weeks, Every::four_weeks, Every::month, Every::quarter}) {
    auto agreed = budget();
    agreed.instalments = {{Payer::funder, pounds(10), every, day("2025-07-31"), true}};
    const auto due = due_instalments(PersonHistory{{person(agreed)}});
    for (std::size_t i = 1; i < due.size(); ++i) {
      CHECK(due[i].period.first == plus_days(due[i - 1].period.last, 1));
    }
  }
}

TEST_CASE("the last instalment is the rest of what is agreed", "[ledger]") {
  auto agreed = budget();
  agreed.agreed = pounds(2500);
  const auto due = due_instalments(PersonHistory{{person(agreed)}});
  REQUIRE(due.size() == 3);
  CHECK(due.back().amount == pounds(500));
}

TEST_CASE("nothing is due before the agreement or after a death", "[ledger]") {
  auto planning = budget();
  planning.agreed.reset();
  CHECK(due_instalments(PersonHistory{{person(planning)}}).empty());
  auto late = budget();
  late.agreed_on = day("2025-05-10");
  CHECK(due_instalments(PersonHistory{{person(late)}}).front().due == day("2025-05-30"));
  auto dead = person(budget());
  dead.died = day("2025-05-02");
  CHECK(due_instalments(PersonHistory{{dead}}).size() == 2);
}

TEST_CASE("a new version's instalments take over from its day", "[ledger]") {
  auto first = person(budget());
  auto revised = budget();
  revised.agreed = pounds(19000);
  revised.instalments.front().amount = pounds(2000);
  auto second = person(revised);
  second.from = day("2025-10-01");
  const auto due = due_instalments(PersonHistory{{first, second}});
  REQUIRE(due.size() == 13);
  CHECK(due[6].due == day("2025-09-19"));
  CHECK(due[6].amount == pounds(1000));
  CHECK(due[7].amount == pounds(2000));
}

TEST_CASE("a cut takes back nothing that was due before its day, and leaves nothing due after it",
          "[ledger]") {
  auto cut = budget();
  cut.agreed = pounds(4500);
  auto second = person(cut);
  second.from = day("2025-10-01");
  const auto due = due_instalments(PersonHistory{{person(budget()), second}});
  REQUIRE(due.size() == 7);
  CHECK(due.back().due == day("2025-09-19"));
  CHECK(due.back().amount == pounds(1000));
}

TEST_CASE("after a cut that leaves something, the last instalment is the rest of it", "[ledger]") {
  auto cut = budget();
  cut.agreed = pounds(8600);
  auto second = person(cut);
  second.from = day("2025-10-01");
  const auto due = due_instalments(PersonHistory{{person(budget()), second}});
  REQUIRE(due.size() == 9);
  CHECK(due[7].amount == pounds(1000));
  CHECK(due[8].amount == pounds(600));
}

TEST_CASE("what was too little for an instalment on its day is not due later", "[ledger]") {
  auto first = budget();
  first.agreed = pounds(4500);
  auto second = person(budget());
  second.from = day("2025-10-01");
  const auto due = due_instalments(PersonHistory{{person(first), second}});
  REQUIRE(due.size() == 11);
  CHECK(due[4].due == day("2025-07-25"));
  CHECK(due[4].amount == pounds(500));
  CHECK(due[5].due == day("2025-10-17"));
}

TEST_CASE("what is agreed, nobody says when, is agreed from its first day", "[ledger]") {
  auto unsaid = budget();
  unsaid.agreed_on.reset();
  const PersonHistory history{{person(unsaid)}};
  CHECK(first_agreed(history, "2025") == day("2025-04-01"));
  CHECK(due_instalments(history).size() == 13);
}

TEST_CASE("a monthly thing of the 31st falls on each month's last day", "[ledger]") {
  const auto days =
      due_days(day("2025-01-31"), Every::month, {day("2025-01-01"), day("2025-04-30")});
  CHECK(days ==
        std::vector{day("2025-01-31"), day("2025-02-28"), day("2025-03-31"), day("2025-04-30")});
  CHECK(due_days(day("2025-01-31"), Every::once, {day("2025-02-01"), day("2025-12-31")}).empty());
}

TEST_CASE("a regular payment of the plan is due on its days inside the budget", "[ledger]") {
  auto planned = budget();
  PlanLine insurance{"insurance", "insurance", "",          pounds(96),
                     {"FISH"},    pounds(96),  Every::once, day("2025-04-10")};
  planned.lines = {insurance};
  const auto due = due_regulars(PersonHistory{{person(planned)}});
  REQUIRE(due.size() == 1);
  CHECK(due.front().due == day("2025-04-10"));
}

TEST_CASE("a revision that is agreed late leaves no gap: the budget was agreed before",
          "[ledger]") {
  auto revised = budget();
  revised.agreed = pounds(14000);
  revised.agreed_on = day("2025-10-20");
  revised.instalments[0].amount = pounds(1100);
  auto second = person(revised);
  second.from = day("2025-10-01");
  const PersonHistory history{{person(budget()), second}};
  CHECK(first_agreed(history, "2025") == day("2025-03-20"));
  const auto due = due_instalments(history);
  REQUIRE(due.size() == 13);
  CHECK(due[6].due == day("2025-09-19"));
  CHECK(due[6].amount == pounds(1000));
  CHECK(due[7].due == day("2025-10-17"));  // before the revision was agreed, in its days
  CHECK(due[7].amount == pounds(1100));
}

TEST_CASE("while a revision is planned, what was due before it stays due", "[ledger]") {
  auto planning = budget();
  planning.agreed.reset();
  planning.agreed_on.reset();
  auto second = person(planning);
  second.from = day("2025-06-01");
  const auto due = due_instalments(PersonHistory{{person(budget()), second}});
  REQUIRE(due.size() == 3);
  CHECK(due.back().due == day("2025-05-30"));
  CHECK(due.back().amount == pounds(1000));
}
