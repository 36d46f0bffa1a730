// Samples: examples that can be worked by hand, and what must hold of every one.
#include "reports/sample.hpp"

#include "reports/account_names.hpp"
#include "reports/poisson_factors.hpp"
#include "reports/pseudonyms.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Money;
using namespace reports;

namespace {

Money pence(std::int64_t amount) {
  return Money::of_pence(amount);
}

std::vector<SampleItem> items_of(const std::vector<std::int64_t>& amounts) {
  std::vector<SampleItem> items;
  for (const auto amount : amounts) {
    items.push_back({.person = "P0001",
                     .account = "P0001/dp",
                     .id = "L" + std::to_string(items.size()),
                     .date = *ledger::Date::of(2025, 4, 1),
                     .amount = pence(amount),
                     .description = {},
                     .state = {},
                     .why = {},
                     .file = {},
                     .sha256 = {},
                     .approved_by = {},
                     .reasons = {}});
  }
  return items;
}

std::vector<const SampleItem*> pointers(const std::vector<SampleItem>& items) {
  std::vector<const SampleItem*> all;
  for (const auto& item : items) all.push_back(&item);
  return all;
}

std::vector<std::string> ids(const std::vector<Drawn>& drawn) {
  std::vector<std::string> all;
  for (const auto& each : drawn) all.push_back(each.item->id);
  return all;
}

Population population_of(const std::vector<std::int64_t>& amounts) {
  Population population;
  population.payments = items_of(amounts);
  return population;
}

SamplePlan plan_by_unit(Money interval) {
  SamplePlan plan{.seed = "s",
                  .period = {*ledger::Date::of(2025, 4, 1), *ledger::Date::of(2026, 3, 31)}};
  plan.intervals.fill(interval);
  return plan;
}

std::vector<std::int64_t> any_amounts() {
  return *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 40)));
}

}  // namespace

TEST_CASE("the Poisson factors are what the Poisson distribution says", "[sample]") {
  for (const int confidence : {80, 90, 95, 99}) {
    for (int errors = 0; errors <= most_errors; ++errors) {
      const long double mean = static_cast<long double>(poisson_factor(confidence, errors)) / 10000;
      long double term = 1, sum = 1;
      for (int i = 1; i <= errors; ++i) {
        term *= mean / i;
        sum += term;
      }
      const long double chance = sum * std::exp(-mean);
      INFO(confidence << " " << errors << " " << static_cast<double>(chance));
      CHECK(std::abs(chance - static_cast<long double>(100 - confidence) / 100) < 0.0001L);
    }
  }
  CHECK(poisson_factor(95, 0) == 29957);
  CHECK(poisson_factor(95, 1) == 47439);
  CHECK_FALSE(is_confidence(85));
}

TEST_CASE("by unit: items as large as the interval are taken, then every interval's one",
          "[sample]") {
  const auto items = items_of({30, 100, 50, 20, 60, 10, 250});
  // Without 100 and 250 the running sums are 30, 80, 100, 160, 170: 45, 145 fall in 50 and 60.
  const auto drawn = drawn_by_unit(pointers(items), pence(100), pence(45));
  CHECK(ids(drawn) == std::vector<std::string>{"L1", "L2", "L4", "L6"});
  CHECK(drawn[0].certain);
  CHECK_FALSE(drawn[1].certain);
  CHECK(drawn[1].cumulative == pence(80));
  CHECK(drawn[2].cumulative == pence(160));
}

TEST_CASE("by unit: over all starts every penny below the interval is met once", "[sample]") {
  CHECK(rc::check("an item is drawn by as many starts as it has pence, or by all", [] {
    const auto items = items_of(any_amounts());
    const auto interval = *rc::gen::inRange<std::int64_t>(1, 60);
    std::map<std::string, std::int64_t> times;
    for (std::int64_t start = 1; start <= interval; ++start) {
      for (const auto& drawn : drawn_by_unit(pointers(items), pence(interval), pence(start))) {
        ++times[drawn.item->id];
      }
    }
    for (const auto& item : items) {
      RC_ASSERT(times[item.id] == std::min(item.amount.pence(), interval));
    }
  }));
}

TEST_CASE("at random: each of a few items is drawn about as often as the others", "[sample]") {
  const auto items = items_of({1, 2, 3, 4, 5});
  std::map<std::string, int> times;
  for (int seed = 0; seed < 2000; ++seed) {
    Draws draws{std::to_string(seed), "all"};
    const auto drawn = drawn_at_random(pointers(items), 2, draws);
    REQUIRE(drawn.size() == 2);
    CHECK(drawn[0].item->id < drawn[1].item->id);
    for (const auto& each : drawn) ++times[each.item->id];
  }
  // 2000 x 2/5 = 800; five standard deviations are 110.
  for (const auto& [id, count] : times) CHECK(std::abs(count - 800) < 110);
}

TEST_CASE("the numbers that a seed gives are the same everywhere", "[sample]") {
  Draws draws{"a seed", "all"};
  std::vector<std::uint64_t> first;
  for (int i = 0; i < 4; ++i) first.push_back(draws.below(1000));
  // worked out with another program: SHA-256 of the fields, each led by its length
  CHECK(first == std::vector<std::uint64_t>{702, 844, 510, 302});
}

TEST_CASE("the same seed draws the same sample, whatever the plan", "[sample]") {
  CHECK(rc::check("twice the same", [] {
    const auto population = population_of(any_amounts());
    auto plan = plan_by_unit(pence(*rc::gen::inRange<std::int64_t>(1, 60)));
    plan.seed = *rc::gen::arbitrary<std::string>();
    plan.stratified = *rc::gen::arbitrary<bool>();
    const auto one = draw(plan, population);
    const auto other = draw(plan, population);
    RC_ASSERT(one.strata.size() == other.strata.size());
    for (std::size_t i = 0; i < one.strata.size(); ++i) {
      RC_ASSERT(ids(one.strata[i].drawn) == ids(other.strata[i].drawn));
      RC_ASSERT(one.strata[i].start > Money{});
      RC_ASSERT(one.strata[i].start <= one.strata[i].interval);
    }
  }));
}

TEST_CASE("a stratum is drawn from by itself, and none is lost", "[sample]") {
  auto population = population_of({10, 20, 30, 40});
  population.payments[1].risk = Risk::high;
  population.payments[2].risk = Risk::medium;
  auto plan = plan_by_unit(pence(1));
  plan.stratified = true;
  const auto sample = draw(plan, population);
  REQUIRE(sample.strata.size() == 3);
  CHECK(ids(sample.strata[0].drawn) == std::vector<std::string>{"L1"});
  CHECK(ids(sample.strata[1].drawn) == std::vector<std::string>{"L2"});
  CHECK(ids(sample.strata[2].drawn) == std::vector<std::string>{"L0", "L3"});
}

TEST_CASE("materiality gives the interval", "[sample]") {
  // no error expected: 5000.00 / 2.9957 = 1669.05…
  CHECK(interval_for(pence(500'000), Money{}, 95) == pence(166'905));
  // expected 1000.00: J x 2.9957 + 1000.00 x 1.7482 <= 5000.00, so J = 1085.489…, cut to the penny
  CHECK(interval_for(pence(500'000), pence(100'000), 95) == pence(108'548));
  CHECK_FALSE(interval_for(pence(500'000), pence(500'000), 95));
  CHECK_FALSE(interval_for(pence(500'000), pence(499'999), 95));
}

TEST_CASE("errors found by unit are projected by their tainting", "[sample]") {
  // interval 100; 80 was drawn and is right for 60 only: tainted by a quarter, so 25 of 100.
  auto population = population_of({80, 250, 90});
  auto plan = plan_by_unit(pence(100));
  Sample sample{plan, {}};
  Stratum stratum{
      .name = "all", .items = 3, .total = pence(420), .interval = pence(100), .start = pence(1)};
  const auto& items = population.payments;
  stratum.drawn = {{&items[0], pence(80)}, {&items[1], {}, 1, true}, {&items[2], pence(170)}};
  sample.strata.push_back(stratum);
  const auto none =
      project(sample, {{"L0", pence(80), ""}, {"L1", pence(250), ""}, {"L2", pence(90), ""}});
  REQUIRE(none.size() == 1);
  CHECK(none[0].errors == 0);
  CHECK(none[0].over == Money{});
  CHECK(none[0].upper == pence(300));  // 100 x 2.9957, to the penny
  CHECK_FALSE(none[0].most_in_error);
  const auto some =
      project(sample, {{"L0", pence(60), ""}, {"L1", pence(240), ""}, {"L2", pence(99), ""}});
  CHECK(some[0].errors == 3);
  CHECK(some[0].known == pence(20 + 10 - 9));
  CHECK(some[0].over == pence(25 + 10));         // the large item projects itself
  CHECK(some[0].under == pence(10));             // 9 / 90 of 100
  CHECK(some[0].upper == pence(300 + 10 + 44));  // 25 x (4.7439 - 2.9957) = 43.7
}

TEST_CASE("errors found at random are projected by count", "[sample]") {
  auto population = population_of({10, 20, 30, 40, 50, 60});
  SamplePlan plan{.by_unit = false,
                  .seed = "s",
                  .period = {*ledger::Date::of(2025, 4, 1), *ledger::Date::of(2025, 4, 1)}};
  plan.sizes.fill(3);
  const auto sample = draw(plan, population);
  REQUIRE(sample.strata.front().drawn.size() == 3);
  std::vector<Audited> audited;
  for (const auto& drawn : sample.strata.front().drawn) {
    audited.push_back({drawn.item->id, drawn.item->amount - pence(2), ""});
  }
  const auto made = project(sample, audited);
  CHECK(made.front().known == pence(6));
  CHECK(made.front().over == pence(12));
  CHECK_FALSE(made.front().upper);
  CHECK(made.front().most_in_error == 6);  // three of three were in error: nothing bounds the rest
}

TEST_CASE("no two accounts have one name in another program, and each name is allowed there",
          "[export]") {
  const auto any_part = rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::element('a', 'x', 'X', 'T', '2', '-', ' ', '%', ';', '_', '.', '/'),
                     rc::gen::character<char>()));
  CHECK(rc::check("different parts are written differently", [any_part] {
    const auto one = *any_part;
    const auto other = *any_part;
    RC_ASSERT((one == other) == (plain_part(one) == plain_part(other)));
    RC_ASSERT((one == other) == (capital_part(one) == capital_part(other)));
    const auto capital = capital_part(one);
    RC_ASSERT((capital[0] >= 'A' && capital[0] <= 'Z') || (capital[0] >= '0' && capital[0] <= '9'));
    const auto allowed =
        std::string{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"};
    RC_ASSERT(capital.find_first_not_of(allowed) == std::string::npos);
    const auto plain = plain_part(one);
    RC_ASSERT(plain.find("  ") == std::string::npos);
    RC_ASSERT(plain.find_first_of(":;|\t\n\"") == std::string::npos);
  }));
  CHECK(account_name(Program::hledger, "P0001", "2025", "bank:dp") == "Assets:P0001:2025:bank:dp");
  CHECK(account_name(Program::beancount, "P0001", "2025", "owed:net-pay:W1") ==
        "Liabilities:P0001:2025:Owed:Net-pay:W1");
  CHECK(account_name(Program::beancount, "P0001", "2025", "plan:Team") ==
        "Equity:Memo:P0001:2025:Plan:Team-X");
  CHECK(account_name(Program::ledger, "@acme", "pool", "share:P0001") ==
        "Liabilities:%40acme:pool:share:P0001");
}

TEST_CASE("a pseudonym is the same through one export, and another under another key", "[export]") {
  const Pseudonyms one{"key"}, other{"another key"};
  CHECK(one.person("P0001") == one.person("P0001"));
  CHECK(one.person("P0001") != one.person("P0002"));
  CHECK(one.person("P0001") != other.person("P0001"));
  CHECK(one.account("P0001", "owed:net-pay:W1") != one.account("P0002", "owed:net-pay:W1"));
  CHECK(one.account("P0001", "received:NHS X") == one.account("P0002", "received:NHS X"));
  CHECK(one.account("P0001", "owed:paye") == "owed:paye");
  CHECK(one.account("P0001", "received:person") == "received:person");
  CHECK(one.account("P0001", "owed:supplier:helping-hands").starts_with("owed:supplier:name-"));
}
