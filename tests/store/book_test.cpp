#include "tests/store/support_book.hpp"

#include <fstream>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/stat.h>

using namespace ledger;
using namespace store_tests;

namespace {

Rule refusal(const Result<std::unique_ptr<store::Book>>& result) {
  REQUIRE_FALSE(result);
  return result.error().broken;
}

unsigned mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a new book says whose it is and only its owner may read it", "[store]") {
  const Folder folder;
  const auto path = folder.file("book.dpledger");
  const auto book = new_book(path);
  CHECK(mode_of(path) == 0600U);
  const auto told = book->read()->info();
  CHECK(told.commissioner == "NHS Trentside");
  CHECK(told.kind == "icb");
  CHECK(told.made_at == "2025-04-01T09:00:00Z");
  CHECK(told.schema == 7);
  CHECK(book->read()->people().empty());
  CHECK(breaches(*book).empty());
}

TEST_CASE("a book is never made over a file, and a missing or foreign one is refused", "[store]") {
  const Folder folder;
  const auto path = folder.file("book.dpledger");
  new_book(path);
  CHECK(refusal(store::create_book(path, info())) == Rule::book_exists);
  CHECK(refusal(store::open_book(folder.file("none"))) == Rule::book_missing);
  std::ofstream{folder.file("text")} << "not a book";
  CHECK(refusal(store::open_book(folder.file("text"))) == Rule::book_not_ours);
  std::ofstream{folder.file("empty")};
  CHECK(refusal(store::open_book(folder.file("empty"))) == Rule::book_not_ours);
  REQUIRE(attempt(folder.file("other"), "CREATE TABLE t (a)").empty());
  CHECK(refusal(store::open_book(folder.file("other"))) == Rule::book_not_ours);
  CHECK(refusal(store::open_book(folder.file("."))) == Rule::book_not_ours);
}

TEST_CASE("a book of a newer program is refused and stays as it is", "[store]") {
  const Folder folder;
  const auto path = folder.file("book.dpledger");
  new_book(path);
  REQUIRE(attempt(path, "PRAGMA user_version = 8").empty());
  CHECK(refusal(store::open_book(path)) == Rule::book_newer);
  CHECK(ask(path, "PRAGMA user_version") == "8\n");
  REQUIRE(attempt(path, "PRAGMA user_version = 0").empty());
  CHECK(refusal(store::open_book(path)) == Rule::book_not_ours);
}

TEST_CASE("what a failed making leaves behind is nothing", "[store]") {
  const Folder folder;
  CHECK_THROWS_AS(store::create_book(folder.file("none/book"), info()), store::Failure);
  CHECK_FALSE(std::filesystem::exists(folder.file("none")));
}

TEST_CASE("what was recorded is read back as it was", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto reader = small.book->read();
  const auto facts = reader->facts(small.person);
  const auto april = lines("P0001", 3);
  CHECK(facts.history.latest() == version());
  REQUIRE(facts.lines.size() == 3);
  for (std::size_t at = 0; at < 3; ++at) {
    CHECK(facts.lines[at].line == april[at]);
    CHECK(facts.lines[at].account == "dp");
    CHECK(facts.imports.at(facts.lines[at].import).file == "april.csv");
  }
  REQUIRE(facts.frames.size() == 1);
  CHECK(facts.frames[0].lines == std::vector<LineId>{april[0].id, april[1].id, april[2].id});
  CHECK(facts.frames[0].breaks == std::vector<int>{7});
  CHECK(facts.frames[0].covered == Period{april[0].date, april[2].date});
  REQUIRE(facts.payslips.size() == 1);
  CHECK(facts.payslips[0].record == payroll_file({}, "P0001", "x").payslips[0].second);
  REQUIRE(facts.decisions.size() == 1);
  CHECK(facts.decisions[0].keys == std::vector<std::string>{"net-pay:P0001:W1:2025-04-30"});
  REQUIRE(facts.waivers.size() == 1);
  CHECK(facts.waivers[0].reason == "agreed by letter");
  const auto imports = reader->imports();
  REQUIRE(imports.size() == 2);
  CHECK(imports[0].kept == 3);
  CHECK(imports[0].at == "2025-05-01T10:00:00Z");
  CHECK(imports[0].sha256 == store::sha256_hex("april.csv"));
}

TEST_CASE("entries stand, are reversed, and move the kept balances", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto reader = small.book->read();
  const auto april = lines("P0001", 3);
  const auto entries = reader->entries(small.person);
  REQUIRE(entries.size() == 5);
  CHECK(entries[0].entry == line_entry(april[0], "net-pay:P0001:W1:2025-04-30"));
  CHECK(entries[1].reversed);
  CHECK(entries[3].reverses == EntryNo{2});
  CHECK(entries[3].entry == reversal_of(entries[1]));
  CHECK(entries[4].entry == line_entry(april[1], "net-pay:P0001:W1:2025-05-30"));
  const auto standing = reader->standing_entries(small.person);
  REQUIRE(standing.size() == 3);
  CHECK(standing[1].number == EntryNo{3});
  CHECK(reader->balances(small.person) == balances_of(entries));
  CHECK(reader->newest_entry(small.person) == april[2].date);
  const auto person = reader->person("P0001");
  REQUIRE(person);
  CHECK(person->links == 7);
  CHECK(person->head.size() == 64);
  CHECK(person->to_reconcile);
  CHECK_FALSE(reader->person("P0002"));
}

TEST_CASE("only a standing entry can be reversed, and an unsound one is never posted", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  // Entry 2 was reversed by entry 4, which can be taken back once, and no more than once.
  for (const std::vector<EntryNo>& numbers :
       {std::vector<EntryNo>{{2}}, {{99}}, {{4}, {4}}, {{4}, {2}, {2}}}) {
    auto work = small.book->begin(stamp());
    CHECK_THROWS_AS(work->post({small.person, numbers, {}}), Defect);
    CHECK_THROWS_AS(work->commit(), store::Failure);
  }
  auto work = small.book->begin(stamp());
  Entry nothing = line_entry(lines("P0001", 1)[0], "x");
  nothing.postings[0].amount = Money{};
  CHECK_THROWS_AS(work->post({small.person, {}, {nothing}}), Defect);
}

TEST_CASE("to be reconciled is kept: facts and decisions set it, reconciling clears it",
          "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto waits = [&] { return small.book->read()->person("P0001")->to_reconcile; };
  const auto change = [&](auto act) {
    auto work = small.book->begin(stamp());
    act(*work);
    work->commit();
  };
  const auto clear = [&] {
    change([&](store::Work& work) { work.post({small.person, {}, {}}); });
    REQUIRE_FALSE(waits());
  };
  clear();
  change([&](store::Work& work) { work.waive(small.person, {"F1", "why", "b", "t"}); });
  CHECK_FALSE(waits());
  change([&](store::Work& work) {
    work.decide(small.person, {lines("P0001", 1)[0].id, Decision::Kind::unmatch, {}, {}, "b", "t"});
  });
  CHECK(waits());
  clear();
  change([&](store::Work& work) { work.undo_import({2}); });
  CHECK(waits());
  clear();
  change([&](store::Work& work) { work.add_version(version()); });
  CHECK(waits());
  change([&](store::Work& work) { work.post({small.person, {}, {}}, false); });
  CHECK(waits());
  clear();
  change([&](store::Work& work) { work.add_import(payroll_file(small.person, "P0001", "more")); });
  CHECK(waits());
  CHECK(breaches(*small.book).empty());
}

TEST_CASE("work that is not committed never was", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto before = all_of(*small.book->read());
  {
    auto work = small.book->begin(stamp());
    work->add_version(version("P0002"));
    CHECK(work->reader().people().size() == 2);
  }
  CHECK(all_of(*small.book->read()) == before);
}

TEST_CASE("a reader sees the last committed state while a work is open, and keeps it", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  auto work = small.book->begin(stamp());
  work->add_version(version("P0002"));
  std::size_t seen = 0;
  std::thread{[&] { seen = small.book->read()->people().size(); }}.join();
  CHECK(seen == 1);
  const auto early = small.book->read();
  work->commit();
  CHECK(early->people().size() == 1);
  CHECK(small.book->read()->people().size() == 2);
}

TEST_CASE("the second of two writers is told to wait and changes nothing", "[store]") {
  const Folder folder;
  const auto path = folder.file("book");
  const auto small = small_book(path);
  const auto before = all_of(*small.book->read());
  const auto other = opened(path);
  auto first = small.book->begin(stamp());
  first->add_version(version("P0002"));
  try {
    other->begin(stamp("somebody else"));
    FAIL("two writers at once");
  } catch (const store::Failure& failure) {
    CHECK_THAT(failure.what(), Catch::Contains("another program is changing the book"));
  }
  first.reset();
  CHECK(all_of(*other->read()) == before);
  auto second = other->begin(stamp("somebody else"));
  second->add_version(version("P0002"));
  second->commit();
  CHECK(small.book->read()->people().size() == 2);
}

TEST_CASE("a book opened for reading is not written", "[store]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  const auto book = store::open_book(path, store::Access::read_only).value();
  CHECK(book->read()->people().size() == 1);
  CHECK_THROWS_AS(book->begin(stamp()), Defect);
}

TEST_CASE("a backup is a whole book while others work, and overwrites nothing", "[store]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  auto work = small.book->begin(stamp());
  work->add_version(version("P0002"));
  const auto copied = small.book->backup(folder.file("copy"));
  REQUIRE(copied);
  CHECK(copied.value().commissioner == "NHS Trentside");
  work->commit();
  const auto copy = opened(folder.file("copy"));
  CHECK(mode_of(folder.file("copy")) == 0600U);
  CHECK(copy->read()->people().size() == 1);
  CHECK(breaches(*copy).empty());
  const auto again = small.book->backup(folder.file("copy"));
  REQUIRE_FALSE(again);
  CHECK(again.error().broken == Rule::book_exists);
  std::size_t files = 0;
  for (const auto& one : std::filesystem::directory_iterator{folder.file(".")}) {
    files += one.path().string().find(".new-") != std::string::npos ? 1U : 0U;
  }
  CHECK(files == 0);
}

TEST_CASE("a book of an older schema is brought to the newest and holds what it held",
          "[store][book]") {
  const std::string older = GENERATE("1", "2", "3", "4", "5", "6");
  const Folder folder;
  const auto path = folder.file("book");
  std::string before;
  {
    const auto small = small_book(path);
    before = all_of(*small.book->read());
  }
  // As the program of that schema left it: without the tables that came later.
  std::vector<std::string> later{"settled"};
  if (older < "5") {
    later.insert(later.end(), {"leaf", "node", "seal", "disclosure", "erasure", "recast"});
  }
  if (older < "4") later.insert(later.end(), {"act", "allocation"});
  if (older < "3") later.insert(later.end(), {"unwaived", "note", "period"});
  if (older == "1") later.insert(later.end(), {"wording", "origin", "unstated", "profile"});
  for (const auto& table : later) REQUIRE(attempt(path, "DROP TABLE " + table).empty());
  std::string strict;
  for (const auto* table : {"link", "import", "line", "payslip", "version", "waiver"}) {
    strict += std::string{"DROP TRIGGER "} + table + "_unchanged; CREATE TRIGGER " + table +
              "_unchanged BEFORE UPDATE ON " + table +
              " BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;";
  }
  if (older < "5") REQUIRE(attempt(path, strict).empty());
  if (older == "6") REQUIRE(attempt(path, "CREATE TABLE settled (guard TEXT) STRICT").empty());
  REQUIRE(attempt(path, "PRAGMA user_version = " + older).empty());

  auto book = opened(path);
  CHECK(ask(path, "PRAGMA user_version") == "7\n");
  CHECK(all_of(*book->read()) == before);
  CHECK(breaches(*book).empty());
  auto work = book->begin(stamp());
  CHECK(work->save_profile("allcard", "kind = 1") == 1);
  work->commit();
  CHECK(opened(path)->read()->profiles().size() == 1);
  const std::string erasing = "UPDATE line SET payee = '' WHERE position = 1";
  CHECK(attempt(path, erasing) == "what is recorded stays");
  REQUIRE(attempt(path, "INSERT INTO erasure VALUES (1, 1, 8, 'asked', 'm.hall', '2025')").empty());
  CHECK(attempt(path, erasing).empty());
}

TEST_CASE("a profile saved again is another version, and the old one stays", "[store][book]") {
  const Folder folder;
  const auto book = new_book(folder.file("book"));
  for (const auto* text : {"a = 1", "a = 2"}) {
    auto work = book->begin(stamp("m.hall"));
    work->save_profile("allcard", text);
    if (std::string_view{text} == "a = 1") CHECK(work->save_profile("other", text) == 1);
    work->commit();
  }
  const auto saved = book->read()->profiles();
  REQUIRE(saved.size() == 3);
  CHECK(saved[0].text == "a = 1");
  CHECK(saved[1].version == 2);
  CHECK(saved[1].text == "a = 2");
  CHECK(saved[1].by == "m.hall");
  CHECK(saved[2].name == "other");
  CHECK(attempt(folder.file("book"), "UPDATE profile SET text = 'a = 3'").find("stays") !=
        std::string::npos);
}
