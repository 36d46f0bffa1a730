// reconcile: every person whose facts changed, worked out in threads and posted by one.
#include "app/command.hpp"
#include "app/pools.hpp"
#include "app/settle.hpp"
#include "app/terminal.hpp"
#include "app/work_out.hpp"
#include "app/workers.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using reports::ReconcileSummary;

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

/// Those named, and the members of a pool that is named; else those about whom something new is
/// known.
ledger::Result<std::vector<store::PersonRow>> whom(store::Reader& reader,
                                                   const Arguments& arguments,
                                                   const std::set<std::string>& touched) {
  auto named = people_named(reader, arguments.words, Among::pools_too);
  if (!named) return named;
  auto rows = std::move(named).value();
  const bool all = arguments.words.empty();
  for (const auto& row : rows) {
    if (row.erased && !all) return refusal(ledger::Rule::person_erased, row.ref);
  }
  std::erase_if(rows, [&](const store::PersonRow& row) {
    return ledger::is_pool(row.ref) || (all && !row.to_reconcile);
  });
  for (const auto& ref : touched) {
    auto row = reader.person(ref);
    const bool there = std::ranges::find(rows, ref, &store::PersonRow::ref) != rows.end();
    if (!there && row && row->to_reconcile) rows.push_back(std::move(*row));
  }
  std::ranges::sort(rows, {}, &store::PersonRow::ref);
  return rows;
}

/// The pools of those named, else all, about which something new is known or that are named.
std::vector<store::PersonRow> pools_to_settle(store::Reader& reader,
                                              const std::vector<store::PersonRow>& named,
                                              const std::vector<std::string>& words) {
  std::set<std::string> refs;
  for (const auto& row : named) {
    if (ledger::is_pool(row.ref)) refs.insert(row.ref);
    if (words.empty() || ledger::is_pool(row.ref)) continue;
    for (const auto& pool : ledger::pools_of(reader.history(row.id))) {
      refs.insert(ledger::pool_ref(pool));
    }
  }
  std::vector<store::PersonRow> pools;
  for (const auto& ref : refs) {
    auto row = reader.person(ref);
    const bool asked = std::ranges::find(words, ref) != words.end();
    if (row && (row->to_reconcile || asked)) pools.push_back(std::move(*row));
  }
  return pools;
}

/// What of a pool's lines is a member's is counted there.
ReconcileSummary counts_of_pool(Settlement& settlement, ledger::Date as_of) {
  ReconcileSummary counts;
  count_lines(settlement.should, counts);
  counts.lines -= counts.matched;
  counts.matched = 0;
  counts.posted = static_cast<std::int64_t>(settlement.changes.posted.size());
  counts.reversed = static_cast<std::int64_t>(settlement.changes.reversed.size());
  count_findings(settlement, as_of, counts);
  return counts;
}

/// Pools go first, in a unit of work of their own: only then is it known what lines their members
/// have. Gives the members that were handed anything, or had it taken back.
ledger::Result<std::set<std::string>> reconcile_pools(store::Book& book, const Arguments& arguments,
                                                      ledger::Date as_of,
                                                      ReconcileSummary& summary) {
  std::set<std::string> touched;
  const auto work = book.begin(stamp(arguments));
  auto& reader = work->reader();
  const auto named = people_named(reader, arguments.words, Among::pools_too);
  if (!named) return named.errors();
  const auto pools = pools_to_settle(reader, named.value(), arguments.words);
  if (pools.empty()) return touched;
  const auto index = index_of_pools(reader);
  for (const auto& pool : pools) {
    auto settlement = settle_pool(reader, pool.id, index);
    post_pool(*work, pool.id, settlement);
    add(summary, counts_of_pool(settlement, as_of));
    for (const auto& row : index.at(pool.ref.substr(1))) {
      if (work->reader().person(row.ref)->to_reconcile) touched.insert(row.ref);
    }
  }
  work->commit();
  return touched;
}

void keep(store::Work& work, ledger::PersonId person, const Worked& worked) {
  if (worked.settled) {
    work.keep_settled(person, *worked.settled);
  } else if (worked.unsettled) {
    work.forget_settled(person);
  }
}

}  // namespace

Outcome run_reconcile(const Arguments& arguments) {
  const auto opened = book_to_change(arguments);
  if (!opened) return opened.errors();
  auto& book = *opened.value();
  ReconcileSummary summary;
  const auto as_of = arguments.today();
  const auto pools = reconcile_pools(book, arguments, as_of, summary);
  if (!pools) return pools.errors();
  const auto work = book.begin(stamp(arguments));
  const auto people = whom(work->reader(), arguments, pools.value());
  if (!people) return people.errors();
  const auto& rows = people.value();

  // Readers are made after the work was begun: nobody else can write in between.
  std::vector<std::unique_ptr<store::Reader>> readers;
  const auto workers = std::min(worker_count(), std::max<std::size_t>(rows.size(), 1));
  for (std::size_t worker = 0; worker < workers; ++worker) readers.push_back(book.read());

  Progress progress{"reconciling"};
  bool changed = false;
  in_order<Worked>(
      rows.size(), workers,
      [&](std::size_t worker, std::size_t number) {
        return work_out(*readers[worker], rows[number].id, as_of, !arguments.words.empty());
      },
      [&](std::size_t number, Worked worked) {
        add(summary, worked.counts);
        progress.at(number + 1, rows.size());
        const auto person = rows[number].id;
        if (!worked.changes.none() || rows[number].to_reconcile) {
          work->post(
              {person, std::move(worked.changes.reversed), std::move(worked.changes.posted)});
          changed = true;
        }
        keep(*work, person, worked);
        changed = changed || worked.settled || worked.unsettled;
      });
  if (changed) work->commit();
  return Finished{reports::reconciled(summary)};
}

}  // namespace app
