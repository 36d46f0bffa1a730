// What a payee alone can tell, once amounts have told all they can: a thing paid already, what was
// paid too much and comes back, a payee whom the plan names.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;

constexpr int sure_of_duplicate = 950;
constexpr int sure_of_overpayment = 950;
constexpr int sure_of_plan_payee = 970;

std::string name_evidence(const Row& row) {
  return "name=" + std::string{text(row.grade())};
}

// --- paid already ---

/// Money that is asked back has days of its own: they say nothing of when a payment comes again.
bool has_rhythm(const Desk& desk, std::size_t item) {
  return desk.items[item].kind != ledger::ItemKind::repayment;
}

/// The days that usually lay between one item of a party and the next about a day; none when it has
/// too few.
std::optional<int> rhythm(const Desk& desk, std::size_t party, ledger::Date about) {
  std::vector<ledger::Date> days;
  for (const auto item : desk.items_of(party)) {
    const auto due = desk.items[item].due;
    if (has_rhythm(desk, item) && std::abs(due - about) <= habit_days) days.push_back(due);
  }
  std::ranges::sort(days);
  const auto twice = std::ranges::unique(days);
  days.erase(twice.begin(), twice.end());
  if (days.size() < 3) return std::nullopt;
  std::vector<int> apart;
  for (std::size_t i = 1; i < days.size(); ++i) apart.push_back(days[i] - days[i - 1]);
  const auto middle = apart.begin() + std::ssize(apart) / 2;
  std::ranges::nth_element(apart, middle);
  return *middle;
}

/// Whether a line falls on a day on which, after this item, another would be expected and none is
/// known: then it is not the same again but one whose paper is missing, or that should not be.
bool may_be_the_next(const Desk& desk, const Row& row, std::size_t party, std::size_t item) {
  const auto due = desk.items[item].due;
  const auto usual = rhythm(desk, party, row.date);
  const int days = row.date - due;
  if (!usual) return std::abs(days) > row.tolerances->unknown_rhythm;
  const int about = std::max(2, *usual / 5);
  const int times = (days + *usual / 2) / *usual;
  if (times < 1 || std::abs(days - times * *usual) > about) return false;
  const auto expected = plus_days(due, times * *usual);
  return std::ranges::none_of(desk.items_of(party), [&](std::size_t other) {
    return other != item && has_rhythm(desk, other) &&
           std::abs(desk.items[other].due - expected) <= about;
  });
}

int days_after_payment(const Desk& desk, const Row& row, std::size_t item) {
  return std::abs(row.date - desk.rows[*desk.settled_by[item]].date);
}

/// The item of this amount that another line paid, the nearest to this one.
std::optional<std::size_t> paid_item(const Desk& desk, const Row& row, std::size_t party) {
  std::optional<std::size_t> nearest;
  for (const auto item : desk.items_of(party)) {
    const bool paid = desk.open[item] == 0 && desk.settled_by[item] &&
                      desk.items[item].amount.pence() == row.pence;
    if (!paid || days_after_payment(desk, row, item) > row.tolerances->duplicate) continue;
    const bool early =
        desk.gap(item, row.date).early > row.tolerances->window(desk.items[item].kind).early;
    if (early) continue;
    if (!nearest || days_after_payment(desk, row, item) < days_after_payment(desk, row, *nearest)) {
      nearest = item;
    }
  }
  return nearest;
}

/// Whether a line settled several items whole.
bool paid_several(const Row& row) {
  return row.done && !row.undone && row.match.state == ledger::MatchState::matched &&
         (row.match.rule == rule::several_items || row.match.rule == rule::reference) &&
         row.match.items.size() > 1;
}

/// The latest line of this amount that did before a row; `several` are all of its party that did.
const Row* paid_together(const Desk& desk, const Row& row,
                         const std::vector<std::size_t>& several) {
  const Row* found = nullptr;
  for (const auto at : several) {
    const auto& other = desk.rows[at];
    const bool same = &other < &row && other.pence == row.pence;
    if (same && row.date - other.date <= row.tolerances->duplicate) found = &other;
  }
  return found;
}

/// Whether a return that waits for a person may undo this payment.
bool may_have_come_back(const Desk& desk, std::size_t paid) {
  const auto& sent = desk.rows[paid];
  const auto key = ledger::reversal_key(sent.id());
  for (auto at = paid + 1; at < desk.rows.size(); ++at) {
    const auto& back = desk.rows[at];
    if (back.date - sent.date > back.tolerances->returned) return false;
    if (back.pence != -sent.pence || back.match.state != ledger::MatchState::suggested) continue;
    const auto undoes = [&](const ledger::Alternative& other) {
      return other.rule == rule::reversal && other.items.front().key == key;
    };
    if (std::ranges::any_of(back.match.alternatives, undoes)) return true;
  }
  return false;
}

void call_duplicate(Desk& desk, Row& row, std::size_t item) {
  const auto gap = desk.gap(item, row.date);
  row.match.items = {{desk.items[item].key, row.book->line.amount}};
  desk.match(row, rule::duplicate, sure_of_duplicate, evidence_of(row, gap));
  auto& first = desk.rows[*desk.settled_by[item]];
  const bool alone = first.match.items.size() == 1 && first.pence == row.pence;
  if (!alone || first.decision != nullptr || &first < &row) return;
  // The later of two lines is the duplicate: the earlier one takes the item.
  std::swap(first.match, row.match);
  first.match.evidence = evidence_of(first, desk.gap(item, first.date));
  row.match.evidence = evidence_of(row, gap);
  desk.settled_by[item] = static_cast<std::size_t>(&row - desk.rows.data());
}

/// The same again, or the next one, whose paper is missing.
void suggest_again(Desk& desk, Row& row, std::size_t item) {
  std::vector<ledger::Alternative> others(1);
  for (const auto& place : plan_places(desk, row)) {
    others.back().rule = rule::plan_payee;
    others.back().plan_line = place.budget + "/" + place.line;
    others.emplace_back();
  }
  others.back().rule = rule::duplicate;
  others.back().items = {{desk.items[item].key, row.book->line.amount}};
  desk.suggest(row, rule::several_explanations, sure::torn,
               name_evidence(row) + ";answers=" + std::to_string(others.size()), std::move(others));
}

void match_duplicate(Desk& desk, Row& row, std::size_t party,
                     const std::vector<std::size_t>& several) {
  const auto kind = desk.parties()[party].kind;
  if (kind == PartyKind::person && row.pence < 0) return;
  if (const auto item = paid_item(desk, row, party)) {
    // A number that we do not know is another invoice's, which is missing.
    const bool other = desk.quotes().has_foreign(row, party);
    const bool open_again = may_have_come_back(desk, *desk.settled_by[*item]);
    if (other || open_again || row.grade() < Grade::initial ||
        may_be_the_next(desk, row, party, *item))
      return suggest_again(desk, row, *item);
    return call_duplicate(desk, row, *item);
  }
  if (row.grade() < Grade::initial) return;
  // Twice the same wrong amount: the instalment came twice.
  const auto wrongly = paid_as_wrongly(desk, row, party, row.tolerances->duplicate);
  if (wrongly && !may_be_the_next(desk, row, party, *wrongly)) {
    row.match.items = {{desk.items[*wrongly].key, row.book->line.amount}};
    return desk.match(row, rule::duplicate, sure_of_duplicate,
                      evidence_of(row, desk.gap(*wrongly, row.date)));
  }
  const auto* before = paid_together(desk, row, several);
  if (before == nullptr) return;
  const auto item = desk.item(before->match.items.back().key);
  if (item && may_be_the_next(desk, row, party, *item)) return;
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
    const auto same = std::ranges::find_if(overpaid, [&](std::size_t other) {
      const auto& paid = desk.rows[other];
      return excess(paid) == -row.pence && row.date - paid.date <= habit_days;
    });
    if (same == overpaid.end()) continue;
    row.match.items = {{desk.rows[*same].match.items.back().key, ledger::Money{}}};
    desk.match(row, rule::overpayment_returned, sure_of_overpayment, name_evidence(row));
    overpaid.erase(same);
  }
}

// --- payees of the plan ---

/// A payment of wages through the bureau is not the bureau's fee, nor is what is many times the
/// fee.
bool may_be_wages(const Desk& desk, const Row& row, const Place& place) {
  if (!is_run(desk, row)) return false;
  const auto* line = desk.ground.plans.on(place.budget, row.date)->line(place.line);
  if (line == nullptr) return true;
  if (line->each) return row.size() > 2 * std::abs(line->each->pence());
  return row.size() > std::abs(line->amount.pence()) / 4;
}

bool has_payslips(const Desk& desk, const Party& party) {
  return std::ranges::any_of(desk.ground.slips,
                             [&](const SlipCost& cost) { return cost.slip->worker == party.name; });
}

/// A firm of the plan with a letter wrong, or cut so short that another could be meant, is worth
/// asking about. What is marked, or was spent after a death, is told by a finding instead.
bool may_be_misspelt_payee(const Desk& desk, const Row& row, const Party& party) {
  const bool marked = row.lists.has(WordList::cash) || row.lists.has(WordList::prohibited);
  const auto& died = desk.ground.plans.history().latest().died;
  const bool after_death = died && row.date > *died;
  return party.kind == PartyKind::organisation && row.grade() < Grade::initial && row.pence < 0 &&
         !marked && !after_death;
}

/// What the payee may be paid for of another amount, the nearest first.
std::vector<ledger::Alternative> open_items_of(const Desk& desk, const Row& row) {
  auto near = desk.near(row, *row.party());
  std::ranges::stable_sort(near, {},
                           [&](std::size_t item) { return desk.gap(item, row.date).cost(); });
  if (near.size() >= row.tolerances->alternatives_most) {
    near.resize(row.tolerances->alternatives_most - 1);
  }
  std::vector<ledger::Alternative> others;
  for (const auto item : near) {
    const auto open = desk.open[item];
    const auto part = row.pence < 0 ? std::max(open, row.pence) : std::min(open, row.pence);
    others.push_back({std::string{rule::payee_amount_differs},
                      {{desk.items[item].key, ledger::Money::of_pence(part)}},
                      {}});
  }
  return others;
}

void code_to_plan(Desk& desk, Row& row, const Party& party) {
  auto found = plan_places(desk, row);
  if (found.empty()) return;
  // A worker whose payslips we have is not paid without one: somebody should look.
  const bool sure = row.grade() >= Grade::initial &&
                    (party.kind != PartyKind::worker || !has_payslips(desk, party)) &&
                    !may_be_wages(desk, row, found[0]) && desk.quotes().items(row).empty();
  if (found.size() == 1 && sure) {
    row.match.plan_line = found[0].budget + "/" + found[0].line;
    return desk.match(row, rule::plan_payee, sure_of_plan_payee, name_evidence(row));
  }
  auto others =
      row.grade() < Grade::initial ? open_items_of(desk, row) : std::vector<ledger::Alternative>{};
  for (const auto& place : found) {
    others.emplace_back().rule = rule::plan_payee;
    others.back().plan_line = place.budget + "/" + place.line;
  }
  desk.suggest(row, rule::several_explanations, sure::torn,
               name_evidence(row) + ";answers=" + std::to_string(others.size()), std::move(others));
}

}  // namespace

std::vector<Place> plan_places(const Desk& desk, const Row& row) {
  if (!row.party()) return {};
  std::vector<Place> found;
  const auto& plans = desk.ground.plans;
  for (const auto* budget : plans.budgets()) {
    if (!budget->period().holds(row.date)) continue;
    const auto& serves = budget->accounts;
    if (std::ranges::find(serves, row.book->account) == serves.end()) continue;
    for (const auto* line : desk.lines_of_payee(*row.party(), *plans.on(budget->ref, row.date))) {
      found.push_back({budget->ref, line->ref});
    }
  }
  return found;
}

void match_duplicates(Desk& desk) {
  std::vector<std::vector<std::size_t>> several(desk.parties().all().size());
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    const auto party = desk.rows[at].party();
    if (party && paid_several(desk.rows[at])) several[*party].push_back(at);
  }
  for (auto& row : desk.rows) {
    const auto party = row.party();
    if (!party || !desk.waits(row) || row.grade() == Grade::none) continue;
    match_duplicate(desk, row, *party, several[*party]);
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

void suggest_misspelt_payees(Desk& desk) {
  for (auto& row : desk.rows) {
    const auto party = row.party();
    if (!party || !desk.waits(row) || row.grade() == Grade::none) continue;
    if (may_be_misspelt_payee(desk, row, desk.parties()[*party])) {
      code_to_plan(desk, row, desk.parties()[*party]);
    }
  }
}

}  // namespace reconcile
