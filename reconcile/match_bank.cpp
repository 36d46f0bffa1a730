// What the bank itself does, an instalment under an unfamiliar name, and what only the amount says.
#include "reconcile/instalments_missed.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>

namespace reconcile {
namespace {

constexpr int sure_of_bank = 950;
constexpr int sure_of_unfamiliar_funding = 750;
constexpr int guess = 500;

/// Nothing is guessed of cash, of what must not be bought, or of money to the holder.
bool speaks_for_itself(const Desk& desk, const Row& row) {
  if (row.lists.has(WordList::cash) || row.lists.has(WordList::prohibited)) return true;
  return row.pence < 0 && std::ranges::any_of(row.named, [&](const Naming& naming) {
           return desk.parties()[naming.party].kind == PartyKind::person;
         });
}

bool typed_as(const Desk& desk, const Row& row, std::string_view list) {
  if (row.book->line.type.empty()) return false;
  const auto type = fold(row.book->line.type);
  const auto& words = desk.ground.parameters.words(list);
  return std::ranges::find(words, type) != words.end();
}

std::vector<Place> charge_lines(const Desk& desk, const Row& row) {
  std::vector<Place> found;
  for (const auto* budget : desk.ground.plans.budgets()) {
    const auto& serves = budget->accounts;
    const bool account = std::ranges::find(serves, row.book->account) != serves.end();
    if (!account || !budget->period().holds(row.date)) continue;
    for (const auto& line : desk.ground.plans.on(budget->ref, row.date)->lines) {
      if (line.category == "bank-charge") found.push_back({budget->ref, line.ref});
    }
  }
  return found;
}

void code_charge(Desk& desk, Row& row) {
  const auto found = charge_lines(desk, row);
  if (found.size() != 1) return;
  row.match.plan_line = found[0].budget + "/" + found[0].line;
  desk.match(row, rule::bank_charge, sure_of_bank, "type=bank-charge");
}

/// Open items of exactly the line's amount, whoever is to be paid.
std::vector<std::size_t> equal_items(const Desk& desk, const Row& row) {
  std::vector<std::size_t> equal;
  for (std::size_t item = 0; item < desk.items.size(); ++item) {
    if (desk.open[item] == row.pence && desk.fits(row, item)) equal.push_back(item);
  }
  return equal;
}

/// An earlier instalment under the same unfamiliar name, of the same amount.
const Row* same_instalment(const Desk& desk, const Row& row) {
  const Row* found = nullptr;
  for (const auto& other : desk.rows) {
    if (&other == &row) break;
    const bool same = other.match.rule == rule::funding_amount && other.pence == row.pence &&
                      std::ranges::equal(other.text.words, row.text.words);
    if (same && row.date - other.date <= row.tolerances->duplicate) found = &other;
  }
  return found;
}

/// Of the payer of an earlier line the instalment of this amount that has been owed for the
/// longest.
std::optional<std::size_t> missed_of_payer(const Desk& desk, const Row& row, const Row& before) {
  const auto paid = desk.item(before.match.items.front().key);
  if (!paid) return std::nullopt;
  const MissedInstalments missed{desk};
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    const auto& its = desk.items_of(party);
    const bool payer =
        desk.parties()[party].kind == PartyKind::funder && std::ranges::count(its, *paid) > 0;
    if (const auto oldest = payer ? missed.oldest_equal(row, party) : std::nullopt) return oldest;
  }
  return std::nullopt;
}

void match_income(Desk& desk, Row& row) {
  auto items = equal_items(desk, row);
  std::erase_if(items,
                [&](std::size_t item) { return !ledger::is_instalment(desk.items[item].kind); });
  if (const auto* before = items.empty() ? same_instalment(desk, row) : nullptr) {
    if (const auto late = missed_of_payer(desk, row, *before)) {
      desk.settle(row, *late, row.pence);
      return desk.match(row, rule::funding_amount, sure_of_unfamiliar_funding,
                        evidence_of(row, desk.gap(*late, row.date)));
    }
    row.match.items = before->match.items;
    return desk.match(row, rule::duplicate, sure_of_unfamiliar_funding, "name=none");
  }
  const auto days = row.tolerances->unfamiliar_funding;
  std::erase_if(items, [&](std::size_t item) {
    return !desk.gap(item, row.date).within({days, days});
  });
  if (items.size() != 1) return;
  const auto gap = desk.gap(items[0], row.date);
  desk.settle(row, items[0], row.pence);
  desk.match(row, rule::funding_amount, sure_of_unfamiliar_funding, evidence_of(row, gap));
}

}  // namespace

void match_bank_items(Desk& desk) {
  for (auto& row : desk.rows) {
    if (!desk.waits(row) || !row.named.empty()) continue;
    const bool interest = row.lists.has(WordList::interest) || typed_as(desk, row, "interest-type");
    const bool charge =
        row.lists.has(WordList::bank_charge) || typed_as(desk, row, "bank-charge-type");
    if (interest && row.pence > 0) {
      desk.match(row, rule::interest, sure_of_bank, "type=interest");
    } else if (charge) {
      code_charge(desk, row);
    }
  }
}

void match_unfamiliar_funding(Desk& desk) {
  for (auto& row : desk.rows) {
    if (!desk.waits(row) || row.pence <= 0 || row.lists.has(WordList::returned)) continue;
    if (row.named.empty() && !speaks_for_itself(desk, row)) match_income(desk, row);
  }
}

void suggest_by_amount(Desk& desk) {
  for (auto& row : desk.rows) {
    if (!desk.waits(row) || !row.named.empty() || row.pence == 0) continue;
    if (speaks_for_itself(desk, row)) continue;
    std::vector<ledger::Alternative> others;
    for (const auto item : equal_items(desk, row)) {
      if (others.size() == row.tolerances->alternatives_most) break;
      others.push_back(
          {std::string{rule::amount_only}, {{desk.items[item].key, row.book->line.amount}}, {}});
    }
    if (others.empty()) continue;
    const auto evidence = "name=none;answers=" + std::to_string(others.size());
    desk.suggest(row, rule::amount_only, guess, evidence, std::move(others));
  }
}

}  // namespace reconcile
