#include "ledger/money.hpp"

#include <cstdint>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::apportion;
using ledger::Money;
using ledger::parse_money;
using ledger::parse_quantity;

namespace {

Money pence(std::int64_t value) {
  return Money::of_pence(value);
}

template <class A, class B>
concept adds = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept divides = requires(A a, B b) {
  a / b;
};
static_assert(adds<Money, Money>);
static_assert(!adds<Money, int>);
static_assert(!adds<double, Money>);
static_assert(!divides<Money, int> && !divides<Money, Money>);

}  // namespace

TEST_CASE("money is read whole or refused with the reason", "[ledger]") {
  CHECK(parse_money("1234.56").value() == pence(123456));
  CHECK(parse_money("-0.05").value() == pence(-5));
  CHECK(parse_money("7").value() == pence(700));
  CHECK(parse_money("7.5").value() == pence(750));
  CHECK(parse_money("99999999999.99").value() == pence(9'999'999'999'999));
  for (const auto* text : {"", "-", ".", "1.", ".5", "1,234.00", "+1.00", "1.2.3", " 1", "1 ", "£1",
                           "1e3", "0x10", "--1"}) {
    CAPTURE(text);
    REQUIRE_FALSE(parse_money(text));
    CHECK(parse_money(text).error().broken == ledger::Rule::money_not_understood);
  }
  CHECK(parse_money("1.005").error().broken == ledger::Rule::money_fraction_of_penny);
  CHECK(parse_money("100000000000.00").error().broken == ledger::Rule::money_too_large);
}

TEST_CASE("money reads back from its text", "[ledger][property]") {
  CHECK(text(pence(-5)) == "-0.05");
  CHECK(text(pence(0)) == "0.00");
  CHECK(pretty(pence(123456789)) == "£1,234,567.89");
  CHECK(pretty(pence(-100)) == "-£1.00");
  CHECK(rc::check("parse(text(x)) == x", [] {
    const auto amount =
        pence(*rc::gen::inRange<std::int64_t>(-9'999'999'999'999, 10'000'000'000'000));
    RC_ASSERT(parse_money(text(amount)).value() == amount);
  }));
}

TEST_CASE("a sum that does not fit throws instead of wrapping round", "[ledger]") {
  const auto most = pence(std::numeric_limits<std::int64_t>::max());
  CHECK_THROWS_AS(most + pence(1), std::overflow_error);
  CHECK_THROWS_AS(pence(std::numeric_limits<std::int64_t>::min()) - pence(1), std::overflow_error);
  CHECK_THROWS(half_up(most, 3, 1));
}

TEST_CASE("rounding goes the way its name says", "[ledger]") {
  CHECK(half_up(pence(5), 1, 2) == pence(3));
  CHECK(half_up(pence(-5), 1, 2) == pence(-3));
  CHECK(half_up(pence(100), 1, 3) == pence(33));
  CHECK(half_up(pence(200), 1, 3) == pence(67));
  CHECK(rounded_down(pence(200), 1, 3) == pence(66));
  CHECK(rounded_down(pence(-200), 1, 3) == pence(-66));
}

TEST_CASE("shares sum to the whole and each is within a penny of exact", "[ledger][property]") {
  CHECK(apportion(pence(100), std::vector<std::int64_t>{1, 1, 1}) ==
        std::vector{pence(34), pence(33), pence(33)});
  CHECK(apportion(pence(-100), std::vector<std::int64_t>{0, 3, 3}) ==
        std::vector{pence(0), pence(-50), pence(-50)});
  CHECK(rc::check("apportion", [] {
    const auto whole = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'001);
    auto weights = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1000)));
    weights.push_back(1);
    const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const auto shares = apportion(pence(whole), weights);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      sum += shares[i].pence();
      const auto off = shares[i].pence() * total - whole * weights[i];
      RC_ASSERT(off < total);
      RC_ASSERT(-off < total);
    }
    RC_ASSERT(sum == whole);
  }));
}

TEST_CASE("hours keep two decimals and a price times them is a whole penny", "[ledger]") {
  CHECK(text(parse_quantity("24").value()) == "24");
  CHECK(text(parse_quantity("7.25").value()) == "7.25");
  CHECK(text(parse_quantity("7.50").value()) == "7.5");
  CHECK(parse_quantity("7.125").error().broken == ledger::Rule::number_not_understood);
  CHECK(times(pence(1280), parse_quantity("24").value()) == pence(30720));
  CHECK(times(pence(1221), parse_quantity("0.5").value()) == pence(611));
}
