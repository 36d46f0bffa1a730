#include "reconcile/reconcile.hpp"

#include "reconcile/engine.hpp"
#include "reconcile/handover.hpp"
#include "reconcile/settled.hpp"

#include <algorithm>
#include <deque>
#include <tuple>
#include <utility>

namespace reconcile {
namespace {

/// Entries where they were made, and their order.
struct Books {
  std::vector<ledger::Entry> costs, lines;
  std::deque<ledger::Entry> handed_over;
  std::vector<ledger::Entry*> all;
};

Books books_of(const Groundwork& ground, const std::vector<ledger::Item>& items,
               const ledger::SettledYears* settled) {
  Books books;
  books.costs = cost_entries(ground);
  books.lines = line_entries(ground, match_lines(ground, items), items);
  books.all.reserve(books.costs.size() + books.lines.size());
  for (auto* made : {&books.costs, &books.lines}) {
    for (auto& entry : *made) books.all.push_back(&entry);
  }
  books.handed_over = hand_over(ground.facts.history, books.all, settled);
  for (auto& entry : books.handed_over) books.all.push_back(&entry);
  return books;
}

/// What a budget leaves to be repaid is known only from its entries, and a line that repays it only
/// when it is known: the lines are looked at again with it.
Books books_with_repayments(const Groundwork& ground, std::vector<ledger::Item>& items,
                            const ledger::SettledYears* settled) {
  auto books = books_of(ground, items, settled);
  constexpr int most_rounds = 3;
  const auto same = [](const ledger::Item& a, const ledger::Item& b) {
    return a.key == b.key && a.amount == b.amount;
  };
  std::vector<ledger::Item> known;
  for (int round = 0; round < most_rounds; ++round) {
    auto left = handover_items(ground.facts, {books.all.begin(), books.all.end()});
    if (std::ranges::equal(left, known, same)) break;
    std::erase_if(items, [&](const ledger::Item& item) {
      return std::ranges::find(known, item.key, &ledger::Item::key) != known.end();
    });
    items.insert(items.end(), left.begin(), left.end());
    std::ranges::sort(items, [](const ledger::Item& a, const ledger::Item& b) {
      return std::tie(a.due, a.key) < std::tie(b.due, b.key);
    });
    known = std::move(left);
    books = books_of(ground, items, settled);
  }
  return books;
}

Reconciled made_of(const ledger::PersonFacts& facts, const ledger::Parameters& parameters,
                   const ledger::SettledYears* settled, Reach* reach) {
  Groundwork ground{facts, parameters};
  ground.reach = reach;
  auto items = expected_items(ground);
  if (settled != nullptr) {
    std::erase_if(items, [&](const ledger::Item& item) { return item.due < settled->from; });
  }
  auto books = books_with_repayments(ground, items, settled);
  // An entry is large: its place is sorted, and it moves once.
  for (const auto* entry : books.all) ensure_sound(*entry);
  std::ranges::sort(books.all, [](const ledger::Entry* a, const ledger::Entry* b) {
    return std::tie(a->date, a->source) < std::tie(b->date, b->source);
  });
  std::vector<ledger::Entry> entries;
  entries.reserve(books.all.size());
  for (auto* entry : books.all) entries.push_back(std::move(*entry));
  return {std::move(items), std::move(entries)};
}

}  // namespace

Reconciled reconcile(const ledger::PersonFacts& facts, const ledger::Parameters& parameters) {
  return made_of(facts, parameters, nullptr, nullptr);
}

Reconciled reconcile(const ledger::PersonFacts& facts, const ledger::Parameters& parameters,
                     Reach& reach) {
  return made_of(facts, parameters, nullptr, &reach);
}

Reconciled reconcile_since(const ledger::PersonFacts& facts, const ledger::SettledYears& settled,
                           const ledger::Parameters& parameters, Reach& reach) {
  return made_of(facts, parameters, &settled, &reach);
}

}  // namespace reconcile
