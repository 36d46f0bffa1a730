// What is to be paid up to a day: whole, less, late, waiting, or paid before.
#include "reconcile/payment_run.hpp"

#include "tests/reconcile/build_acts.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

using namespace build;

namespace {

using reconcile::Payment;
using reconcile::PaymentState;
using Strings = std::vector<std::string>;

std::vector<Payment> run(const Acted& made, const std::string& on, const std::string& first,
                         const std::string& last) {
  const Books books{made, on};
  return reconcile::payments(books.view(), {day(first), day(last)});
}

Strings said(const std::vector<Payment>& payments) {
  Strings all;
  for (const auto& payment : payments) {
    all.push_back(text(payment.due) + " " + std::string{reconcile::text(payment.state)} + " " +
                  ledger::text(payment.amount));
  }
  return all;
}

void pay(Acted& made, const std::string& on, const std::string& amount, const std::string& due) {
  auto& act = made.act(Kind::pay, on, amount);
  act.ref = "run-" + on;
  act.until = day(due);
}

}  // namespace

TEST_CASE("an instalment due in the days of a run is to be paid, an earlier one is in arrears",
          "[runs]") {
  CHECK(said(run({}, "2025-05-20", "2025-05-01", "2025-05-31")) ==
        Strings{"2025-04-01 arrears 1000.00", "2025-05-01 due 1000.00"});
}

TEST_CASE("what arrived on a statement is not paid again", "[runs]") {
  Acted made;
  made.bank("2025-04-02", "1000.00", "NHS TRENT ICB");
  made.bank("2025-05-20", "-1.00", "GREEN THUMB GARDENS");
  CHECK(said(run(made, "2025-05-20", "2025-05-01", "2025-05-31")) ==
        Strings{"2025-04-01 paid 0.00", "2025-05-01 due 1000.00"});
}

TEST_CASE("an instalment that a waiting line may have paid waits until the line is decided",
          "[runs]") {
  Acted made;
  const auto line = made.bank("2025-04-10", "400.00", "NHS TRENT ICB");
  REQUIRE(Books(made, "2025-04-10").answer().of(line).state == ledger::MatchState::suggested);
  CHECK(said(run(made, "2025-04-10", "2025-04-01", "2025-04-30")) ==
        Strings{"2025-04-01 asked 1000.00"});
  made.decide(line, ledger::Decision::Kind::match, {"funding:P0001:2025:2025-04-01"});
  CHECK(said(run(made, "2025-04-10", "2025-04-01", "2025-04-30")) ==
        Strings{"2025-04-01 due 600.00"});
}

TEST_CASE("an instalment that a credit without any explanation may have paid waits for it, by name",
          "[runs]") {
  struct Credit {
    std::string on, amount, who;
    Strings said;
  };
  const auto [on, amount, who, expected] = GENERATE(
      // Of the funder: it may be of either, whatever it comes to.
      Credit{"2025-05-18",
             "2750.10",
             "NHS TRENT ICB",
             {"2025-04-01 asked 1000.00", "2025-05-01 asked 1000.00"}},
      Credit{"2025-04-12",
             "2750.10",
             "NHS TRENT ICB",
             {"2025-04-01 asked 1000.00", "2025-05-01 due 1000.00"}},
      // Another amount of nobody that we know says nothing.
      Credit{"2025-04-20",
             "37.20",
             "SHARED SERVICES 4471",
             {"2025-04-01 arrears 1000.00", "2025-05-01 due 1000.00"}});
  Acted made;
  const auto line = made.bank(on, amount, who);
  REQUIRE(Books(made, "2025-05-25").answer().of(line).state != ledger::MatchState::matched);
  const auto all = run(made, "2025-05-25", "2025-05-01", "2025-05-31");
  CHECK(said(all) == expected);
  if (all.front().state != PaymentState::asked) return;
  REQUIRE(all.front().waits_for.size() == 1);
  CHECK(all.front().waits_for.front().id == line);
  CHECK(all.front().waits_for.front().description == who);
}

TEST_CASE("a credit of just the amount may have paid it, whoever sent it and however late",
          "[runs]") {
  const auto amount = GENERATE("1000.00", "999.00");
  Acted made;
  made.plan().instalments.front().every = ledger::Every::once;
  const auto line = made.bank("2025-08-20", amount, "SHARED SERVICES 4471");
  REQUIRE(Books(made, "2025-08-25").answer().of(line).state == ledger::MatchState::unmatched);
  const auto is_it = std::string{amount} == "1000.00";
  CHECK(said(run(made, "2025-08-25", "2025-08-01", "2025-08-31")) ==
        Strings{is_it ? "2025-04-01 asked 1000.00" : "2025-04-01 arrears 1000.00"});
}

TEST_CASE("what a run put forward is left out of the next, also before it arrives", "[runs]") {
  Acted made;
  pay(made, "2025-03-28", "1000.00", "2025-04-01");
  CHECK(said(run(made, "2025-04-10", "2025-04-01", "2025-04-30")) ==
        Strings{"2025-04-01 paid 0.00"});
  SECTION("and the same money is not counted twice when it does") {
    made.bank("2025-04-11", "1000.00", "NHS TRENT ICB");
    const auto payments = run(made, "2025-04-12", "2025-04-01", "2025-04-30");
    CHECK(said(payments) == Strings{"2025-04-01 paid 0.00"});
    CHECK(payments.front().over.is_zero());
  }
}

TEST_CASE("a run that put too little forward leaves the rest, one that put too much says so",
          "[runs]") {
  Acted made;
  pay(made, "2025-03-28", "600.00", "2025-04-01");
  CHECK(said(run(made, "2025-04-10", "2025-04-01", "2025-04-30")) ==
        Strings{"2025-04-01 due 400.00"});
  pay(made, "2025-04-02", "500.00", "2025-04-01");
  const auto payments = run(made, "2025-04-10", "2025-04-01", "2025-04-30");
  CHECK(said(payments) == Strings{"2025-04-01 paid 0.00"});
  CHECK(payments.front().over == pounds("100.00"));
}

TEST_CASE("the rest of an instalment is put forward once, beside what had arrived of it",
          "[runs]") {
  Acted made;
  made.bank("2025-04-10", "600.00", "NHS TRENT ICB");
  made.decide(made.lines.back().line.id, ledger::Decision::Kind::match,
              {"funding:P0001:2025:2025-04-01"});
  const auto before = run(made, "2025-04-20", "2025-04-01", "2025-04-30");
  REQUIRE(said(before) == Strings{"2025-04-01 due 400.00"});
  pay(made, "2025-04-20", "400.00", "2025-04-01");
  made.acts.back().total = before.front().arrived_of_day;
  CHECK(said(run(made, "2025-04-20", "2025-04-01", "2025-04-30")) ==
        Strings{"2025-04-01 paid 0.00"});
}

TEST_CASE("what is set off after a run had put the whole forward is paid too much, once",
          "[runs]") {
  Acted made;
  pay(made, "2025-03-28", "1000.00", "2025-04-01");
  made.offset("2025-03-29", "10.00", "2025-04-01");
  made.bank("2025-04-02", "1000.00", "NHS TRENT ICB");
  const auto payments = run(made, "2025-04-20", "2025-04-01", "2025-04-30");
  CHECK(said(payments) == Strings{"2025-04-01 paid 0.00"});
  CHECK(payments.front().over == pounds("10.00"));
  CHECK(payments.front().paid_before == pounds("1000.00"));
}

TEST_CASE("unused money that is set off makes a payment less, and never less than nothing",
          "[runs]") {
  Acted made;
  made.offset("2025-04-20", "250.00", "2025-05-01");
  const auto payments = run(made, "2025-04-25", "2025-05-01", "2025-05-31");
  CHECK(said(payments) == Strings{"2025-04-01 arrears 1000.00", "2025-05-01 due 750.00"});
  CHECK(payments.back().set_off == pounds("250.00"));
  CHECK(payments.back().whole == pounds("1000.00"));
}

TEST_CASE("what came beyond an instalment was paid too much, whether one funder pays or several",
          "[runs]") {
  Acted made;
  if (GENERATE(false, true)) {
    made.plan().funders = {{"NHS Trent ICB", "health", pounds("50000.00")},
                           {"Trent County Council", "social-care", pounds("50000.00")}};
    made.bank("2025-04-01", "500.00", "NHS TRENT ICB");
    made.bank("2025-04-02", "800.00", "TRENT COUNTY COUNCIL");
    made.bank("2025-05-01", "500.00", "NHS TRENT ICB");
  } else {
    made.bank("2025-04-01", "1300.00", "NHS TRENT ICB");
  }
  const auto all = run(made, "2025-04-20", "2025-04-01", "2025-04-30");
  REQUIRE_FALSE(all.empty());
  CHECK(said({all.back()}) == Strings{"2025-04-01 paid 0.00"});
  CHECK(ledger::text(all.back().over) == "300.00");
}

TEST_CASE("an instalment that came twice was paid too much by the whole of it", "[runs]") {
  Acted made;
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-04-04", "1000.00", "NHS TRENT ICB");
  const auto all = run(made, "2025-04-20", "2025-04-01", "2025-04-30");
  CHECK(said(all) == Strings{"2025-04-01 paid 0.00"});
  CHECK(ledger::text(all.back().over) == "1000.00");
}

TEST_CASE("payments on hold wait, and are made on the day they are released", "[runs]") {
  Acted made;
  made.act(Kind::hold, "2025-04-15");
  CHECK(said(run(made, "2025-05-20", "2025-05-01", "2025-05-31")) ==
        Strings{"2025-04-01 arrears 1000.00", "2025-05-01 held 1000.00"});
  made.act(Kind::release, "2025-05-25");
  const auto payments = run(made, "2025-05-26", "2025-05-01", "2025-05-31");
  CHECK(said(payments).back() == "2025-05-01 due 1000.00");
  CHECK(payments.back().payable == day("2025-05-25"));
}

TEST_CASE("the last instalment of a budget that ends in mid-period says how many days it is for",
          "[runs]") {
  Acted made;
  made.plan().to = day("2025-05-10");
  const auto payments = run(made, "2025-05-01", "2025-05-01", "2025-05-31");
  REQUIRE_FALSE(payments.empty());
  CHECK(payments.back().part_period());
  CHECK(payments.back().period.days() == 10);
  CHECK(payments.back().whole_days == 31);
}

TEST_CASE("several funders pay their parts, and a notional budget pays nobody", "[runs]") {
  Acted made;
  made.plan().funders = {{"NHS Trent ICB", "health", pounds("9000.00")},
                         {"Trent Council", "social-care", pounds("3000.00")}};
  auto payments = run(made, "2025-04-01", "2025-04-01", "2025-04-30");
  REQUIRE(payments.size() == 2);
  CHECK(payments[0].amount == pounds("750.00"));
  CHECK(payments[1].amount == pounds("250.00"));
  made.plan().deployment = ledger::Deployment::notional;
  CHECK(run(made, "2025-04-01", "2025-04-01", "2025-04-30").empty());
}

TEST_CASE("a recorded run is told as it was, also when the plan has changed since", "[runs]") {
  Acted made;
  pay(made, "2025-03-28", "1000.00", "2025-04-01");
  made.plan().instalments.front().amount = pounds("1100.00");
  const Books books{made, "2025-04-10"};
  const auto paid = reconcile::payments_of_run(books.view(), "run-2025-03-28");
  REQUIRE(paid.size() == 1);
  CHECK(paid.front().amount == pounds("1000.00"));
  CHECK(reconcile::payments_of_run(books.view(), "run-of-nobody").empty());
}

TEST_CASE("what a run put forward stands for the instalment whose day was moved since", "[runs]") {
  Acted made;
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  pay(made, "2025-04-25", "1000.00", "2025-05-01");
  const std::string moved_to = GENERATE("2025-05-05", "2025-05-15", "2025-05-29");
  const std::string amount = GENERATE("1000.00", "900.00");
  auto revised = made.person;
  revised.from = day("2025-05-01");
  revised.budgets[0].instalments[0].first = day(moved_to);
  revised.budgets[0].instalments[0].amount = pounds(amount);
  const bool arrives = GENERATE(true, false);
  if (arrives) made.bank("2025-05-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-05-30", "-1.00", "GREEN THUMB GARDENS");
  auto facts = made.facts();
  facts.history = ledger::PersonHistory{{made.person, revised}};
  const Books books{facts, "2025-05-30"};
  CAPTURE(moved_to, amount, arrives);
  const auto payments = reconcile::payments(books.view(), {day("2025-05-01"), day("2025-05-31")});
  CHECK(said(payments) == Strings{"2025-04-01 paid 0.00", moved_to + " paid 0.00"});
  CHECK(payments.back().over == pounds("1000.00") - pounds(amount));
  CHECK(books.raises("funding-missing") == (!arrives && moved_to != "2025-05-29"));
  CHECK(books.raises("funding-duplicate") == false);
  CHECK(books.raises("funding-wrong-amount") == (arrives && amount == "900.00"));
  CHECK(books.net("suspense") == "0.00");
}

TEST_CASE(
    "what a run put forward and a revision took away is no longer due, until it is taken back",
    "[runs]") {
  Acted made;
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  pay(made, "2025-04-25", "1000.00", "2025-05-01");
  pay(made, "2025-05-25", "1000.00", "2025-06-01");
  auto facts = made.facts();
  auto revised = made.person;
  revised.from = day("2025-05-20");
  const auto gone_in = [&](const std::string& last) {
    facts.history = ledger::PersonHistory{{made.person, revised}};
    const Books books{facts, "2025-05-26"};
    const ledger::Period days{day("2025-05-01"), day(last)};
    return no_longer_due(books.view(), days, reconcile::payments(books.view(), days));
  };
  SECTION("by the end of the budget") {
    revised.budgets[0].to = day("2025-05-31");
    const auto gone = gone_in("2025-06-30");
    CHECK(said(gone) == Strings{"2025-06-01 no-longer-due 0.00"});
    CHECK(gone.front().over == pounds("1000.00"));
    CHECK(gone.front().run == "run-2025-05-25");
    CHECK(gone.front().acts == std::vector{2});
    CHECK(gone_in("2025-05-31").empty());
    made.act(Kind::withdraw, "2025-05-26").withdrawn = 2;
    facts = made.facts();
    CHECK(gone_in("2025-06-30").empty());
  }
  SECTION("by another funder, who is to pay it now") {
    revised.budgets[0].funders = {{"Trent County Council", "social-care", pounds("50000.00")}};
    CHECK(said(gone_in("2025-06-30")) == Strings{"2025-06-01 no-longer-due 0.00"});
  }
  SECTION("not where it was only moved") {
    revised.budgets[0].instalments[0].first = day("2025-06-05");
    CHECK(gone_in("2025-06-30").empty());
  }
}

TEST_CASE("of several that were put forward each stands for the one nearest to it", "[runs]") {
  Acted made;
  made.plan().instalments[0].every = ledger::Every::week;
  for (const auto* on : {"2025-04-01", "2025-04-08", "2025-04-15", "2025-04-22"}) {
    pay(made, "2025-03-28", "1000.00", on);
  }
  auto revised = made.person;
  revised.from = day("2025-04-08");
  revised.budgets[0].instalments[0].first = day("2025-04-11");
  auto facts = made.facts();
  facts.history = ledger::PersonHistory{{made.person, revised}};
  const Books books{facts, "2025-04-07"};
  CHECK(said(reconcile::payments(books.view(), {day("2025-04-01"), day("2025-05-02")})) ==
        Strings{"2025-04-01 paid 0.00", "2025-04-11 paid 0.00", "2025-04-18 paid 0.00",
                "2025-04-25 paid 0.00", "2025-05-02 due 1000.00"});
}

TEST_CASE("of two instalments of one day a recorded run tells each with its own days", "[runs]") {
  Acted made;
  made.plan().instalments.push_back(
      {ledger::Payer::funder, pounds("300.00"), ledger::Every::quarter, day("2025-04-01"), false});
  pay(made, "2025-03-28", "1000.00", "2025-04-01");
  pay(made, "2025-03-28", "300.00", "2025-04-01");
  const auto told = [](const Acted& of) {
    const Books books{of, "2025-04-10"};
    Strings all;
    for (const auto& one : reconcile::payments_of_run(books.view(), "run-2025-03-28")) {
      all.push_back(ledger::text(one.amount) + " to " + text(one.period.last));
    }
    return all;
  };
  CHECK(told(made) == Strings{"1000.00 to 2025-04-30", "300.00 to 2025-06-30"});
  made.acts.erase(made.acts.begin());  // the month was paid otherwise
  CHECK(told(made) == Strings{"300.00 to 2025-06-30"});
}

TEST_CASE("however often and in whatever parts runs are recorded, each instalment is paid once",
          "[runs][property]") {
  rc::prop("what runs put forward together is what is due", [] {
    Acted made;
    const auto days = *rc::gen::container<std::vector<int>>(5, rc::gen::inRange(0, 200));
    auto order = days;
    std::sort(order.begin(), order.end());
    ledger::Money paid;
    for (const auto offset : order) {
      const auto on = ledger::plus_days(day("2025-03-20"), offset);
      const auto on_text = text(on);
      const auto last = text(ledger::plus_days(on, 10));
      for (const auto& payment : run(made, on_text, on_text, last)) {
        if (payment.amount.is_zero()) continue;
        // sometimes an officer pays only a part of it
        const auto part = *rc::gen::inRange<std::int64_t>(1, payment.amount.pence() + 1);
        pay(made, on_text, ledger::text(ledger::Money::of_pence(part)), text(payment.due));
        paid += ledger::Money::of_pence(part);
      }
    }
    const auto end = text(ledger::plus_days(day("2025-03-20"), 211));
    ledger::Money left, whole;
    for (const auto& payment : run(made, end, end, end)) {
      RC_ASSERT(payment.over.is_zero());
      left += payment.amount;
      whole += payment.whole;
    }
    RC_ASSERT(paid + left == whole);
  });
}
