// What services come to: at the price of each day, however a provider rounds, and after the end.
#include "reconcile/closing.hpp"
#include "reconcile/services.hpp"
#include "tests/reconcile/support_bought.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace bought;

namespace {

/// The same plan twice: visits cost another price from a day on.
std::vector<ledger::PersonVersion> dearer(std::string_view from, std::string_view price) {
  auto revised = bought::version();
  revised.from = day(from);
  revised.services[0].price = pounds(price);
  return {bought::version(), revised};
}

reconcile::ServiceMonth month_of(Bought& made, std::string_view as_of, const std::string& service,
                                 ledger::Month month) {
  for (const auto& row : reconcile::service_months(made.view(as_of))) {
    if (row.service == service && row.month == month) return row;
  }
  FAIL("no such month");
  return {};
}

/// The plan with visits at 21.37, and 120 of a quarter of an hour in May: 5.34 each, or 641.10 in
/// all.
Bought many_short_visits() {
  auto version = bought::version();
  version.services[0].price = pounds("21.37");
  Bought made{version};
  for (int date = 1; date <= 30; ++date) {
    const auto on = (date < 10 ? "2025-05-0" : "2025-05-") + std::to_string(date);
    for (int visit = 0; visit < 4; ++visit) made.record("visits", on, on, "0.25");
  }
  return made;
}

}  // namespace

TEST_CASE("each day of a delivery costs the price of that day", "[services]") {
  Bought made{dearer("2025-05-15", "30.00")};
  made.record("visits", "2025-05-01", "2025-05-31", "31");
  // 14 days at 20.00 and 17 at 30.00
  CHECK(made.position("2025-05-31").spent == pounds("790.00"));
  made.asked("T-1", "2025-06-02", "790.00");
  CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
  made.asked("T-2", "2025-06-03", "0.01");
  CHECK(made.position("2025-06-30").spent == pounds("790.01"));
}

TEST_CASE("the days of a delivery are rounded to the penny once", "[services]") {
  auto versions = dearer("2025-05-02", "20.01");
  Bought made{versions};
  made.record("visits", "2025-05-01", "2025-05-02", "1");  // half an hour each: 10.00 and 10.005
  CHECK(made.position("2025-05-31").spent == pounds("20.01"));
}

TEST_CASE("what is still ordered costs the price of its days, those of a plan to come too",
          "[services]") {
  Bought made{dearer("2025-09-24", "30.00")};
  made.record("visits", "2025-04-01", "2025-09-16", "240");
  // a week at 20.00, and a week at 30.00
  const auto before = made.position("2025-09-16");
  CHECK(before.lines[0].committed == pounds("500.00"));
  const auto row = month_of(made, "2025-09-30", "visits", {2025, 9});
  CHECK(row.price == pounds("30.00"));
}

TEST_CASE("visits rounded one by one accuse no bill for all of them together", "[services]") {
  auto made = many_short_visits();
  CHECK(made.position("2025-05-31").spent == pounds("640.80"));
  made.asked("T-1", "2025-06-02", "641.10");
  CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
  CHECK(month_of(made, "2025-06-30", "visits", {2025, 5}).beyond.is_zero());
  SECTION("nor one that rounds each visit") {
    auto other = many_short_visits();
    other.asked("T-1", "2025-06-02", "640.80");
    CHECK(other.findings("2025-06-30", "invoice-not-delivered").empty());
  }
  SECTION("but a penny more is a penny too much") {
    auto other = many_short_visits();
    other.asked("T-1", "2025-06-02", "641.11");
    const auto found = other.findings("2025-06-30", "invoice-not-delivered");
    REQUIRE(found.size() == 1);
    CHECK(found[0].amount == pounds("0.01"));
  }
  SECTION("and the next month's bill begins with the next month") {
    made.record("visits", "2025-06-01", "2025-06-30", "10");
    made.asked("T-2", "2025-07-02", "213.70");
    CHECK(made.findings("2025-07-31", "invoice-not-delivered").empty());
  }
}

TEST_CASE("a month says what is asked too much as the finding does", "[services]") {
  Bought made;
  made.record("visits", "2025-05-01", "2025-05-31", "9");
  made.asked("T-1", "2025-06-02", "200.00");
  CHECK(month_of(made, "2025-06-30", "visits", {2025, 5}).beyond == pounds("20.00"));
  made.asked("T-1C", "2025-06-04", "-15.00");
  const auto row = month_of(made, "2025-06-30", "visits", {2025, 5});
  CHECK(row.beyond == pounds("5.00"));
  CHECK(row.invoiced == pounds("200.00"));
  made.asked("T-1D", "2025-06-05", "-5.00");
  CHECK(month_of(made, "2025-06-30", "visits", {2025, 5}).beyond.is_zero());
}

TEST_CASE("a provider with a block and visits on one line is invoiced for both at the visits",
          "[services]") {
  auto version = bought::version();
  version.services[1].line = "nursing";
  version.services[1].provider = "Tidewell Nursing Ltd";
  std::swap(version.services[0], version.services[1]);
  Bought made{version};
  made.record("visits", "2025-05-01", "2025-05-31", "9");
  made.record("centre", "2025-05-01", "2025-05-31", "4");
  made.asked("T-1", "2025-06-02", "180.00");
  made.asked("T-2", "2025-06-02", "180.00");
  CHECK(made.findings("2025-06-30", "invoice-not-delivered").empty());
  const auto row = month_of(made, "2025-06-30", "visits", {2025, 5});
  CHECK(row.invoiced == pounds("360.00"));
  CHECK(row.beyond.is_zero());
  CHECK(month_of(made, "2025-06-30", "centre", {2025, 5}).invoiced.is_zero());
}

TEST_CASE("an invoice stands in the month of the days for which it stands", "[services]") {
  Bought made;
  made.asked("T-1", "2025-05-03", "857.20");  // April: 30 days of ten hours a week
  CHECK(month_of(made, "2025-05-31", "visits", {2025, 4}).invoiced == pounds("857.20"));
  CHECK(month_of(made, "2025-05-31", "visits", {2025, 5}).invoiced.is_zero());
}

TEST_CASE(
    "nothing is spoken for when a notional budget is over, and its closing says what is not "
    "recorded",
    "[services]") {
  auto version = bought::version();
  version.budgets[0].closed_on = day("2025-06-30");
  Bought made{version};
  made.record("visits", "2025-04-01", "2025-06-23", "120");
  made.record("centre", "2025-04-01", "2025-06-30", "13", false);
  CHECK(made.position("2025-06-30").committed == pounds("200.00"));
  const auto at = made.position("2025-07-01");
  CHECK(at.committed.is_zero());
  CHECK(at.available == pounds("6600.00"));
  const auto closing = reconcile::closing(made.view("2025-07-01"), version.budgets[0]);
  REQUIRE(closing.not_recorded.size() == 1);
  CHECK(closing.not_recorded[0].service == "visits");
  CHECK(closing.not_recorded[0].days == 7);
  CHECK(closing.not_recorded[0].value == pounds("200.00"));
  CHECK(reconcile::closing(made.view("2025-06-30"), version.budgets[0]).not_recorded.empty());
  made.record("visits", "2025-06-24", "2025-06-30", "10");
  CHECK(reconcile::closing(made.view("2025-07-01"), version.budgets[0]).not_recorded.empty());
}

TEST_CASE(
    "a delivery costs no less than all its days at the lower price and no more than at the "
    "higher",
    "[services]") {
  REQUIRE(rc::check("between the prices", [] {
    const auto pence = *rc::gen::inRange(1, 5000);
    const auto hundredths = *rc::gen::inRange(1, 20000);
    const auto first = plus_days(day("2025-04-01"), *rc::gen::inRange(0, 90));
    const ledger::Period days{first, plus_days(first, *rc::gen::inRange(0, 60))};
    auto versions = dearer("2025-05-15", "20.00");
    versions[1].services[0].price = ledger::Money::of_pence(pence);
    Bought made{versions};
    made.record("visits", text(days.first), text(days.last), text(ledger::Quantity{hundredths}));
    const auto spent = made.position("2025-09-30").spent;
    const ledger::Quantity quantity{hundredths};
    const auto one = times(pounds("20.00"), quantity);
    const auto other = times(ledger::Money::of_pence(pence), quantity);
    RC_ASSERT(spent >= std::min(one, other));
    RC_ASSERT(spent <= std::max(one, other));
    if (days.last < day("2025-05-15")) RC_ASSERT(spent == one);
    if (days.first >= day("2025-05-15")) RC_ASSERT(spent == other);
  }));
}
