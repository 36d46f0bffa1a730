// What check says of a book whose tables, triggers or number of schema somebody changed.
#include "tests/store/support_book.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace store_tests;

namespace {

struct Change {
  const char* sql;
  const char* said;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}

}  // namespace

TEST_CASE("check names each table, trigger and index that is not as the program makes it",
          "[store][check]") {
  const auto change = GENERATE(values<Change>({
      {"DROP TRIGGER posting_unchanged", "the trigger posting_unchanged of the book is gone"},
      {"DROP TRIGGER line_stays; CREATE TRIGGER line_stays BEFORE DELETE ON line BEGIN SELECT 1; "
       "END",
       "the trigger line_stays is not as this program makes it"},
      {"CREATE TRIGGER more AFTER INSERT ON posting BEGIN SELECT 1; END",
       "the trigger more is no part of a book"},
      {"DROP INDEX import_by_content", "the index import_by_content of the book is gone"},
      {"CREATE TABLE notes (one)", "the table notes is no part of a book"},
      {"CREATE VIEW seen AS SELECT 1", "the view seen is no part of a book"},
      {"PRAGMA foreign_keys = OFF; ALTER TABLE balance RENAME TO kept; CREATE VIEW balance AS "
       "SELECT * FROM kept",
       "in place of the table balance there is a view"},
      {"PRAGMA foreign_keys = OFF; CREATE TABLE other (one INTEGER NOT NULL, commissioner TEXT NOT "
       "NULL, kind TEXT NOT NULL, made_at TEXT NOT NULL) STRICT; INSERT INTO other SELECT * FROM "
       "book; DROP TABLE book; ALTER TABLE other RENAME TO book",
       "the table book is not as this program makes it"},
  }));
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  INFO(change.sql);
  tamper(path, "SELECT 1");
  REQUIRE(breaches(*opened(path)).empty());
  std::string sql = "DROP TRIGGER IF EXISTS book_stays; DROP TRIGGER IF EXISTS balance_stays; ";
  REQUIRE(attempt(path, sql + change.sql).empty());
  CHECK_THAT(joined(breaches(*opened(path))), Catch::Contains(change.said));
}

TEST_CASE("a book that says an older schema than its tables have is refused", "[store][book]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  for (const char* older : {"1", "2", "3", "4", "5"}) {
    REQUIRE(attempt(path, std::string{"PRAGMA user_version = "} + older).empty());
    for (const auto access : {store::Access::read_only, store::Access::read_write}) {
      const auto refused = store::open_book(path, access);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().broken == ledger::Rule::book_not_ours);
      CHECK(refused.error().found ==
            std::string{"it says schema "} + older + " and has tables of schema 6");
    }
  }
  REQUIRE(attempt(path, "PRAGMA user_version = 7").empty());
  CHECK(breaches(*opened(path)).empty());
}
