// What a payee alone can tell, once amounts have told all they can: the one thing that was open, a
// thing paid already, a payee whom the plan names.
#include "reconcile/desk.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;

constexpr int sure_of_only_one = 850;
constexpr int sure_of_alike = 800;
constexpr int sure_of_duplicate = 900;
constexpr int sure_of_overpayment = 900;
constexpr int sure_of_plan_payee = 900;
constexpr int torn = 600;

std::string name_evidence(const Row& row) {
  return "name=" + std::string{text(row.grade())};
}

ledger::Alternative alternative(const Desk& desk, std::string_view rule, std::size_t item,
                                std::int64_t pence) {
  return {std::string{rule}, {{desk.items[item].key, ledger::Money::of_pence(pence)}}, {}};
}

void suggest_items(Desk& desk, Row& row, std::string_view rule, const Items& items) {
  std::vector<ledger::Alternative> others;
  for (const auto item : items) {
    if (others.size() == row.tolerances->alternatives_most) break;
    const auto open = desk.open[item];
    const auto part = row.pence < 0 ? std::max(open, row.pence) : std::min(open, row.pence);
    others.push_back(alternative(desk, rule, item, part));
  }
  desk.suggest(row, rule::several_explanations, torn,
               name_evidence(row) + ";answers=" + std::to_string(items.size()), std::move(others));
}

// --- the one open item ---

Window differing_window(const Desk& desk, const Row& row, std::size_t item) {
  auto window = row.tolerances->differs;
  if (desk.items[item].kind == ledger::ItemKind::invoice) {
    window.late = row.tolerances->differs_late_invoice;
  }
  return window;
}

Items close_items(const Desk& desk, const Row& row, std::size_t party, bool on_its_day) {
  auto items = desk.near(row, party);
  std::erase_if(items, [&](std::size_t item) {
    const auto gap = desk.gap(item, row.date);
    const auto window = on_its_day
                            ? Window{row.tolerances->differs.early, row.tolerances->differs.early}
                            : differing_window(desk, row, item);
    return !gap.within(window);
  });
  return items;
}

/// A quarter's months of PAYE fall due as one payment.
bool one_payment(const Desk& desk, const Items& items) {
  return std::ranges::all_of(items, [&](std::size_t item) {
    return desk.items[item].kind == ledger::ItemKind::paye &&
           desk.items[item].due == desk.items[items.front()].due;
  });
}

void match_only_open(Desk& desk, Row& row, std::size_t party) {
  auto items = close_items(desk, row, party, true);
  if (items.size() != 1) items = close_items(desk, row, party, false);
  if (items.empty()) return;
  if (items.size() > 1 && !one_payment(desk, items)) {
    return suggest_items(desk, row, rule::payee_amount_differs, items);
  }
  const auto gap = desk.gap(items.front(), row.date);
  auto left = row.pence;
  for (const auto item : items) left -= desk.settle(row, item, left);
  desk.match(row, rule::payee_amount_differs, sure_of_only_one, evidence_of(row, gap));
}

// --- paid already ---

/// The nearest item of this amount that an earlier line paid.
std::optional<std::size_t> paid_item(const Desk& desk, const Row& row, std::size_t party) {
  std::optional<std::size_t> nearest;
  for (const auto item : desk.parties()[party].items) {
    const bool paid = desk.open[item] == 0 && desk.settled_by[item] &&
                      desk.items[item].amount.pence() == row.pence;
    if (!paid) continue;
    const auto gap = desk.gap(item, row.date);
    const auto days = row.tolerances->duplicate;
    if (!gap.within({days, days})) continue;
    if (!nearest || gap.cost() < desk.gap(*nearest, row.date).cost()) nearest = item;
  }
  return nearest;
}

/// An earlier line of this amount that settled several items.
const Row* paid_together(const Desk& desk, const Row& row, std::size_t party) {
  const Row* found = nullptr;
  for (const auto at : desk.rows_of(party)) {
    const auto& other = desk.rows[at];
    if (&other == &row) break;
    const bool same = other.done && !other.undone && other.pence == row.pence &&
                      other.match.state == ledger::MatchState::matched &&
                      other.match.rule != rule::duplicate && !other.match.items.empty() &&
                      desk.item(other.match.items.front().key).has_value();
    if (same && row.date - other.date <= row.tolerances->duplicate) found = &other;
  }
  return found;
}

void call_duplicate(Desk& desk, Row& row, std::size_t item) {
  const auto gap = desk.gap(item, row.date);
  row.match.items = {{desk.items[item].key, row.book->line.amount}};
  desk.match(row, rule::duplicate, sure_of_duplicate, evidence_of(row, gap));
  auto& first = desk.rows[*desk.settled_by[item]];
  const bool alone = first.match.items.size() == 1 && first.pence == row.pence;
  if (!alone || first.decision != nullptr || &first < &row) {
    return;
  }
  // The later of two lines is the duplicate: the earlier one takes the item.
  std::swap(first.match, row.match);
  first.match.evidence = evidence_of(first, desk.gap(item, first.date));
  row.match.evidence = evidence_of(row, gap);
  desk.settled_by[item] = static_cast<std::size_t>(&row - desk.rows.data());
}

void match_duplicate(Desk& desk, Row& row, std::size_t party) {
  const auto kind = desk.parties()[party].kind;
  if (kind == PartyKind::person && row.pence < 0) return;
  if (const auto item = paid_item(desk, row, party)) return call_duplicate(desk, row, *item);
  const auto* before = paid_together(desk, row, party);
  if (before == nullptr) return;
  row.match.items = before->match.items;
  desk.match(row, rule::duplicate, sure_of_duplicate, name_evidence(row));
}

// --- what was paid too much comes back ---

/// What a payment moved beyond what it settles; a duplicate settles nothing.
std::int64_t excess(const Row& row) {
  const bool paid = row.done && row.match.state == ledger::MatchState::matched &&
                    row.match.plan_line.empty() && !row.match.items.empty() && !row.undone;
  if (!paid || row.match.rule == rule::interest) return 0;
  if (row.match.rule == rule::duplicate) return row.pence;
  auto left = row.pence;
  for (const auto& item : row.match.items) left -= item.amount.pence();
  return left;
}

void match_returned_excess(Desk& desk, std::size_t party) {
  std::vector<std::size_t> overpaid;
  for (const auto at : desk.rows_of(party)) {
    auto& row = desk.rows[at];
    if (excess(row) < 0) overpaid.push_back(at);
    if (row.pence < 0 || !desk.waits(row) || row.grade() < Grade::initial) continue;
    const auto same = std::ranges::find_if(
        overpaid, [&](std::size_t other) { return excess(desk.rows[other]) == -row.pence; });
    if (same == overpaid.end()) continue;
    row.match.items = {{desk.rows[*same].match.items.back().key, ledger::Money{}}};
    desk.match(row, rule::overpayment_returned, sure_of_overpayment, name_evidence(row));
    overpaid.erase(same);
  }
}

// --- payees of the plan ---

/// The plan lines, of budgets that this account serves that day, that have the party as a payee.
std::vector<Place> places(const Desk& desk, const Row& row, const Party& party) {
  std::vector<Place> found;
  const auto& plans = desk.ground.plans;
  for (const auto* budget : plans.budgets()) {
    const auto& serves = budget->accounts;
    const bool account = std::ranges::find(serves, row.book->account) != serves.end();
    if (!account || !budget->period().holds(row.date)) continue;
    for (const auto& line : plans.on(budget->ref, row.date)->lines) {
      const bool named = std::ranges::any_of(line.payees, [&](const std::string& payee) {
        if (party.kind == PartyKind::worker || payee == party.name) return payee == party.name;
        const auto folded = fold(payee);
        return significant(words_of(folded), desk.ground.words) == party.words;
      });
      if (named) found.push_back({budget->ref, line.ref});
    }
  }
  return found;
}

bool has_payslips(const Desk& desk, const Party& party) {
  return std::ranges::any_of(desk.ground.slips,
                             [&](const SlipCost& cost) { return cost.slip->worker == party.name; });
}

void code_to_plan(Desk& desk, Row& row, const Party& party) {
  auto found = places(desk, row, party);
  if (found.empty()) return;
  // A worker whose payslips we have is not paid without one: somebody should look.
  const bool sure = party.kind != PartyKind::worker || !has_payslips(desk, party);
  if (found.size() == 1 && sure) {
    row.match.plan_line = found[0].budget + "/" + found[0].line;
    return desk.match(row, rule::plan_payee, sure_of_plan_payee, name_evidence(row));
  }
  std::vector<ledger::Alternative> others;
  for (const auto& place : found) {
    others.push_back({std::string{rule::plan_payee}, {}, place.budget + "/" + place.line});
  }
  desk.suggest(row, rule::several_explanations, torn,
               name_evidence(row) + ";answers=" + std::to_string(others.size()), std::move(others));
}

}  // namespace

void match_alike_names(Desk& desk) {
  for (auto& row : desk.rows) {
    if (row.named.size() < 2 || !desk.waits(row)) continue;
    Items equal;
    for (const auto& naming : row.named) {
      for (const auto item : desk.near(row, naming.party)) {
        const bool new_one = std::ranges::find(equal, item) == equal.end();
        if (desk.open[item] == row.pence && new_one) equal.push_back(item);
      }
    }
    if (equal.size() > 1) suggest_items(desk, row, rule::payee_amount, equal);
    if (equal.size() != 1) continue;
    const auto gap = desk.gap(equal[0], row.date);
    desk.settle(row, equal[0], row.pence);
    desk.match(row, rule::payee_amount, sure_of_alike, evidence_of(row, gap));
  }
}

void match_differing(Desk& desk) {
  for (auto& row : desk.rows) {
    const auto party = row.party();
    if (!party || !desk.waits(row) || row.grade() < Grade::initial) continue;
    match_only_open(desk, row, *party);
  }
}

void match_duplicates(Desk& desk) {
  for (auto& row : desk.rows) {
    const auto party = row.party();
    if (party && desk.waits(row) && row.grade() >= Grade::initial)
      match_duplicate(desk, row, *party);
  }
}

void match_overpayments_returned(Desk& desk) {
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    if (desk.rows_of(party).size() > 1) match_returned_excess(desk, party);
  }
}

void match_plan_payees(Desk& desk) {
  for (auto& row : desk.rows) {
    const auto party = row.party();
    if (!party || !desk.waits(row) || row.grade() < Grade::initial) continue;
    const auto& named = desk.parties()[*party];
    const bool may_be_payee =
        named.kind == PartyKind::organisation || (named.kind == PartyKind::worker && row.pence < 0);
    if (may_be_payee) code_to_plan(desk, row, named);
  }
}

}  // namespace reconcile
