// Settled years in a book: month after month, a person whose years are not read again has the same
// entries and counts as one of whom all are, and every page reads the same; something old makes all
// years be read.
#include "tests/app/support_shelf.hpp"
#include "tests/reconcile/support_years.hpp"

#include <cstdlib>
#include <iterator>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::FileKind;
using ledger::Period;
using support::first_month;
using support::month_days;
using support::month_end;
using support::Shelf;

std::vector<std::int64_t> all_of(const reports::ReconcileSummary& sum) {
  return {sum.people, sum.lines,    sum.matched,       sum.suggested,       sum.unmatched,
          sum.posted, sum.reversed, sum.findings_high, sum.findings_medium, sum.findings_low};
}

/// Without their places among all that are read.
std::vector<ledger::BookLine> in_their_order(std::vector<ledger::BookLine> lines) {
  for (auto& line : lines) line.place = 0;
  return lines;
}

}  // namespace

TEST_CASE("a book that does not read settled years again says what one says that does",
          "[settled]") {
  Shelf shelf{years::life(1, 0)};
  Shelf other{years::life(1, 0)};
  for (auto* each : {&shelf, &other}) each->import(support::first_years());
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

TEST_CASE("facts since settled years are all there are, whichever file was the first",
          "[settled]") {
  const Period old = support::first_years();
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

TEST_CASE("years are settled also where a file was taken back and came again", "[settled]") {
  Shelf shelf{years::life(1, 0)};
  Shelf other{years::life(1, 0)};
  for (auto* each : {&shelf, &other}) {
    each->import_bank(support::first_years());
    each->reconcile(month_end(first_month));
    each->record([](store::Work& work, ledger::PersonId) { work.undo_import({1}); });
    CHECK_FALSE(each->settled());
    each->import(support::first_years());
    each->reconcile(month_end(first_month));
  }
  REQUIRE(shelf.settled());
  const auto [since, all] = shelf.facts_both_ways();
  CHECK(in_their_order(since.lines) == in_their_order(all.lines));
  CHECK(since.frames == all.frames);
  for (int month = first_month + 1; month < first_month + 3; ++month) {
    INFO("month " << month);
    for (auto* each : {&shelf, &other}) each->import(month_days(month));
    CHECK(shelf.settled());
    other.forget();
    CHECK(all_of(shelf.reconcile(month_end(month))) == all_of(other.reconcile(month_end(month))));
    REQUIRE(shelf.entries() == other.entries());
    CHECK(shelf.wrongly().empty());
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
    shelf.import(support::first_years());
    shelf.reconcile(month_end(first_month));
    shelf.import({plus_days(month_end(first_month), 1), month_end(first_month + 4)});
    const auto as_of = month_end(first_month + 4);
    shelf.reconcile(as_of);
    const auto kept = shelf.settled();
    if (!kept) continue;
    ++settled;
    const auto fewer = shelf.answers(support::questions_of_now(as_of), as_of);
    auto other_guard = *kept;  // of another program: not to be used
    other_guard.guard = "0";
    shelf.keep(other_guard);
    CHECK(fewer == shelf.answers(support::questions_of_now(as_of), as_of));
  }
  CHECK(settled == static_cast<int>(kinds.size()));
}
