#include "reconcile/reconcile.hpp"

#include "reconcile/engine.hpp"
#include "reconcile/handover.hpp"
#include "reconcile/reach.hpp"
#include "reconcile/settled.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <string_view>
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
  if (ground.reach != nullptr) ground.reach->begin();
  books.costs = cost_entries(ground);
  books.lines = line_entries(ground, match_lines(ground, items), items);
  books.all.reserve(books.costs.size() + books.lines.size());
  for (auto* made : {&books.costs, &books.lines}) {
    for (auto& entry : *made) books.all.push_back(&entry);
  }
  books.handed_over = hand_over(ground.facts, books.all, settled);
  for (auto& entry : books.handed_over) books.all.push_back(&entry);
  return books;
}

/// A first look, one after what each handover leaves is known (a line that repays it is the next
/// budget's spending until then, and that leaves less), and one that finds nothing new.
int most_rounds(const ledger::PersonHistory& history) {
  const auto all = handovers(history);
  const auto gives_back = [](const Handover& handover) { return !handover.carries; };
  return static_cast<int>(std::ranges::count_if(all, gives_back)) + 2;
}

/// What a budget leaves to be repaid is known only from its entries, and a line that repays it only
/// when it is known: the lines are looked at again with it.
Books books_with_repayments(const Groundwork& ground, std::vector<ledger::Item>& items,
                            const ledger::SettledYears* settled) {
  auto books = books_of(ground, items, settled);
  const int rounds = most_rounds(ground.facts.history);
  const auto same = [](const ledger::Item& a, const ledger::Item& b) {
    return a.key == b.key && a.amount == b.amount;
  };
  std::vector<ledger::Item> known;
  for (int round = 0; round < rounds; ++round) {
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

/// What is to be repaid waits for a line without any bound of days.
void tell_owed_back(const std::vector<ledger::Item>& items, const std::vector<ledger::Entry*>& made,
                    Reach& reach) {
  std::map<std::string_view, ledger::Money> settled;
  for (const auto* entry : made) {
    if (!entry->match || entry->match->state != ledger::MatchState::matched) continue;
    for (const auto& item : entry->match->items) settled[item.key] += item.amount;
  }
  for (const auto& item : items) {
    const bool owed = item.kind == ledger::ItemKind::repayment && settled[item.key] != item.amount;
    if (owed) reach.waits(item.due);
  }
}

Reconciled made_of(const ledger::PersonFacts& facts, const ledger::Parameters& parameters,
                   const ledger::SettledYears* settled, Reach* reach) {
  Groundwork ground{facts, parameters};
  ground.reach = reach;
  auto items = expected_items(ground);
  if (settled != nullptr) leave_out_before(settled->from, items);
  auto books = books_with_repayments(ground, items, settled);
  if (reach != nullptr) tell_owed_back(items, books.all, *reach);
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

void leave_out_before(ledger::Date from, std::vector<ledger::Item>& items) {
  std::erase_if(items, [&](const ledger::Item& item) { return item.due < from; });
}

std::vector<ledger::RecordedEntry> as_standing(std::vector<ledger::Entry> made) {
  std::vector<ledger::RecordedEntry> entries;
  entries.reserve(made.size());
  for (auto& entry : made) entries.push_back({{}, std::move(entry), {}, false, {}});
  return entries;
}

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
