// The least wage by age and day, and when it changes.
#include "reconcile/wage_floor.hpp"

#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;
using ledger::Parameters;

namespace {

std::string floor_on(std::string_view born, std::string_view starts) {
  const auto floor = reconcile::wage_floor(Parameters::built_in(), day(born), day(starts));
  return floor.rate ? text(*floor.rate) : floor.missing;
}

/// "2025-04-01 12.21", or nothing.
std::string next_after(std::string_view born, std::string_view after) {
  const auto next = reconcile::next_wage_floor(Parameters::built_in(), day(born), day(after));
  return next ? text(next->from) + " " + text(next->rate) : "";
}

ledger::Payslip hourly(std::string_view first, std::string_view last, std::string_view gross,
                       std::string_view hours) {
  auto slip = payslip("W1", first, last, last, gross);
  slip.hours = ledger::parse_quantity(hours).value();
  return slip;
}

/// A person whose worker and budget begin early enough for pay of that year.
ledger::PersonVersion of_year(std::string_view from, std::string_view born) {
  auto version = person();
  version.accounts[0].opened = day(from);
  version.budgets[0].from = day(from);
  version.workers[0].from = day(from);
  version.workers[0].born = day(born);
  return version;
}

}  // namespace

TEST_CASE("until 2015 the least wage changes on 1 October, from 2016 on 1 April", "[wage]") {
  CHECK(floor_on("1970-01-01", "2013-09-30") == "6.19");
  CHECK(floor_on("1970-01-01", "2013-10-01") == "6.31");
  CHECK(floor_on("1970-01-01", "2014-09-30") == "6.31");
  CHECK(floor_on("1970-01-01", "2014-10-01") == "6.50");
  CHECK(floor_on("1970-01-01", "2015-09-30") == "6.50");
  CHECK(floor_on("1970-01-01", "2015-10-01") == "6.70");
  CHECK(floor_on("1970-01-01", "2016-03-31") == "6.70");
  CHECK(floor_on("1970-01-01", "2016-04-01") == "7.20");
  CHECK(floor_on("1970-01-01", "2017-04-01") == "7.50");
}

TEST_CASE("the living wage begins in April 2016 at 25; under it the October change goes on once",
          "[wage]") {
  CHECK(floor_on("1992-04-02", "2016-04-01") == "6.70");  // 23
  CHECK(floor_on("1991-04-02", "2016-04-01") == "6.70");  // 24, on the eve of 25
  CHECK(floor_on("1991-04-01", "2016-04-01") == "7.20");  // 25 that day
  CHECK(floor_on("1992-04-02", "2016-10-01") == "6.95");
  CHECK(floor_on("1998-04-01", "2016-04-01") == "5.30");  // 18
}

TEST_CASE("the top age is 23 from 2021 and 21 from 2024", "[wage]") {
  CHECK(floor_on("1998-03-31", "2021-04-01") == "8.91");  // 23
  CHECK(floor_on("1999-03-31", "2021-04-01") == "8.36");  // 22
  CHECK(floor_on("2002-06-01", "2024-04-01") == "11.44");
  CHECK(floor_on("2003-06-01", "2024-04-01") == "8.60");
}

TEST_CASE("before the first rate that is known nothing is told", "[wage]") {
  CHECK(floor_on("1970-01-01", "2012-09-30") == "the minimum wage on 2012-09-30");
  const auto floor = reconcile::wage_floor(Parameters::built_in(), {}, day("2025-06-01"));
  CHECK_FALSE(floor.rate);
  CHECK(floor.missing == "the worker's date of birth");
}

TEST_CASE("an empty cell of a file of one's own is unknown, not nothing", "[wage]") {
  const auto own = Parameters::overridden_by(
      "name,from,value,source\nminimum-wage-top,2025-04-01,,not published yet\n", "own.csv");
  REQUIRE(own);
  const auto floor = reconcile::wage_floor(own.value(), day("1970-01-01"), day("2025-05-01"));
  CHECK_FALSE(floor.rate);
  CHECK(floor.missing == "the minimum wage on 2025-05-01");
  CHECK(reconcile::wage_floor(own.value(), day("1970-01-01"), day("2025-03-31")).rate ==
        pounds("11.44"));
}

TEST_CASE("what changes next is a birthday or a new rate, whichever is first", "[wage]") {
  CHECK(next_after("1970-01-01", "2024-06-01") == "2025-04-01 12.21");
  CHECK(next_after("2004-02-10", "2024-06-01") == "2025-02-10 11.44");  // 21
  CHECK(next_after("2004-08-10", "2024-06-01") == "2025-04-01 10.00");  // still 20
  CHECK(next_after("1970-01-01", "2013-04-06") == "2013-10-01 6.31");
  // From 2021 to 2024 it matters to be 23, and 21 in between.
  CHECK(next_after("2000-12-01", "2021-06-01") == "2021-12-01 8.36");
  CHECK(next_after("1999-12-01", "2022-06-01") == "2022-12-01 9.50");
}

TEST_CASE("who was born on 29 February is a year older on 1 March", "[wage]") {
  CHECK(floor_on("2004-02-29", "2025-02-28") == "8.60");
  CHECK(floor_on("2004-02-29", "2025-03-01") == "11.44");
  CHECK(next_after("2004-02-29", "2024-06-01") == "2025-03-01 11.44");
}

TEST_CASE("a birthday inside a pay period raises the wage from the next one on", "[wage][checks]") {
  auto version = of_year("2024-04-01", "2004-05-10");  // 21 on 10 May 2025
  Case made{version};
  made.pay(hourly("2025-04-28", "2025-05-25", "1000.00", "100"));  // 10.00: 20 when it began
  CHECK(made.findings("2025-06-30", "below-minimum-wage").empty());
  made.pay(hourly("2025-05-26", "2025-06-22", "1000.00", "100"));
  const auto found = made.findings("2025-06-30", "below-minimum-wage");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("221.00"));
  CHECK(found[0].state == ledger::FindingState::open);
}

TEST_CASE("a change in October counts from the pay period that begins on or after it",
          "[wage][checks]") {
  Case made{of_year("2014-04-01", "1970-01-01")};
  made.pay(hourly("2014-09-30", "2014-10-27", "631.00", "100"));
  CHECK(made.findings("2014-12-31", "below-minimum-wage").empty());
  made.pay(hourly("2014-10-28", "2014-11-24", "649.99", "100"));
  const auto found = made.findings("2014-12-31", "below-minimum-wage");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("0.01"));
}
