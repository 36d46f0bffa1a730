// Erasing a person's details: nothing of them is left, and everything that was proved still is.
#include "ledger/merkle.hpp"
#include "tests/store/support_book.hpp"

#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

using namespace store_tests;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The personal texts of small_book(), and of what person() adds.
const std::vector<std::string> personal{
    "Mabel Ashby", "9434765919",  "309021",           "01234567",     "Nora Field",    "WAGES 1",
    "april.csv",   "payroll.csv", "agreed by letter", "MABELS CAKES", "Mabel-Q1.html", "she rang"};

ledger::PersonVersion with_payee(std::string_view ref) {
  auto person = version(ref);
  ledger::Budget budget{"2025",
                        ledger::Deployment::direct_payment,
                        "health",
                        {},
                        {},
                        {"dp"},
                        day(2025, 4, 1),
                        day(2026, 3, 31),
                        {},
                        {},
                        {},
                        {},
                        4,
                        {},
                        {},
                        {},
                        {},
                        {},
                        {},
                        {}};
  budget.lines.push_back(
      {"food", "other", "cake", pounds(100), {"W1", "MABELS CAKES"}, {}, {}, {}});
  person.from = day(2025, 6, 1);
  person.budgets.push_back(std::move(budget));
  return person;
}

/// The small book, with a payee and a note, P0002 beside it, sealed, and a file disclosed.
Small full_book(const std::string& path) {
  auto small = small_book(path);
  auto work = small.book->begin(stamp());
  work->add_version(with_payee("P0001"));
  work->note(small.person, {"F0000000000000001", "she rang", {}, "r.patel", "2025", false});
  auto other = version("P0002");
  other.name = "Ivor Penn";
  other.nhs_number.clear();
  other.accounts.clear();
  other.workers.clear();
  work->add_version(other);
  work->disclose({{"statement", "P0001", "Mabel-Q1.html", {}, {}, {}, false}});
  work->seal();
  work->post({small.person, {}, {}});
  work->commit();
  return small;
}

void erase(store::Book& book, ledger::PersonId person) {
  auto work = book.begin(stamp("dpo"));
  work->erase(person, "kept long enough");
  work->commit();
  book.rewrite();
}

}  // namespace

TEST_CASE("after erasing no byte of the details is in the file or its log", "[store][erase]") {
  const Folder folder;
  const auto path = folder.file("book");
  const auto small = full_book(path);
  for (const auto& text : personal) {
    INFO(text);
    const bool there = (bytes_of(path) + bytes_of(path + "-wal")).find(text) != std::string::npos;
    CHECK(there);
  }
  erase(*small.book, small.person);
  for (const auto& text : personal) {
    INFO(text);
    for (const auto* end : {"", "-wal", "-shm"}) {
      CHECK(bytes_of(path + end).find(text) == std::string::npos);
    }
  }
  CHECK(bytes_of(path).find("Ivor Penn") != std::string::npos);
}

TEST_CASE("after erasing the book holds, and so does every earlier seal", "[store][erase]") {
  const Folder folder;
  const auto small = full_book(folder.file("book"));
  auto before = small.book->read();
  const auto head = before->log_head(2);
  const auto entries = before->entries(small.person);
  const auto balances = before->balances(small.person);
  const auto leaf = before->newest_leaf(small.person, 2).value();
  before.reset();
  erase(*small.book, small.person);
  CHECK(breaches(*small.book).empty());
  const auto reader = small.book->read();
  CHECK(reader->log_head(2) == head);
  CHECK(reader->entries(small.person) == entries);
  CHECK(reader->balances(small.person) == balances);
  CHECK(reader->head_at(small.person, {leaf.sealed.links}) == leaf.sealed.head);
  const auto erasures = reader->erasures(small.person);
  REQUIRE(erasures.size() == 1);
  CHECK(erasures[0].by == "dpo");
  CHECK(erasures[0].reason == "kept long enough");
  CHECK(reader->person("P0001")->erased);
  CHECK_FALSE(reader->person("P0002")->erased);
  const auto facts = reader->facts(small.person);
  CHECK(facts.history.latest().name == "P0001");
  CHECK(facts.history.latest().workers.at(0).name == "W1");
  CHECK(facts.history.latest().budgets.at(0).lines.at(0).payees == std::vector<std::string>{"W1"});
  CHECK(facts.lines.size() == 3);
  const auto noted = reader->disclosures();
  REQUIRE(noted.size() == 1);
  CHECK(noted[0].erased);
  CHECK(noted[0].file.empty());
}

TEST_CASE("while somebody reads the old state, it is said that bytes are left", "[store][erase]") {
  const Folder folder;
  const auto small = full_book(folder.file("book"));
  auto work = small.book->begin(stamp("dpo"));
  work->erase(small.person, "asked");
  const auto reader = small.book->read();
  work->commit();
  CHECK_THROWS_AS(small.book->rewrite(), store::Failure);
}

TEST_CASE("what was erased cannot be used to change the books", "[store][erase]") {
  const auto [sql, said] = GENERATE(table<std::string, std::string>({
      {"UPDATE posting SET pence = pence + 1 WHERE entry = 1", "link 4 does not cover"},
      {"UPDATE line SET pence = pence + 1 WHERE position = 1", "link 2 does not cover"},
      {"UPDATE line SET payee = 'SOMEBODY' WHERE position = 1",
       "the personal texts of link 2 were erased, and yet there are some"},
      {"UPDATE version SET public = replace(public, '10000', '90000') WHERE number = 2",
       "does not cover what is recorded under it now"},
      {"DELETE FROM erasure", "does not cover what is recorded under it now"},
      {"DELETE FROM recast", "does not cover what is recorded under it now"},
      {"DELETE FROM recast; DELETE FROM erasure; DELETE FROM link WHERE person = 1 AND kind = 11; "
       "UPDATE progress SET links = links - 1 WHERE person = 1",
       "are gone and no erasure is recorded"},
      {"UPDATE erasure SET reason = 'another'", "the personal texts under link 10 are not"},
  }));
  INFO(sql);
  const Folder folder;
  const auto path = folder.file("book");
  const auto small = full_book(path);
  erase(*small.book, small.person);
  tamper(path, sql);
  std::string all;
  for (const auto& one : breaches(*small.book)) all += one + "\n";
  CHECK_THAT(all, Catch::Contains(said));
}

TEST_CASE("nothing more is recorded about somebody who was erased", "[store][erase]") {
  const Folder folder;
  const auto small = full_book(folder.file("book"));
  erase(*small.book, small.person);
  const auto recorded = GENERATE(0, 1, 2);
  auto work = small.book->begin(stamp());
  if (recorded == 0) CHECK_THROWS_AS(work->add_version(with_payee("P0001")), store::Failure);
  if (recorded == 1) CHECK_THROWS_AS(work->undo_import({1}), store::Failure);
  if (recorded == 2) {
    CHECK_THROWS_AS(work->waive(small.person, {"F1", "x", "y", "2025"}), store::Failure);
  }
  CHECK(work->seal() == 1);
}

TEST_CASE("erasing covers up nothing that was changed before", "[store][erase]") {
  const Folder folder;
  const auto path = folder.file("book");
  const auto small = full_book(path);
  tamper(path, "UPDATE version SET public = replace(public, '10000', '90000') WHERE number = 2");
  auto work = small.book->begin(stamp("dpo"));
  CHECK_THROWS_AS(work->erase(small.person, "to hide it"), store::Damaged);
}
