// What a command does not give out, or not half: figures of a changed book, seals that cannot be
// written, books whose newest stands in a second file, seals and proofs that are not whole.
#include "tests/app/support_program.hpp"
#include "tests/app/support_signing.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::Ran;
using support::Words;

namespace {

Ran ran(const Folder& folder, Words words) {
  words.insert(words.end(), {"--as-of", "2025-10-15"});
  return folder.run(words);
}

std::string said(const Folder& folder, const Words& words) {
  const auto done = ran(folder, words);
  CAPTURE(words, done.out, done.err);
  REQUIRE(done.exit == 0);
  return done.out;
}

Words statement(const std::string& person, const std::string& format, const std::string& file) {
  return {"statement",  person,     "--from", "2025-04-01", "--to",
          "2025-06-30", "--format", format,   "--out",      file};
}

/// Changes one amount of the first person, as somebody with the sqlite3 program can.
void change_an_amount(const Folder& folder) {
  support::shell(folder,
                 "sqlite3 book.dpledger \"SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema "
                 "WHERE type = 'trigger'\" > drop.sql; "
                 "sqlite3 book.dpledger \"SELECT sql || ';' FROM sqlite_schema WHERE type = "
                 "'trigger'\" > back.sql; "
                 "echo 'UPDATE posting SET pence = pence + 100 WHERE person = 1 AND entry = 5 AND "
                 "ordinal = 0;' > attack.sql; "
                 "cat drop.sql attack.sql back.sql | sqlite3 -bail book.dpledger");
}

std::string leaves(const Folder& folder) {
  return folder.run_other({"sqlite3", "book.dpledger", "SELECT count(*) FROM leaf"}).out;
}

}  // namespace

TEST_CASE("no statement is made of a person whose records were changed, and none of them is signed",
          "[app][proof]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  support::make_signer(folder, "ann", support::for_documents);
  for (const std::string format : {"json", "html", "pdf"}) {
    said(folder, statement("P0001", format, "before." + format));
  }
  said(folder, statement("P0002", "json", "other.json"));
  change_an_amount(folder);
  for (const std::string format : {"text", "csv", "json", "html", "pdf", "xlsx"}) {
    const auto done = ran(folder, statement("P0001", format, "after." + format));
    CAPTURE(format, done.out, done.err);
    CHECK(done.exit == 3);
    CHECK_THAT(done.out, Catch::Contains("what is recorded about P0001 does not hold: link "));
    CHECK_THAT(done.out, Catch::Contains("dpledger check"));
    CHECK_FALSE(std::filesystem::exists(folder.file("after." + format)));
  }
  for (const std::string format : {"json", "html", "pdf"}) {
    const auto done = ran(folder, support::sign("before." + format, "ann"));
    CAPTURE(format, done.out, done.err);
    CHECK(done.exit == 3);
    CHECK_FALSE(std::filesystem::exists(folder.file("before." + format + ".p7s")));
  }
  const auto all = ran(folder, {"statement", "--from", "2025-04-01", "--to", "2025-06-30",
                                "--format", "json", "--out-dir", "all"});
  CHECK(all.exit == 3);
  CHECK(std::filesystem::is_empty(folder.file("all")));
  // Everybody else's stand, and what is no page of theirs is signed.
  said(folder, statement("P0002", "json", "again.json"));
  said(folder, support::sign("other.json", "ann"));
  folder.write("note.txt", "read\n");
  said(folder, support::sign("note.txt", "ann"));
}

TEST_CASE("nothing else that leaves the house is made of records that were changed",
          "[app][proof]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const Words days{"--from", "2025-04-01", "--to", "2025-06-30"};
  std::vector<Words> pages{
      {"closure", "P0001", "2025"},
      {"year-end", "P0001", "2025"},
      {"monitoring", "P0001", days[0], days[1], days[2], days[3]},
      {"export", "P0001", "--format", "ledger"},
      {"trace", "P0001", "2025/spent"},
      {"trace", "lloyds-2025-04-to-06.csv:3"},
      {"trace", "payroll.csv:2"},
      {"sample", "--seed", "7", "--size", "2", days[0], days[1], days[2], days[3]},
      {"balance", "P0001"},
      {"balance", "P0001", "--plain"},
      {"surplus", "P0001"},
      {"month-end", "--month", "2025-06"},
      {"journal", days[0], days[1], days[2], days[3]},
      {"payment-run", "--to", "2025-10-31"},
      {"remittances", "2025-10"},
      {"nfi-extract"},
      {"export", "--format", "csv", "--out", "all.csv"}};
  said(folder, {"payment-run", "--to", "2025-10-31", "--record", "2025-10"});
  for (const auto& words : pages) said(folder, words);
  std::filesystem::remove(folder.file("all.csv"));
  change_an_amount(folder);
  for (const auto& words : pages) {
    const auto done = ran(folder, words);
    CAPTURE(words, done.out, done.err);
    CHECK(done.exit == 3);
    CHECK_THAT(done.out, Catch::Contains("what is recorded about P0001 does not hold: link "));
  }
  CHECK_FALSE(std::filesystem::exists(folder.file("all.csv")));
  CHECK(ran(folder, {"balance", "--xlsx", "all.xlsx"}).exit == 3);
  said(folder, {"export", "P0002", "--format", "ledger"});
  said(folder, {"trace", "P0002", "payroll.csv:2"});
  said(folder, {"balance", "P0002"});
}

TEST_CASE("books that were changed are neither submitted nor approved", "[app][proof]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  said(folder, {"submit", "P0001", "--to", "2025-04-30", "--by", "anna"});
  change_an_amount(folder);
  const auto works =
      folder.run_other({"sqlite3", "book.dpledger", "SELECT count(*) FROM work"}).out;
  for (const Words& words : {Words{"submit", "P0001", "--to", "2025-06-30", "--by", "anna"},
                             Words{"approve", "P0001", "--to", "2025-04-30", "--by", "bert"}}) {
    const auto done = ran(folder, words);
    CAPTURE(words, done.out, done.err);
    CHECK(done.exit == 3);
    CHECK_THAT(done.out, Catch::Contains("what is recorded about P0001 does not hold: link "));
  }
  CHECK(folder.run_other({"sqlite3", "book.dpledger", "SELECT count(*) FROM work"}).out == works);
  said(folder, {"submit", "P0002", "--to", "2025-04-30", "--by", "anna"});
}

TEST_CASE("a book that does not hold is not sealed", "[app][proof]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  said(folder, {"seal", "--out", "june.seal"});
  const auto before = leaves(folder);
  change_an_amount(folder);
  const auto done = ran(folder, {"seal", "--out", "july.seal", "--anchor", "seals.txt"});
  CAPTURE(done.out, done.err);
  CHECK(done.exit == 3);
  CHECK_THAT(done.out, Catch::Contains("Nothing was sealed") && Catch::Contains("P0001"));
  CHECK_FALSE(std::filesystem::exists(folder.file("july.seal")));
  CHECK_FALSE(std::filesystem::exists(folder.file("seals.txt")));
  CHECK(leaves(folder) == before);
}

TEST_CASE("a seal that cannot be written leaves the log as it was", "[app][proof]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  support::make_signer(folder, "ann", support::for_documents);
  for (const Words& words :
       {Words{"seal", "--out", "nowhere/june.seal"},
        Words{"seal", "--out", "nowhere/june.seal", "--key", "ann.key", "--cert", "ann.pem"},
        Words{"seal", "--anchor", "nowhere/seals.txt"},
        Words{"seal", "--out", "june.seal", "--anchor", "nowhere/seals.txt"}}) {
    const auto done = ran(folder, words);
    CAPTURE(words, done.out, done.err);
    CHECK(done.exit == 4);
    CHECK(leaves(folder) == "0\n");
    CHECK_FALSE(std::filesystem::exists(folder.file("june.seal")));
  }
  said(folder, {"seal", "--out", "june.seal", "--anchor", "seals.txt"});
  CHECK(leaves(folder) == "1\n");
  CHECK(json::parse(folder.read("june.seal"))["tree_size"] == 1);
}

TEST_CASE("the file of a book is the whole book once everybody has closed it", "[app]") {
  const Folder folder;
  REQUIRE(folder.run({"demo", "walk"}).exit == 0);
  std::filesystem::create_directory(folder.file("taken"));
  std::filesystem::copy(folder.file("walk/demo.dpledger"), folder.file("taken/alone.dpledger"));
  const auto listed = said(folder, {"disclosures", "--csv", "--book", "taken/alone.dpledger"});
  CHECK_THAT(listed, Catch::Contains("sign,"));
  CHECK(listed == said(folder, {"disclosures", "--csv", "--book", "walk/demo.dpledger"}));
}

TEST_CASE("whatever leaves the house of a book stands in its list of disclosures", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  said(folder, {"seal", "--out", "june.seal", "--anchor", "seals.txt"});
  said(folder, {"seal", "--out", "july.seal"});
  said(folder, {"prove", "--from", "june.seal", "--to", "july.seal", "--out", "grown.proof"});
  said(folder, {"backup", "copy.dpledger"});
  const auto digest = folder.run_other({"sha256sum", "copy.dpledger"}).out.substr(0, 64);
  std::vector<std::string> files;
  const auto listed = json::parse(said(folder, {"disclosures", "--json"}));
  for (const auto& one : listed["disclosures"]) {
    files.push_back(one["what"].get<std::string>() + " " + one["file"].get<std::string>());
    if (one["what"] == "backup") CHECK(one["sha256"] == digest);
  }
  CHECK(files == std::vector<std::string>{"seal june.seal", "seal seals.txt", "seal july.seal",
                                          "prove grown.proof", "backup copy.dpledger"});
  said(folder, {"check"});
}

TEST_CASE("a seal or a proof that is not whole fails the verification and says whom to ask",
          "[app][proof]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  support::make_signer(folder, "ann", support::for_documents);
  said(folder, statement("P0001", "json", "Q1.json"));
  said(folder, support::sign("Q1.json", "ann"));
  said(folder, {"seal", "--out", "june.seal"});
  said(folder, {"prove", "P0001", "--seal", "june.seal", "--out", "P0001.proof"});
  folder.write("cut.seal", R"({"schema":"dpledger.seal/1"})");
  folder.write("cut.proof", R"({"schema":"dpledger.proof/1"})");
  folder.write("cut.grown", R"({"schema":"dpledger.consistency/1"})");
  for (const Words& words :
       {Words{"verify", "cut.seal"}, Words{"verify", "cut.proof"}, Words{"verify", "cut.grown"},
        Words{"verify", "book.dpledger", "--seal", "cut.seal"},
        Words{"verify", "P0001.proof", "--seal", "cut.seal"},
        Words{"verify", "Q1.json", "--seal", "cut.seal", "--proof", "P0001.proof"},
        Words{"verify", "Q1.json", "--seal", "june.seal", "--proof", "cut.proof"},
        Words{"verify", "Q1.json", "--seal", "june.seal", "--proof", "ann.pem"}}) {
    const auto done = ran(folder, words);
    CAPTURE(words, done.out, done.err);
    CHECK(done.exit == 3);
    CHECK_THAT(done.out, Catch::Contains("is no whole seal or proof"));
    CHECK_THAT(done.out, Catch::Contains("ask whoever gave it to you"));
    CHECK(done.out.find("make one with") == std::string::npos);
  }
  CHECK(support::refused_by(folder, {"verify", "Q1.json", "--seal", "june.seal", "--proof",
                                     "nowhere.proof"}) == "file-unreadable");
}

TEST_CASE("half of what a signed seal takes, and a seed of nothing, are wrong usage", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  for (const Words& words :
       {Words{"seal", "--key", "ann.key"}, Words{"seal", "--cert", "ann.pem", "--out", "x.seal"},
        Words{"seal", "--key", "ann.key", "--cert", "ann.pem"},
        Words{"sample", "--from", "2025-04-01", "--to", "2025-09-30", "--size", "3", "--seed", ""},
        Words{"export", "--anonymous", "--format", "csv", "--seed", ""}}) {
    CAPTURE(words);
    CHECK(ran(folder, words).exit == 2);
  }
  CHECK(leaves(folder) == "0\n");
}

TEST_CASE("an approval bears the day that was said, and the chain the clock's", "[app][periods]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  said(folder, {"submit", "P0001", "--to", "2025-06-30", "--by", "anna"});
  const auto approved = json::parse(
      said(folder, {"approve", "P0001", "--to", "2025-06-30", "--by", "bert", "--json"}));
  CHECK(approved["at"].get<std::string>().starts_with("2025-10-15T"));
  CHECK_THAT(said(folder, {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30"}),
             Catch::Contains("15 October 2025"));
  const auto clock = folder
                         .run_other({"sqlite3", "book.dpledger",
                                     "SELECT at FROM work ORDER BY number DESC LIMIT 1"})
                         .out;
  CHECK_FALSE(clock.starts_with("2025-10-15"));
  said(folder, {"check"});
}

TEST_CASE("a place in a file whose name was erased is said in words", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  said(folder, {"erase", "P0001", "--reason", "asked", "--early"});
  const auto findings = said(folder, {"findings"});
  CHECK_THAT(findings, Catch::Contains("of a file whose name was erased"));
  CHECK(findings.find(" :") == std::string::npos);
}

TEST_CASE("the demo says that its key has no passphrase", "[app]") {
  const Folder folder;
  const auto walked = folder.run({"demo", "walk"});
  REQUIRE(walked.exit == 0);
  CHECK_THAT(walked.out, Catch::Contains("without a passphrase"));
}
