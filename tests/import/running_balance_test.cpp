// What a running balance proves: order, sign, breaks.
#include "import/running_balance.hpp"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;

namespace {

struct Printed {
  int day;
  std::int64_t amount;
  std::int64_t balance;
};

std::vector<StatementLine> lines_of(const std::vector<Printed>& printed) {
  std::vector<StatementLine> lines;
  for (const auto& each : printed) {
    lines.push_back(StatementLine{.date = *Date::of(2025, 4, each.day),
                                  .amount = Money::of_pence(each.amount),
                                  .balance = Money::of_pence(each.balance),
                                  .type = {},
                                  .payee = {},
                                  .reference = {},
                                  .bank_id = {}});
    lines.back().file_line = static_cast<int>(lines.size());
  }
  return lines;
}

std::vector<int> order_of(std::vector<StatementLine> lines) {
  imports::prove_by_balance(lines, std::nullopt);
  std::vector<int> order;
  for (const auto& line : lines) order.push_back(line.file_line);
  return order;
}
std::vector<int> breaks_of(std::vector<StatementLine> lines) {
  return imports::prove_by_balance(lines, std::nullopt).breaks;
}

}  // namespace

TEST_CASE("newest first and oldest first are told apart by the balance, not by the dates") {
  CHECK(order_of(lines_of({{1, 100, 100}, {1, -30, 70}, {1, -20, 50}})) == std::vector{1, 2, 3});
  CHECK(order_of(lines_of({{1, -20, 50}, {1, -30, 70}, {1, 100, 100}})) == std::vector{3, 2, 1});
}

TEST_CASE("lines shuffled inside one day are put into the order that joins") {
  CHECK(order_of(lines_of({{1, 100, 100}, {2, -20, 50}, {2, -30, 70}, {3, 5, 55}})) ==
        std::vector{1, 3, 2, 4});
  CHECK(breaks_of(lines_of({{1, 100, 100}, {2, -20, 50}, {2, -30, 70}, {3, 5, 55}})).empty());
}

TEST_CASE("two lines of one day that join both ways keep the order of the file") {
  CHECK(order_of(lines_of({{1, 5, 105}, {1, -5, 100}})) == std::vector{1, 2});
}

TEST_CASE("a missing line breaks the chain at the line after it, and nothing is moved") {
  const auto lines = lines_of({{1, 100, 100}, {2, -30, 70}, {4, -20, 40}, {5, 1, 41}});
  CHECK(order_of(lines) == std::vector{1, 2, 3, 4});
  CHECK(breaks_of(lines) == std::vector{3});
}

TEST_CASE("amounts that join only with the other sign contradict the layout") {
  auto lines = lines_of({{1, 30, 70}, {2, 20, 50}, {3, -10, 60}});
  CHECK(imports::prove_by_balance(lines, std::nullopt).sign_is_contradicted);
  auto partly = lines_of({{1, 30, 70}, {2, 20, 50}, {3, 10, 60}});
  CHECK_FALSE(imports::prove_by_balance(partly, std::nullopt).sign_is_contradicted);
}

TEST_CASE("a printed opening balance that does not lead to the first line is a break") {
  auto lines = lines_of({{1, 100, 100}});
  CHECK(imports::prove_by_balance(lines, Money{}).breaks.empty());
  CHECK(imports::prove_by_balance(lines, Money::of_pence(1)).breaks == std::vector{1});
}

TEST_CASE("balances too large to add do not join, and nothing else happens") {
  const auto most = INT64_MAX;
  CHECK(breaks_of(lines_of({{1, most, most}, {2, most, most}, {3, most, 5}})).size() == 2);
}

TEST_CASE("however the lines of a whole statement are mixed, an order is found in which all join") {
  CHECK(rc::check("any shuffle", [] {
    const auto amounts =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-9, 9)));
    std::vector<Printed> printed;
    std::int64_t balance = 1000;
    for (const int amount : amounts) printed.push_back({1, amount, balance += amount});
    auto lines = lines_of(printed);
    std::mt19937 random{*rc::gen::arbitrary<std::uint32_t>()};
    std::shuffle(lines.begin(), lines.end(), random);
    auto proof = imports::prove_by_balance(lines, std::nullopt);
    RC_PRE(!proof.sign_is_contradicted);
    RC_ASSERT(proof.breaks.empty());
    RC_ASSERT(lines.size() == amounts.size());
  }));
}
