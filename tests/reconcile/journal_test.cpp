// The commissioner's journal: the person's books seen from the other side, to the penny.
#include "reconcile/journal.hpp"

#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build_acts.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

using namespace build;

namespace {

using ledger::Head;
using ledger::Money;
using reconcile::CostBasis;
using reconcile::Journal;
using Strings = std::vector<std::string>;

Journal journal_of(const Acted& made, const std::string& first, const std::string& last,
                   CostBasis basis = CostBasis::days) {
  const Books before{made, text(ledger::plus_days(day(first), -1))};
  const Books books{made, last};
  return reconcile::journal(before.view(), books.view(), {day(first), day(last)}, basis);
}

/// "spending/bank 1000.00", with a "~" where it is turned back.
Strings said(const Journal& journal) {
  Strings all;
  for (const auto& line : journal.lines) {
    all.push_back((line.adjusting ? "~" : "") + std::string{ledger::text(line.debit)} + "/" +
                  std::string{ledger::text(line.credit)} + " " + ledger::text(line.amount) +
                  (line.prior_year ? " of a year before" : ""));
  }
  return all;
}

Money net(const Journal& journal, Head head, bool with_adjusting) {
  Money sum;
  for (const auto& line : journal.lines) {
    if (line.adjusting && !with_adjusting) continue;
    if (line.debit == head) sum += line.amount;
    if (line.credit == head) sum -= line.amount;
  }
  return sum;
}

/// Every account that the people's books have too, moved alike.
bool ties(const Journal& journal) {
  for (const auto& [account, balances] : journal.balances) {
    if (net(journal, account.second, false) != balances.moved()) return false;
  }
  return true;
}

}  // namespace

TEST_CASE(
    "an instalment that arrived is spending, and nothing is prepaid when it is a cost as paid",
    "[journal]") {
  Acted made;
  made.bank("2025-04-02", "1000.00", "NHS TRENT ICB");
  const auto journal = journal_of(made, "2025-04-01", "2025-04-30", CostBasis::paid);
  CHECK(said(journal) == Strings{"spending/bank 1000.00"});
  CHECK(ties(journal));
}

TEST_CASE("in mid-month half of the month's instalment is prepaid, day by day", "[journal]") {
  Acted made;
  made.bank("2025-04-02", "1000.00", "NHS TRENT ICB");
  const auto journal = journal_of(made, "2025-04-01", "2025-04-15");
  CHECK(said(journal) == Strings{"spending/bank 1000.00", "~prepayment/spending 500.00"});
  CHECK(net(journal, Head::spending, true) == pounds("500.00"));
  CHECK(ties(journal));
}

TEST_CASE("the next journal turns back what was prepaid, so that each bears the cost of its days",
          "[journal]") {
  Acted made;
  made.bank("2025-04-02", "1000.00", "NHS TRENT ICB");
  const auto second = journal_of(made, "2025-04-16", "2025-04-30");
  CHECK(said(second) == Strings{"~spending/prepayment 500.00"});
  CHECK(net(second, Head::spending, true) == pounds("500.00"));
  CHECK(ties(second));
}

TEST_CASE("what was accrued on 31 March is turned back in the new year as of the year before",
          "[journal]") {
  Acted made;
  made.plan().instalments = {
      {ledger::Payer::funder, pounds("500.00"), ledger::Every::once, day("2026-03-30"), false}};
  made.bank("2026-04-02", "500.00", "NHS TRENT ICB");
  CHECK(said(journal_of(made, "2026-03-01", "2026-03-31")) == Strings{"~spending/accrual 500.00"});
  const auto april = journal_of(made, "2026-04-01", "2026-04-30");
  CHECK(said(april) == Strings{"~accrual/spending 500.00 of a year before",
                               "spending/bank 500.00 of a year before"});
  CHECK(net(april, Head::spending, true).is_zero());
}

TEST_CASE(
    "what came beyond an instalment is prepaid until it is asked back, and no cost of its days",
    "[journal]") {
  Acted made;
  made.bank("2025-04-01", "1300.00", "NHS TRENT ICB");
  CHECK(said(journal_of(made, "2025-04-01", "2025-04-30")) ==
        Strings{"spending/bank 1300.00", "~prepayment/spending 300.00"});
  made.reclaim("2025-04-20", "300.00", "2025-05-20");
  CHECK(said(journal_of(made, "2025-04-01", "2025-04-30")) ==
        Strings{"spending/bank 1300.00", "owed-back/spending 300.00"});
}

TEST_CASE("an instalment that came twice is prepaid until it goes back, and no cost of its days",
          "[journal]") {
  Acted made;
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  const auto twice = made.bank("2025-04-04", "1000.00", "NHS TRENT ICB");
  REQUIRE(Books(made, "2025-04-30").answer().of(twice).rule == reconcile::rule::duplicate);
  const auto journal = journal_of(made, "2025-04-01", "2025-04-30");
  CHECK(said(journal) ==
        Strings{"spending/bank 1000.00", "spending/bank 1000.00", "~prepayment/spending 1000.00"});
  CHECK(ties(journal));
  const auto back = made.bank("2025-05-20", "-1000.00", "NHS TRENT ICB");
  made.decide(back, ledger::Decision::Kind::match, {"reversal:" + text(twice)});
  const auto may = journal_of(made, "2025-05-01", "2025-05-31");
  CHECK(said(may) == Strings{"~spending/prepayment 1000.00", "bank/spending 1000.00",
                             "~spending/accrual 1000.00"});
  CHECK(ties(may));
}

TEST_CASE("what is due and did not arrive is accrued", "[journal]") {
  Acted made;
  made.bank("2025-04-20", "-1.00", "GREEN THUMB GARDENS");
  CHECK(said(journal_of(made, "2025-04-01", "2025-04-30")) == Strings{"~spending/accrual 1000.00"});
  CHECK(said(journal_of(made, "2025-04-01", "2025-04-15")) == Strings{"~spending/accrual 500.00"});
  CHECK(said(journal_of(made, "2025-04-01", "2025-04-15", CostBasis::paid)) ==
        Strings{"~spending/accrual 1000.00"});
}

TEST_CASE("an instalment in arrears is accrued for the days gone before it is due", "[journal]") {
  Acted made;
  made.plan().instalments.front().arrears = true;
  made.plan().instalments.front().first = day("2025-05-01");
  CHECK(said(journal_of(made, "2025-04-01", "2025-04-15")) == Strings{"~spending/accrual 500.00"});
  CHECK(said(journal_of(made, "2025-04-01", "2025-04-15", CostBasis::paid)).empty());
}

TEST_CASE("money asked back, repaid in part and given up in part leaves the debtor at nothing",
          "[journal]") {
  Acted made;
  made.bank("2025-04-02", "1000.00", "NHS TRENT ICB");
  made.reclaim("2025-04-10", "300.00", "2025-04-28");
  made.bank("2025-04-20", "-200.00", "NHS TRENT ICB");
  made.about("R1", Kind::write_off, "2025-04-25", "100.00");
  const auto journal = journal_of(made, "2025-04-01", "2025-04-30");
  CHECK(said(journal) == Strings{"spending/bank 1000.00", "owed-back/spending 300.00",
                                 "bank/owed-back 200.00", "spending/owed-back 100.00"});
  CHECK(net(journal, Head::owed_back, true).is_zero());
  CHECK(net(journal, Head::spending, true) == pounds("800.00"));
  CHECK(ties(journal));
}

TEST_CASE("a set-off is spending against what is owed back, and no money moves", "[journal]") {
  Acted made;
  made.bank("2025-04-02", "1000.00", "NHS TRENT ICB");
  made.offset("2025-04-20", "250.00", "2025-05-01");
  made.bank("2025-05-02", "750.00", "NHS TRENT ICB");
  const auto journal = journal_of(made, "2025-05-01", "2025-05-31");
  CHECK(said(journal) == Strings{"spending/owed-back 250.00", "spending/bank 750.00"});
  CHECK(ties(journal));
}

TEST_CASE("the person's own contribution stands in no journal", "[journal]") {
  Acted made;
  made.plan().instalments = {
      {ledger::Payer::person, pounds("60.00"), ledger::Every::month, day("2025-04-01"), false}};
  made.bank("2025-04-01", "60.00", "STEPHEN ASHDOWN");
  CHECK(journal_of(made, "2025-04-01", "2025-04-30").lines.empty());
}

TEST_CASE("financial years run from 1 April", "[journal]") {
  CHECK(reconcile::financial_year(day("2025-03-31")) == 2024);
  CHECK(reconcile::financial_year(day("2025-04-01")) == 2025);
}

TEST_CASE("whatever happens, the journals of neighbouring days tie to the books", "[journal]") {
  rc::prop("accounts move as the people's books do, and parts of a time add up to the whole", [] {
    Acted made;
    const auto events = *rc::gen::inRange(1, 8);
    for (int i = 0; i < events; ++i) {
      const auto on = text(ledger::plus_days(day("2025-04-01"), *rc::gen::inRange(0, 90)));
      const auto amount = ledger::text(Money::of_pence(*rc::gen::inRange<std::int64_t>(1, 90'000)));
      switch (*rc::gen::inRange(0, 4)) {
        case 0:
          made.bank(on, "1000.00", "NHS TRENT ICB");
          break;
        case 1:
          made.bank(on, "-" + amount, "NHS TRENT ICB");
          break;
        case 2:
          made.reclaim(on, amount, "2025-07-30");
          break;
        case 3:
          made.offset(on, amount,
                      text(ledger::plus_months(day("2025-04-01"), *rc::gen::inRange(0, 4))));
          break;
      }
    }
    for (const auto& [first, last] :
         {std::pair{"2025-04-01", "2025-04-30"}, std::pair{"2025-05-01", "2025-05-20"},
          std::pair{"2025-05-21", "2025-07-31"}}) {
      RC_ASSERT(ties(journal_of(made, first, last)));
      RC_ASSERT(ties(journal_of(made, first, last, CostBasis::paid)));
    }
    for (const auto head : {Head::spending, Head::accrual, Head::prepayment, Head::owed_back}) {
      const auto of = [&](const std::string& first, const std::string& last) {
        return net(journal_of(made, first, last), head, true);
      };
      RC_ASSERT(of("2025-04-01", "2025-05-13") + of("2025-05-14", "2025-07-31") ==
                of("2025-04-01", "2025-07-31"));
    }
  });
}
