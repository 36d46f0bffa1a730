#include "app/work_out.hpp"

#include "app/judged_by.hpp"
#include "app/settled_by.hpp"
#include "ledger/periods.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/settled.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <iterator>
#include <set>
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

/// All years, of which nothing is in the book yet.
reconcile::PersonView view_of(const ledger::PersonFacts& facts, std::vector<ledger::Item> items,
                              const std::vector<RecordedEntry>& entries, ledger::Date as_of) {
  return reconcile::view_of_items(facts, std::move(items), entries,
                                  ledger::balances_of(entries, as_of), parameters(), as_of);
}

void count_changes(Worked& worked) {
  worked.counts.people = 1;
  worked.counts.posted = static_cast<std::int64_t>(worked.changes.posted.size());
  worked.counts.reversed = static_cast<std::int64_t>(worked.changes.reversed.size());
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

void add(const ledger::SettledLines& settled, ReconcileSummary& counts) {
  counts.lines += settled.all;
  counts.matched += settled.matched;
  counts.suggested += settled.suggested;
  counts.unmatched += settled.unmatched;
}

std::optional<Worked> work_out_since(store::Reader& reader, ledger::PersonId person,
                                     const SettledYears& settled, ledger::Date as_of) {
  auto since = since_settled(reader, person, settled);
  if (!since || are_judged_anew(settled, since->facts.history, as_of)) return std::nullopt;
  auto& should = since->made.entries;
  auto before = take_before(should, settled.day);
  const auto entries = reader.entries_since(person, settled.first_entry, settled.day);
  const auto closed = ledger::closed_to(since->facts.periods);
  reconcile::keep_closed(should, entries, closed);
  Worked worked;
  worked.changes = reconcile::changes(entries, should, closed);
  count_changes(worked);
  auto stands = reconcile::as_standing(std::move(should));
  count_lines(stands, worked.counts);
  std::ranges::move(reconcile::as_standing(std::move(before)), std::back_inserter(stands));
  const auto view = reconcile::view_since(since->facts, std::move(since->made.items), stands,
                                          reconcile::balances_since(settled, stands, as_of),
                                          settled, parameters(), as_of);
  count(reconcile::findings(view), worked.counts);
  add(settled.lines, worked.counts);
  return worked;
}

/// Whether anything dated before a day was taken back on it or later, or will be: what stood on the
/// eve is then not what stands.
bool taken_back_later(const std::vector<RecordedEntry>& entries, const reconcile::Changes& changes,
                      std::optional<ledger::Date> closed, ledger::Date day) {
  std::set<ledger::EntryNo> before;
  for (const auto& each : entries) {
    if (each.entry.date < day && !each.reverses) before.insert(each.number);
  }
  const bool was = std::ranges::any_of(entries, [&](const RecordedEntry& each) {
    return each.reverses && each.entry.date >= day && before.contains(*each.reverses);
  });
  const bool will_be = closed && std::ranges::any_of(changes.reversed, [&](ledger::EntryNo each) {
                         return before.contains(each);
                       });
  return was || will_be;
}

/// `kept`: what was kept of settled years before, where this program made it. It stays, unless all
/// is made afresh, as long as only who reads may use it, and all years say what it says.
Worked work_out_all(store::Reader& reader, ledger::PersonId person, ledger::Date as_of,
                    const std::optional<SettledYears>& kept, bool afresh) {
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
  worked.unsettled = kept.has_value();
  worked.changes = reconcile::changes(entries, made.entries, closed);
  count_changes(worked);
  const auto stands = reconcile::as_standing(std::move(made.entries));
  count_lines(stands, worked.counts);
  const auto view = view_of(facts, std::move(made.items), stands, as_of);
  const auto found = reconcile::findings(view);
  count(found, worked.counts);
  if (!reach || taken_back_later(entries, worked.changes, closed, *day)) return worked;
  const reconcile::AllYears all{view, stands, *reach, found};
  if (kept && !afresh && kept->day == *day && has_no_guard(*kept) && reach->across() &&
      !are_judged_anew(*kept, facts.history, as_of) && reconcile::says_the_same(all, *kept)) {
    worked.unsettled = false;
    return worked;
  }
  worked.settled = reconcile::settled_years(all);
  if (!worked.settled) return worked;
  auto& settled = *worked.settled;
  settled.guard = stamped(settled.guard);
  settled.known_at = {reader.person(facts.ref())->links};
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
  const auto view =
      view_of(settlement.facts, std::move(settlement.items), settlement.should, as_of);
  count(reconcile::findings(view), counts);
}

Worked work_out(store::Reader& reader, ledger::PersonId person, ledger::Date as_of, bool afresh) {
  const auto kept = settled_by_this(reader, person);
  if (!afresh && kept && kept->as_of <= as_of && !has_no_guard(*kept)) {
    if (auto worked = work_out_since(reader, person, *kept, as_of)) return std::move(*worked);
  }
  return work_out_all(reader, person, as_of, kept, afresh);
}

bool stays_settled(store::Reader& reader, ledger::PersonId person) {
  const auto kept = settled_by_this(reader, person);
  return kept && !has_no_guard(*kept) && since_settled(reader, person, *kept);
}

namespace {

/// What is kept of what stands before the day, and was found in it.
bool is_kept_rightly(store::Reader& reader, const SettledYears& kept,
                     const ledger::PersonFacts& facts, reconcile::Reconciled all,
                     const reconcile::Reach& reach) {
  reconcile::keep_closed(all.entries, reader.entries(facts.id), ledger::closed_to(facts.periods));
  const auto stands = reconcile::as_standing(std::move(all.entries));
  const auto view = view_of(facts, std::move(all.items), stands, kept.as_of);
  const auto found = reconcile::findings(view);
  return reconcile::says_the_same({view, stands, reach, found}, kept);
}

/// Whether what is not read is of the days that need not be.
bool is_numbered_rightly(store::Reader& reader, const SettledYears& kept,
                         const ledger::PersonFacts& facts) {
  const bool entries = std::ranges::all_of(reader.entries(facts.id), [&](const auto& each) {
    return (each.number >= kept.first_entry || each.entry.date < kept.day) &&
           (each.number >= kept.first_read || each.entry.date < kept.from);
  });
  const auto since = reconcile::since(facts, kept.from);
  return entries && reconcile::first_import(since) >= kept.first_import;
}

}  // namespace

std::string kept_wrongly(store::Reader& reader, ledger::PersonId person) {
  const auto kept = settled_by_this(reader, person);
  if (!kept) return {};
  const auto facts = reader.facts(person);
  if (reader.person(facts.ref())->to_reconcile) return {};  // what waits may make it of no use
  const auto since = has_no_guard(*kept) ? std::nullopt : since_settled(reader, person, *kept);
  reconcile::Reach reach{kept->day};
  auto all = reconcile::reconcile(facts, parameters(), reach);
  const bool same =
      !since || std::ranges::equal(reconcile::entries_from(all, kept->day),
                                   reconcile::entries_from(since->made, kept->day),
                                   [](const ledger::Entry* one, const ledger::Entry* other) {
                                     return reconcile::same_but_for_reasons(*one, *other);
                                   });
  if (same && is_numbered_rightly(reader, *kept, facts) &&
      is_kept_rightly(reader, *kept, facts, std::move(all), reach))
    return {};
  return "what is kept of the years before " + text(kept->day) +
         " is not what all years say: `dpledger reconcile " + facts.ref() +
         "` reads all of them again";
}

}  // namespace app
