// Settled years in a book: month after month, a person whose years are not read again has the same
// entries and counts as one of whom all are, and every page reads the same; something old makes all
// years be read.
#include "app/work_out.hpp"
#include "ledger/store/book.hpp"
#include "reconcile/settled.hpp"
#include "tests/app/support_asked.hpp"
#include "tests/reconcile/support_years.hpp"

#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Date;
using ledger::FileKind;
using ledger::Period;

/// The book of one life, in a folder of its own.
class Shelf {
 public:
  explicit Shelf(ledger::PersonFacts life) : life_{std::move(life)} {
    book_ = store::create_book(folder_.file("book.dpledger"),
                               {"NHS Vale ICB", "icb", "2016-03-01T09:00:00Z", 0})
                .value();
    const auto work = begin();
    person_ = work->add_version(life_.history.latest());
    work->commit();
  }

  /// All that the life has of these days.
  void import(Period days) {
    import_records(days, {FileKind::payroll, FileKind::invoice, FileKind::delivery});
    import_bank(days);
  }

  /// Of some kinds alone, a file each.
  void import_records(Period days, const std::vector<FileKind>& kinds) {
    const auto work = begin();
    for (const auto kind : kinds) work->add_import(other_file(days, kind));
    work->commit();
  }

  /// The bank, and what people decided and did.
  void import_bank(Period days) {
    const auto work = begin();
    work->add_import(bank_file(days));
    for (const auto& decision : life_.decisions) {
      if (days.holds(day_of(decision.line))) work->decide(person_, decision);
    }
    for (const auto& act : life_.acts) {
      if (days.holds(act.on)) work->act(person_, act);
    }
    work->commit();
  }

  /// One line of the bank alone, in a file of its own.
  void import_line(Date day, std::int64_t pence, std::string_view text) {
    std::vector<ledger::StatementLine> lines{
        {.date = day, .amount = ledger::Money::of_pence(pence)}};
    lines.back().payee = text;
    ledger::number_lines("P0001/dp", lines);
    auto file = named({day, day}, FileKind::bank);
    file.statements.push_back(statement("dp", {day, day}, std::move(lines)));
    const auto work = begin();
    work->add_import(file);
    work->commit();
  }

  /// As the command does; gives what it counts.
  reports::ReconcileSummary reconcile(Date as_of) {
    const auto work = begin();
    auto worked = app::work_out(work->reader(), person_, as_of);
    work->post({person_, std::move(worked.changes.reversed), std::move(worked.changes.posted)});
    if (worked.settled) work->keep_settled(person_, *worked.settled);
    if (!worked.settled && worked.unsettled) work->forget_settled(person_);
    work->commit();
    return worked.counts;
  }

  /// What the program answers, with all that it is asked.
  std::string answers(const std::vector<std::vector<std::string>>& questions, Date as_of) {
    std::string all;
    for (auto words : questions) {
      words.insert(words.end(),
                   {"--book", folder_.file("book.dpledger"), "--json", "--as-of", text(as_of)});
      const auto ran = folder_.run(words);
      CAPTURE(words, ran.err);
      REQUIRE(ran.exit == 0);
      all += words.front() + ": " + ran.out + "\n";
    }
    return all;
  }

  void forget() {
    const auto work = begin();
    work->forget_settled(person_);
    work->commit();
  }
  std::optional<ledger::SettledYears> settled() { return book_->read()->settled(person_); }
  void keep(const ledger::SettledYears& settled) {
    const auto work = begin();
    work->keep_settled(person_, settled);
    work->commit();
  }
  /// Of the years that are not settled: as they are read, and of all that is known.
  std::pair<ledger::PersonFacts, ledger::PersonFacts> facts_both_ways() {
    const auto reader = book_->read();
    const auto settled = *reader->settled(person_);
    return {reconcile::since(reader->facts_since(person_, settled), settled.from),
            reconcile::since(reader->facts(person_), settled.from)};
  }
  std::string wrongly() { return app::kept_wrongly(*book_->read(), person_); }
  std::vector<ledger::RecordedEntry> entries() { return book_->read()->entries(person_); }

 private:
  std::unique_ptr<store::Work> begin() { return book_->begin({"r.patel", "2026-04-01T09:00:00Z"}); }

  Date day_of(ledger::LineId id) const {
    for (const auto& line : life_.lines) {
      if (line.line.id == id) return line.line.date;
    }
    return years::april_after(0);
  }

  store::NewImport named(Period days, FileKind kind) {
    store::NewImport made;
    made.file = std::string{ledger::text(kind)} + "-" + text(days.first) + "-" +
                std::to_string(++files_) + ".csv";
    made.sha256 = store::sha256_hex(made.file);
    made.kind = kind;
    made.format = "invented";
    return made;
  }

  store::NewStatement statement(const std::string& account, Period days,
                                std::vector<ledger::StatementLine> lines) const {
    store::NewStatement made{person_, {}, std::move(lines), {}, {}};
    made.frame.account = account;
    made.frame.printed = made.frame.covered = days;
    return made;
  }

  store::NewImport bank_file(Period days) {
    std::map<std::string, std::vector<ledger::StatementLine>> lines;
    for (const auto& line : life_.lines) {
      if (days.holds(line.line.date)) lines[line.account].push_back(line.line);
    }
    auto file = named(days, FileKind::bank);
    for (auto& [account, its] : lines) {
      file.statements.push_back(statement(account, days, std::move(its)));
    }
    return file;
  }

  store::NewImport other_file(Period days, FileKind kind) {
    auto file = named(days, kind);
    const auto take = [&](const auto& records, auto& into, FileKind wanted, auto day) {
      if (kind != wanted) return;
      for (const auto& [import, record] : records) {
        if (days.holds(day(record))) into.emplace_back(person_, record);
      }
    };
    take(life_.payslips, file.payslips, FileKind::payroll,
         [](const auto& slip) { return slip.pay_date; });
    take(life_.invoices, file.invoices, FileKind::invoice,
         [](const auto& bill) { return bill.date; });
    take(life_.deliveries, file.deliveries, FileKind::delivery,
         [](const auto& each) { return each.period.last; });
    return file;
  }

  support::Folder folder_;
  ledger::PersonFacts life_;
  std::unique_ptr<store::Book> book_;
  ledger::PersonId person_;
  int files_ = 0;
};

std::vector<std::int64_t> all_of(const reports::ReconcileSummary& sum) {
  return {sum.people, sum.lines,    sum.matched,       sum.suggested,       sum.unmatched,
          sum.posted, sum.reversed, sum.findings_high, sum.findings_medium, sum.findings_low};
}

Date month_end(int month) {
  return plus_days(plus_months(years::april_after(0), month + 1), -1);
}
Period month_days(int month) {
  return {plus_months(years::april_after(0), month), month_end(month)};
}

std::vector<std::vector<std::string>> questions(Date as_of) {
  const auto year = text(years::april_after(5));
  const auto last = text(as_of);
  return {{"balance"},
          {"findings"},
          {"forecast"},
          {"caseload"},
          {"statement", "P0001", "--from", year, "--to", last},
          {"monitoring", "P0001", "--from", year, "--to", last}};
}

/// Without their places among all that are read.
std::vector<ledger::BookLine> in_their_order(std::vector<ledger::BookLine> lines) {
  for (auto& line : lines) line.place = 0;
  return lines;
}

/// Five and a half years at once, then month after month.
constexpr int first_month = 12 * 5 + 6;

}  // namespace

TEST_CASE("a book that does not read settled years again says what one says that does",
          "[settled]") {
  Shelf shelf{years::life(1, 0)};
  Shelf other{years::life(1, 0)};
  for (auto* each : {&shelf, &other}) each->import({years::april_after(0), month_end(first_month)});
  bool from_fewer = false;
  for (int month = first_month; month < 12 * years::many; ++month) {
    INFO("month " << month);
    from_fewer = from_fewer || shelf.settled();
    other.forget();
    CHECK(all_of(shelf.reconcile(month_end(month))) == all_of(other.reconcile(month_end(month))));
    REQUIRE(shelf.entries() == other.entries());
    CHECK(shelf.settled());
    CHECK(shelf.wrongly().empty());
    for (auto* each : {&shelf, &other}) each->import(month_days(month + 1));
  }
  CHECK(from_fewer);
  // A line of four years ago: all years are read, once.
  for (auto* each : {&shelf, &other}) {
    each->import_line(plus_days(years::april_after(1), 80), -30'001, "ASHA QUILL");
  }
  CHECK_FALSE(shelf.settled());
  const auto end = month_end(12 * years::many - 1);
  CHECK(all_of(shelf.reconcile(end)) == all_of(other.reconcile(end)));
  CHECK(shelf.entries() == other.entries());
}

TEST_CASE("facts since settled years are all there are, whichever file was the first", "[settled]") {
  const Period old{years::april_after(0), month_end(first_month)};
  const std::vector<FileKind> records{FileKind::delivery, FileKind::payroll, FileKind::invoice};
  for (const bool bank_first : {false, true}) {
    INFO("the bank's file " << (bank_first ? "first" : "last"));
    Shelf shelf{years::life(7, 0, years::Kind::notional_beside)};
    if (bank_first) shelf.import_bank(old);
    shelf.import_records(old, records);
    if (!bank_first) shelf.import_bank(old);
    shelf.reconcile(month_end(first_month));
    REQUIRE(shelf.settled());
    const auto [since, all] = shelf.facts_both_ways();
    CHECK_FALSE(all.deliveries.empty());
    CHECK(in_their_order(since.lines) == in_their_order(all.lines));
    CHECK(since.payslips == all.payslips);
    CHECK(since.invoices == all.invoices);
    CHECK(since.summaries == all.summaries);
    CHECK(since.deliveries == all.deliveries);
    CHECK(since.frames == all.frames);
    CHECK(since.decisions == all.decisions);
  }
}

// Of all kinds with DPLEDGER_LIVES; a book of six years takes seconds.
TEST_CASE("pages of a book whose settled years are not read are the pages of all years",
          "[settled]") {
  int settled = 0;
  std::vector<years::Kind> kinds{years::Kind::handed_back, years::Kind::notional_beside,
                                 years::Kind::staggered};
  if (std::getenv("DPLEDGER_LIVES") != nullptr) {
    kinds.assign(std::begin(years::kinds), std::end(years::kinds));
  }
  for (const auto kind : kinds) {
    INFO("kind " << static_cast<int>(kind));
    Shelf shelf{years::life(7, 0, kind)};
    shelf.import({years::april_after(0), month_end(first_month)});
    shelf.reconcile(month_end(first_month));
    shelf.import({plus_days(month_end(first_month), 1), month_end(first_month + 4)});
    const auto as_of = month_end(first_month + 4);
    shelf.reconcile(as_of);
    const auto kept = shelf.settled();
    if (!kept) continue;
    ++settled;
    const auto fewer = shelf.answers(questions(as_of), as_of);
    auto other_guard = *kept;  // of another program: not to be used
    other_guard.guard = "0";
    shelf.keep(other_guard);
    CHECK(fewer == shelf.answers(questions(as_of), as_of));
  }
  CHECK(settled == static_cast<int>(kinds.size()));
}
