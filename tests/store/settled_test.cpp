// What is kept of settled years is read back as it was, and is forgotten with anything that touches
// them.
#include "tests/store/support_book.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace store_tests;

namespace {

/// The book's lines are of 1 to 3 April 2025, import 1; its payslip is import 2.
ledger::SettledYears settled(ledger::Date last) {
  const ledger::Entry handed{plus_days(last, -20),
                             ledger::EntryKind::handover,
                             "handover:2025",
                             {{"2024", "to:2025", "bank:dp", pounds(12, 34), ""},
                              {"2025", "bank:dp", "from:2024", pounds(12, 34), ""}},
                             {}};
  const ledger::Finding found{"F0123456789abcdef",
                              "over-plan-line",
                              ledger::Severity::low,
                              "P0001",
                              "2024",
                              "garden",
                              plus_days(last, -21),
                              pounds(3, 50),
                              {{"dp.csv", 12}},
                              "the plan",
                              "More was spent than was planned.",
                              ledger::FindingState::waived,
                              false,
                              "r.patel",
                              "t",
                              "known"};
  return {plus_days(last, -40),
          plus_days(last, -20),
          last,
          last,
          {5},
          {1},
          {1},
          {1},
          "0123:abcd",
          {handed},
          {7, 4, 2, 1},
          {{"2024", "bank:dp", pounds(40, 0), pounds(27, 66)}},
          {found, {.id = "F1", .code = "late-line"}}};
}

struct Kept {
  Folder folder;
  std::unique_ptr<store::Book> book;
  ledger::PersonId person;
  std::unique_ptr<store::Work> work;

  explicit Kept(ledger::Date fence) {
    auto small = small_book(folder.file("book"));
    book = std::move(small.book);
    person = small.person;
    work = book->begin(stamp());
    work->keep_settled(person, settled(fence));
  }
  bool stays() { return work->reader().settled(person).has_value(); }
};

}  // namespace

TEST_CASE("what is kept of settled years is read back as it was", "[store][settled]") {
  const auto fence = day(2025, 4, 20);
  Kept kept{fence};
  CHECK(kept.work->reader().settled(kept.person) == settled(fence));
  kept.work->commit();
  CHECK(kept.book->read()->settled(kept.person) == settled(fence));
  CHECK(breaches(*kept.book).empty());
  auto work = kept.book->begin(stamp());
  work->forget_settled(kept.person);
  CHECK_FALSE(work->reader().settled(kept.person));
}

TEST_CASE("the book finds from which entry on settled years are read", "[store][settled]") {
  Kept kept{day(2025, 4, 20)};
  auto years = settled(day(2025, 4, 20));
  years.from = day(2025, 4, 2);
  years.day = day(2025, 4, 3);
  kept.work->keep_settled(kept.person, years);
  const auto read = kept.work->reader().settled(kept.person);
  REQUIRE(read);
  CHECK(read->first_read == ledger::EntryNo{2});
  CHECK(read->first_entry == ledger::EntryNo{3});
}

TEST_CASE("whatever touches settled years makes the book forget them", "[store][settled]") {
  using Touch = std::function<void(Kept&)>;
  const std::vector<std::pair<std::string, Touch>> all{
      {"an import is undone", [](Kept& kept) { kept.work->undo_import({1}); }},
      {"a version", [](Kept& kept) { kept.work->add_version(version()); }},
      {"a waiver",
       [](Kept& kept) {
         kept.work->waive(kept.person, {"F1", "known", "r.patel", "t"});
       }},
      {"an act",
       [](Kept& kept) {
         kept.work->act(kept.person,
                        {.budget = "2025", .on = day(2026, 5, 1), .by = "r", .at = "t"});
       }},
      {"a reopening",
       [](Kept& kept) {
         kept.work->period(kept.person, {ledger::PeriodEvent::Kind::reopen, day(2025, 4, 30),
                                         "late", "r.patel", "t"});
       }},
      {"a file of days before the fence",
       [](Kept& kept) {
         kept.work->add_import(bank_file(kept.person, "P0001", "more.csv", lines("P0001", 1, 5)));
       }},
      {"a decision about a line before the fence",
       [](Kept& kept) {
         kept.work->decide(
             kept.person,
             {lines("P0001", 1).front().id, ledger::Decision::Kind::unmatch, {}, {}, "r", "t"});
       }},
      {"an entry before the day",
       [](Kept& kept) {
         kept.work->post({kept.person, {}, {line_entry(lines("P0001", 3).back(), "item")}});
       }},
      {"an entry before the day is reversed",
       [](Kept& kept) {
         const auto standing = kept.work->reader().standing_entries(kept.person);
         kept.work->post({kept.person, {standing.front().number}, {}});
       }},
  };
  for (const auto& [what, touch] : all) {
    INFO(what);
    Kept kept{day(2026, 4, 30)};
    REQUIRE(kept.stays());
    touch(kept);
    CHECK_FALSE(kept.stays());
  }
}

TEST_CASE("what is about later days leaves settled years settled", "[store][settled]") {
  Kept kept{day(2025, 4, 2)};
  auto agreed = version();
  agreed.budgets = {{.ref = "2025", .from = day(2025, 4, 1), .to = day(2026, 3, 31)}};
  kept.work->add_version(agreed);
  kept.work->keep_settled(kept.person, settled(day(2025, 4, 2)));
  const auto later = lines("P0001", 8);
  kept.work->add_import(bank_file(kept.person, "P0001", "more.csv", {later[6], later[7]}));
  kept.work->act(kept.person, {.kind = ledger::Act::Kind::pay,
                               .budget = "2025",
                               .on = day(2026, 5, 1),
                               .by = "r",
                               .at = "t"});
  kept.work->act(kept.person, {.kind = ledger::Act::Kind::hold,
                               .budget = "2025",
                               .on = day(2026, 5, 1),
                               .by = "r",
                               .at = "t"});
  kept.work->note(kept.person, {"F1", "asked", {}, "r.patel", "t"});
  kept.work->decide(kept.person, {later[7].id, ledger::Decision::Kind::unmatch, {}, {}, "r", "t"});
  kept.work->post({kept.person, {}, {line_entry(later[7], "item")}});
  CHECK(kept.stays());
}

TEST_CASE("facts and entries since settled years are those of the days from then on",
          "[store][settled]") {
  Kept kept{day(2025, 4, 2)};
  auto since = settled(day(2025, 4, 2));
  since.from = since.day = day(2025, 4, 2);
  auto& reader = kept.work->reader();
  const auto all = reader.facts(kept.person);
  const auto facts = reader.facts_since(kept.person, since);
  REQUIRE(all.lines.size() == 3);
  REQUIRE(facts.lines.size() == 2);
  CHECK(facts.lines.front().line == all.lines[1].line);
  CHECK(facts.payslips == all.payslips);
  CHECK(facts.imports == all.imports);
  since.first_import = {2};
  CHECK(reader.facts_since(kept.person, since).frames.empty());
  std::vector<ledger::RecordedEntry> later;
  for (const auto& entry : reader.entries(kept.person)) {
    if (entry.entry.date >= since.day) later.push_back(entry);
  }
  REQUIRE_FALSE(later.empty());
  CHECK(reader.entries_since(kept.person, {1}, since.day) == later);
}
