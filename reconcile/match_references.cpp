// An invoice's number in the text, with an amount that agrees.
#include "reconcile/desk.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>
#include <unordered_map>

namespace reconcile {
namespace {

constexpr int sure_with_amount = 990;
constexpr int sure_with_payee = 850;
constexpr int sure_of_duplicate = 920;
constexpr std::size_t shortest_number = 3;

/// What of a number is looked for: its last run of digits without leading noughts ("INV-0047112" →
/// "47112"), when that is long enough to mean something.
std::string_view number_of(std::string_view word) {
  auto begin = word.size();
  while (begin > 0 && word[begin - 1] >= '0' && word[begin - 1] <= '9') --begin;
  word.remove_prefix(begin);
  while (word.starts_with('0')) word.remove_prefix(1);
  return word.size() >= shortest_number ? word : std::string_view{};
}

struct Numbers {
  std::unordered_multimap<std::string, std::size_t> items;
};

Numbers numbers_of(const Desk& desk) {
  Numbers numbers;
  for (const auto& cost : desk.ground.invoices) {
    const auto item = desk.item(cost.key);
    const auto folded = fold(cost.invoice->number);
    const auto number = number_of(folded);
    if (item && !number.empty()) numbers.items.emplace(number, *item);
  }
  return numbers;
}

/// A line that names somebody is never the payment of somebody else's invoice.
bool names_another(const Desk& desk, const Row& row, std::size_t item) {
  if (row.grade() < Grade::partial) return false;
  return std::ranges::none_of(row.named, [&](const Naming& naming) {
    const auto& items = desk.parties()[naming.party].items;
    return std::ranges::find(items, item) != items.end();
  });
}

enum class Wanted { open, paid };

/// The invoices whose number a line gives, of those that are open, or paid.
std::vector<std::size_t> referenced(const Desk& desk, const Numbers& numbers, const Row& row,
                                    Wanted wanted) {
  std::vector<std::size_t> found;
  for (const auto word : row.text.words) {
    const auto number = number_of(word);
    if (number.empty()) continue;
    const auto [begin, end] = numbers.items.equal_range(std::string{number});
    for (auto at = begin; at != end; ++at) {
      const auto item = at->second;
      const bool is_open = desk.open[item] != 0;
      if (is_open != (wanted == Wanted::open) || names_another(desk, row, item)) continue;
      const auto early = row.tolerances->window(ledger::ItemKind::invoice).early;
      if (desk.gap(item, row.date).early > early) continue;
      if (std::ranges::find(found, item) == found.end()) found.push_back(item);
    }
  }
  std::ranges::sort(found);
  return found;
}

void settle_all(Desk& desk, Row& row, const std::vector<std::size_t>& items) {
  for (const auto item : items) desk.settle(row, item, desk.open[item]);
  desk.match(row, rule::reference, sure_with_amount,
             evidence_of(row, desk.gap(items.front(), row.date)) +
                 ";items=" + std::to_string(items.size()));
}

/// One of the invoices agrees, or all of them together do.
void match_one(Desk& desk, Row& row, const std::vector<std::size_t>& items) {
  std::int64_t sum = 0;
  std::vector<std::size_t> equal;
  for (const auto item : items) {
    sum += desk.open[item];
    if (desk.open[item] == row.pence) equal.push_back(item);
  }
  if (equal.size() == 1) return settle_all(desk, row, equal);
  if (items.size() > 1 && sum == row.pence) return settle_all(desk, row, items);
  const bool same_way = items.size() == 1 && (desk.open[items[0]] < 0) == (row.pence < 0);
  if (!same_way || row.grade() < Grade::partial) return;
  desk.settle(row, items[0], row.pence);
  desk.match(row, rule::reference_amount_differs, sure_with_payee,
             evidence_of(row, desk.gap(items[0], row.date)));
}

}  // namespace

void match_references(Desk& desk) {
  if (desk.ground.invoices.empty()) return;
  const auto numbers = numbers_of(desk);
  for (auto& row : desk.rows) {
    if (!desk.waits(row)) continue;
    const auto items = referenced(desk, numbers, row, Wanted::open);
    if (!items.empty()) match_one(desk, row, items);
  }
}

void match_paid_references(Desk& desk) {
  if (desk.ground.invoices.empty()) return;
  const auto numbers = numbers_of(desk);
  for (auto& row : desk.rows) {
    if (!desk.waits(row)) continue;
    for (const auto item : referenced(desk, numbers, row, Wanted::paid)) {
      const auto gap = desk.gap(item, row.date);
      const bool again = desk.settled_by[item] && desk.items[item].amount.pence() == row.pence &&
                         gap.late <= row.tolerances->duplicate;
      if (!again) continue;
      row.match.items = {{desk.items[item].key, row.book->line.amount}};
      desk.match(row, rule::duplicate, sure_of_duplicate, evidence_of(row, gap) + ";reference=1");
      break;
    }
  }
}

}  // namespace reconcile
