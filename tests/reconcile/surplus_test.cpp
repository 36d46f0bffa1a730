// Surplus and shortfall as steps, and whose the surplus is.
#include "reconcile/surplus.hpp"

#include "tests/reconcile/build_acts.hpp"

#include <rapidcheck.h>

using namespace build;
using reconcile::Surplus;

namespace {

Surplus surplus_on(const Books& books) {
  auto all = reconcile::surpluses(books.view());
  REQUIRE(all.size() == 1);
  for (const auto& position : reconcile::positions(books.view())) {
    CHECK(reconcile::unexplained(position).is_zero());
    CHECK(position.surplus == all[0].surplus);
    CHECK(position.shortfall == all[0].shortfall);
  }
  return all[0];
}

std::vector<std::string> said(const std::vector<reconcile::SurplusStep>& steps) {
  std::vector<std::string> all;
  for (const auto& step : steps) all.push_back(step.code + " " + ledger::text(step.amount));
  return all;
}
using Strings = std::vector<std::string>;

std::string share(const Surplus& surplus, const std::string& name) {
  const auto* found = surplus.share(name);
  if (found == nullptr) return "none";
  return ledger::text(found->part) + " less " + ledger::text(found->asked);
}

/// Two funders and the person, who paid in 600, 300 and 100.
Acted integrated() {
  Acted luke;
  luke.plan().funders = {{"NHS Trent ICB", "health", pounds("30000.00")},
                         {"Trent County Council", "social-care", pounds("20000.00")}};
  luke.plan().instalments = {
      {ledger::Payer::funder, pounds("900.00"), ledger::Every::once, day("2025-04-01"), true},
      {ledger::Payer::person, pounds("100.00"), ledger::Every::once, day("2025-04-02"), false}};
  luke.bank("2025-04-01", "900.00", "NHS TRENT ICB");
  luke.bank("2025-04-02", "100.00", "STEPHEN ASHDOWN");
  return luke;
}

}  // namespace

TEST_CASE("every step from the bank to the surplus is named, and they sum to it", "[surplus]") {
  Acted luke;
  luke.plan().contingency_weeks = 1;
  luke.plan().pots = {{"redundancy", pounds("300.00")}, {"insurance", pounds("50.00")}};
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-04-03", "2000.00", "J SMITH LEGACY");
  luke.bank("2025-04-04", "40.00", "NHS TRENT ICB BACS");
  luke.payslip("W1", "2025-04-25", "120.00", "60.00", "15.00");
  luke.invoice("77", "2025-04-26", "90.00");
  const Books books{luke, "2025-04-30"};
  const auto surplus = surplus_on(books);
  CHECK(said(surplus.steps) == Strings{"bank 3040.00", "net-pay -120.00", "paye -60.00",
                                       "pension -15.00", "suppliers -90.00", "pot:insurance -50.00",
                                       "pot:redundancy -300.00", "unexpired -33.33",
                                       "allowed -958.90", "unexplained -2040.00"});
  CHECK(ledger::text(surplus.exact) == "-627.23");
  CHECK(surplus.surplus.is_zero());
  CHECK(ledger::text(surplus.usual) == "2081.10");
  CHECK(said(surplus.shortfall_steps) == Strings{"net-pay 120.00", "paye 60.00", "pension 15.00",
                                                 "suppliers 90.00", "pot:insurance 50.00",
                                                 "pot:redundancy 300.00", "bank -3040.00"});
  CHECK(surplus.shortfall.is_zero());
}

TEST_CASE("a surplus belongs to those who paid in, by what they paid, the person too",
          "[surplus]") {
  auto luke = integrated();
  luke.bank("2025-05-01", "-500.00", "GREEN THUMB GARDENS");
  const auto surplus = surplus_on(Books{luke, "2025-05-31"});
  CHECK(ledger::text(surplus.surplus) == "500.00");
  CHECK(share(surplus, "NHS Trent ICB") == "300.00 less 0.00");
  CHECK(share(surplus, "Trent County Council") == "150.00 less 0.00");
  CHECK(share(surplus, "person") == "50.00 less 0.00");
}

TEST_CASE("what is asked back stands beside its part; once repaid its payer has no second part",
          "[surplus]") {
  auto luke = integrated();
  luke.bank("2025-05-01", "-500.00", "GREEN THUMB GARDENS");
  luke.reclaim("2025-06-01", "300.00", "2025-06-30");
  const Books asked{luke, "2025-06-01"};
  CHECK(share(surplus_on(asked), "NHS Trent ICB") == "300.00 less 300.00");
  CHECK(surplus_on(asked).share("NHS Trent ICB")->free().is_zero());
  luke.bank("2025-06-20", "-300.00", "NHS TRENT ICB");
  const auto after = surplus_on(Books{luke, "2025-06-20"});
  CHECK(ledger::text(after.surplus) == "200.00");
  CHECK(share(after, "NHS Trent ICB") == "0.00 less 0.00");
  CHECK(share(after, "Trent County Council") == "150.00 less 0.00");
  CHECK(share(after, "person") == "50.00 less 0.00");
}

TEST_CASE("the surplus finding is about what nobody has asked for yet", "[surplus]") {
  auto luke = integrated();
  luke.bank("2025-05-01", "-500.00", "GREEN THUMB GARDENS");
  REQUIRE(Books(luke, "2025-06-01").raises("surplus"));
  luke.reclaim("2025-06-01", "300.00", "2025-06-30");
  luke.reclaim("2025-06-01", "150.00", "2025-06-30").funder = "Trent County Council";
  CHECK(Books(luke, "2025-06-01").raises("surplus"));
  luke.reclaim("2025-06-01", "50.00", "2025-06-30").funder = "person";
  CHECK_FALSE(Books(luke, "2025-06-01").raises("surplus"));
}

TEST_CASE("what was set off is part of the instalment that is still unexpired", "[surplus]") {
  Acted luke;
  for (const auto* on : {"2025-04-01", "2025-05-01"}) luke.bank(on, "1000.00", "NHS TRENT ICB");
  luke.offset("2025-05-10", "900.00", "2025-06-01");
  luke.bank("2025-06-01", "100.00", "NHS TRENT ICB");
  const auto surplus = surplus_on(Books{luke, "2025-06-01"});
  CHECK(ledger::text(surplus.unexpired) == "1000.00");
  CHECK(ledger::text(surplus.surplus) == "1100.00");
}

TEST_CASE(
    "once a budget is over, what is left after what is owed, known and for workers can be "
    "asked back",
    "[surplus]") {
  Acted luke;
  luke.person.died = day("2025-05-14");
  luke.plan().contingency_weeks = 4;
  luke.plan().pots = {{"redundancy", pounds("300.00")}, {"insurance", pounds("50.00")}};
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-05-01", "1000.00", "NHS TRENT ICB");
  luke.invoice("77", "2025-05-02", "90.00");
  luke.payslip("W1", "2025-05-30", "120.00", "60.00");
  const auto before = surplus_on(Books{luke, "2025-05-13"});
  CHECK_FALSE(before.over);
  CHECK(before.left_steps.empty());
  CHECK(before.can_ask() == before.surplus);
  const auto after = surplus_on(Books{luke, "2025-05-20"});
  CHECK(said(after.left_steps) ==
        Strings{"bank 2000.00", "suppliers -90.00", "later -180.00", "pot:redundancy -300.00"});
  CHECK(ledger::text(after.left) == "1430.00");
  CHECK(after.can_ask() == after.left);

  // What is asked back already is not there to be asked for again.
  luke.reclaim("2025-05-21", "400.00", "2025-06-30");
  const auto asked = surplus_on(Books{luke, "2025-05-21"});
  CHECK(ledger::text(asked.left) == "1430.00");
  CHECK(ledger::text(asked.can_ask()) == "1030.00");
}

TEST_CASE("what the funder sent after the death can be asked back, what a stranger sent cannot",
          "[surplus]") {
  Acted luke;
  luke.person.died = day("2025-05-14");
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-05-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-06-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-06-03", "70.00", "J SMITH LEGACY");
  const auto surplus = surplus_on(Books{luke, "2025-06-10"});
  CHECK(said(surplus.left_steps) == Strings{"bank 3070.00", "unexplained -70.00"});
  CHECK(ledger::text(surplus.can_ask()) == "3000.00");
}

TEST_CASE("what was asked for as unused and written off is left, and is not asked for again",
          "[surplus]") {
  Acted luke;
  luke.plan().closed_on = day("2025-05-14");
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-05-01", "1000.00", "NHS TRENT ICB");
  luke.reclaim("2025-05-21", "400.00", "2025-06-30");
  luke.about("R1", ledger::Act::Kind::write_off, "2025-05-25", "150.00");
  const auto before = surplus_on(Books{luke, "2025-05-24"});
  CHECK(ledger::text(before.left) == "2000.00");
  CHECK(ledger::text(before.can_ask()) == "1600.00");
  const auto surplus = surplus_on(Books{luke, "2025-05-25"});
  CHECK(ledger::text(surplus.left) == "2000.00");
  CHECK(ledger::text(surplus.asked()) == "250.00");
  CHECK(ledger::text(surplus.written_off()) == "150.00");
  CHECK(ledger::text(surplus.can_ask()) == "1600.00");
}

TEST_CASE("of what is left of several funders each can ask for its part", "[surplus]") {
  auto luke = integrated();
  luke.plan().closed_on = day("2025-04-30");
  luke.plan().contingency_weeks = 4;
  luke.bank("2025-04-20", "-400.00", "GREEN THUMB GARDENS");
  const auto surplus = surplus_on(Books{luke, "2025-05-31"});
  CHECK(surplus.surplus.is_zero());  // four weeks' worth is more than there is
  CHECK(ledger::text(surplus.left) == "600.00");
  REQUIRE(surplus.share("NHS Trent ICB") != nullptr);
  CHECK(ledger::text(surplus.share("NHS Trent ICB")->can_ask) == "360.00");
  CHECK(ledger::text(surplus.share("Trent County Council")->can_ask) == "180.00");
  CHECK(ledger::text(surplus.share("person")->can_ask) == "60.00");
}

namespace {

std::string can_ask(const Surplus& surplus, const std::string& name) {
  const auto* found = surplus.share(name);
  return found == nullptr ? "none" : ledger::text(found->can_ask);
}

/// 600 and 300 a month, each sent by its funder, and 100 of the person until a death in June; 900
/// were spent.
Acted died_in_june() {
  Acted luke = integrated();
  luke.lines.clear();
  luke.person.died = day("2025-06-10");
  luke.plan().agreed = pounds("12000.00");
  luke.plan().funders[0].amount = pounds("7200.00");
  luke.plan().funders[1].amount = pounds("4800.00");  // 100 a month of it are the person's
  luke.plan().instalments = {
      {ledger::Payer::funder, pounds("900.00"), ledger::Every::month, day("2025-04-01"), false},
      {ledger::Payer::person, pounds("100.00"), ledger::Every::month, day("2025-04-02"), false}};
  for (const std::string month : {"04", "05", "06"}) {
    luke.bank("2025-" + month + "-01", "600.00", "NHS TRENT ICB");
    luke.bank("2025-" + month + "-01", "300.00", "TRENT COUNTY COUNCIL");
    luke.bank("2025-" + month + "-02", "100.00", "STEPHEN ASHDOWN");
  }
  luke.bank("2025-06-05", "-900.00", "GREEN THUMB GARDENS");
  return luke;
}

}  // namespace

TEST_CASE("what one funder sends after a death goes back to it whole", "[surplus]") {
  auto luke = died_in_june();
  const auto sent = luke.bank("2025-07-01", "300.00", "TRENT COUNTY COUNCIL");
  SECTION("while nobody has decided what it is") {}
  SECTION("and when somebody says that it is June's, or May's, once more") {
    const auto due = GENERATE(as<std::string>{}, "2025-06-01", "2025-05-01");
    luke.decide(sent, ledger::Decision::Kind::match, {"funding:P0001:2025:" + due});
  }
  const auto surplus = surplus_on(Books{luke, "2025-07-20"});
  CHECK(ledger::text(surplus.left) == "2400.00");
  CHECK(can_ask(surplus, "NHS Trent ICB") == "1260.00");  // six tenths of 2,100
  CHECK(can_ask(surplus, "Trent County Council") == "930.00");
  CHECK(can_ask(surplus, "person") == "210.00");
}

TEST_CASE("what one funder sent for all after a death goes back to that one", "[surplus]") {
  auto luke = died_in_june();
  luke.lines.clear();
  for (const std::string month : {"04", "05", "06"}) {
    luke.bank("2025-" + month + "-01", "900.00", "NHS TRENT ICB");
    luke.bank("2025-" + month + "-02", "100.00", "STEPHEN ASHDOWN");
  }
  luke.bank("2025-07-01", "900.00", "NHS TRENT ICB");
  const auto surplus = surplus_on(Books{luke, "2025-07-20"});
  CHECK(can_ask(surplus, "NHS Trent ICB") == "2700.00");
  CHECK(can_ask(surplus, "Trent County Council") == "900.00");
  CHECK(can_ask(surplus, "person") == "300.00");
}

TEST_CASE("once it has gone back it is nobody's, and the rest is shared as before", "[surplus]") {
  auto luke = died_in_june();
  luke.bank("2025-07-01", "300.00", "TRENT COUNTY COUNCIL");
  SECTION("it was asked for") {
    luke.reclaim("2025-07-21", "300.00", "2025-08-20").funder = "Trent County Council";
    luke.bank("2025-08-01", "-300.00", "TRENT COUNTY COUNCIL R1");
  }
  SECTION("nobody asked for it") {
    luke.bank("2025-08-01", "-300.00", "TRENT COUNTY COUNCIL");
  }
  const Books books{luke, "2025-08-10"};
  const auto surplus = surplus_on(books);
  const bool asked = !luke.acts.empty() || luke.lines.back().line.amount.is_negative();
  CHECK(books.raises("funding-after-death") != asked);
  CHECK(can_ask(surplus, "NHS Trent ICB") == "1260.00");
  CHECK(can_ask(surplus, "Trent County Council") == (asked ? "630.00" : "930.00"));
  CHECK(can_ask(surplus, "person") == "210.00");
}

TEST_CASE("whatever funders send after a death, each has that whole and its part of the rest",
          "[property][surplus]") {
  const std::vector<std::string> names{"NHS Trent ICB", "Trent County Council", "person"};
  const std::vector<std::int64_t> paid{6, 3, 1};  // tenths of what came before
  int sent_by_both = 0;
  REQUIRE(rc::check("against sums", [&] {
    auto luke = died_in_june();
    std::vector<Money> sent(3);
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
      const auto who = *rc::gen::inRange<std::size_t>(0, 2);
      const auto amount = Money::of_pence(*rc::gen::element(30'000, 60'000, 90'000, 12'345, 1));
      const auto on = plus_days(day("2025-06-12"), *rc::gen::inRange(0, 80));
      luke.bank(ledger::text(on), ledger::text(amount),
                who == 0 ? "NHS TRENT ICB" : "TRENT COUNTY COUNCIL");
      sent[who] += amount;
    }
    const Books books{luke, "2025-09-10"};
    const auto all = reconcile::surpluses(books.view());
    RC_ASSERT(all.size() == 1u);
    const auto rest = (all[0].left - sent[0] - sent[1]).pence();
    RC_ASSERT(rest == 210'000);
    Money sum;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto* share = all[0].share(names[i]);
      RC_ASSERT(share != nullptr);
      RC_ASSERT(share->can_ask == sent[i] + Money::of_pence(rest * paid[i] / 10));
      sum += share->can_ask;
    }
    RC_ASSERT(sum == all[0].left);
    if (!sent[0].is_zero() && !sent[1].is_zero()) ++sent_by_both;
  }));
  CHECK(sent_by_both > 5);
}
