#include "tests/store/support_book.hpp"

#include <sstream>

#include <catch2/catch.hpp>

using namespace store_tests;

namespace {

struct Attack {
  const char* what;
  const char* sql;
  const char* said;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}

}  // namespace

TEST_CASE("a book that nobody touched holds", "[store][check]") {
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  CHECK(store::check(*small.book->read()).empty());
}

TEST_CASE("check names what somebody changed behind its back", "[store][check]") {
  const auto attack = GENERATE(values<Attack>({
      {"pence of a posting", "UPDATE posting SET pence = pence + 1 WHERE entry = 1",
       "link 4 does not cover"},
      {"and its balances with it",
       "UPDATE posting SET pence = pence + 1 WHERE entry = 1; UPDATE balance SET debit = debit + 1 "
       "WHERE debit > 0; UPDATE balance SET credit = credit + 1 WHERE credit > 0",
       "link 4 does not cover"},
      {"a balance", "UPDATE balance SET debit = debit + 1", "is not what its postings sum to"},
      {"a balance gone",
       "DELETE FROM balance WHERE account = (SELECT number FROM name WHERE "
       "text = 'bank:dp')",
       "the balance of bank:dp in budget 2025"},
      {"a line gone", "DELETE FROM line WHERE position = 1", "link 2 does not cover"},
      {"a line's amount", "UPDATE line SET pence = pence + 1 WHERE position = 1",
       "does not hold what its id was made from"},
      {"a line's text", "UPDATE line SET payee = 'SOMEBODY ELSE' WHERE position = 1",
       "the personal texts under link 2"},
      {"a line's text put in another column",
       "UPDATE line SET reference = payee || ' ' || reference, payee = '' WHERE position = 1",
       "the personal texts under link 2"},
      {"two entries swapped",
       "UPDATE entry SET number = -1 WHERE number = 1; UPDATE entry SET number = 1 WHERE number = "
       "3; UPDATE entry SET number = 3 WHERE number = -1",
       "link 4 does not cover"},
      {"a match's rule", "UPDATE entry SET confidence = 1000 WHERE number = 1",
       "link 4 does not cover"},
      {"a name", "UPDATE name SET text = 'bank:mine' WHERE text = 'bank:dp'",
       "link 4 does not cover"},
      {"a reversal", "UPDATE posting SET pence = pence + 1 WHERE entry = 4",
       "entry 4 does not reverse entry 2 exactly"},
      {"the tail of a chain", "DELETE FROM waiver; DELETE FROM link WHERE number = 7",
       "the chain has 6 links where 7 were recorded"},
      {"the tail of the entries",
       "DELETE FROM posting WHERE entry = 5; DELETE FROM entry WHERE number = 5",
       "there are 4 entries where 5 were recorded"},
      {"a link in the middle", "DELETE FROM link WHERE number = 3",
       "link 3 of the chain is missing"},
      {"who did it", "UPDATE work SET by = 'nobody'", "link 1 does not begin the chain"},
      {"whose book it is", "UPDATE book SET commissioner = 'NHS Elsewhere'",
       "link 1 does not begin the chain of this person in this book"},
      {"the kind of its commissioner", "UPDATE book SET kind = 'la'", "link 1 does not begin"},
      {"when it was made", "UPDATE book SET made_at = '1999'", "link 1 does not begin"},
      {"its commissioner gone", "DELETE FROM book", "the book says 0 times whose it is"},
      {"who imported", "INSERT INTO work VALUES (2, 'x', 'y'); UPDATE import SET work = 2",
       "link 2 does not cover"},
      {"the same act under another number",
       "INSERT INTO work SELECT 2, by, at FROM work; UPDATE link SET work = 2 WHERE number = 5",
       "link 5 does not follow"},
      {"an act of nobody", "INSERT INTO work VALUES (2, 'x', 'y')", "act 2 recorded nothing"},
      {"how many were kept", "UPDATE import SET kept = kept + 1 WHERE id = 1",
       "link 2 does not cover"},
      {"how many were known", "UPDATE import SET known = known + 1 WHERE id = 1",
       "link 2 does not cover"},
      {"the account of a file", "UPDATE import SET account = 'P0001/card' WHERE id = 1",
       "link 2 does not cover"},
      {"the kind of a file", "UPDATE import SET kind = kind + 1 WHERE id = 1",
       "link 2 does not cover"},
      {"whose file it was", "UPDATE import SET person = NULL WHERE id = 1",
       "link 2 does not cover"},
      {"a file that nobody imported",
       "INSERT INTO import VALUES (3, 1, NULL, 'f', randomblob(32), '', 0, 'lloyds', 2, 0); "
       "INSERT INTO undone VALUES (3, 1)",
       "import 3 brought records, and no link covers it"},
      {"a file that nobody took back",
       "INSERT INTO import VALUES (3, 1, NULL, 'f', randomblob(32), '', 0, 'lloyds', 2, 0); "
       "INSERT INTO undone VALUES (3, 1)",
       "import 3 was undone, and no link says so"},
      {"the plan", "UPDATE version SET public = replace(public, 'chc-adult', 'other')",
       "link 1 does not cover"},
      {"a personal detail", "UPDATE version SET details = replace(details, 'Mabel', 'Maude')",
       "the personal texts under link 1"},
      {"the salt gone, the texts not", "UPDATE link SET salt = NULL WHERE number = 1",
       "the personal texts of link 1 are gone and no erasure is recorded"},
      {"a salt where there are no texts", "UPDATE link SET salt = x'00' WHERE number = 4",
       "link 4 covers no texts, and yet it has a salt"},
      {"the salt and the texts of one line's link gone",
       "UPDATE link SET salt = NULL WHERE number = 2; UPDATE import SET file = '' WHERE id = 1; "
       "UPDATE line SET payee = '', reference = '', bank_id = '' WHERE position = 1",
       "the personal texts of link 2 are gone and no erasure is recorded"},
      {"a decision", "UPDATE decision SET keys = '[]'", "link 6 does not cover"},
      {"a waiver's reason", "UPDATE waiver SET reason = 'none'", "the personal texts under link 7"},
      {"a payslip", "UPDATE payslip SET net = net + 100", "link 3 does not cover"},
      {"an imported file's digest", "UPDATE import SET sha256 = randomblob(32)",
       "link 2 does not cover"},
      {"an undoing that nobody did", "INSERT INTO undone VALUES (1, 1)",
       "import 1 is undone here and not there"},
      {"a posting of no entry", "INSERT INTO posting VALUES (1, 77, 0, 1, 2, 3, 5, '')",
       "1 rows of posting are covered by no link"},
      {"rows of nobody", "INSERT INTO posting VALUES (9, 1, 0, 1, 2, 3, 5, '')",
       "person 9, who is not in the book"},
      {"a plan that cannot be read", "UPDATE version SET public = '{'",
       "what is recorded cannot be read"},
      {"a date that is none", "UPDATE entry SET date = 99999999 WHERE number = 1",
       "what is recorded cannot be read"},
      {"a choice that is none", "UPDATE entry SET kind = 77 WHERE number = 1",
       "what is recorded cannot be read"},
      {"the head that is kept", "UPDATE progress SET head = randomblob(32)",
       "the newest head is not the one that is kept"},
  }));
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  tamper(path, attack.sql);
  const auto book = opened(path);
  INFO(attack.what);
  CHECK_THAT(joined(breaches(*book)), Catch::Contains(attack.said));
}

TEST_CASE("what is recorded can be neither changed nor deleted", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  const std::string tables =
      ask(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
  std::istringstream names{tables};
  std::size_t tried = 0;
  for (std::string name; std::getline(names, name); ++tried) {
    INFO(name);
    if (ask(path, "SELECT count(*) FROM \"" + name + "\"") == "0\n") continue;
    CHECK(attempt(path, "DELETE FROM \"" + name + "\"") == "what is recorded stays");
    if (name == "balance" || name == "progress") continue;
    const std::string column =
        ask(path, "SELECT name FROM pragma_table_info('" + name + "') ORDER BY cid LIMIT 1");
    const std::string set = "\"" + column.substr(0, column.size() - 1) + "\"";
    CHECK(attempt(path, "UPDATE \"" + name + "\" SET " + set + " = " + set + " + 1") ==
          "what is recorded stays");
  }
  CHECK(tried == 37);
  CHECK(attempt(path, "UPDATE posting SET pence = 1") == "what is recorded stays");
  CHECK(attempt(path, "UPDATE line SET payee = 'X'") == "what is recorded stays");
}

TEST_CASE("nothing personal is erased while no erasure is recorded", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  const auto erasing =
      GENERATE("UPDATE link SET salt = NULL WHERE number = 1", "UPDATE version SET details = ''",
               "UPDATE line SET payee = '', reference = '' WHERE position = 1",
               "UPDATE payslip SET name = ''", "UPDATE waiver SET reason = ''",
               "UPDATE import SET file = ''", "UPDATE line SET payee = payee");
  CHECK(attempt(path, erasing) == "what is recorded stays");
}

TEST_CASE("a recorded erasure lets personal texts go, and nothing else", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  REQUIRE(attempt(path, "INSERT INTO erasure VALUES (1, 1, 8, 'asked', 'm.hall', '2025')").empty());
  const auto allowed =
      GENERATE("UPDATE link SET salt = NULL WHERE number = 1", "UPDATE version SET details = ''",
               "UPDATE line SET payee = '', reference = '' WHERE position = 1",
               "UPDATE payslip SET name = ''", "UPDATE waiver SET reason = ''");
  CHECK(attempt(path, allowed).empty());
  for (const std::string refused :
       {"UPDATE link SET salt = x'00'", "UPDATE link SET texts = NULL WHERE number = 1",
        "UPDATE version SET details = 'x'", "UPDATE line SET payee = '', pence = 1",
        "UPDATE line SET payee = 'X'", "UPDATE payslip SET name = '', gross = gross + 1",
        "UPDATE waiver SET reason = '', \"by\" = 'x'", "UPDATE import SET kept = 0",
        "UPDATE erasure SET reason = ''", "UPDATE posting SET item = ''",
        "UPDATE entry SET evidence = ''", "DELETE FROM line"}) {
    INFO(refused);
    CHECK(attempt(path, refused) == "what is recorded stays");
  }
}

TEST_CASE("check names another's name put under an undoing", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  const auto small = small_book(path);
  auto work = small.book->begin(stamp("j.okoro"));
  work->undo_import({2});
  work->commit();
  REQUIRE(breaches(*small.book).empty());
  tamper(path, "UPDATE undone SET work = 1");
  CHECK_THAT(joined(breaches(*small.book)),
             Catch::Contains("import 2 is undone here and not there"));
}

// Plain sqlite3 fires no DELETE trigger for a row that is replaced.
TEST_CASE("a row cannot be put in the place of another", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  REQUIRE(attempt(path, "INSERT INTO undone SELECT id, work FROM import WHERE id = 2").empty());
  for (const std::string table : {"book", "person", "work", "import", "undone", "link", "name",
                                  "version", "frame", "decision", "waiver"}) {
    INFO(table);
    CHECK(attempt(path, "INSERT OR REPLACE INTO \"" + table + "\" SELECT * FROM \"" + table +
                            "\" LIMIT 1") == "what is recorded stays");
  }
  CHECK(attempt(path, "REPLACE INTO person VALUES (2, 'P0001')") == "what is recorded stays");
}

TEST_CASE("where rows are many, check notices one put in the place of another", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  const auto attack = GENERATE(
      "UPDATE changed SET pence = pence + 1; INSERT OR REPLACE INTO posting SELECT * FROM changed",
      "UPDATE changed SET entry = entry + 90; INSERT OR REPLACE INTO posting SELECT * FROM "
      "changed");
  REQUIRE(
      attempt(path, std::string{"CREATE TEMP TABLE changed AS SELECT * FROM posting; "} + attack)
          .empty());
  CHECK_FALSE(breaches(*opened(path)).empty());
}

// An erasing rests on it: only the missing record is held against it.
TEST_CASE("digests and heads hold without the personal texts", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  const auto small = small_book(path);
  const auto head = small.book->read()->person("P0001")->head;
  tamper(path,
         "UPDATE link SET salt = NULL; UPDATE version SET details = ''; UPDATE line SET "
         "payee = '', reference = '', bank_id = ''; UPDATE payslip SET name = ''; UPDATE "
         "waiver SET reason = ''; UPDATE import SET file = ''");
  CHECK(breaches(*small.book) ==
        std::vector<std::string>{
            "P0001: the personal texts of link 1 are gone and no erasure is recorded",
            "P0001: the personal texts of link 2 are gone and no erasure is recorded",
            "P0001: the personal texts of link 3 are gone and no erasure is recorded",
            "P0001: the personal texts of link 7 are gone and no erasure is recorded"});
  const auto reader = small.book->read();
  CHECK(reader->person("P0001")->head == head);
  const auto facts = reader->facts(small.person);
  CHECK(facts.history.latest().name == "P0001");
  CHECK(facts.history.latest().care_group == "chc-adult");
  CHECK_FALSE(facts.history.latest().workers[0].born);
  CHECK(facts.lines[0].line.description().empty());
}
