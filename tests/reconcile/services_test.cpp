// What a commissioner buys: deliveries, blocks, providers' invoices, and what is still to come.
#include "reconcile/services.hpp"

#include "tests/reconcile/support_bought.hpp"

#include <map>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace bought;

namespace {

/// Nine hours delivered and one missed in the first ten days of May.
Bought nine_of_ten() {
  Bought made;
  for (int date = 1; date <= 10; ++date) {
    const auto on = (date < 10 ? "2025-05-0" : "2025-05-") + std::to_string(date);
    made.record("visits", on, on, "1", date != 4);
  }
  return made;
}

}  // namespace

TEST_CASE("a block is a value without cash, and its provider's invoice adds nothing",
          "[services]") {
  Bought made;
  made.record("centre", "2025-05-05", "2025-05-05", "1");
  made.asked("B-1", "2025-05-31", "45.00", "Millrace Trust");
  const auto at = made.position("2025-06-30");
  CHECK(at.spent == pounds("45.00"));
  CHECK(at.owed.total().is_zero());
  CHECK(at.bank.is_zero());
  CHECK(reconcile::unexplained(at).is_zero());
  CHECK(made.view("2025-06-30").net("n", "contract:block:") == pounds("-45.00"));
  CHECK(made.view("2025-06-30").items.empty());
  CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
}

TEST_CASE("an invoice for what was delivered is not counted again and nobody owes it",
          "[services]") {
  auto made = nine_of_ten();
  made.asked("T-1", "2025-05-31", "180.00");
  const auto at = made.position("2025-07-31");
  CHECK(at.spent == pounds("180.00"));
  CHECK(at.owed.suppliers.is_zero());
  CHECK(reconcile::unexplained(at).is_zero());
  CHECK(made.findings("2025-07-31", "invoice-not-delivered").empty());
  CHECK(made.findings("2025-07-31", "invoice-unpaid").empty());
}

TEST_CASE("ten visits asked for and nine delivered is a finding of one visit", "[services]") {
  auto made = nine_of_ten();
  made.asked("T-1", "2025-05-31", "200.00");
  const auto found = made.findings("2025-05-31", "invoice-not-delivered");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("20.00"));
  CHECK(found[0].budget == "n");
  CHECK(found[0].state == ledger::FindingState::open);
  CHECK(found[0].why.find("missed") != std::string::npos);
  CHECK(made.position("2025-05-31").spent == pounds("180.00"));
  CHECK(made.findings("2025-05-30", "invoice-not-delivered").empty());
}

TEST_CASE("a credit note closes what was asked too much, as far as it goes", "[services]") {
  auto made = nine_of_ten();
  made.asked("T-1", "2025-05-31", "200.00");
  made.asked("T-1C", "2025-06-04", "-15.00");
  const auto found = made.findings("2025-06-30", "invoice-not-delivered");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("5.00"));
  made.asked("T-1D", "2025-06-05", "-5.00");
  CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
  CHECK(made.position("2025-06-30").spent == pounds("180.00"));
}

TEST_CASE("an invoice written in the next month is for the month before", "[services]") {
  auto made = nine_of_ten();
  made.record("visits", "2025-06-01", "2025-06-01", "1");
  made.record("visits", "2025-06-20", "2025-06-20", "1");
  SECTION("what was missed in May and asked for is found, though June has one more") {
    made.asked("T-1", "2025-06-03", "200.00");
    const auto found = made.findings("2025-06-30", "invoice-not-delivered");
    REQUIRE(found.size() == 1);
    CHECK(found[0].amount == pounds("20.00"));
  }
  SECTION("and the next invoice begins where this one ended") {
    made.asked("T-1", "2025-06-03", "180.00");
    made.asked("T-2", "2025-07-03", "40.00");
    CHECK(made.findings("2025-07-31", "invoice-not-delivered").empty());
    made.asked("T-3", "2025-08-03", "20.00");
    const auto found = made.findings("2025-08-31", "invoice-not-delivered");
    REQUIRE(found.size() == 1);
    CHECK(found[0].state == ledger::FindingState::cannot_test);
  }
}

TEST_CASE("a bill for what was delivered in its weeks does not ask for the one that was missed",
          "[services]") {
  Bought made;
  SECTION("four weeks, of which three and the missed one ended in the month before") {
    made.record("visits", "2025-05-06", "2025-05-12", "10");
    made.record("visits", "2025-05-13", "2025-05-19", "10", false);
    made.record("visits", "2025-05-20", "2025-05-26", "10");
    made.record("visits", "2025-05-27", "2025-06-02", "10");
    made.record("visits", "2025-06-03", "2025-06-09", "10");
    made.asked("T-1", "2025-06-05", "600.00");  // as much as the three weeks, the missed one too
    CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
    SECTION("and the next begins after them") {
      made.asked("T-2", "2025-06-12", "200.00");
      CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
      made.asked("T-3", "2025-06-14", "200.00");
      CHECK(made.findings("2025-06-30", "invoice-not-delivered").size() == 1);
    }
  }
  SECTION("a week that began in the month before, day by day") {
    for (const auto* on : {"2025-05-24", "2025-05-25", "2025-05-26", "2025-05-27", "2025-05-29",
                           "2025-05-30", "2025-05-31", "2025-06-01"}) {
      made.record("visits", on, on, "1");
    }
    made.record("visits", "2025-05-28", "2025-05-28", "1", false);
    made.asked("T-1", "2025-05-26", "40.00");   // up to the 25th
    made.asked("T-2", "2025-06-03", "120.00");  // up to the first
    CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
  }
  SECTION("but where nothing delivered comes to it, it does ask for it") {
    made.record("visits", "2025-05-06", "2025-05-19", "20");
    made.record("visits", "2025-05-20", "2025-05-26", "10", false);
    made.record("visits", "2025-05-27", "2025-06-02", "10");
    made.asked("T-1", "2025-06-05", "800.00");
    const auto found = made.findings("2025-06-30", "invoice-not-delivered");
    REQUIRE(found.size() == 1);
    CHECK(found[0].amount == pounds("200.00"));
  }
}

TEST_CASE("without a delivery of its days an invoice stands for the cost and cannot be tested",
          "[services]") {
  Bought made;
  made.asked("T-1", "2025-05-31", "200.00");
  CHECK(made.position("2025-06-30").spent == pounds("200.00"));
  CHECK(made.position("2025-06-30").owed.suppliers.is_zero());
  const auto found = made.findings("2025-06-30", "invoice-not-delivered");
  REQUIRE(found.size() == 1);
  CHECK(found[0].state == ledger::FindingState::cannot_test);
  made.record("visits", "2025-05-01", "2025-05-30", "10");
  CHECK(made.position("2025-06-30").spent == pounds("200.00"));
  CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
}

TEST_CASE("an invoice to a notional line without a service is what it costs", "[services]") {
  Bought made;
  made.invoice("S-1", "Orchard Splints", "2025-05-31", "75.00", "n/days");
  const auto at = made.position("2025-06-30");
  CHECK(at.spent == pounds("75.00"));
  CHECK(at.owed.total().is_zero());
  CHECK(reconcile::unexplained(at).is_zero());
}

TEST_CASE("the same delivery in two files is one; two alike in one file are two", "[services]") {
  Bought made;
  made.record("visits", "2025-05-01", "2025-05-01", "1");
  made.record("visits", "2025-05-01", "2025-05-01", "1");
  made.record("visits", "2025-05-01", "2025-05-01", "1", true, "b.csv");
  CHECK(made.position("2025-05-31").spent == pounds("40.00"));
}

TEST_CASE("a delivery that nobody ordered is said, and costs only where the plan has its price",
          "[services]") {
  Bought made;
  made.record("visit", "2025-05-01", "2025-05-01", "1");
  auto found = made.findings("2025-05-31", "delivery-not-ordered");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount.is_zero());
  CHECK(found[0].evidence.at(0).file == "a.csv");
  CHECK(made.position("2025-05-31").spent.is_zero());
  made.record("visits", "2025-10-06", "2025-10-06", "1");
  found = made.findings("2025-10-31", "delivery-not-ordered");
  REQUIRE(found.size() == 2);
  CHECK(made.position("2025-10-31").spent == pounds("20.00"));
  // A week that begins before the service does is a week of the service.
  Bought straddling;
  straddling.record("visits", "2025-03-29", "2025-04-04", "3");
  CHECK(straddling.findings("2025-05-31", "delivery-not-ordered").empty());
}

TEST_CASE("what is ordered and not recorded yet is committed, to the end of the budget",
          "[services]") {
  Bought made;
  // 183 days: 26 weeks and a day, of which the day is a seventh of ten hours.
  CHECK(made.position("2025-04-01").committed == pounds("5228.60") + pounds("1176.30"));
  made.record("visits", "2025-04-01", "2025-09-23", "250", true);
  CHECK(made.position("2025-09-23").committed == pounds("200.00") + pounds("1176.30"));
  made.record("visits", "2025-09-24", "2025-09-30", "10", false);
  CHECK(made.position("2025-09-30").committed == pounds("1176.30"));
  auto version = bought::version();
  version.died = day("2025-04-14");
  CHECK(Bought{version}.position("2025-04-14").committed == pounds("490.00"));
  CHECK(Bought{version}.position("2025-04-15").committed.is_zero());
}

TEST_CASE("nothing of a notional budget is expected on the person's statements", "[services]") {
  auto version = bought::version();
  version.budgets[0].instalments = {
      {ledger::Payer::funder, pounds("100.00"), ledger::Every::month, day("2025-04-04"), false}};
  auto& line = version.budgets[0].lines[1];
  line.each = pounds("50.00");
  line.every = ledger::Every::month;
  line.first = day("2025-04-10");
  version.services.clear();
  Bought made{version};
  CHECK(made.view("2025-06-30").items.empty());
  CHECK(made.position("2025-06-30").committed == pounds("150.00"));
}

TEST_CASE("months of a service say what was ordered, delivered, missed and invoiced",
          "[services]") {
  auto made = nine_of_ten();
  made.asked("T-1", "2025-06-03", "200.00");
  const auto rows = reconcile::service_months(made.view("2025-05-31"));
  const auto at = std::ranges::find_if(rows, [](const auto& row) {
    return row.service == "visits" && row.month == ledger::Month{2025, 5};
  });
  REQUIRE(at != rows.end());
  CHECK(at->ordered_value == pounds("885.60"));  // 31 days of 10 hours a week at 20 pounds
  CHECK(at->delivered == ledger::Quantity{900});
  CHECK(at->missed == ledger::Quantity{100});
  CHECK(at->missed_value == pounds("20.00"));
  CHECK(at->invoiced.is_zero());  // it comes in June
  const auto later = reconcile::service_months(made.view("2025-06-30"));
  const auto in_may = std::ranges::find_if(later, [](const auto& row) {
    return row.service == "visits" && row.month == ledger::Month{2025, 5};
  });
  CHECK(in_may->invoiced == pounds("200.00"));
}

TEST_CASE("double funding is one service bought twice on the same days, not one taken over",
          "[services]") {
  auto version = person();
  auto notional = bought::version();
  notional.budgets[0].lines[0].category = "activities";
  notional.services[0].provider = "Green Thumb Gardens";
  notional.services[0].to = day("2025-06-30");
  version.budgets.push_back(notional.budgets[0]);
  version.services = notional.services;
  Bought made{version};
  made.record("visits", "2025-06-01", "2025-06-30", "4");
  made.code(made.line("2025-07-07", "-50.00", "GREEN THUMB"), "2025/garden");
  CHECK(made.findings("2025-07-31", "double-funding").empty());
  made.code(made.line("2025-06-25", "-50.00", "GREEN THUMB"), "2025/garden");
  CHECK(made.findings("2025-07-31", "double-funding").size() == 1);
}

TEST_CASE("whatever the order of files, deliveries and invoices come to the same", "[services]") {
  REQUIRE(rc::check("order does not matter", [] {
    auto made = nine_of_ten();
    made.asked("T-1", "2025-05-06", "100.00");
    made.asked("T-2", "2025-05-31", "120.00");
    auto other = made;
    for (std::size_t i = other.facts.deliveries.size(); i > 1; --i) {
      std::swap(other.facts.deliveries[i - 1],
                other.facts.deliveries[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    std::swap(other.facts.invoices[0], other.facts.invoices[1]);
    RC_ASSERT(made.position("2025-06-30").spent == other.position("2025-06-30").spent);
    const auto one = made.findings("2025-06-30", "invoice-not-delivered");
    const auto two = other.findings("2025-06-30", "invoice-not-delivered");
    RC_ASSERT(one.size() == two.size());
    for (std::size_t i = 0; i < one.size(); ++i) RC_ASSERT(one[i].amount == two[i].amount);
  }));
}

TEST_CASE("notional, third-party and direct payment in one person each balance on their own",
          "[services]") {
  auto version = person();
  version.budgets.push_back(bought::version().budgets[0]);
  version.services = bought::version().services;
  auto held = version.budgets[0];
  held.ref = "t";
  held.deployment = ledger::Deployment::third_party;
  held.organisation = "Willowbank Support";
  held.accounts = {"client"};
  held.lines = {{"fee", "other", "", pounds("60320.00"), {"WILLOWBANK SUPPORT"}, {}, {}, {}}};
  version.accounts.push_back({.ref = "client", .opened = day("2025-04-01")});
  version.budgets.push_back(held);
  Bought made{version};
  made.record("visits", "2025-05-01", "2025-05-07", "10");
  made.asked("T-1", "2025-05-31", "200.00");
  made.code(made.line("2025-05-05", "-50.00", "GREEN THUMB"), "2025/garden");
  const auto fee = made.line("2025-05-06", "-45.00", "WILLOWBANK SUPPORT");
  made.facts.lines.back().account = "client";
  made.code(fee, "t/fee");
  const auto view = made.view("2025-06-30");
  std::map<std::string, ledger::Money> spent;
  for (const auto& at : reconcile::positions(view)) {
    CHECK(reconcile::unexplained(at).is_zero());
    spent[at.budget] = at.spent;
  }
  CHECK(spent["n"] == pounds("200.00"));
  CHECK(spent["2025"] == pounds("50.00"));
  CHECK(spent["t"] == pounds("45.00"));
  CHECK(made.findings("2025-06-30", "double-funding").empty());
  CHECK(made.findings("2025-06-30", "payment-to-holder").empty());
}

TEST_CASE("an invoice stands for its month until deliveries of that are recorded", "[services]") {
  Bought made;
  const auto before = made.position("2025-05-10").committed;
  made.asked("T-1", "2025-05-03", "857.20");  // April: 30 days of ten hours a week
  const auto billed = made.position("2025-05-10");
  CHECK(billed.spent == pounds("857.20"));
  CHECK(before - billed.committed == pounds("857.20"));
  CHECK(made.position("2025-05-02").committed == before);
  SECTION("the next month's invoice takes the next month") {
    made.asked("T-2", "2025-06-03", "885.60");
    const auto two = made.position("2025-06-10");
    CHECK(two.spent == pounds("1742.80"));
    CHECK(ledger::text(billed.committed - two.committed) == "885.60");
  }
  SECTION("recorded deliveries take its place and are counted once") {
    made.record("visits", "2025-04-01", "2025-04-30", "42.86");
    const auto at = made.position("2025-05-10");
    CHECK(at.spent == pounds("857.20"));
    CHECK(at.committed == billed.committed);
  }
  SECTION("a credit note for all of it opens the month again") {
    made.asked("T-1C", "2025-05-05", "-857.20");
    const auto at = made.position("2025-05-10");
    CHECK(at.spent.is_zero());
    CHECK(at.committed == before);
  }
}

TEST_CASE("an invoice for one month leaves the months before it to come", "[services]") {
  Bought made;
  const auto before = made.position("2025-07-10").committed;
  made.asked("T-9", "2025-07-02", "857.20");  // June; April and May were never asked for
  const auto after = made.position("2025-07-10").committed;
  CHECK(before - after == pounds("857.20"));
}
