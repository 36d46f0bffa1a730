#include "reconcile/instalments_missed.hpp"

#include "reconcile/coverage.hpp"
#include "reconcile/funders_apart.hpp"
#include "reconcile/reach.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {

using ledger::ItemKind;

bool is_instalment(const Desk& desk, std::size_t item) {
  return ledger::is_instalment(desk.items[item].kind);
}

/// The first of an instalment's days, to the end of its grace, of which no statement tells: it may
/// have come then.
std::optional<ledger::Date> MissedInstalments::first_untold(std::size_t item) const {
  const auto [known, fresh] = untold_.try_emplace(item);
  if (!fresh) return known->second;
  const auto& expected = desk_.items[item];
  const auto& facts = desk_.ground.facts;
  const auto* budget = desk_.ground.plans.on(expected.parts.front().budget, expected.due);
  const auto account = account_paid_into(facts.history.on(expected.due), *budget, expected.due);
  const bool funder = expected.kind == ItemKind::funding;
  const auto grace = desk_.ground.parameters.days(
      funder ? "funding-grace-days" : "contribution-grace-days", expected.due);
  // Lines of no file tell as far as they go.
  if (std::ranges::count(facts.frames, account, &ledger::StatementFrame::account) == 0) {
    return known->second = plus_days(desk_.rows.back().date, 1);
  }
  const auto untold =
      days_without_statement(facts, account, {expected.due, plus_days(expected.due, grace)});
  if (!untold.empty()) known->second = untold.front().first;
  return known->second;
}

/// What comes after a death is looked at by itself.
bool MissedInstalments::may_be_late(const Row& row) const {
  const auto& died = desk_.ground.plans.history().latest().died;
  return row.pence > 0 && !row.lists.has(WordList::returned) && (!died || row.date <= *died);
}

bool MissedInstalments::is_missed(const Row& row, std::size_t item) const {
  const auto& expected = desk_.items[item];
  if (!is_instalment(desk_, item) || expected.held || desk_.open[item] <= 0) return false;
  if (expected.due > row.date) return false;
  const auto* budget = desk_.ground.plans.on(expected.parts.front().budget, expected.due);
  if (budget == nullptr) return false;
  const bool serves =
      budget->accounts.empty() || std::ranges::count(budget->accounts, row.book->account) > 0;
  if (!serves) return false;
  const auto untold = first_untold(item);
  return !untold || *untold > row.date;
}

std::vector<std::size_t> MissedInstalments::before(const Row& row, std::size_t party) const {
  std::vector<std::size_t> found;
  if (!may_be_late(row)) return found;
  for (const auto item : desk_.items_of(party)) {
    if (is_missed(row, item)) found.push_back(item);
  }
  std::ranges::sort(found, {}, [&](std::size_t item) {
    return std::tuple{desk_.items[item].due, std::string_view{desk_.items[item].key}};
  });
  return found;
}

std::optional<std::size_t> MissedInstalments::oldest_equal(const Row& row,
                                                           std::size_t party) const {
  for (const auto item : before(row, party)) {
    if (desk_.open[item] == row.pence) return item;
  }
  return std::nullopt;
}

std::vector<std::size_t> MissedInstalments::oldest_of(const Row& row, std::size_t party,
                                                      std::int64_t pence,
                                                      ledger::Date due_before) const {
  std::vector<std::size_t> oldest;
  for (const auto item : before(row, party)) {
    if (pence <= 0 || desk_.items[item].due >= due_before) break;
    oldest.push_back(item);
    pence -= desk_.open[item];
  }
  if (pence != 0) oldest.clear();
  return oldest;
}

std::vector<MissedInstalments::Whole> MissedInstalments::wholes(const Row& row) const {
  std::vector<Whole> all;
  if (!may_be_late(row)) return all;
  std::map<std::string_view, Whole> by_key;
  for (std::size_t item = 0; item < desk_.items.size(); ++item) {
    const auto key = shared_instalment(desk_.items[item].key);
    if (key.empty()) continue;
    auto& whole = by_key[key];
    whole.shares.push_back(item);
    whole.pence += desk_.open[item];
    const bool nothing_came = desk_.open[item] == desk_.items[item].amount.pence();
    whole.missed = whole.missed && nothing_came && is_missed(row, item);
  }
  for (auto& [key, whole] : by_key) {
    if (whole.missed) all.push_back(std::move(whole));
  }
  std::ranges::stable_sort(
      all, {}, [&](const Whole& whole) { return desk_.items[whole.shares.front()].due; });
  return all;
}

std::vector<std::size_t> MissedInstalments::of_all_funders(const Row& row) const {
  const auto all = wholes(row);
  const auto equal = std::ranges::find(all, row.pence, &Whole::pence);
  if (equal != all.end()) return equal->shares;
  std::vector<std::size_t> oldest;
  auto left = row.pence;
  for (const auto& whole : all) {
    if (left <= 0) break;
    oldest.insert(oldest.end(), whole.shares.begin(), whole.shares.end());
    left -= whole.pence;
  }
  if (left != 0) oldest.clear();
  return oldest;
}

std::vector<std::size_t> MissedInstalments::with(std::size_t item, const Row& row,
                                                 std::size_t party) const {
  const auto rest = row.pence - desk_.open[item];
  if (rest <= 0 || desk_.open[item] <= 0 || !is_instalment(desk_, item)) return {};
  auto items = oldest_of(row, party, rest, desk_.items[item].due);
  if (!items.empty()) items.push_back(item);
  return items;
}

void tell_missed(const Desk& desk, Reach& reach) {
  const auto pays_in = [&](const Row& row) { return row.undone && row.pence > 0; };
  // Among those that came back only what came in before it went asks for any.
  if (desk.matching_undone && std::ranges::none_of(desk.rows, pays_in)) return;
  for (std::size_t item = 0; item < desk.items.size(); ++item) {
    if (is_instalment(desk, item) && desk.open[item] > 0) reach.waits(desk.items[item].due);
  }
}

}  // namespace reconcile
