// The book's log: what is sealed, what the seals prove, and what an attacker with the sqlite3
// program leaves behind.
#include "ledger/merkle.hpp"
#include "ledger/sealed.hpp"
#include "tests/store/support_book.hpp"

#include <catch2/catch.hpp>

using namespace store_tests;
using ledger::Digest;

namespace {

std::int64_t seal(store::Book& book) {
  auto work = book.begin(stamp());
  const auto added = work->seal();
  work->commit();
  return added;
}

void add_person(store::Book& book, std::string_view ref) {
  auto work = book.begin(stamp());
  work->add_version(version(ref));
  work->commit();
}

void waive(store::Book& book, ledger::PersonId person) {
  auto work = book.begin(stamp());
  work->waive(person, {"F0000000000000002", "seen", "r.patel", "2025-06-01T10:00:00Z"});
  work->commit();
}

/// A book of two people, sealed, then one of them moved, and sealed again.
struct Sealed {
  std::unique_ptr<store::Book> book;
  ledger::PersonId person;
  ledger::TreeHead first, second;
};
Sealed sealed_book(const std::string& path) {
  auto small = small_book(path);
  add_person(*small.book, "P0002");
  seal(*small.book);
  const auto first = small.book->read()->log_head(2);
  waive(*small.book, small.person);
  seal(*small.book);
  const auto second = small.book->read()->log_head(3);
  return {std::move(small.book), small.person, first, second};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}

}  // namespace

TEST_CASE("a seal has a leaf for every chain that moved, and no other", "[store][log]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  add_person(*small.book, "P0002");
  CHECK(seal(*small.book) == 2);
  CHECK(seal(*small.book) == 0);
  waive(*small.book, small.person);
  CHECK(seal(*small.book) == 1);
  const auto reader = small.book->read();
  CHECK(reader->log_size() == 3);
  const auto seals = reader->seals();
  REQUIRE(seals.size() == 3);
  CHECK(seals[0].tree_size == 2);
  CHECK(seals[1].root == seals[0].root);
  CHECK(seals[2].tree_size == 3);
  CHECK(seals[2].root == ledger::text(reader->log_head(3).root));
  const auto leaf = reader->newest_leaf(small.person, 3);
  const auto row = reader->person("P0001").value();
  REQUIRE(leaf);
  CHECK(leaf->position == 2);
  CHECK(leaf->sealed == ledger::SealedHead{"P0001", row.links, row.head});
  CHECK(reader->newest_leaf(small.person, 2)->position == 0);
  CHECK(breaches(*small.book).empty());
}

TEST_CASE("an empty book is sealed with the root of no leaves", "[store][log]") {
  const Folder folder;
  const auto book = new_book(folder.file("book"));
  CHECK(seal(*book) == 0);
  CHECK(book->read()->seals().at(0).root ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(breaches(*book).empty());
}

TEST_CASE("the log proves its leaves and that it only grew", "[store][log]") {
  const Folder folder;
  const auto sealed = sealed_book(folder.file("book"));
  const auto reader = sealed.book->read();
  const auto leaf = reader->newest_leaf(sealed.person, 3).value();
  const auto hash = ledger::leaf_hash(ledger::leaf_text(leaf.sealed));
  CHECK(ledger::proves_inclusion(reader->inclusion(leaf.position, 3), hash, 2, sealed.second));
  CHECK_FALSE(
      ledger::proves_inclusion(reader->inclusion(leaf.position, 3), hash, 1, sealed.second));
  CHECK(ledger::proves_consistency(reader->consistency(2, 3), sealed.first, sealed.second));
}

TEST_CASE("a book that was rewritten after its seal cannot be sealed again", "[store][log]") {
  const Folder folder;
  const auto path = folder.file("book");
  const auto sealed = sealed_book(path);
  SECTION("its end taken away") {
    tamper(path,
           "DELETE FROM waiver WHERE number = 2; DELETE FROM link WHERE person = 1 AND "
           "number = 8; UPDATE progress SET links = 7, head = (SELECT head FROM link WHERE "
           "person = 1 AND number = 7) WHERE person = 1");
  }
  SECTION("a head changed") {
    tamper(path,
           "UPDATE link SET head = zeroblob(32) WHERE person = 1 AND number = 8; UPDATE "
           "progress SET head = zeroblob(32) WHERE person = 1");
  }
  auto work = sealed.book->begin(stamp());
  CHECK_THROWS_AS(work->seal(), store::Damaged);
}

TEST_CASE("check names what was changed in the log", "[store][log][check]") {
  struct Attack {
    const char* what;
    const char* sql;
    const char* said;
  };
  const auto attack = GENERATE(values<Attack>({
      {"a leaf gone", "DELETE FROM leaf WHERE position = 1", "leaf 1 of the log is missing"},
      {"the last leaf gone, with its hashes",
       "DELETE FROM leaf WHERE position = 2; DELETE FROM node WHERE level = 0 AND position = 2",
       "is of 3 leaves, and the log has 2"},
      {"and its seal with it",
       "DELETE FROM leaf WHERE position = 0; DELETE FROM seal; DELETE FROM node",
       "leaf 0 of the log is missing"},
      {"a leaf of another person", "UPDATE leaf SET person = 2 WHERE position = 0",
       "the hashes that are kept of the log are not those of its leaves"},
      {"two leaves in each other's place",
       "UPDATE leaf SET position = -1 WHERE position = 0; UPDATE leaf SET position = 0 WHERE "
       "position = 1; UPDATE leaf SET position = 1 WHERE position = -1",
       "is not of this log"},
      {"a kept hash", "UPDATE node SET hash = zeroblob(32) WHERE level = 1",
       "the hashes that are kept of the log are not those of its leaves"},
      {"a seal's root", "UPDATE seal SET root = zeroblob(32) WHERE number = 1",
       "seal 1 of 2025-05-01T10:00:00Z is not of this log"},
      {"a seal's act", "UPDATE seal SET work = 1 WHERE number = 2",
       "seal 2 of 2025-05-01T10:00:00Z is not of the act that it names"},
      {"a seal more", "INSERT INTO seal SELECT 3, tree_size, root, work FROM seal WHERE number = 2",
       "seal 3 of 2025-05-01T10:00:00Z is not of the act that it names"},
      {"a seal fewer", "UPDATE seal SET number = 5 WHERE number = 2", "seal 2 is missing"},
      {"a seal taken back", "DELETE FROM seal WHERE number = 2",
       "1 leaves of the log stand under no seal"},
      {"the last link cut off, and all that is kept with it",
       "DELETE FROM waiver WHERE number = 2; DELETE FROM link WHERE person = 1 AND number = 8; "
       "UPDATE progress SET links = 7, head = (SELECT head FROM link WHERE person = 1 AND number = "
       "7) WHERE person = 1",
       "P0001: the chain is shorter than the 8 links that were sealed"},
  }));
  INFO(attack.what);
  const Folder folder;
  const auto path = folder.file("book");
  const auto sealed = sealed_book(path);
  REQUIRE(breaches(*sealed.book).empty());
  tamper(path, attack.sql);
  CHECK_THAT(joined(breaches(*sealed.book)), Catch::Contains(attack.said));
}

TEST_CASE("links are handed out as they are chained", "[store][log]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto reader = small.book->read();
  const auto row = reader->person("P0001").value();
  const auto links = reader->links(small.person, 2, row.links);
  REQUIRE(links.size() == static_cast<std::size_t>(row.links - 2));
  CHECK(links.front().number == 3);
  CHECK(links.back().head == row.head);
  CHECK(links.back().by == "r.patel");
}

TEST_CASE("what was disclosed is noted, and check tells when a note was changed", "[store][log]") {
  const Folder folder;
  const auto path = folder.file("book");
  const auto small = small_book(path);
  {
    auto work = small.book->begin(stamp("m.hall"));
    work->disclose({{"statement", "P0001", "Q1.html", std::string(64, 'a'), {}, {}, false},
                    {"backup", "", "copy", "", {}, {}, false}});
    work->commit();
  }
  const auto noted = small.book->read()->disclosures();
  REQUIRE(noted.size() == 2);
  CHECK(noted[0].person == "P0001");
  CHECK(noted[0].file == "Q1.html");
  CHECK(noted[0].sha256 == std::string(64, 'a'));
  CHECK(noted[0].by == "m.hall");
  CHECK(noted[1].sha256.empty());
  CHECK(breaches(*small.book).empty());
  for (const auto* refused : {"DELETE FROM disclosure", "UPDATE disclosure SET file = ''",
                              "UPDATE disclosure SET what = 'x'"}) {
    CHECK(attempt(path, refused) == "what is recorded stays");
  }
  const auto [sql, said] = GENERATE(table<std::string, std::string>({
      {"UPDATE disclosure SET person = NULL WHERE number = 1", "is not what was noted down"},
      {"UPDATE disclosure SET file = 'other' WHERE number = 1", "names another file"},
      {"UPDATE disclosure SET file = '', salt = NULL WHERE number = 1", "has lost its file"},
      {"DELETE FROM disclosure WHERE number = 1", "disclosure 2 does not follow disclosure 0"},
      {"DELETE FROM disclosure", "recorded nothing"},
  }));
  tamper(path, sql);
  CHECK_THAT(joined(breaches(*small.book)), Catch::Contains(said));
}
