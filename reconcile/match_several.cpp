// One line for many items, and many lines for one item: always inside one payee or one pay run, by
// exact sums, with a bound on the search.
#include "reconcile/desk.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/subsets.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;

constexpr int sure_of_run = 930;
constexpr int sure_of_months = 950;
constexpr int sure_of_several = 940;
constexpr int sure_of_parts = 900;
constexpr int sure_of_run_again = 900;
constexpr int torn = 600;  // two explanations fit

void settle_all(Desk& desk, Row& row, const Items& items, std::string_view rule, int sure) {
  const auto evidence =
      evidence_of(row, desk.gap(items.back(), row.date)) + ";items=" + std::to_string(items.size());
  for (const auto item : items) desk.settle(row, item, desk.open[item]);
  desk.match(row, rule, sure, evidence);
}

ledger::Alternative alternative(const Desk& desk, std::string_view rule, const Items& items) {
  ledger::Alternative other{std::string{rule}, {}, {}};
  for (const auto item : items) {
    other.items.push_back({desk.items[item].key, ledger::Money::of_pence(desk.open[item])});
  }
  return other;
}

void suggest_each(Desk& desk, Row& row, std::string_view rule, const std::vector<Items>& answers) {
  std::vector<ledger::Alternative> others;
  for (const auto& answer : answers) {
    if (others.size() == row.tolerances->alternatives_most) break;
    others.push_back(alternative(desk, rule, answer));
  }
  desk.suggest(
      row, rule::several_explanations, torn,
      "name=" + std::string{text(row.grade())} + ";answers=" + std::to_string(answers.size()),
      std::move(others));
}

/// A line that an open item of its payee explains whole is no part of another.
bool explained_whole(const Desk& desk, const Row& row, std::size_t party) {
  return std::ranges::any_of(desk.near(row, party),
                             [&](std::size_t item) { return desk.open[item] == row.pence; });
}

// --- consecutive months, weeks ---

int distance(const Desk& desk, const Row& row, const Items& items) {
  int sum = 0;
  for (const auto item : items) sum += desk.gap(item, row.date).cost();
  return sum;
}

/// The runs of neighbouring items that sum to the line; those least far from its day.
std::vector<Items> nearest_runs(const Desk& desk, const Row& row, const Items& items) {
  std::vector<Items> nearest;
  int least = 0;
  for (std::size_t first = 0; first < items.size(); ++first) {
    std::int64_t sum = desk.open[items[first]];
    for (std::size_t last = first + 1; last < items.size(); ++last) {
      sum += desk.open[items[last]];
      if (std::abs(sum) > row.size()) break;
      if (sum != row.pence) continue;
      Items run(items.begin() + static_cast<std::ptrdiff_t>(first),
                items.begin() + static_cast<std::ptrdiff_t>(last) + 1);
      const int days = distance(desk, row, run);
      if (!nearest.empty() && days > least) continue;
      if (days < least) nearest.clear();
      least = days;
      nearest.push_back(std::move(run));
    }
  }
  return nearest;
}

/// The open items of a payee near a row, credit notes among them, the nearest ones when there are
/// more than the search may take.
Items searchable(const Desk& desk, const Row& row, std::size_t party) {
  Items items;
  for (const auto item : desk.parties()[party].items) {
    const auto& window = row.tolerances->window(desk.items[item].kind);
    const bool near = desk.gap(item, row.date).within(window);
    if (desk.open[item] != 0 && near) items.push_back(item);
  }
  const auto most = row.tolerances->subset_items;
  if (items.size() <= most) return items;
  std::ranges::stable_sort(items, {},
                           [&](std::size_t item) { return desk.gap(item, row.date).cost(); });
  items.resize(most);
  return items;
}

std::vector<Items> sums(const Desk& desk, const Row& row, const Items& items) {
  std::vector<std::int64_t> values;
  for (const auto item : items) values.push_back(desk.open[item]);
  std::vector<Items> answers;
  for (const auto& subset : subsets_summing_to(values, row.pence, 2)) {
    auto& answer = answers.emplace_back();
    for (const auto at : subset) answer.push_back(items[at]);
  }
  return answers;
}

/// Open items of which neighbours are paid together: weeks, months, what the plan pays regularly.
Items in_a_row(const Desk& desk, const Row& row, std::size_t party) {
  auto items = desk.near(row, party);
  if (desk.parties()[party].kind != PartyKind::organisation) return items;
  std::erase_if(
      items, [&](std::size_t item) { return desk.items[item].kind != ledger::ItemKind::regular; });
  return items;
}

enum class Torn { suggest, leave };

void match_party(Desk& desk, Row& row, std::size_t party, Torn torn_between) {
  const bool may_suggest = torn_between == Torn::suggest;
  const auto runs = nearest_runs(desk, row, in_a_row(desk, row, party));
  if (runs.size() == 1) {
    return settle_all(desk, row, runs[0], rule::several_items, sure_of_months);
  }
  if (runs.size() > 1) {
    if (may_suggest) suggest_each(desk, row, rule::several_items, runs);
    return;
  }
  const auto items = searchable(desk, row, party);
  if (items.size() < 2 || explained_whole(desk, row, party)) return;
  const auto answers = sums(desk, row, items);
  if (answers.size() == 1) {
    settle_all(desk, row, answers[0], rule::several_items, sure_of_several);
  } else if (!answers.empty() && may_suggest) {
    suggest_each(desk, row, rule::several_items, answers);
  }
}

// --- payroll runs ---

bool names_a_worker(const Desk& desk, const Row& row) {
  return std::ranges::any_of(row.named, [&](const Naming& naming) {
    return desk.parties()[naming.party].kind != PartyKind::organisation;
  });
}

/// What is open of net pay, by pay date.
std::map<ledger::Date, Items> open_wages(const Desk& desk, const Row& row) {
  std::map<ledger::Date, Items> days;
  for (std::size_t item = 0; item < desk.items.size(); ++item) {
    const bool wage = desk.items[item].kind == ledger::ItemKind::net_pay;
    if (wage && desk.fits(row, item)) days[desk.items[item].due].push_back(item);
  }
  return days;
}

void match_run(Desk& desk, Row& row) {
  std::vector<Items> answers;
  int least = 0;
  for (const auto& [day, items] : open_wages(desk, row)) {
    std::int64_t sum = 0;
    for (const auto item : items) sum += desk.open[item];
    if (items.size() < 2 || sum != row.pence) continue;
    const int days = desk.gap(items.front(), row.date).cost();
    if (!answers.empty() && days > least) continue;
    if (days < least) answers.clear();
    least = days;
    answers.push_back(items);
  }
  if (answers.size() == 1) settle_all(desk, row, answers[0], rule::payroll_run, sure_of_run);
  if (answers.size() > 1) suggest_each(desk, row, rule::payroll_run, answers);
}

// --- many lines for one item ---

/// The lines that may be parts of an item: an advance can be long before its day.
std::vector<std::size_t> parts_of(const Desk& desk, std::size_t party, std::size_t item) {
  std::vector<std::size_t> rows;
  for (const auto at : desk.rows_of(party)) {
    const auto& row = desk.rows[at];
    const bool same_way = (desk.open[item] < 0) == (row.pence < 0);
    const auto days = row.tolerances->advance;
    if (!desk.waits(row) || !same_way || row.grade() < Grade::initial) continue;
    if (!desk.gap(item, row.date).within({days, days})) continue;
    if (explained_whole(desk, row, party)) continue;
    if (rows.size() == row.tolerances->subset_items) break;
    rows.push_back(at);
  }
  return rows;
}

bool ends_on_its_day(const Desk& desk, std::size_t row, std::size_t item) {
  return desk.gap(item, desk.rows[row].date).within(desk.rows[row].tolerances->close);
}

void match_parts(Desk& desk, std::size_t party, std::size_t item, bool on_its_day) {
  const auto rows = parts_of(desk, party, item);
  std::vector<std::int64_t> values;
  for (const auto row : rows) values.push_back(desk.rows[row].pence);
  if (rows.size() < 2) return;
  const auto answers = subsets_summing_to(values, desk.open[item], 2);
  if (answers.size() != 1) return;
  if (on_its_day && !ends_on_its_day(desk, rows[answers[0].back()], item)) return;
  for (const auto at : answers[0]) {
    auto& row = desk.rows[rows[at]];
    const auto gap = desk.gap(item, row.date);
    desk.settle(row, item, row.pence);
    desk.match(row, rule::part_payments, sure_of_parts,
               evidence_of(row, gap) + ";lines=" + std::to_string(answers[0].size()));
  }
}

}  // namespace

void match_payroll_runs(Desk& desk) {
  for (auto& row : desk.rows) {
    const bool says_so = row.lists.has(WordList::payroll) || row.lists.has(WordList::wages);
    if (says_so && desk.waits(row) && row.pence < 0 && !names_a_worker(desk, row)) {
      match_run(desk, row);
    }
  }
}

void match_several_items(Desk& desk) {
  for (auto& row : desk.rows) {
    const auto party = row.party();
    if (party && desk.waits(row) && row.grade() >= Grade::initial) {
      match_party(desk, row, *party, Torn::suggest);
    }
  }
}

void match_close_runs(Desk& desk) {
  desk.closely = true;
  match_payroll_runs(desk);
  desk.closely = false;
}

/// Wages are left to their own weeks first; a supplier, HMRC or a pension provider is not paid
/// another sum than one of theirs but for several at once.
void match_sums_alone(Desk& desk) {
  for (auto& row : desk.rows) {
    const auto party = row.party();
    if (!party || !desk.waits(row) || row.grade() < Grade::initial) continue;
    const bool worker = desk.parties()[*party].kind == PartyKind::worker;
    if (worker || explained_whole(desk, row, *party)) continue;
    match_party(desk, row, *party, Torn::leave);
  }
}

void match_runs_again(Desk& desk) {
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    auto& row = desk.rows[at];
    const bool says_so = row.lists.has(WordList::payroll) || row.lists.has(WordList::wages);
    if (!says_so || !desk.waits(row) || row.pence >= 0 || names_a_worker(desk, row)) continue;
    for (std::size_t before = at; before-- > 0;) {
      const auto& run = desk.rows[before];
      if (row.date - run.date > row.tolerances->duplicate) break;
      const bool same = run.match.rule == rule::payroll_run && run.pence == row.pence &&
                        run.match.state == ledger::MatchState::matched && !run.undone;
      if (!same) continue;
      row.match.items = run.match.items;
      desk.match(row, rule::duplicate, sure_of_run_again,
                 "name=" + std::string{text(row.grade())} +
                     ";days=" + std::to_string(row.date - run.date));
      break;
    }
  }
}

namespace {

void match_all_parts(Desk& desk, bool on_its_day) {
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    if (desk.rows_of(party).size() < 2) continue;
    for (const auto item : desk.parties()[party].items) {
      if (desk.open[item] != 0) match_parts(desk, party, item, on_its_day);
    }
  }
}

}  // namespace

void match_close_parts(Desk& desk) {
  match_all_parts(desk, true);
}

void match_part_payments(Desk& desk) {
  match_all_parts(desk, false);
}

}  // namespace reconcile
