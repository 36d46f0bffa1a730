// reconcile: every person whose facts changed, worked out in threads and posted by one.
#include "app/command.hpp"
#include "app/judged_by.hpp"
#include "app/settle.hpp"
#include "app/terminal.hpp"
#include "app/workers.hpp"
#include "reconcile/view.hpp"
#include "reports/answers.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::MatchState;
using reports::ReconcileSummary;

/// One person worked out, ready to be posted.
struct Worked {
  reconcile::Changes changes;
  ReconcileSummary counts;
};

void count_lines(const std::vector<ledger::RecordedEntry>& entries, ReconcileSummary& counts) {
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
      reconcile::view_of_items(settlement.facts, std::move(settlement.items), settlement.should,
                               ledger::balances_of(settlement.should, as_of), parameters(), as_of);
  for (const auto& finding : reconcile::findings(view)) {
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

Worked work_out(store::Reader& reader, ledger::PersonId person, ledger::Date as_of) {
  auto settlement = settle(reader, person);
  Worked worked;
  count_lines(settlement.should, worked.counts);
  count_findings(settlement, as_of, worked.counts);
  worked.counts.people = 1;
  worked.counts.posted = static_cast<std::int64_t>(settlement.changes.posted.size());
  worked.counts.reversed = static_cast<std::int64_t>(settlement.changes.reversed.size());
  worked.changes = std::move(settlement.changes);
  return worked;
}

void add(ReconcileSummary& sum, const ReconcileSummary& more) {
  sum.people += more.people;
  sum.lines += more.lines;
  sum.matched += more.matched;
  sum.suggested += more.suggested;
  sum.unmatched += more.unmatched;
  sum.posted += more.posted;
  sum.reversed += more.reversed;
  sum.findings_high += more.findings_high;
  sum.findings_medium += more.findings_medium;
  sum.findings_low += more.findings_low;
}

/// Those named, else those about whom something new is known.
ledger::Result<std::vector<store::PersonRow>> whom(store::Reader& reader,
                                                   const Arguments& arguments) {
  auto people = people_named(reader, arguments.words);
  if (!people || !arguments.words.empty()) return people;
  auto rows = std::move(people).value();
  std::erase_if(rows, [](const store::PersonRow& row) { return !row.to_reconcile; });
  return rows;
}

}  // namespace

Outcome run_reconcile(const Arguments& arguments) {
  const auto opened = book_to_change(arguments);
  if (!opened) return opened.errors();
  auto& book = *opened.value();
  const auto work = book.begin(stamp(arguments));
  const auto people = whom(work->reader(), arguments);
  if (!people) return people.errors();
  const auto& rows = people.value();

  // Readers are made after the work was begun: nobody else can write in between.
  std::vector<std::unique_ptr<store::Reader>> readers;
  const auto workers = std::min(worker_count(), std::max<std::size_t>(rows.size(), 1));
  for (std::size_t worker = 0; worker < workers; ++worker) readers.push_back(book.read());

  ReconcileSummary summary;
  Progress progress{"reconciling"};
  bool changed = false;
  const auto as_of = arguments.today();
  in_order<Worked>(
      rows.size(), workers,
      [&](std::size_t worker, std::size_t number) {
        return work_out(*readers[worker], rows[number].id, as_of);
      },
      [&](std::size_t number, Worked worked) {
        add(summary, worked.counts);
        progress.at(number + 1, rows.size());
        if (worked.changes.none() && !rows[number].to_reconcile) return;
        work->post({rows[number].id, std::move(worked.changes.reversed),
                    std::move(worked.changes.posted)});
        changed = true;
      });
  if (changed) work->commit();
  return Finished{reports::reconciled(summary)};
}

}  // namespace app
