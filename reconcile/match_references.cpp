// An invoice's number in the text, with an amount that agrees.
#include "reconcile/desk.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/quotes.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>

namespace reconcile {
namespace {

constexpr int sure_of_duplicate = 920;

void settle_all(Desk& desk, Row& row, const std::vector<std::size_t>& items) {
  const auto gap = desk.gap(items.front(), row.date);
  for (const auto item : items) desk.settle(row, item, desk.open[item]);
  desk.match(row, rule::reference, sure::of_number_and_amount,
             evidence_of(row, gap) + ";items=" + std::to_string(items.size()) + ";reference=1");
}

/// One of the invoices agrees, or all of them together do.
void match_quoted(Desk& desk, Row& row, const std::vector<std::size_t>& items) {
  std::int64_t sum = 0;
  std::vector<std::size_t> equal;
  for (const auto item : items) {
    sum += desk.open[item];
    if (desk.open[item] == row.pence) equal.push_back(item);
  }
  if (equal.size() == 1) return settle_all(desk, row, equal);
  if (items.size() > 1 && sum == row.pence) settle_all(desk, row, items);
}

}  // namespace

void match_references(Desk& desk) {
  const auto& quotes = desk.quotes();
  if (quotes.none()) return;
  for (auto& row : desk.rows) {
    if (!desk.waits(row)) continue;
    auto items = quotes.items(row);
    std::erase_if(items, [&](std::size_t item) { return desk.open[item] == 0; });
    if (!items.empty()) match_quoted(desk, row, items);
  }
}

void match_paid_references(Desk& desk) {
  const auto& quotes = desk.quotes();
  if (quotes.none()) return;
  for (auto& row : desk.rows) {
    if (!desk.waits(row)) continue;
    for (const auto item : quotes.items(row)) {
      const auto gap = desk.gap(item, row.date);
      const bool again = desk.open[item] == 0 && desk.settled_by[item] &&
                         desk.items[item].amount.pence() == row.pence &&
                         gap.late <= row.tolerances->duplicate;
      if (!again) continue;
      row.match.items = {{desk.items[item].key, row.book->line.amount}};
      desk.match(row, rule::duplicate, sure_of_duplicate, evidence_of(row, gap) + ";reference=1");
      break;
    }
  }
}

}  // namespace reconcile
