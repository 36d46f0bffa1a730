#include "app/statement_books.hpp"

#include "app/person_books.hpp"
#include "app/terminal.hpp"
#include "ledger/periods.hpp"
#include "reports/bank_reconciliation.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace app {
namespace {

/// The lines of the period that came when it was closed, and when each was posted instead.
std::vector<reports::LateLine> late_lines(const PersonBooks& now, const PersonBooks& approved,
                                          ledger::Period period) {
  std::vector<reports::LateLine> late;
  for (const auto& line : now.view().lines) {
    const auto& booked = line.line->line;
    if (!period.holds(booked.date) || line.posted() <= period.last) continue;
    if (approved.view().line(booked.id) == nullptr) {
      late.push_back({line.line->account, booked, line.posted()});
    }
  }
  return late;
}

/// The newest waiver of a finding, where it was recorded after the approval.
const ledger::Waiver* waived_since(const ledger::PersonFacts& now,
                                   const ledger::PersonFacts& approved,
                                   const std::string& finding) {
  for (auto waiver = now.waivers.rbegin(); waiver != now.waivers.rend(); ++waiver) {
    if (ledger::parse_waived(waiver->finding).id != finding) continue;
    const bool known = std::ranges::find(approved.waivers, *waiver) != approved.waivers.end();
    return known ? nullptr : &*waiver;
  }
  return nullptr;
}

/// The findings of the period's days that were waived since, or are so no longer.
std::vector<reports::ChangedSince::Judged> judged_since(const PersonBooks& now,
                                                        const reports::StatementOf& of) {
  std::vector<reports::ChangedSince::Judged> judged;
  for (const auto& finding : of.findings) {
    const auto* waiver = waived_since(now.facts(), *of.at_end->facts, finding.id);
    if (waiver == nullptr) continue;
    const bool was = finding.state == ledger::FindingState::waived;
    if (was || !waiver->withdrawn) judged.push_back({finding.id, finding.code, *waiver});
  }
  return judged;
}

/// What of the period's days is booked, judged or known otherwise now than when it was approved.
reports::ChangedSince changed_since(const std::vector<ledger::RecordedEntry>& entries,
                                    const PersonBooks& now, const reports::StatementOf& of) {
  reports::ChangedSince since;
  std::map<ledger::EntryNo, const ledger::RecordedEntry*> approved;
  for (const auto& recorded : *of.entries) approved.emplace(recorded.number, &recorded);
  for (const auto& recorded : entries) {
    if (approved.contains(recorded.number) || !recorded.reverses) continue;
    const auto undone = approved.find(*recorded.reverses);
    if (undone == approved.end() || !of.period.holds(undone->second->entry.date)) continue;
    since.corrections.push_back(
        {undone->second->entry.source, undone->second->entry.date, recorded.entry.date});
  }
  for (const auto& [id, import] : of.at_end->facts->imports) {
    if (!now.facts().imports.contains(id)) since.files_taken_back.push_back(import.file);
  }
  since.judged = judged_since(now, of);
  std::ranges::sort(since.files_taken_back);
  return since;
}

/// The periods, of those approved now, that the statement's days lie in; none when not all do.
std::vector<ledger::ApprovedPeriod> approvals_of(const ledger::PersonFacts& facts,
                                                 ledger::Period period) {
  const auto closed = ledger::closed_to(facts.periods);
  if (!closed || *closed < period.last) return {};
  auto approvals = ledger::approved_periods(facts.periods);
  std::erase_if(approvals, [&](const ledger::ApprovedPeriod& each) {
    return each.to < period.first || (each.from && *each.from > period.last);
  });
  return approvals;
}

/// Whether the bank says of every account what the books say, or nothing.
bool banks_agree(const PersonBooks& books, ledger::Period period) {
  const auto& view = books.view();
  const auto& accounts = view.history().on(view.as_of).accounts;
  return std::ranges::all_of(accounts, [&](const ledger::Account& account) {
    ledger::Money per_books;
    for (const auto& balance : view.balances) {
      if (balance.account == "bank:" + account.ref) per_books += balance.net();
    }
    const auto bank = reports::bank_reconciliation(view, account.ref, per_books, period);
    const auto difference = bank.difference();
    return !difference || difference->is_zero();
  });
}

/// What was known of the days of a period, the eve too. Where bank and books differ the oldest
/// statements may say why: all years are read.
std::shared_ptr<const KnownBooks> known_of(store::Reader& reader, ledger::PersonId person,
                                           std::optional<ledger::LinkNo> at,
                                           ledger::Period period) {
  const auto eve = ledger::plus_days(period.first, -1);
  auto known = read_known(reader, person, at, AsOf{eve, period.last});
  if (!known->settled) return known;
  const bool agree = banks_agree({reader, known, period.last}, period) &&
                     banks_agree({reader, known, eve}, {eve, eve});
  return agree ? known : read_known(reader, person, at);
}

}  // namespace

reports::Answer page_of(store::Reader& reader, const store::PersonRow& row, ledger::Period period,
                        const PeriodPage& page) {
  const auto known_at = approved_at(reader, row.id, period.last);
  const auto eve = ledger::plus_days(period.first, -1);
  const auto known = known_of(reader, row.id, known_at, period);
  const PersonBooks at_end{reader, known, period.last};
  const PersonBooks before{reader, known, eve};
  reports::StatementOf of{reader.info().commissioner,
                          period,
                          &at_end.view(),
                          &before.view(),
                          &known->entries,
                          reconcile::findings(at_end.view()),
                          known_at.has_value(),
                          known_at ? reader.head_at(row.id, *known_at) : row.head,
                          known_at ? known_at->value : row.links};
  if (!known_at) return page(of);
  const auto newest = std::max(reader.newest_entry(row.id).value_or(period.last), period.last);
  // What is held against each other is of the same years.
  const auto days = known->settled ? std::optional{AsOf{eve, newest}} : std::nullopt;
  const auto known_now = read_known(reader, row.id, std::nullopt, days);
  const PersonBooks now{reader, known_now, newest};
  of.approvals = approvals_of(now.facts(), period);
  of.late = late_lines(now, at_end, period);
  of.since = changed_since(known_now->entries, now, of);
  return page(of);
}

}  // namespace app
