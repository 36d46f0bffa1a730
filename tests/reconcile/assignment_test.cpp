// Lines and items of one amount, in order of days: only what is near a line is weighed, and the
// answers are those of the whole table, which is written out here.
#include "reconcile/assignment.hpp"

#include "reconcile/engine.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/weights.hpp"
#include "tests/reconcile/build.hpp"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

using namespace build;
using reconcile::Aim;
using reconcile::Assignment;
using reconcile::Sized;

namespace {

/// A worker's weeks of one wage: some are missing, some paid late, early, twice or not at all.
Case weeks(std::mt19937& random) {
  Case made;
  const auto one_in = [&](unsigned often) { return random() % often == 0; };
  const int count = 3 + static_cast<int>(random() % 30);
  const int apart = one_in(3) ? 1 : 7;
  const int late = static_cast<int>(random() % 9);
  for (int week = 0; week < count; ++week) {
    const auto on = plus_days(day("2025-05-02"), apart * week);
    if (!one_in(9)) made.payslip("W1", text(on), "300.00");
    const int moved = one_in(4) ? static_cast<int>(random() % 60) - 20 : late;
    if (!one_in(6)) made.bank(text(plus_days(on, moved)), "-300.00", "AMY JONES");
    if (one_in(8)) made.bank(text(plus_days(on, moved + 1)), "-300.00", "AMY JONES");
  }
  return made;
}

struct Table {
  explicit Table(const Case& from) : facts{from.facts()} {
    for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
      if (desk.parties()[party].name != "W1") continue;
      for (const auto row : desk.rows_of(party)) rows.emplace_back(desk.rows[row].pence, row);
      for (const auto item : desk.items_of(party)) items.emplace_back(desk.open[item], item);
    }
  }

  /// The least cost of all, where one pair is forbidden.
  int least(const Assignment& assignment, std::size_t row, std::size_t item) const {
    const auto last_day = desk.rows[rows.back().second].date;
    std::vector<int> ahead{0};
    for (const auto& each : items) {
      ahead.push_back(ahead.back() + item_left(desk, last_day, each.second));
    }
    const auto left = ahead;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      auto next = ahead;
      for (std::size_t i = 0; i <= items.size(); ++i) {
        next[i] = ahead[i] + reconcile::weight::line_again;
        if (i == 0) continue;
        next[i] = std::min(next[i], next[i - 1] + left[i] - left[i - 1]);
        const bool forbidden = r == row && i - 1 == item;
        if (!forbidden) next[i] = std::min(next[i], ahead[i - 1] + assignment.cost(r, i - 1));
      }
      ahead = next;
    }
    return ahead.back();
  }

  /// What pairs cost, with all that they leave over.
  int cost_of(const Assignment& assignment, const Assignment::Pairs& pairs) const {
    const auto last_day = desk.rows[rows.back().second].date;
    int cost = 0;
    for (const auto& each : items) cost += item_left(desk, last_day, each.second);
    for (const auto& [row, item] : pairs) {
      cost += assignment.cost(row, item) - item_left(desk, last_day, items[item].second);
    }
    const auto over = static_cast<int>(rows.size() - pairs.size());
    return cost + over * reconcile::weight::line_again;
  }

  ledger::PersonFacts facts;
  reconcile::Groundwork ground{facts, ledger::Parameters::built_in()};
  std::vector<ledger::Item> expected = reconcile::expected_items(ground);
  reconcile::Desk desk{ground, expected};
  std::vector<Sized> rows, items;
};

}  // namespace

TEST_CASE("what is near a line alone is weighed as the whole table is", "[assignment][property]") {
  for (unsigned seed = 0; seed < 150; ++seed) {
    std::mt19937 random{seed};
    const Table table{weeks(random)};
    if (table.rows.empty() || table.items.empty()) continue;
    for (const auto aim : {Aim::least_cost, Aim::most_close}) {
      INFO("seed " << seed << (aim == Aim::most_close ? ", close ones" : ""));
      const Assignment assignment{table.desk, aim, table.rows, table.items};
      const auto pairs = assignment.pairs();
      const int best = table.least(assignment, table.rows.size(), table.items.size());
      REQUIRE(table.cost_of(assignment, pairs) == best);
      const auto regrets = assignment.regrets(pairs);
      std::vector<std::size_t> item_of(table.rows.size(), table.items.size());
      for (const auto& [row, item] : pairs) item_of[row] = item;
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        INFO("row " << row);
        REQUIRE(regrets[row] == table.least(assignment, row, item_of[row]) - best);
      }
    }
  }
}
