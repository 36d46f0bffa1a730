// Notes, periods and waivers taken back: what people judged, as the book keeps it.
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
  work->period(person, {Kind::submit, day(2025, 4, 30), {}, "j.okoro", "t5", "d1"});
  work->period(person, {Kind::approve, day(2025, 4, 30), {}, "m.hall", "t6", "d1"});
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
  CHECK(facts.periods ==
        std::vector<PeriodEvent>{{Kind::submit, to, {}, "j.okoro", "t5", "d1", {12}},
                                 {Kind::approve, to, {}, "m.hall", "t6", "d1", {13}},
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
  const auto to = day(2025, 4, 30);
  CHECK_FALSE(waits_after([&](auto& work) {
    work.period(small.person, {Kind::submit, to, {}, "j.okoro", "t", "d"});
    work.period(small.person, {Kind::approve, to, {}, "m.hall", "t", "d"});
    work.note(small.person, {"F1", "x", {}, "m.hall", "t"});
  }));
  CHECK(waits_after([&](auto& work) {
    work.period(small.person, {Kind::reopen, to, "late", "m.hall", "t"});
  }));
}
