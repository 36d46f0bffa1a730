#include "reconcile/settled.hpp"

#include "ledger/pool.hpp"
#include "reconcile/check.hpp"
#include "reconcile/handover.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/parties.hpp"
#include "reconcile/reasons.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <unordered_set>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Entry;
using ledger::EntryKind;
using ledger::PersonFacts;
using ledger::SettledYears;

constexpr int read_before = habit_days + Reach::guarded;
/// Days of facts before the first that is read; for fewer it is not worth while.
constexpr int worth_while = 365;

// --- on which day years can be settled ---

/// Lines of a pool come and go with what it hands out.
bool shares_in_pool(const PersonFacts& facts) {
  return ledger::is_pool(facts.ref()) || !ledger::pools_of(facts.history).empty();
}

bool was_over(const ledger::PersonHistory& history, const ledger::Budget& budget, Date day) {
  return history.days_held(budget).last < day;
}

/// Whether of every budget that was not over before the day all days are read.
bool parts_years(const ledger::PersonHistory& history,
                 const std::vector<const ledger::Budget*>& budgets, Date day) {
  return std::ranges::all_of(budgets, [&](const ledger::Budget* each) {
    return each->from >= plus_days(day, -habit_days) || was_over(history, *each, day);
  });
}

/// The first and last of the days that lines, bills and records tell of.
std::optional<ledger::Period> days_told(const PersonFacts& facts) {
  std::optional<ledger::Period> days;
  const auto tells = [&](Date day) {
    if (!days) days = {day, day};
    days = {std::min(days->first, day), std::max(days->last, day)};
  };
  for (const auto& line : facts.lines) tells(line.line.date);
  for (const auto& slip : facts.payslips) tells(slip.record.pay_date);
  for (const auto& bill : facts.invoices) tells(bill.record.date);
  for (const auto& each : facts.deliveries) tells(each.record.period.last);
  return days;
}

// --- what is kept ---

bool is_old(std::string_view budget, const ledger::PersonHistory& history, Date day) {
  const auto* known = history.budget(budget);
  return known == nullptr || was_over(history, *known, day);
}

void count(ledger::SettledLines& counts, const Entry& entry) {
  if (!entry.match) return;
  ++counts.all;
  switch (entry.match->state) {
    case ledger::MatchState::matched:
      ++counts.matched;
      return;
    case ledger::MatchState::suggested:
      ++counts.suggested;
      return;
    case ledger::MatchState::unmatched:
      ++counts.unmatched;
      return;
  }
}

// --- whether nothing is lost ---

/// Everybody whom a line may name, in their order.
std::vector<std::pair<PartyKind, std::string>> names_in(const PersonFacts& facts,
                                                        const std::vector<ledger::Item>& items,
                                                        const ledger::Parameters& parameters) {
  const Groundwork ground{facts, parameters};
  const Parties parties{ground, items, ground.words};
  std::vector<std::pair<PartyKind, std::string>> names;
  for (const auto& party : parties.all()) names.emplace_back(party.kind, party.name);
  return names;
}

/// As far back as a rule looks from the day the one has what the other has; what is handed over and
/// planned in the years before it is not made again. What was considered and lost may lie before
/// the days that are read.
bool same_entries(const Reconciled& one, const Reconciled& other, Date day) {
  const auto relied_on = [&](const Reconciled& made) {
    auto entries = entries_from(made, plus_days(day, -habit_days));
    std::erase_if(entries, [&](const Entry* entry) {
      return entry->date < day &&
             (entry->kind == EntryKind::handover || entry->kind == EntryKind::plan);
    });
    return entries;
  };
  return std::ranges::equal(relied_on(one), relied_on(other), [](const Entry* a, const Entry* b) {
    return same_but_for_reasons(*a, *b);
  });
}

/// What handovers up to the day make of the days that are read.
std::vector<Entry> handed_over_by(const AllYears& all, Date from, Date day) {
  std::vector<Entry> entries;
  for (const auto& handover : handovers(all.view.history())) {
    if (handover.day() > day) continue;
    for (const auto& each : all.entries) {
      if (each.entry.date >= from && is_of(handover, each.entry)) entries.push_back(each.entry);
    }
  }
  return entries;
}

/// What was worked out, once more: most lives that are looked at need no copy.
Reconciled made_of(const AllYears& all) {
  Reconciled made;
  for (const auto& each : all.view.items) made.items.push_back(each.item);
  for (const auto& each : all.entries) made.entries.push_back(each.entry);
  return made;
}

}  // namespace

ledger::ImportId first_import(const PersonFacts& facts) {
  std::vector<ledger::ImportId> all;
  for (const auto& frame : facts.frames) all.push_back(frame.import);
  for (const auto& line : facts.lines) all.push_back(line.import);
  for (const auto& slip : facts.payslips) all.push_back(slip.import);
  for (const auto& bill : facts.invoices) all.push_back(bill.import);
  for (const auto& each : facts.summaries) all.push_back(each.import);
  for (const auto& each : facts.deliveries) all.push_back(each.import);
  return all.empty() ? ledger::ImportId{} : *std::ranges::min_element(all);
}

PersonFacts since(PersonFacts facts, Date from) {
  std::erase_if(facts.lines, [&](const auto& line) { return line.line.date < from; });
  std::erase_if(facts.payslips, [&](const auto& slip) { return slip.record.pay_date < from; });
  std::erase_if(facts.invoices, [&](const auto& bill) { return bill.record.date < from; });
  std::erase_if(facts.summaries,
                [&](const auto& each) { return each.record.month.period().first < from; });
  std::erase_if(facts.deliveries, [&](const auto& each) { return each.record.period.last < from; });
  std::unordered_set<ledger::LineId> ids;
  for (const auto& line : facts.lines) ids.insert(line.line.id);
  std::erase_if(facts.decisions, [&](const auto& each) { return !ids.contains(each.line); });
  std::erase_if(facts.frames,
                [&](const auto& frame) { return !frame.covered || frame.covered->last < from; });
  for (auto& frame : facts.frames) {
    std::erase_if(frame.lines, [&](const auto& id) { return !ids.contains(id); });
  }
  return facts;
}

std::vector<ledger::Item> items_since(const PersonFacts& facts,
                                      const ledger::Parameters& parameters,
                                      const SettledYears& settled) {
  auto items = items_of_facts(facts, parameters);
  leave_out_before(settled.from, items);
  return items;
}

bool is_of_now(const ledger::Finding& finding, const ledger::PersonHistory& history, Date day) {
  if (finding.code == "surplus") return true;  // of the day, by balances
  if (!finding.budget.empty()) return !is_old(finding.budget, history, day);
  return !finding.date || *finding.date >= day;
}

bool is_outgrown(const PersonFacts& facts, const SettledYears& settled) {
  const auto told = days_told(facts);
  return told && plus_days(settled.fence, worth_while) < told->last;
}

std::optional<Date> day_to_settle(const PersonFacts& facts) {
  if (shares_in_pool(facts)) return std::nullopt;
  const auto told = days_told(facts);
  if (!told) return std::nullopt;
  const Plans plans{facts.history};
  const auto& budgets = plans.budgets();  // by their first days
  for (auto at = budgets.rbegin(); at != budgets.rend(); ++at) {
    const auto day = (*at)->from;
    if (told->last < plus_days(day, aged)) continue;
    if (day - told->first < read_before + worth_while) return std::nullopt;
    if (parts_years(facts.history, budgets, day)) return day;
  }
  return std::nullopt;
}

std::vector<ledger::Balance> balances_since(const SettledYears& settled,
                                            const std::vector<ledger::RecordedEntry>& entries,
                                            Date as_of) {
  std::map<std::pair<std::string, std::string>, ledger::Balance> all;
  const auto add = [&](const ledger::Balance& more) {
    auto& sum = all.try_emplace({more.budget, more.account},
                                ledger::Balance{more.budget, more.account, {}, {}})
                    .first->second;
    sum.debit += more.debit;
    sum.credit += more.credit;
  };
  std::ranges::for_each(settled.sums, add);
  std::ranges::for_each(ledger::balances_of(entries, as_of, settled.day), add);
  std::vector<ledger::Balance> balances;
  for (auto& [name, balance] : all) balances.push_back(std::move(balance));
  return balances;
}

namespace {

/// It was missed or paid in part so long ago, by statements that tell of all the days since, that
/// what is found of it stays as it is. What was asked back and is not repaid waits for ever; what
/// is open of bills and of tax is set against later ones.
bool is_long_past(const PersonView& view, const ledger::Item& item) {
  using ledger::ItemKind;
  if (item.kind == ItemKind::repayment) return item.held;
  if (item.kind == ItemKind::invoice || item.kind == ItemKind::paye) return false;
  const auto until = known_until(view, budget_of(item));
  const auto day = plus_days(item.due, aged);
  return until && day <= *until && day <= view.as_of;
}

/// Nothing that was expected of an old budget is still to come, and none has less than it needs:
/// what is found of them then stays as it is, whatever day it is asked for. (What is left, owed or
/// due back in one follows from balances, each time.)
bool is_at_rest(const PersonView& view, Date from, Date day) {
  const auto& history = view.history();
  const auto rests = [&](const BudgetPosition& at) {
    return !is_old(at.budget, history, day) || (at.committed.is_zero() && at.shortfall.is_zero());
  };
  const auto is_met = [&](const ItemView& item) {
    const auto& parts = item.item.parts;
    const bool old = item.item.due < from || std::ranges::any_of(parts, [&](const auto& part) {
                       return is_old(part.budget, history, day);
                     });
    return !old || item.open().is_zero() || is_long_past(view, item.item);
  };
  return std::ranges::all_of(view.items, is_met) && std::ranges::all_of(positions(view), rests);
}

/// What is worked out without the old years is what follows from all.
bool follows_without(const AllYears& all, const PersonFacts& facts, const Reconciled& made,
                     const Reach& reach, const ledger::Parameters& parameters) {
  const auto again = made_of(all);
  return all.reach.standing() == reach.standing() && same_entries(again, made, reach.day()) &&
         names_in(*all.view.facts, again.items, parameters) ==
             names_in(facts, made.items, parameters);
}

/// What is found, and where every budget stands, is what all years say.
bool reads_without(const AllYears& all, const PersonFacts& facts, std::vector<ledger::Item> items,
                   const std::vector<ledger::RecordedEntry>& standing,
                   const SettledYears& settled) {
  const auto as_of = all.view.as_of;
  const auto without =
      view_since(facts, std::move(items), standing, balances_since(settled, standing, as_of),
                 settled, *all.view.parameters, as_of);
  return all.findings == findings(without) && positions(all.view) == positions(without);
}

/// Empty where answers need all years.
std::string tried_guard(const AllYears& all, const PersonFacts& facts,
                        const SettledYears& settled) {
  if (all.reach.across()) return {};
  const auto& parameters = *all.view.parameters;
  Reach reach{settled.day, true};
  auto made = reconcile_since(facts, settled, parameters, reach);
  auto guard = guard_of(facts, made, reach, settled);
  if (guard.empty() || !follows_without(all, facts, made, reach, parameters)) return {};
  const bool same = reads_without(all, facts, std::move(made.items),
                                  as_standing(std::move(made.entries)), settled);
  return same ? guard : std::string{};
}

std::vector<ledger::Finding> found_before(const AllYears& all, Date day) {
  auto found = all.findings;
  std::erase_if(found, [&](const auto& each) { return is_of_now(each, all.view.history(), day); });
  return found;
}

ledger::SettledLines lines_before(const AllYears& all, Date day) {
  ledger::SettledLines lines;
  for (const auto& each : all.entries) {
    if (each.entry.date < day) count(lines, each.entry);
  }
  return lines;
}

/// What of all years is kept: it follows from them, and nothing else does.
SettledYears kept_of(const AllYears& all, Date from, Date day) {
  SettledYears settled{from, day, plus_days(day, aged), all.view.as_of};
  settled.handed_over = handed_over_by(all, from, day);
  settled.lines = lines_before(all, day);
  settled.sums = ledger::balances_of(all.entries, plus_days(day, -1));
  settled.found = found_before(all, day);
  return settled;
}

}  // namespace

bool says_the_same(const AllYears& all, const SettledYears& settled) {
  const auto again = kept_of(all, settled.from, settled.day);
  return again.handed_over == settled.handed_over && again.lines == settled.lines &&
         again.sums == settled.sums && again.found == settled.found;
}

std::optional<SettledYears> settled_years(const AllYears& all) {
  const auto day = all.reach.day();
  const auto from = plus_days(day, -read_before);
  if (all.view.as_of < plus_days(day, aged) || !is_at_rest(all.view, from, day)) {
    return std::nullopt;
  }
  const auto facts = since(*all.view.facts, from);
  auto settled = kept_of(all, from, day);
  settled.first_import = first_import(facts);
  settled.guard = tried_guard(all, facts, settled);
  if (!settled.guard.empty()) return settled;
  // They are read without the old years, as they are worked out from all.
  std::vector<ledger::RecordedEntry> read;
  std::ranges::copy_if(all.entries, std::back_inserter(read),
                       [&](const auto& each) { return each.entry.date >= from; });
  auto items = items_since(facts, *all.view.parameters, settled);
  if (!reads_without(all, facts, std::move(items), read, settled)) return std::nullopt;
  return settled;
}

}  // namespace reconcile
