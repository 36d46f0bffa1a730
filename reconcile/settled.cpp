#include "reconcile/settled.hpp"

#include "ledger/digest.hpp"
#include "ledger/pool.hpp"
#include "reconcile/handover.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/parties.hpp"
#include "reconcile/reasons.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Entry;
using ledger::EntryKind;
using ledger::PersonFacts;
using ledger::SettledYears;

constexpr int aged = 183;  ///< days from the day until what comes is too far off to touch it
constexpr int read_before = habit_days + Reach::guarded;
/// Days of facts before the first that is read; for fewer it is not worth while.
constexpr int worth_while = 365;

// --- on which day years can be settled ---

/// One funder's direct payments, each year's handed on all to the next: what any other life
/// leaves to its later years is more than what is kept.
bool is_plain(const ledger::Budget& budget) {
  return budget.deployment == ledger::Deployment::direct_payment && budget.funders.size() == 1 &&
         !budget.closed_on && budget.agreed;
}

bool is_plain(const PersonFacts& facts) {
  const auto& history = facts.history;
  if (ledger::is_pool(facts.ref()) || !ledger::pools_of(history).empty()) return false;
  const auto is_run = [](const auto& act) { return act.kind == ledger::Act::Kind::pay; };
  if (!std::ranges::all_of(facts.acts, is_run) || !facts.deliveries.empty()) return false;
  return std::ranges::all_of(history.versions(), [](const ledger::PersonVersion& version) {
    return !version.died && version.services.empty() &&
           std::ranges::all_of(version.budgets, [](const auto& each) { return is_plain(each); });
  });
}

/// All that any version knows, as the latest of them has it, by their first days.
std::vector<const ledger::Budget*> budgets_of(const ledger::PersonHistory& history) {
  return Plans{history}.budgets();
}

/// Each budget follows the one before, which ends on the eve, and all that is left goes along.
bool is_chain(const ledger::PersonHistory& history) {
  const auto budgets = budgets_of(history);
  for (std::size_t i = 1; i < budgets.size(); ++i) {
    const auto& before = *budgets[i - 1];
    const auto& after = *budgets[i];
    const bool next = after.follows == before.ref && history.follower(before.ref) != nullptr &&
                      history.days_held(before).last < after.from;
    if (!next || !carries_rest(before, after)) return false;
  }
  return true;
}

std::optional<Date> newest_day(const PersonFacts& facts) {
  std::optional<Date> newest;
  for (const auto& line : facts.lines) newest = std::max(newest, std::optional{line.line.date});
  return newest;
}

std::optional<Date> first_day(const PersonFacts& facts) {
  std::optional<Date> first;
  for (const auto& line : facts.lines) {
    if (!first || line.line.date < *first) first = line.line.date;
  }
  return first;
}

// --- what is kept ---

bool is_old(std::string_view budget, const ledger::PersonHistory& history, Date day) {
  const auto* known = history.budget(budget);
  return known == nullptr || known->from < day;
}

void count(ledger::SettledCounts& counts, const Entry& entry) {
  if (!entry.match) return;
  ++counts.lines;
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

void count(ledger::SettledCounts& counts, const ledger::Finding& finding) {
  if (finding.state != ledger::FindingState::open) return;
  switch (finding.severity) {
    case ledger::Severity::high:
      ++counts.high;
      return;
    case ledger::Severity::medium:
      ++counts.medium;
      return;
    case ledger::Severity::low:
      ++counts.low;
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

/// No earlier file tells of the days from `from` on; the facts are since then.
ledger::ImportId first_import(const PersonFacts& facts) {
  std::vector<ledger::ImportId> all;
  for (const auto& frame : facts.frames) all.push_back(frame.import);
  for (const auto& line : facts.lines) all.push_back(line.import);
  for (const auto& slip : facts.payslips) all.push_back(slip.import);
  for (const auto& bill : facts.invoices) all.push_back(bill.import);
  for (const auto& each : facts.summaries) all.push_back(each.import);
  return all.empty() ? ledger::ImportId{} : *std::ranges::min_element(all);
}

std::vector<Entry> handed_over_on(const ledger::PersonHistory& history, const Reconciled& made,
                                  Date day) {
  std::vector<Entry> entries;
  for (const auto& handover : handovers(history)) {
    if (handover.day() != day) continue;
    const auto name = handover.source();
    for (const auto& entry : made.entries) {
      const bool its = entry.source == name || entry.source.starts_with(name + ":");
      if (entry.kind == EntryKind::handover && its) entries.push_back(entry);
    }
  }
  return entries;
}

std::vector<ledger::Finding> found_in(const PersonFacts& facts, const Reconciled& made, Date as_of,
                                      const ledger::Parameters& parameters) {
  std::vector<ledger::RecordedEntry> entries;
  for (const auto& entry : made.entries) entries.push_back({{}, entry, {}, false, {}});
  return findings(view_of_items(facts, made.items, entries, ledger::balances_of(entries, as_of),
                                parameters, as_of));
}

bool same_findings(const std::vector<ledger::Finding>& one,
                   const std::vector<ledger::Finding>& other, const ledger::PersonHistory& history,
                   Date day) {
  const auto of_now = [&](const std::vector<ledger::Finding>& all) {
    std::vector<std::tuple<std::string_view, ledger::Severity, ledger::FindingState, std::int64_t>>
        kept;
    for (const auto& each : all) {
      if (!is_of_now(each, history, day)) continue;
      kept.emplace_back(each.id, each.severity, each.state, each.amount.pence());
    }
    return kept;
  };
  return of_now(one) == of_now(other);
}

}  // namespace

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

bool is_of_now(const ledger::Finding& finding, const ledger::PersonHistory& history, Date day) {
  if (!finding.budget.empty()) return !is_old(finding.budget, history, day);
  return !finding.date || *finding.date >= day;
}

bool is_outgrown(const PersonFacts& facts, const SettledYears& settled) {
  const auto newest = newest_day(facts);
  return newest && plus_days(settled.fence, worth_while) < *newest;
}

ledger::SettledCounts counts_before(const AllYears& all, Date day) {
  ledger::SettledCounts counts;
  for (const auto& entry : all.made.entries) {
    if (entry.date < day) count(counts, entry);
  }
  for (const auto& finding : all.findings) {
    if (!is_of_now(finding, all.facts.history, day)) count(counts, finding);
  }
  return counts;
}

std::optional<Date> day_to_settle(const PersonFacts& facts) {
  if (!is_plain(facts) || !is_chain(facts.history)) return std::nullopt;
  const auto newest = newest_day(facts);
  const auto first = first_day(facts);
  if (!newest || !first) return std::nullopt;
  std::optional<Date> day;
  for (const auto& handover : handovers(facts.history)) {
    if (plus_days(handover.day(), aged) <= *newest) day = handover.day();
  }
  if (!day || *day - *first < read_before + worth_while) return std::nullopt;
  return day;
}

std::optional<SettledYears> settled_years(const AllYears& all,
                                          const ledger::Parameters& parameters) {
  const auto day = all.reach.day();
  const auto& history = all.facts.history;
  const auto from = plus_days(day, -read_before);
  const auto facts = since(all.facts, from);
  SettledYears settled{from,
                       day,
                       plus_days(day, aged),
                       all.as_of,
                       first_import(facts),
                       {},
                       {},
                       handed_over_on(history, all.made, day),
                       {}};
  Reach reach{day, true};
  const auto made = reconcile_since(facts, settled, parameters, reach);
  settled.guard = guard_of(facts, made, reach, settled);
  const bool same =
      !settled.guard.empty() && !all.reach.across() && all.reach.standing() == reach.standing() &&
      same_entries(all.made, made, day) &&
      names_in(all.facts, all.made.items, parameters) == names_in(facts, made.items, parameters) &&
      same_findings(all.findings, found_in(facts, made, all.as_of, parameters), history, day);
  if (!same) return std::nullopt;
  settled.counts = counts_before(all, day);
  return settled;
}

}  // namespace reconcile
