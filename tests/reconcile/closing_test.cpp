// How a budget ended: a year rolled over with a correction afterwards, and a death in mid-quarter.
#include "reconcile/closing.hpp"

#include "tests/reconcile/build.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace build;

namespace {

/// Two years of one funder, the second taking over from the first.
Case rolled_over() {
  Case made;
  auto next = made.plan();
  next.ref = "2026";
  next.from = day("2026-04-01");
  next.to = day("2027-03-31");
  next.follows = "2025";
  made.person.budgets.push_back(next);
  for (auto& worker : made.person.workers) worker.shares.push_back({"2026", "team", 100});
  made.plan().instalments = {
      {ledger::Payer::funder, pounds("5000.00"), ledger::Every::once, day("2026-01-05"), false}};
  made.bank("2026-01-05", "5000.00", "NHS TRENT ICB");
  return made;
}

struct Books {
  explicit Books(const ledger::PersonFacts& given) : facts{given} {
    for (auto& entry : reconcile::reconcile(facts, ledger::Parameters::built_in()).entries) {
      standing.push_back(
          {{static_cast<std::int64_t>(standing.size()) + 1}, std::move(entry), {}, false, {}});
    }
  }
  reconcile::PersonView view(const std::string& as_of) const {
    return reconcile::view(facts, standing, ledger::balances_of(standing, day(as_of)),
                           ledger::Parameters::built_in(), day(as_of));
  }
  reconcile::Closing closing(const std::string& budget, const std::string& as_of) const {
    return reconcile::closing(view(as_of), *facts.history.budget(budget));
  }
  ledger::PersonFacts facts;
  std::vector<ledger::RecordedEntry> standing;
};

}  // namespace

TEST_CASE("PAYE of March is paid in April out of what was carried", "[closing]") {
  auto made = rolled_over();
  made.payslip("W1", "2026-03-27", "400.00", "100.00");
  made.bank("2026-03-27", "-400.00", "A JONES");
  made.bank("2026-04-22", "-100.00", "HMRC CUMBERNAULD");
  const Books books{made.facts()};
  const auto closing = books.closing("2025", "2026-04-30");
  CHECK(closing.carries);
  CHECK(closing.money_along() == pounds("4600.00"));
  CHECK(closing.debts_along() == pounds("100.00"));
  CHECK(closing.position.bank.is_zero());
  CHECK(closing.corrections.empty());
  CHECK(closing.staying.size() == 2);
  for (const auto& position : reconcile::positions(books.view("2026-04-30"))) {
    CHECK(reconcile::unexplained(position).is_zero());
    if (position.budget == "2026") {
      CHECK(position.opening == pounds("4500.00"));
      CHECK(position.bank == pounds("4500.00"));
      CHECK(position.owed.total().is_zero());
      CHECK(position.spent.is_zero());
    }
  }
}

TEST_CASE("a pot that the next budget lacks ends, and it is said which", "[closing]") {
  auto made = rolled_over();
  made.plan().pots = {{"redundancy", pounds("300.00")}, {"holiday", pounds("120.00")}};
  made.person.budgets.back().pots = {{"redundancy", pounds("350.00")}};
  const Books books{made.facts()};
  const auto closing = books.closing("2025", "2026-04-30");
  REQUIRE(closing.pots_after.size() == 1);
  CHECK(closing.pots_after[0] == ledger::Pot{"redundancy", pounds("350.00")});
  REQUIRE(closing.pots_ended.size() == 1);
  CHECK(closing.pots_ended[0] == ledger::Pot{"holiday", pounds("120.00")});
}

TEST_CASE("an invoice of last year that is paid in June is last year's, whenever it came",
          "[closing]") {
  auto made = rolled_over();
  made.invoice("88", "2026-03-20", "75.00");
  made.bank("2026-06-10", "-75.00", "HELPING HANDS COMMUNITY CARE");
  auto facts = made.facts();
  facts.imports.at({3}).at = GENERATE("2026-03-21T10:00:00Z", "2026-06-08T10:00:00Z");
  const Books books{facts};
  const auto closing = books.closing("2025", "2026-06-30");
  CHECK(closing.corrections.empty());
  REQUIRE(closing.owed_at_end.size() == 1);
  CHECK(closing.owed_at_end[0].account == "owed:supplier:helping-hands-community-care-ltd");
  CHECK(closing.owed_in_the_end() == pounds("75.00"));
  CHECK(closing.position.spent == pounds("75.00"));
  for (const auto& position : reconcile::positions(books.view("2026-06-30"))) {
    CHECK(reconcile::unexplained(position).is_zero());
    CHECK(position.owed.total().is_zero());
    if (position.budget == "2026") CHECK(position.bank == pounds("4925.00"));
  }
}

TEST_CASE("an invoice of a year that is approved already is taken up after it, with its own day",
          "[closing]") {
  auto made = rolled_over();
  Books books{made.facts()};
  made.invoice("88", "2026-03-20", "75.00");
  books.facts = made.facts();
  auto entries = reconcile::reconcile(books.facts, ledger::Parameters::built_in()).entries;
  reconcile::keep_closed(entries, books.standing, day("2026-03-31"));
  books.standing.clear();
  for (auto& entry : entries) {
    const auto number = static_cast<std::int64_t>(books.standing.size()) + 1;
    books.standing.push_back({{number}, std::move(entry), {}, false, {}});
  }
  const auto closing = books.closing("2025", "2026-06-30");
  CHECK(closing.owed_at_end.empty());
  REQUIRE(closing.corrections.size() == 1);
  CHECK(closing.corrections[0].cost == pounds("75.00"));
  CHECK(closing.corrections[0].date == day("2026-04-01"));
  CHECK(closing.corrections[0].of == day("2026-03-20"));
  REQUIRE(closing.corrections[0].evidence.size() == 1);
  CHECK(closing.corrections[0].evidence[0].file == "inv.csv");
}

TEST_CASE("an invoice for last year dated in June is last year's cost, paid by this year's money",
          "[closing]") {
  auto made = rolled_over();
  made.invoice("89", "2026-06-02", "60.00");
  made.invoices.back().record.plan_line = "2025/agency";
  made.bank("2026-06-10", "-60.00", "HELPING HANDS COMMUNITY CARE");
  const Books books{made.facts()};
  const auto closing = books.closing("2025", "2026-06-30");
  REQUIRE(closing.corrections.size() == 1);
  CHECK(closing.corrections[0].date == day("2026-06-02"));
  CHECK(closing.position.spent == pounds("60.00"));
  CHECK(closing.position.bank.is_zero());
  for (const auto& position : reconcile::positions(books.view("2026-06-30"))) {
    CHECK(reconcile::unexplained(position).is_zero());
    if (position.budget == "2026") CHECK(position.bank == pounds("4940.00"));
  }
}

TEST_CASE("what came along from the year before is no debt below nothing once it is paid",
          "[closing]") {
  auto made = rolled_over();
  auto next = made.person.budgets.back();
  next.ref = "2027";
  next.from = day("2027-04-01");
  next.to = day("2028-03-31");
  next.follows = "2026";
  made.person.budgets.push_back(next);
  for (auto& worker : made.person.workers) worker.shares.push_back({"2027", "team", 100});
  made.payslip("W1", "2026-03-27", "400.00", "100.00");
  made.bank("2026-03-27", "-400.00", "A JONES");
  made.bank("2026-04-22", "-100.00", "HMRC CUMBERNAULD");
  CHECK(Books{made.facts()}.closing("2026", "2027-04-30").owed_at_end.empty());
  made.invoice("88", "2026-03-20", "75.00");  // still owed a year later
  made.payslip("W2", "2027-03-26", "300.00", "60.00");
  made.bank("2027-03-26", "-300.00", "B OKAFOR");
  const auto closing = Books{made.facts()}.closing("2026", "2027-04-30");
  REQUIRE(closing.owed_at_end.size() == 2);
  CHECK(closing.owed_at_end[0].account == "owed:paye");
  CHECK(closing.owed_at_end[0].amount == pounds("60.00"));
  CHECK(closing.owed_in_the_end() == pounds("135.00"));
}

TEST_CASE("a death is the last day of a budget, unless it ended before", "[closing]") {
  Case made;
  made.person.died = day("2025-05-14");
  made.invoice("90", "2025-05-10", "75.00");
  made.invoice("91", "2025-05-20", "30.00");
  if (GENERATE(false, true)) made.plan().closed_on = day("2025-06-30");
  const auto closing = Books{made.facts()}.closing("2025", "2025-06-01");
  CHECK(closing.ended == day("2025-05-14"));
  CHECK(closing.over);
  CHECK(closing.owed_in_the_end() == pounds("75.00"));
  REQUIRE(closing.corrections.size() == 1);
  CHECK(closing.corrections[0].cost == pounds("30.00"));
  made.plan().closed_on = day("2025-04-30");
  CHECK(Books{made.facts()}.closing("2025", "2025-06-01").ended == day("2025-04-30"));
}

TEST_CASE("after a death the last wages and their tax are paid, and nothing more is expected",
          "[closing]") {
  Case made;
  made.person.died = day("2025-05-14");
  made.plan().closed_on = day("2025-05-14");
  made.plan().closed_because = "died";
  made.plan().instalments = {
      {ledger::Payer::funder, pounds("2000.00"), ledger::Every::month, day("2025-04-04"), false}};
  made.bank("2025-04-04", "2000.00", "NHS TRENT ICB");
  made.bank("2025-05-05", "2000.00", "NHS TRENT ICB");
  ledger::Payslip slip{.period = {day("2025-05-08"), day("2025-05-14")},
                       .pay_date = day("2025-05-23")};
  slip.person = "P0001";
  slip.worker = "W1";
  slip.net = pounds("400.00");
  slip.tax = pounds("90.00");
  slip.gross = pounds("490.00");
  made.payslips.push_back({{2}, slip});
  made.bank("2025-05-23", "-400.00", "A JONES");
  made.bank("2025-06-20", "-90.00", "HMRC CUMBERNAULD");
  const Books books{made.facts()};
  const auto items = reconcile::expected_items(books.facts, ledger::Parameters::built_in());
  CHECK(std::ranges::count(items, ledger::ItemKind::funding, &ledger::Item::kind) == 2);
  const auto closing = books.closing("2025", "2025-07-01");
  CHECK(closing.over);
  CHECK(closing.because == "died");
  CHECK(closing.after.empty());
  CHECK(closing.position.spent == pounds("490.00"));
  CHECK(closing.position.owed.total().is_zero());
  CHECK(closing.position.bank == pounds("3510.00"));
  CHECK(closing.position.surplus == pounds("3510.00"));
  CHECK(closing.position.committed.is_zero());
  CHECK(closing.leaving.size() == 2);
  for (const auto& finding : closing.findings) CHECK(finding.code != "paid-after-death");
}

TEST_CASE("what was set off against an instalment went back to its funder", "[closing]") {
  auto made = rolled_over();
  made.person.budgets.pop_back();
  for (auto& worker : made.person.workers) worker.shares.pop_back();
  auto& plan = made.plan();
  plan.instalments[0].every = ledger::Every::month;
  auto facts = made.facts();
  ledger::Act offset{.kind = ledger::Act::Kind::offset, .on = day("2026-01-20")};
  offset.number = 1;
  offset.budget = "2025";
  offset.funder = "NHS Trent ICB";
  offset.amount = pounds("800.00");
  offset.until = day("2026-02-05");
  facts.acts.push_back(offset);
  const Books books{facts};
  const auto waits = books.closing("2025", "2026-01-31");
  REQUIRE(waits.back.size() == 1);
  CHECK(waits.back[0].due == pounds("800.00"));
  CHECK(waits.back[0].repaid.is_zero());
  const auto served = books.closing("2025", "2026-02-28");
  CHECK(served.back[0].due == pounds("800.00"));
  CHECK(served.back[0].repaid == pounds("800.00"));
  CHECK(served.back[0].open().is_zero());
}
