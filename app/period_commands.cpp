// submit, approve, reopen, periods: how a person's books are closed up to a day, and opened again.
// The books follow at once, in the same transaction.
#include "app/command.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "app/settle.hpp"
#include "app/verdict.hpp"
#include "ledger/periods.hpp"
#include "reports/answers.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Date;
using ledger::PeriodEvent;
using ledger::PersonId;
using ledger::Rule;

/// One command's work on the periods of one person, its books settled.
struct Bench {
  std::unique_ptr<store::Book> book;
  std::unique_ptr<store::Work> work;
  PersonId person;
  std::string ref;
  Date to;
  store::Stamp who;
  std::vector<PeriodEvent> events;
  std::optional<Date> closed;
  std::string
      withheld;  ///< why nothing is recorded over what was changed; the rest is not filled in

  std::string standing() const {
    return ledger::standing_digest(work->reader().entries(person), to);
  }
  void record(PeriodEvent::Kind kind, std::string reason, std::string standing) const {
    work->period(person, {kind, to, std::move(reason), who.by, who.at, std::move(standing)});
  }
};

ledger::Result<Bench> bench_of(const Arguments& arguments) {
  auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto to = *arguments.to;
  if (to > arguments.today()) return refusal(Rule::period_ahead, ledger::text(to));
  auto who = stamp(arguments);
  auto work = book.value()->begin(who);
  const auto people = people_named(work->reader(), arguments.words);
  if (!people) return people.errors();
  const auto& row = people.value().front();
  if (auto why = why_withheld(work->reader(), row.ref); !why.empty()) {
    return Bench{
        std::move(book).value(), std::move(work), row.id, row.ref, to, std::move(who), {}, {},
        std::move(why)};
  }
  settle_now(*work, row.id);
  // The day that is printed is the one that was said; the chain keeps the clock's.
  if (arguments.as_of) who.at.replace(0, 10, ledger::text(*arguments.as_of));
  auto events = work->reader().periods(row.id);
  const auto closed = ledger::closed_to(events);
  return Bench{std::move(book).value(), std::move(work),   row.id, row.ref, to,
               std::move(who),          std::move(events), closed, {}};
}

/// What an officer is told of a period before it is closed.
struct Outlook {
  std::int64_t suggested = 0, unmatched = 0, findings = 0;
  ledger::Money in_suspense;  ///< of those lines, in or out
};

/// How much of a line waits: all of it, or what a split of it could not place.
ledger::Money in_suspense(const reconcile::LineView& line) {
  if (line.entry == nullptr) return ledger::magnitude(line.line->line.amount);
  ledger::Money sum;
  for (const auto& posting : line.entry->postings) {
    if (posting.debit == "suspense") sum += posting.amount;
    if (posting.credit == "suspense") sum -= posting.amount;
  }
  return ledger::magnitude(sum);
}

Outlook outlook_of(const Bench& bench) {
  const PersonBooks books{bench.work->reader(), bench.person, bench.to};
  Outlook outlook;
  for (const auto& line : books.view().lines) {
    if (line.match == nullptr || line.match->state == ledger::MatchState::matched) continue;
    if (bench.closed && line.posted() <= *bench.closed) continue;
    const bool suggested = line.match->state == ledger::MatchState::suggested;
    ++(suggested ? outlook.suggested : outlook.unmatched);
    outlook.in_suspense += in_suspense(line);
  }
  for (const auto& finding : reconcile::findings(books.view())) {
    if (finding.state == ledger::FindingState::open) ++outlook.findings;
  }
  return outlook;
}

std::string outlook_words(const Outlook& outlook) {
  const auto lines = outlook.suggested + outlook.unmatched;
  std::string words = lines == 0 ? "Every line is explained" : "";
  if (lines != 0) {
    words = reports::counted(lines, "line") + " of " + ledger::pretty(outlook.in_suspense) +
            (lines == 1 ? " is" : " are") + " still in suspense, " +
            std::to_string(outlook.suggested) + " of them with a suggestion";
  }
  return words + "; " +
         (outlook.findings == 0 ? "no finding is open."
                                : reports::counted(outlook.findings, "finding") +
                                      (outlook.findings == 1 ? " is" : " are") + " open.");
}

std::string days_of(const Bench& bench) {
  return (bench.closed ? "from " + ledger::pretty(ledger::plus_days(*bench.closed, 1)) + " " : "") +
         "up to " + ledger::pretty(bench.to);
}

std::vector<std::pair<std::string, std::string>> names_of(const Bench& bench,
                                                          PeriodEvent::Kind kind) {
  return {{"person", bench.ref},
          {"event", std::string{ledger::text(kind)}},
          {"to", ledger::text(bench.to)},
          {"by", bench.who.by},
          {"at", bench.who.at}};
}

Finished closing(const Bench& bench, PeriodEvent::Kind kind, const std::string& sentence) {
  return Finished{reports::done("dpledger.period/1", sentence, names_of(bench, kind))};
}

}  // namespace

Outcome run_submit(const Arguments& arguments) {
  const auto made = bench_of(arguments);
  if (!made) return made.errors();
  const auto& bench = made.value();
  if (!bench.withheld.empty()) return broken(arguments, arguments.book, bench.withheld);
  if (bench.closed && bench.to <= *bench.closed) {
    return refusal(Rule::period_closed, bench.ref + " up to " + ledger::text(*bench.closed));
  }
  const auto outlook = outlook_of(bench);
  bench.record(PeriodEvent::Kind::submit, {}, bench.standing());
  bench.work->commit();
  auto names = names_of(bench, PeriodEvent::Kind::submit);
  names.insert(names.end(), {{"suggested", std::to_string(outlook.suggested)},
                             {"unmatched", std::to_string(outlook.unmatched)},
                             {"in_suspense", ledger::text(outlook.in_suspense)},
                             {"open_findings", std::to_string(outlook.findings)}});
  return Finished{reports::done("dpledger.period/1",
                                "Submitted: " + bench.ref + " " + days_of(bench) + ". " +
                                    outlook_words(outlook) +
                                    " Somebody else approves it: dpledger approve " + bench.ref +
                                    " --to " + ledger::text(bench.to) + ".",
                                names)};
}

Outcome run_approve(const Arguments& arguments) {
  const auto made = bench_of(arguments);
  if (!made) return made.errors();
  const auto& bench = made.value();
  if (!bench.withheld.empty()) return broken(arguments, arguments.book, bench.withheld);
  const auto found = bench.ref + " up to " + ledger::text(bench.to);
  if (bench.closed && bench.to <= *bench.closed) return refusal(Rule::period_closed, found);
  const auto* submitted = ledger::waiting(bench.events, bench.to);
  if (submitted == nullptr) return refusal(Rule::period_not_submitted, found);
  if (ledger::same_person(submitted->by, bench.who.by)) {
    return refusal(Rule::period_same_person, bench.who.by);
  }
  auto standing = bench.standing();
  if (standing != submitted->standing) return refusal(Rule::period_changed, found);
  bench.record(PeriodEvent::Kind::approve, {}, std::move(standing));
  bench.work->commit();
  return closing(bench, PeriodEvent::Kind::approve,
                 "Approved: " + bench.ref + " " + days_of(bench) +
                     ". What comes for these days is posted on the first day after them.");
}

Outcome run_reopen(const Arguments& arguments) {
  if (arguments.reason.find_first_not_of(" \t") == std::string::npos) {
    return refusal(Rule::reason_missing, arguments.words.front());
  }
  const auto made = bench_of(arguments);
  if (!made) return made.errors();
  const auto& bench = made.value();
  if (!bench.withheld.empty()) return broken(arguments, arguments.book, bench.withheld);
  if (bench.closed != bench.to) {
    return refusal(
        Rule::period_not_latest,
        bench.ref + (bench.closed ? ", which is approved up to " + ledger::text(*bench.closed)
                                  : ", which has no approved period"));
  }
  bench.record(PeriodEvent::Kind::reopen, arguments.reason, {});
  const auto settlement = settle_now(*bench.work, bench.person);
  bench.work->commit();
  const auto moved = static_cast<std::int64_t>(settlement.changes.posted.size());
  return closing(bench, PeriodEvent::Kind::reopen,
                 "Open again: " + bench.ref + ", the period up to " + ledger::pretty(bench.to) +
                     ". " + reports::counted(moved, "entry") +
                     (moved == 1 ? " went back to its" : " went back to their") +
                     " own day. It has to be submitted and approved once more.");
}

Outcome run_periods(const Arguments& arguments) {
  std::vector<reports::PersonPeriods> people;
  const auto refused = of_people<reports::PersonPeriods>(
      arguments, "reading",
      [&](store::Reader& reader, const store::PersonRow& row) {
        return reports::PersonPeriods{row.ref, reader.periods(row.id)};
      },
      [&](reports::PersonPeriods made) { people.push_back(std::move(made)); });
  if (refused) return *refused;
  return Finished{reports::periods(people)};
}

}  // namespace app
