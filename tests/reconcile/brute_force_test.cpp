// The engine beside a matcher that tries everything, on thousands of small cases of one payee.
#include "tests/reconcile/support_brute_force.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace brute;

namespace {

std::vector<Thing> on_days(const std::vector<int>& pounds, const std::vector<int>& days) {
  std::vector<Thing> things;
  for (const int amount : pounds) {
    for (const int day : days) things.push_back({amount, day});
  }
  return things;
}

void count(Tally& tally, const Small& pattern, const Kinds& kinds) {
  each_small(pattern, kinds, [&](const Small& small) { tally.add(second_opinion(small)); });
}

const Small wages{.payee = Payee::worker, .terms = 0, .lines = {}, .items = {}};
const Small invoices{.payee = Payee::supplier, .terms = 0, .lines = {}, .items = {}};
const Small invoices_on_terms{.payee = Payee::supplier, .terms = 14, .lines = {}, .items = {}};

/// Up to four lines and four items, told apart by their days, their sums or both.
const Tally& all_kinds() {
  static const Tally tally = [] {
    const auto few = on_days({1, 2, 3}, {0, 3, 7});
    const std::vector five{1, 2, 3, 4, 5};
    Tally made;
    count(made, wages, {few, few, 4, 4, 4, 5});
    count(made, invoices, {few, few, 4, 4, 4, 7});
    count(made, invoices, {on_days(five, {3}), on_days(five, {0}), 4, 4, 8, 3});
    count(made, invoices, {on_days({1, 2, 3}, {0, 3}), on_days({-1, 2, 3, 4}, {0, 3}), 4, 4, 4, 2});
    count(made, wages, {on_days(five, {7}), on_days(five, {0, 2, 4, 6}), 4, 4, 8, 83});
    count(made, invoices, {on_days({1, 2, 3}, {0, 7}), on_days({1, 2, 3}, {0, 3}), 4, 4, 8, 89});
    return made;
  }();
  return tally;
}

/// Cases in which one line or one item is all that there is on its side.
const Tally& one_to_many() {
  static const Tally tally = [] {
    const auto things = on_days({1, 2, 3, 4}, {0, 3, 7});
    Tally made;
    for (const auto& payee : {wages, invoices}) {
      count(made, payee, {things, things, 1, 3, 4, 2});
      count(made, payee, {things, things, 2, 1, 3, 1});
    }
    return made;
  }();
  return tally;
}

void expect_none(const Tally& tally, Verdict verdict) {
  INFO(tally.told(verdict));
  CHECK(tally.times(verdict) == 0);
}

}  // namespace

TEST_CASE("the brute-force matcher knows every explanation of a small case", "[brute-force]") {
  // 3 + 2 of the first day, paid by 5; or 4 + 1; the 5 of the last day alone.
  Small small = invoices;
  small.items = {{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 7}};
  small.items.pop_back();
  small.lines = {{5, 7}};
  auto all = explanations(small);
  REQUIRE(all.size() == 2);
  CHECK(all[0].level_with(all[1]));
  CHECK_FALSE(same_but_for_twins(small, all[0], all[1]));
  CHECK_FALSE((all[0].beats(all[1]) || all[1].beats(all[0])));

  small.items = {{2, 0}, {5, 7}, {3, 0}};
  all = explanations(small);
  REQUIRE(all.size() == 2);
  const auto straight = std::ranges::find(all, 1, &Explanation::straight);
  REQUIRE(straight != all.end());
  CHECK(straight->days == 0);
  CHECK(straight->groups == std::vector<Group>{{1, 2}});

  // Four equal payments of four equal invoices: any pairing is the same.
  small.items = {{2, 0}, {2, 1}, {2, 2}, {2, 3}};
  small.lines = {{2, 7}, {2, 7}, {2, 8}, {2, 9}};
  all = explanations(small);
  CHECK(all.size() == 24);
  CHECK(std::ranges::all_of(
      all, [&](const Explanation& one) { return same_but_for_twins(small, one, all.front()); }));

  // Nothing is a group that can be parted: 1 pays 1 and 2 pays 2, not both for both.
  small.items = {{1, 0}, {2, 0}};
  small.lines = {{1, 0}, {2, 0}};
  all = explanations(small);
  REQUIRE(all.size() == 1);
  CHECK(all.front().groups.size() == 2);
}

TEST_CASE("the small cases hold thousands with one best explanation and many that are torn",
          "[brute-force]") {
  CHECK(all_kinds().cases > 4000);
  CHECK(all_kinds().one_best > 2500);
  CHECK(all_kinds().torn > 15);
  CHECK(one_to_many().cases > 500);
  CHECK(one_to_many().one_best > 400);
}

TEST_CASE(
    "with one line or one item on its side nothing is posted against the one best explanation",
    "[brute-force]") {
  expect_none(one_to_many(), Verdict::contradicts);
  expect_none(one_to_many(), Verdict::torn_posted);
  expect_none(one_to_many(), Verdict::beaten);
  expect_none(one_to_many(), Verdict::not_found);
}

TEST_CASE("what is posted never contradicts the one best explanation of a small case",
          "[brute-force]") {
  expect_none(all_kinds(), Verdict::contradicts);
}

TEST_CASE("of two explanations that fit equally well neither is posted", "[brute-force]") {
  expect_none(all_kinds(), Verdict::torn_posted);
  expect_none(all_kinds(), Verdict::torn_dropped);
}

TEST_CASE("nothing is posted that another explanation beats on every count", "[brute-force]") {
  expect_none(all_kinds(), Verdict::beaten);
}

TEST_CASE("the one explanation of every line and every item is found", "[brute-force]") {
  expect_none(all_kinds(), Verdict::not_found);
}

TEST_CASE("a payment within the terms of two equal invoices is posted to neither",
          "[brute-force]") {
  Tally tally;
  const auto things = on_days({1, 2, 3}, {0, 7});
  count(tally, invoices_on_terms, {things, things, 2, 3, 4, 1});
  CHECK(tally.torn > 20);
  expect_none(tally, Verdict::torn_posted);
}

TEST_CASE(
    "a payment that could be of either of two invoices alike in amount and day is posted to "
    "neither",
    "[brute-force]") {
  Tally tally;
  const auto five = std::vector{1, 2, 3, 4, 5};
  count(tally, invoices, {on_days(five, {3}), on_days(five, {0}), 4, 4, 4, 1, Alike::some});
  CHECK(tally.torn > 50);
  expect_none(tally, Verdict::torn_posted);
}
