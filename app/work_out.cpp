#include "app/work_out.hpp"

#include "app/judged_by.hpp"
#include "app/version.hpp"
#include "ledger/digest.hpp"
#include "ledger/embedded.hpp"
#include "ledger/periods.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/settled.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::MatchState;
using ledger::RecordedEntry;
using ledger::SettledYears;
using reports::ReconcileSummary;

void count(const std::vector<ledger::Finding>& findings, ReconcileSummary& counts) {
  for (const auto& finding : findings) {
    if (finding.state != ledger::FindingState::open) continue;
    switch (finding.severity) {
      case ledger::Severity::high:
        ++counts.findings_high;
        break;
      case ledger::Severity::medium:
        ++counts.findings_medium;
        break;
      case ledger::Severity::low:
        ++counts.findings_low;
        break;
    }
  }
}

std::vector<RecordedEntry> standing(std::vector<ledger::Entry> should) {
  std::vector<RecordedEntry> entries;
  entries.reserve(should.size());
  for (auto& entry : should) entries.push_back({{}, std::move(entry), std::nullopt, false, {}});
  return entries;
}

std::vector<ledger::Finding> findings_of(const ledger::PersonFacts& facts,
                                         std::vector<ledger::Item> items,
                                         const std::vector<RecordedEntry>& entries,
                                         ledger::Date as_of) {
  return reconcile::findings(reconcile::view_of_items(
      facts, std::move(items), entries, ledger::balances_of(entries, as_of), parameters(), as_of));
}

void count_changes(Worked& worked) {
  worked.counts.people = 1;
  worked.counts.posted = static_cast<std::int64_t>(worked.changes.posted.size());
  worked.counts.reversed = static_cast<std::int64_t>(worked.changes.reversed.size());
}

/// Settled years are those of one program and its own dated values.
bool judges_by_its_own() {
  return &parameters() == &ledger::Parameters::built_in();
}

std::string stamped(const std::string& guard) {
  static const std::string program = [] {
    ledger::Sha256 digest;
    digest.field(version);
    for (const auto& file : embed::parameter_files()) digest.field(file.path).field(file.bytes);
    return ledger::text(digest.take());
  }();
  return guard.empty() ? guard : program.substr(0, 16) + ":" + guard;
}

/// Facts since the settled years and what they make; nothing when all years have to be read.
struct Since {
  ledger::PersonFacts facts;
  reconcile::Reconciled made;
};
std::optional<Since> since_settled(store::Reader& reader, ledger::PersonId person,
                                   const SettledYears& settled) {
  Since since{reconcile::since(reader.facts_since(person, settled), settled.from), {}};
  if (reconcile::is_outgrown(since.facts, settled)) return std::nullopt;
  reconcile::Reach reach{settled.day};
  since.made = reconcile::reconcile_since(since.facts, settled, parameters(), reach);
  const auto guard = reconcile::guard_of(since.facts, since.made, reach, settled);
  if (guard.empty() || stamped(guard) != settled.guard) return std::nullopt;
  return since;
}

/// Those made that are dated before the day; the rest is taken out.
std::vector<ledger::Entry> take_before(std::vector<ledger::Entry>& made, ledger::Date day) {
  const auto first = std::ranges::lower_bound(made, day, {}, &ledger::Entry::date);
  std::vector<ledger::Entry> before{std::make_move_iterator(made.begin()),
                                    std::make_move_iterator(first)};
  made.erase(made.begin(), first);
  return before;
}

void add(const ledger::SettledCounts& settled, ReconcileSummary& counts) {
  counts.lines += settled.lines;
  counts.matched += settled.matched;
  counts.suggested += settled.suggested;
  counts.unmatched += settled.unmatched;
  counts.findings_high += settled.high;
  counts.findings_medium += settled.medium;
  counts.findings_low += settled.low;
}

std::optional<Worked> work_out_since(store::Reader& reader, ledger::PersonId person,
                                     const SettledYears& settled, ledger::Date as_of) {
  auto since = since_settled(reader, person, settled);
  if (!since) return std::nullopt;
  auto& should = since->made.entries;
  auto before = take_before(should, settled.day);
  const auto entries = reader.entries_since(person, settled);
  const auto closed = ledger::closed_to(since->facts.periods);
  reconcile::keep_closed(should, entries, closed);
  Worked worked;
  worked.changes = reconcile::changes(entries, should, closed);
  count_changes(worked);
  auto stands = standing(std::move(should));
  count_lines(stands, worked.counts);
  for (auto& entry : before) stands.push_back({{}, std::move(entry), std::nullopt, false, {}});
  auto found = findings_of(since->facts, std::move(since->made.items), stands, as_of);
  std::erase_if(found, [&](const ledger::Finding& finding) {
    return !reconcile::is_of_now(finding, since->facts.history, settled.day);
  });
  count(found, worked.counts);
  add(settled.counts, worked.counts);
  return worked;
}

/// By number: the first of those dated from a day on; else the next that will be.
ledger::EntryNo first_entry(const std::vector<RecordedEntry>& entries, ledger::Date day) {
  for (const auto& each : entries) {
    if (each.entry.date >= day) return each.number;
  }
  return {entries.empty() ? 1 : entries.back().number.value + 1};
}

Worked work_out_all(store::Reader& reader, ledger::PersonId person, ledger::Date as_of) {
  const auto facts = reader.facts(person);
  const auto day = judges_by_its_own() ? reconcile::day_to_settle(facts) : std::nullopt;
  std::optional<reconcile::Reach> reach;
  if (day) reach.emplace(*day, true);
  auto made = reach ? reconcile::reconcile(facts, parameters(), *reach)
                    : reconcile::reconcile(facts, parameters());
  const auto entries = reader.entries(person);
  const auto closed = ledger::closed_to(facts.periods);
  reconcile::keep_closed(made.entries, entries, closed);
  Worked worked;
  worked.changes = reconcile::changes(entries, made.entries, closed);
  count_changes(worked);
  const bool may_settle = reach && !reach->across();
  const auto kept = may_settle ? made : reconcile::Reconciled{};
  const auto stands = standing(std::move(made.entries));
  count_lines(stands, worked.counts);
  const auto found = findings_of(facts, std::move(made.items), stands, as_of);
  count(found, worked.counts);
  if (!may_settle) return worked;
  worked.settled = reconcile::settled_years({facts, kept, *reach, found, as_of}, parameters());
  if (!worked.settled) return worked;
  worked.settled->guard = stamped(worked.settled->guard);
  worked.settled->first_entry = first_entry(entries, worked.settled->day);
  return worked;
}

}  // namespace

void count_lines(const std::vector<RecordedEntry>& entries, ReconcileSummary& counts) {
  for (const auto& recorded : entries) {
    if (!recorded.entry.match) continue;
    ++counts.lines;
    switch (recorded.entry.match->state) {
      case MatchState::matched:
        ++counts.matched;
        break;
      case MatchState::suggested:
        ++counts.suggested;
        break;
      case MatchState::unmatched:
        ++counts.unmatched;
        break;
    }
  }
}

void count_findings(Settlement& settlement, ledger::Date as_of, ReconcileSummary& counts) {
  count(findings_of(settlement.facts, std::move(settlement.items), settlement.should, as_of),
        counts);
}

Worked work_out(store::Reader& reader, ledger::PersonId person, ledger::Date as_of) {
  const auto kept = judges_by_its_own() ? reader.settled(person) : std::nullopt;
  if (kept && kept->as_of <= as_of) {
    if (auto worked = work_out_since(reader, person, *kept, as_of)) return std::move(*worked);
  }
  auto worked = work_out_all(reader, person, as_of);
  worked.unsettled = kept.has_value();
  return worked;
}

std::string kept_wrongly(store::Reader& reader, ledger::PersonId person) {
  const auto kept = judges_by_its_own() ? reader.settled(person) : std::nullopt;
  if (!kept) return {};
  const auto since = since_settled(reader, person, *kept);
  if (!since) return {};  // it would not be used
  const auto facts = reader.facts(person);
  reconcile::Reach reach{kept->day};
  const auto all = reconcile::reconcile(facts, parameters(), reach);
  const auto found = findings_of(facts, all.items, standing(all.entries), kept->as_of);
  const bool same = reconcile::counts_before({facts, all, reach, found, kept->as_of}, kept->day) ==
                        kept->counts &&
                    std::ranges::equal(reconcile::entries_from(all, kept->day),
                                       reconcile::entries_from(since->made, kept->day),
                                       [](const ledger::Entry* one, const ledger::Entry* other) {
                                         return reconcile::same_but_for_reasons(*one, *other);
                                       });
  if (same) return {};
  return "what is kept of the years before " + text(kept->day) +
         " is not what all years say: load the person's file again, and all are read";
}

}  // namespace app
