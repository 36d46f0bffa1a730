// Settled years where something about them waits, is decided, falls due late or does not add up:
// what is kept of them is forgotten or not used, and every page says what all years say.
#include "app/settle.hpp"
#include "tests/app/support_asked.hpp"
#include "tests/app/support_shelf.hpp"
#include "tests/reconcile/support_years.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Date;
using ledger::Decision;
using ledger::Money;
using support::first_month;
using support::has;
using support::month_end;
using support::Shelf;

/// A line that comes after the years that are settled.
constexpr int later_month = first_month + 1;
const Date asked_on = month_end(later_month);

/// With five and a half years reconciled, and the first of them settled.
Shelf& settle(Shelf& shelf) {
  shelf.import(support::first_years());
  shelf.reconcile(month_end(first_month));
  REQUIRE(shelf.settled());
  return shelf;
}

/// A bill for days of the first years' last budget but one.
ledger::Invoice old_bill(Date on, Date due) {
  ledger::Invoice bill{.date = on, .due = due, .amount = Money::of_pence(12'345)};
  bill.person = "P0001";
  bill.number = "LK-OLD";
  bill.supplier = "Larkrise Homecare Ltd";
  bill.plan_line = "2018/agency";
  bill.file_line = 2;
  return bill;
}

}  // namespace

TEST_CASE("while anything waits to be reconciled all years are read", "[settled]") {
  Shelf shelf{years::life(1, 0)};
  settle(shelf);
  const auto on = plus_days(month_end(first_month), 5);
  shelf.import_bill(old_bill(on, plus_days(on, 7)));
  shelf.import(support::month_days(later_month));
  REQUIRE(shelf.settled());
  const auto late = plus_days(asked_on, 60);
  const auto questions = support::questions_of_now(late);
  const auto told = shelf.answers(questions, late);
  CHECK(has(told, "LK-OLD"));
  CHECK(told == shelf.answers_of_all(questions, late));
}

TEST_CASE("after a waiver of an old finding it is waived, with settled years and without",
          "[settled]") {
  Shelf shelf{years::life(1, 0)};
  settle(shelf);
  const auto found = shelf.settled()->found;
  REQUIRE_FALSE(found.empty());
  shelf.record([&](store::Work& work, ledger::PersonId person) {
    work.waive(person, {found.front().id, "known of old", "r.patel", "2022-01-01T09:00:00Z"});
  });
  CHECK_FALSE(shelf.settled());
  shelf.reconcile(month_end(first_month));
  REQUIRE(shelf.settled());
  CHECK(shelf.settled()->found.front().state == ledger::FindingState::waived);
  CHECK(shelf.wrongly().empty());
  const ledger::Date day = month_end(first_month);
  CHECK(shelf.answers({{"findings"}}, day) == shelf.answers_of_all({{"findings"}}, day));
}

TEST_CASE("an old bill that falls due when its years could be settled is missed by nobody",
          "[settled]") {
  Shelf shelf{years::life(1, 0)};
  const auto on = plus_days(years::april_after(5), -10);
  auto bill = old_bill(on, plus_days(month_end(first_month), 40));
  bill.plan_line = "2020/agency";
  shelf.import(support::first_years());
  shelf.import_bill(bill);
  shelf.reconcile(month_end(first_month));
  const support::Questions questions{{"findings"}};
  CHECK_FALSE(has(shelf.answers(questions, month_end(first_month)), "LK-OLD"));
  const auto late = plus_days(*bill.due, 60);
  const auto told = shelf.answers(questions, late);
  CHECK(has(told, "LK-OLD"));
  CHECK(told == shelf.answers_of_all(questions, late));
}

TEST_CASE("where the oldest file says why bank and books differ a statement says so", "[settled]") {
  auto life = years::life(1, 0);
  auto balance = Money::of_pence(1'000);  // nobody said that it was there
  for (auto& line : life.lines) {
    balance += line.line.amount;
    line.line.balance = balance;
  }
  Shelf shelf{std::move(life)};
  settle(shelf);
  const auto day = month_end(first_month);
  const support::Questions questions{
      {"statement", "P0001", "--from", text(years::april_after(5)), "--to", text(day)}};
  const auto told = shelf.answers(questions, day);
  CHECK(has(told, "the first statement begins with £10.00"));
  CHECK(told == shelf.answers_of_all(questions, day));
}

TEST_CASE("a decision of today about an old budget makes the book forget its settled years",
          "[settled]") {
  Shelf shelf{years::life(1, 0)};
  settle(shelf);
  const auto line = shelf.import_line(plus_days(month_end(first_month), 9), -4'321, "ACME PARROTS");
  shelf.reconcile(asked_on);
  REQUIRE(shelf.settled());
  const auto code_to = [&](const std::string& plan_line) {
    shelf.record([&](store::Work& work, ledger::PersonId person) {
      work.decide(person, {line, Decision::Kind::code, {}, plan_line, "r.patel", "t"});
      app::settle_now(work, person);
    });
  };
  code_to("2021/garden");
  CHECK(shelf.settled());
  CHECK(shelf.wrongly().empty());
  code_to("2018/garden");
  CHECK_FALSE(shelf.settled());
  shelf.reconcile(asked_on);
  CHECK(shelf.wrongly().empty());
  const auto questions = support::questions_of_now(asked_on);
  CHECK(shelf.answers(questions, asked_on) == shelf.answers_of_all(questions, asked_on));
}

TEST_CASE("a bill with the number of one of years ago makes the book forget its settled years",
          "[settled]") {
  const auto life = years::life(1, 0);
  Shelf shelf{life};
  settle(shelf);
  const auto& first = life.invoices.front().record;
  auto again = first;
  again.date = plus_days(month_end(first_month), 5);
  again.due = plus_days(again.date, 14);
  again.number = "LK-OTHER";
  shelf.import_bill(again);
  CHECK(shelf.settled());
  again.number = first.number;
  shelf.import_bill(again);
  CHECK_FALSE(shelf.settled());
  shelf.reconcile(asked_on);
  CHECK(shelf.wrongly().empty());
}

TEST_CASE("check finds a row by which too little is read, and reconcile of the person mends it",
          "[settled]") {
  Shelf shelf{years::life(1, 0)};
  settle(shelf);
  const auto kept = *shelf.settled();
  auto wrong = kept;
  wrong.first_import = {99};
  shelf.keep(wrong);
  CHECK(has(shelf.wrongly(), "dpledger reconcile P0001"));
  wrong = kept;
  wrong.sums.front().debit += Money::of_pence(1);
  shelf.keep(wrong);
  CHECK(has(shelf.wrongly(), "dpledger reconcile P0001"));
  shelf.reconcile(month_end(first_month), true);
  CHECK(shelf.wrongly().empty());
  CHECK(shelf.settled()->sums == kept.sums);
}
