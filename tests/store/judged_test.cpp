// Notes, periods and waivers taken back: what people judged, as the book keeps it.
#include "ledger/ensure.hpp"
#include "ledger/periods.hpp"
#include "tests/store/support_book.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace ledger;
using namespace store_tests;

namespace {

using Kind = PeriodEvent::Kind;

/// Every kind of judgement in one unit of work; the small book has seven links before it.
void judge(store::Book& book, PersonId person) {
  auto work = book.begin(stamp("j.okoro"));
  const auto line = lines("P0001", 1)[0].id;
  work->waive(person, {"F0000000000000001", {}, "j.okoro", "t1", true});
  work->note(person, {text(line), "asked the bureau", {}, "j.okoro", "t2"});
  work->note(person, {text(line), {}, day(2025, 7, 1), "j.okoro", "t3"});
  work->note(person, {text(line), {}, {}, "j.okoro", "t4", true});
  const auto stood = standing_digest(work->reader().entries(person), day(2025, 4, 30));
  work->period(person, {Kind::submit, day(2025, 4, 30), {}, "j.okoro", "t5", stood});
  work->period(person, {Kind::approve, day(2025, 4, 30), {}, "m.hall", "t6", stood});
  work->period(person, {Kind::reopen, day(2025, 4, 30), "a late file", "m.hall", "t7"});
  for (const auto kind :
       {Decision::Kind::split, Decision::Kind::withdraw, Decision::Kind::unlearn}) {
    work->decide(person, {line, kind, {"code:2025/team=-10.00"}, {}, "j.okoro", "t8"});
  }
  work->commit();
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += text + "\n";
  return all;
}

}  // namespace

TEST_CASE("notes, periods and waivers taken back come back as they were recorded", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  judge(*small.book, small.person);
  const auto facts = small.book->read()->facts(small.person);
  const auto line = text(lines("P0001", 1)[0].id);

  REQUIRE(facts.waivers.size() == 2);
  CHECK_FALSE(facts.waivers[0].withdrawn);
  CHECK(facts.waivers[1] == Waiver{"F0000000000000001", {}, "j.okoro", "t1", true});
  CHECK(small.book->read()->waivers() == facts.waivers);
  CHECK(facts.notes == std::vector<Note>{{line, "asked the bureau", {}, "j.okoro", "t2"},
                                         {line, {}, day(2025, 7, 1), "j.okoro", "t3"},
                                         {line, {}, {}, "j.okoro", "t4", true}});
  const auto to = day(2025, 4, 30);
  const auto stood = standing_digest(small.book->read()->entries(small.person), to);
  CHECK(facts.periods ==
        std::vector<PeriodEvent>{{Kind::submit, to, {}, "j.okoro", "t5", stood, {12}},
                                 {Kind::approve, to, {}, "m.hall", "t6", stood, {13}},
                                 {Kind::reopen, to, "a late file", "m.hall", "t7", {}, {14}}});
  REQUIRE(facts.decisions.size() == 4);
  CHECK(facts.decisions[1].kind == Decision::Kind::split);
  CHECK(facts.decisions[3].kind == Decision::Kind::unlearn);
  CHECK(breaches(*small.book).empty());
}

TEST_CASE("check tells when a note, a period or a waiver taken back was changed",
          "[store][check]") {
  struct Attack {
    std::string sql, said;
  };
  const auto attack = GENERATE(values<Attack>({
      {"DELETE FROM unwaived", "link 8 does not cover"},
      {"INSERT INTO unwaived VALUES (1, 1, 7)", "link 7 does not cover"},
      {"UPDATE note SET text = 'nothing' WHERE number = 1", "the personal texts under link 9"},
      {"UPDATE note SET until = until + 90 WHERE number = 2", "link 10 does not cover"},
      {"DELETE FROM note WHERE number = 3", "link 11 does not cover"},
      {"UPDATE period SET \"to\" = \"to\" - 30 WHERE number = 1", "link 12 does not cover"},
      {"UPDATE period SET by = 'a.nother' WHERE number = 2", "link 13 does not cover"},
      {"UPDATE period SET standing = 'd2' WHERE number = 2", "link 13 does not cover"},
      {"UPDATE period SET reason = 'none' WHERE number = 3", "the personal texts under link 14"},
      {"UPDATE period SET kind = 9 WHERE number = 3", "what is recorded cannot be read"},
  }));
  const Folder folder;
  const auto path = folder.file("book");
  {
    const auto small = small_book(path);
    judge(*small.book, small.person);
  }
  INFO(attack.sql);
  const bool adds = attack.sql.starts_with("INSERT");  // what is there stays; more can be added
  if (!adds) CHECK(attempt(path, attack.sql) == "what is recorded stays");
  tamper(path, attack.sql);
  CHECK_THAT(joined(breaches(*opened(path))), Catch::Contains(attack.said));
}

namespace {

/// Two acts in one unit of work; the small book has seven links before them.
std::vector<Act> act_twice(store::Book& book, PersonId person) {
  Act reclaim{.kind = Act::Kind::reclaim,
              .ref = "R1",
              .budget = "2025",
              .funder = "NHS Trentside",
              .amount = pounds(250, 40),
              .on = day(2025, 6, 1),
              .until = day(2025, 6, 29),
              .who = "Ruth Ashdown",
              .reason = "it has not been used since March",
              .ground = "accumulated",
              .by = "j.okoro",
              .at = "t1"};
  Act plan{.kind = Act::Kind::instalments,
           .ref = "R1",
           .amount = pounds(50),
           .on = day(2025, 6, 10),
           .until = day(2025, 7, 1),
           .every = Every::month,
           .total = pounds(250, 40),
           .by = "j.okoro",
           .at = "t2"};
  auto work = book.begin(stamp("j.okoro"));
  reclaim.number = work->act(person, reclaim);
  plan.number = work->act(person, plan);
  work->commit();
  return {reclaim, plan};
}

}  // namespace

TEST_CASE("acts come back as they were recorded, numbered, and are reconciled next", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  {
    auto work = small.book->begin(stamp());
    work->post({small.person, {}, {}});
    work->commit();
  }
  REQUIRE_FALSE(small.book->read()->person("P0001")->to_reconcile);
  const auto acts = act_twice(*small.book, small.person);
  CHECK(acts[0].number == 1);
  CHECK(acts[1].number == 2);
  const auto reader = small.book->read();
  CHECK(reader->facts(small.person).acts == acts);
  CHECK(reader->facts_at(small.person, {8}).acts == std::vector<Act>{acts[0]});
  CHECK(reader->link_of_act(small.person, 1) == LinkNo{8});
  CHECK(reader->link_of_act(small.person, 2) == LinkNo{9});
  CHECK_FALSE(reader->link_of_act(small.person, 3).has_value());
  CHECK(reader->facts_at(small.person, {7}).acts.empty());
  CHECK(reader->person("P0001")->to_reconcile);
  CHECK(breaches(*small.book).empty());
}

TEST_CASE("check tells when an act was changed", "[store][check]") {
  struct Attack {
    std::string sql, said;
  };
  const auto attack = GENERATE(values<Attack>({
      {"UPDATE act SET pence = 1 WHERE number = 1", "link 8 does not cover"},
      {"UPDATE act SET who = 'nobody' WHERE number = 1", "the personal texts under link 8"},
      {"UPDATE act SET reason = '' WHERE number = 1", "the personal texts under link 8"},
      {"UPDATE act SET every = 9 WHERE number = 2", "what is recorded cannot be read"},
      {"UPDATE act SET kind = 11 WHERE number = 2", "what is recorded cannot be read"},
      {"DELETE FROM act WHERE number = 2", "link 9 does not cover"},
  }));
  const Folder folder;
  const auto path = folder.file("book");
  {
    const auto small = small_book(path);
    act_twice(*small.book, small.person);
  }
  INFO(attack.sql);
  CHECK(attempt(path, attack.sql) == "what is recorded stays");
  tamper(path, attack.sql);
  CHECK_THAT(joined(breaches(*opened(path))), Catch::Contains(attack.said));
}

TEST_CASE("who is opened again waits to be reconciled; submitting and noting leave it", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto waits_after = [&](auto act) {
    auto work = small.book->begin(stamp());
    work->post({small.person, {}, {}});
    act(*work);
    work->commit();
    return small.book->read()->person("P0001")->to_reconcile;
  };
  const auto to = day(2025, 3, 31);
  CHECK_FALSE(waits_after([&](auto& work) {
    work.period(small.person, {Kind::submit, to, {}, "j.okoro", "t", "d"});
    work.period(small.person, {Kind::approve, to, {}, "m.hall", "t", "d"});
    work.note(small.person, {"F1", "x", {}, "m.hall", "t"});
  }));
  CHECK(waits_after([&](auto& work) {
    work.period(small.person, {Kind::reopen, to, "late", "m.hall", "t"});
  }));
}

namespace {

/// Submits and approves, as the program does it.
void close(store::Book& book, PersonId person, Date to) {
  auto work = book.begin(stamp());
  const auto stood = standing_digest(work->reader().entries(person), to);
  work->period(person, {Kind::submit, to, {}, "j.okoro", "t", stood});
  work->period(person, {Kind::approve, to, {}, "m.hall", "t", stood});
  work->commit();
}

}  // namespace

TEST_CASE("a closed period takes no entry, and a reversal is dated after it", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto closed = day(2025, 4, 30);
  close(*small.book, small.person, closed);
  const auto line = lines("P0001", 1)[0];
  {
    auto work = small.book->begin(stamp());
    CHECK_THROWS_AS(work->post({small.person, {}, {line_entry(line, "item")}}), Defect);
  }
  auto work = small.book->begin(stamp());
  auto late = line_entry(line, "item");
  late.date = plus_days(closed, 1);
  work->post({small.person, {EntryNo{1}}, {late}});
  work->commit();
  const auto reader = small.book->read();
  const auto entries = reader->entries(small.person);
  REQUIRE(entries.size() == 7);
  CHECK(entries[5].reverses == EntryNo{1});
  CHECK(entries[5].entry.date == day(2025, 5, 1));
  CHECK(entries[0].reversed);
  CHECK(standing_on(entries, closed).size() == 3);
  CHECK(standing_on(entries, closed)[0].number == EntryNo{1});
  CHECK(standing_on(entries, day(2025, 5, 1)).back().number == EntryNo{7});
  CHECK(breaches(*small.book).empty());
}

TEST_CASE("a reversal can itself be reversed, and the entry reversed again on its own day",
          "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto closed = day(2025, 4, 30);
  close(*small.book, small.person, closed);
  auto work = small.book->begin(stamp());
  work->post({small.person, {EntryNo{1}}, {}});
  work->period(small.person, {Kind::reopen, closed, "late", "m.hall", "t"});
  work->post({small.person, {EntryNo{6}, EntryNo{1}}, {}});
  work->commit();
  const auto entries = small.book->read()->entries(small.person);
  REQUIRE(entries.size() == 8);
  CHECK(entries[5].reversed);
  CHECK(entries[6].reverses == EntryNo{6});
  CHECK(entries[7].entry.date == entries[0].entry.date);
  CHECK(entries[0].reversed);
  CHECK(standing_on(entries, closed).size() == 2);
  CHECK(small.book->read()->balances(small.person) == balances_of(entries));
  CHECK(breaches(*small.book).empty());
  auto again = small.book->begin(stamp());
  CHECK_THROWS_AS(again->post({small.person, {EntryNo{1}}, {}}), Defect);
}

TEST_CASE("what was known at a link can be asked for later", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto reader = small.book->read();
  const auto links = reader->person("P0001")->links;
  const auto before = reader->facts(small.person);
  const auto entries = reader->entries(small.person);
  const auto head = reader->person("P0001")->head;
  auto work = small.book->begin(stamp());
  auto revised = version();
  revised.from = day(2025, 4, 15);
  revised.name = "Mabel Ashby-Field";
  work->add_version(revised);
  work->add_import(payroll_file(small.person, "P0001", "more.csv"));
  work->undo_import({1});
  work->post({small.person, {EntryNo{1}}, {}});
  work->waive(small.person, {"F2", "later", "b", "t"});
  work->commit();

  const auto now = small.book->read();
  CHECK(now->facts(small.person).lines.empty());
  CHECK(now->facts(small.person).payslips.size() == 2);
  const auto then = now->facts_at(small.person, {links});
  CHECK(then.history.latest().name == before.history.latest().name);
  CHECK(then.lines == before.lines);
  CHECK(then.payslips == before.payslips);
  CHECK(then.frames == before.frames);
  CHECK(then.waivers == before.waivers);
  CHECK(then.imports == before.imports);
  CHECK(now->entries_at(small.person, {links}) == entries);
  CHECK(now->head_at(small.person, {links}) == head);
}

TEST_CASE("check tells of periods that nobody could have closed so", "[store][check]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto to = day(2025, 4, 30);
  auto work = small.book->begin(stamp());
  const auto stood = standing_digest(work->reader().entries(small.person), to);
  work->period(small.person, {Kind::submit, to, {}, "j.okoro", "t", stood});
  work->period(small.person, {Kind::approve, to, {}, "j.okoro", "t", stood});
  work->period(small.person, {Kind::reopen, day(2025, 3, 31), "x", "j.okoro", "t"});
  work->period(small.person, {Kind::submit, day(2025, 5, 31), {}, "j.okoro", "t", "another"});
  work->commit();
  const auto said = joined(breaches(*small.book));
  CHECK_THAT(said, Catch::Contains("the 2. event of its periods approves what the same person"));
  CHECK_THAT(said, Catch::Contains("the 3. event of its periods opens a period that is not"));
  CHECK_THAT(said, Catch::Contains("what stood up to 2025-05-31 is not what was submitted"));
}

TEST_CASE("check tells when an entry of an approved period was changed", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  {
    const auto small = small_book(path);
    close(*small.book, small.person, day(2025, 4, 30));
  }
  tamper(path, "UPDATE posting SET pence = pence + 100 WHERE entry = 1");
  CHECK_THAT(joined(breaches(*opened(path))),
             Catch::Contains("what stood up to 2025-04-30 is not what was approved"));
}
