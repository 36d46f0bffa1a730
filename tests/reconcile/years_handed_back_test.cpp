// Money that goes back to another funder year after year: each repayment finds what it repays,
// however many there were before it and however late it comes.
#include "reconcile/reconcile.hpp"
#include "tests/reconcile/support_years.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Money;

bool goes_to_a_funder(const ledger::StatementLine& line) {
  return line.amount.is_negative() &&
         (line.payee == "NHS VALE ICB" || line.payee == "VALE COUNCIL");
}

/// What the lines to funders were put to, by their order.
std::vector<std::string> repaid(const ledger::PersonFacts& life) {
  const auto made = reconcile::reconcile(life, ledger::Parameters::built_in());
  std::vector<std::string> keys;
  for (const auto& line : life.lines) {
    if (!goes_to_a_funder(line.line)) continue;
    const auto entry =
        std::ranges::find(made.entries, "line:" + text(line.line.id), &ledger::Entry::source);
    REQUIRE(entry != made.entries.end());
    REQUIRE(entry->match);
    std::string all;
    if (entry->match->state == ledger::MatchState::matched) {
      for (const auto& item : entry->match->items) all += item.key + " " + text(item.amount) + ";";
    }
    keys.push_back(std::move(all));
  }
  return keys;
}

ledger::PersonFacts life() {
  return years::life(20'261'122, 0, years::Kind::handed_back);
}

}  // namespace

TEST_CASE("every year's repayment finds what the budget of that year left", "[handover][years]") {
  CHECK(repaid(life()) ==
        std::vector<std::string>{"repayment:P0001:to-2017:nhs-vale-icb -14947.78;",
                                 "repayment:P0001:to-2018:vale-council -15096.83;",
                                 "repayment:P0001:to-2019:nhs-vale-icb -14968.02;",
                                 "repayment:P0001:to-2020:vale-council -15122.27;",
                                 "repayment:P0001:to-2021:nhs-vale-icb -15054.06;"});
}

TEST_CASE("what a budget left two years ago is repaid with what another left since",
          "[handover][years]") {
  auto facts = life();
  std::vector<ledger::BookLine*> to_council;
  for (auto& line : facts.lines) {
    const bool its = goes_to_a_funder(line.line) && line.line.payee == "VALE COUNCIL";
    if (its) to_council.push_back(&line);
  }
  REQUIRE(to_council.size() == 2);
  to_council.back()->line.amount += to_council.front()->line.amount;
  const auto first = to_council.front()->line.id;
  std::erase_if(facts.lines, [&](const auto& line) { return line.line.id == first; });
  const auto keys = repaid(facts);
  REQUIRE(keys.size() == 4);
  CHECK(keys[2] ==
        "repayment:P0001:to-2018:vale-council -15096.83;"
        "repayment:P0001:to-2020:vale-council -15122.27;");
}
