// Seals and proofs, as a commissioner hands them out and a stranger checks them; and what somebody
// with the sqlite3 program changes behind their back.
#include "tests/app/support_program.hpp"
#include "tests/app/support_signing.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::Ran;
using support::Words;

namespace {

const std::string day = "2025-10-15";

Ran ran(const Folder& folder, Words words) {
  words.insert(words.end(), {"--as-of", day});
  return folder.run(words);
}

std::string said(const Folder& folder, const Words& words) {
  const auto done = ran(folder, words);
  CAPTURE(words, done.out, done.err);
  REQUIRE(done.exit == 0);
  return done.out;
}

/// Everything it says when it does not hold.
std::string broken(const Folder& folder, const Words& words) {
  const auto done = ran(folder, words);
  CAPTURE(words, done.out, done.err);
  REQUIRE(done.exit == 3);
  return done.out + done.err;
}

/// Two people, reconciled.
void make_book(const Folder& folder) {
  folder.make_reconciled_book({"stephen", "luke"});
}

Words statement(const std::string& file, const std::string& format = "json") {
  return {"statement",  "P0001",    "--from", "2025-04-01", "--to",
          "2025-06-30", "--format", format,   "--out",      file};
}

/// Runs SQL with the triggers gone for as long, as the sqlite3 program does it.
void tamper(const Folder& folder, const std::string& sql,
            const std::string& book = "book.dpledger") {
  const std::string list =
      "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = "
      "'trigger'";
  const std::string back = "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'";
  folder.write("attack.sh", "set -e\nsqlite3 " + book + " \"" + list + "\" > drop.sql\nsqlite3 " +
                                book + " \"" + back + "\" > back.sql\ncat > attack.sql <<'END'\n" +
                                sql + "\nEND\ncat drop.sql attack.sql back.sql | sqlite3 -bail " +
                                book + "\n");
  const auto done = folder.run_other({"sh", "attack.sh"});
  CAPTURE(sql, done.err);
  REQUIRE(done.exit == 0);
}

/// A sealed book with a signed statement of P0001, its proof and a signed seal.
void make_proved(const Folder& folder) {
  make_book(folder);
  support::make_signer(folder, "ann", support::for_documents);
  said(folder, statement("Q1.json"));
  said(folder, {"sign", "Q1.json", "--key", "ann.key", "--cert", "ann.pem"});
  said(folder, {"seal", "--out", "june.seal", "--key", "ann.key", "--cert", "ann.pem"});
  said(folder, {"prove", "P0001", "--seal", "june.seal", "--out", "P0001.proof"});
}

const Words whole{"verify",  "Q1.json",     "--seal", "june.seal",
                  "--proof", "P0001.proof", "--ca",   "ca.pem"};

}  // namespace

TEST_CASE("a statement, its proof and a seal are enough, without any book", "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  support::shell(folder, "rm -f book.dpledger*");
  const auto verdict = json::parse(said(folder, [] {
    auto words = whole;
    words.push_back("--json");
    return words;
  }()))["files"][0];
  CHECK(verdict["holds"] == true);
  CHECK(verdict["trusted"] == "yes");
  CHECK(verdict["seal_trusted"] == "yes");
  CHECK(verdict["chain_head"] == json::parse(folder.read("Q1.json"))["chain"]["head"]);
  said(folder, {"verify", "june.seal", "--ca", "ca.pem"});
  said(folder, {"verify", "P0001.proof", "--seal", "june.seal"});
  const std::string stock =
      "cms -verify -binary -inform DER -in june.seal.p7s -content june.seal "
      "-CAfile ca.pem -out /dev/null";
  support::openssl(folder, stock);
}

TEST_CASE("what of statement, proof or seal was changed is noticed", "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  auto proof = json::parse(folder.read("P0001.proof"));
  auto seal = json::parse(folder.read("june.seal"));
  std::string expected;
  SECTION("a figure of the statement") {
    auto page = folder.read("Q1.json");
    page.replace(page.find("\"amount\":\"18560.00\""), 19, "\"amount\":\"18560.01\"");
    folder.write("Q1.json", page);
    expected = "the signature does not hold";
  }
  SECTION("the seal's root") {
    seal["root"] = std::string(64, '0');
    folder.write("june.seal", seal.dump());
    expected = "the seal does not hold";
  }
  SECTION("a path of the proof") {
    proof["path"][0] = std::string(64, '0');
    folder.write("P0001.proof", proof.dump());
    expected = "does not lead from the person's leaf to the root";
  }
  SECTION("a link of the proof") {
    proof["chain"]["links"][3]["by"] = "somebody else";
    folder.write("P0001.proof", proof.dump());
    expected = "the links that the proof names do not lead to the head";
  }
  SECTION("the proof of another person") {
    said(folder, {"prove", "P0002", "--seal", "june.seal", "--out", "other.proof"});
    folder.write("P0001.proof", folder.read("other.proof"));
    expected = "the statement is P0001's, and the proof is P0002's";
  }
  SECTION("another seal") {
    seal["tree_size"] = 1;
    folder.write("june.seal", seal.dump());
    expected = "the proof is not for this seal";
  }
  CHECK_THAT(broken(folder, whole), Catch::Contains(expected));
}

TEST_CASE("a statement nobody signed is not proved by its chain alone", "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  support::shell(folder, "rm Q1.json.p7s");
  CHECK_THAT(broken(folder, whole), Catch::Contains("there is no signature"));
}

TEST_CASE("every page of a statement is tied to its seal, and an earlier one too", "[app][proof]") {
  const auto format = GENERATE("text", "html", "csv", "json", "xlsx");
  const Folder folder;
  make_book(folder);
  support::make_signer(folder, "ann", support::for_documents);
  said(folder, statement("Q1.page", format));
  said(folder, {"sign", "Q1.page", "--key", "ann.key", "--cert", "ann.pem"});
  const auto findings = json::parse(said(folder, {"findings", "P0001", "--json"}))["findings"];
  said(folder, {"waive", findings[0]["id"], "--reason", "seen"});
  said(folder, {"seal", "--out", "june.seal"});
  said(folder, {"prove", "P0001", "--seal", "june.seal", "--out", "P0001.proof"});
  said(folder, {"verify", "Q1.page", "--seal", "june.seal", "--proof", "P0001.proof"});
  said(folder, statement("late.page", format));
  said(folder, {"sign", "late.page", "--key", "ann.key", "--cert", "ann.pem"});
  said(folder, {"verify", "late.page", "--seal", "june.seal", "--proof", "P0001.proof"});
  said(folder, {"unwaive", findings[0]["id"]});
  said(folder, statement("later.page", format));
  said(folder, {"sign", "later.page", "--key", "ann.key", "--cert", "ann.pem"});
  broken(folder, {"verify", "later.page", "--seal", "june.seal", "--proof", "P0001.proof"});
}

TEST_CASE("of two seals the later is shown to extend the earlier", "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  const auto findings = json::parse(said(folder, {"findings", "P0001", "--json"}))["findings"];
  said(folder, {"waive", findings[0]["id"], "--reason", "seen"});
  said(folder, {"seal", "--out", "later.seal"});
  said(folder, {"prove", "--from", "june.seal", "--to", "later.seal", "--out", "grown.proof"});
  CHECK_THAT(said(folder, {"verify", "grown.proof"}), Catch::Contains("name both seals beside it"));
  CHECK_THAT(said(folder, {"verify", "grown.proof", "june.seal", "later.seal"}),
             Catch::Contains("the later log begins with all of the earlier one"));
  auto proof = json::parse(folder.read("grown.proof"));
  proof["to"]["root"] = proof["from"]["root"];
  folder.write("forged.proof", proof.dump());
  broken(folder, {"verify", "forged.proof"});
  CHECK(support::refused_by(folder, {"prove", "--from", "later.seal", "--to", "june.seal"}) ==
        "not-sealed");
  CHECK(ran(folder, {"prove", "P0001"}).exit == 2);
  CHECK(ran(folder, {"prove", "--from", "june.seal"}).exit == 2);
}

TEST_CASE("a sound proof between two other seals is none between these", "[app][proof]") {
  const Folder folder;
  make_book(folder);
  const auto findings = json::parse(said(folder, {"findings", "P0001", "--json"}))["findings"];
  said(folder, {"seal", "--out", "june.seal"});
  said(folder, {"waive", findings[0]["id"], "--reason", "seen"});
  said(folder, {"seal", "--out", "later.seal"});
  said(folder, {"prove", "--from", "june.seal", "--to", "later.seal", "--out", "grown.proof"});
  said(folder, {"waive", findings[1]["id"], "--reason", "seen too"});
  said(folder, {"seal", "--out", "last.seal"});
  CHECK_THAT(broken(folder, {"verify", "grown.proof", "june.seal", "last.seal"}),
             Catch::Contains("the proof is not for the seal of"));
  CHECK_THAT(broken(folder, {"verify", "grown.proof", "--seal", "last.seal"}),
             Catch::Contains("the proof is not for the seal of"));
}

TEST_CASE("a seal without a proof is held against no statement, and a changed book proves none",
          "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  CHECK_THAT(broken(folder, {"verify", "Q1.json", "--ca", "ann.pem", "--seal", "june.seal"}),
             Catch::Contains("give the proof too"));
  tamper(folder, "UPDATE line SET pence = pence + 1 WHERE person = 1 AND position = 1;");
  CHECK_THAT(broken(folder, {"prove", "P0001", "--seal", "june.seal", "--out", "bad.proof"}),
             Catch::Contains("does not hold"));
}

TEST_CASE("check names what the sqlite3 program changed in a book", "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"UPDATE posting SET pence = pence + 100 WHERE person = 1 AND entry = 5 AND ordinal = 0;",
       "does not cover what is recorded under it now"},
      {"DELETE FROM entry WHERE person = 1 AND link = (SELECT max(link) FROM entry WHERE person = "
       "1); DELETE FROM link WHERE person = 1 AND number = (SELECT max(number) FROM link WHERE "
       "person = 1); UPDATE progress SET links = (SELECT max(number) FROM link WHERE person = 1), "
       "head = (SELECT head FROM link WHERE person = 1 ORDER BY number DESC LIMIT 1) WHERE person "
       "= 1;",
       "the chain is shorter than the"},
      {"UPDATE link SET number = -1 WHERE person = 1 AND number = 2; UPDATE link SET number = 2 "
       "WHERE person = 1 AND number = 3; UPDATE link SET number = 3 WHERE person = 1 AND number = "
       "-1;",
       "does not follow from the one before it"},
      {"UPDATE line SET position = -1 WHERE person = 1 AND position = 1; UPDATE line SET position "
       "= 1 WHERE person = 1 AND position = 2; UPDATE line SET position = 2 WHERE person = 1 AND "
       "position = -1;",
       "does not cover what is recorded under it now"},
      {"UPDATE person SET ref = 'X' WHERE ref = 'P0001'; UPDATE person SET ref = 'P0001' WHERE ref "
       "= 'P0002'; UPDATE person SET ref = 'P0002' WHERE ref = 'X';",
       "does not begin the chain of this person in this book"},
      {"DELETE FROM leaf WHERE position = 1;", "leaves, and the log has"},
  }));
  said(folder, {"check"});
  tamper(folder, sql);
  const auto done = ran(folder, {"check", "--csv"});
  CAPTURE(sql, done.out);
  CHECK(done.exit == 3);
  CHECK_THAT(done.out, Catch::Contains(expected));
}

TEST_CASE("a history rewritten by the program itself is noticed by a seal outside",
          "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  // Another book of the same commissioner, one instalment taken out, all of it sound in itself.
  support::shell(folder,
                 "sed -i '/NHS TRENT AND SOAR/{x;s/^/x/;/^x$/{x;d};x}' "
                 "stephen/lloyds-2025-04-to-06.csv; mv book.dpledger true.dpledger; "
                 "rm -f book.dpledger-*");
  REQUIRE(folder.run({"init", "--commissioner", "NHS Example"}).exit == 0);
  said(folder, {"load", "stephen/person.toml"});
  said(folder, {"import", "stephen/lloyds-2025-04-to-06.csv", "--account", "P0001/dp"});
  said(folder, {"reconcile"});
  said(folder, {"check"});
  said(folder, {"seal"});
  const auto proved = broken(folder, {"prove", "P0001", "--seal", "june.seal"});
  CHECK_THAT(proved, Catch::Contains("its end was taken away"));
  said(folder, {"load", "luke/person.toml"});
  said(folder, {"seal", "--out", "new.seal"});
  CHECK_THAT(broken(folder, {"prove", "P0001", "--seal", "june.seal"}),
             Catch::Contains("its history was rewritten, or it is another book"));
  broken(folder, {"prove", "--from", "june.seal", "--to", "new.seal"});
  CHECK_THAT(broken(folder, {"verify", "book.dpledger", "--seal", "june.seal"}),
             Catch::Contains("its history was rewritten"));
  said(folder, {"verify", "true.dpledger", "--seal", "june.seal"});
}

TEST_CASE("a book whose end was cut off together with its log is noticed by a seal outside",
          "[app][proof]") {
  const Folder folder;
  make_book(folder);
  support::shell(folder,
                 "sqlite3 book.dpledger 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null; "
                 "cp book.dpledger earlier.dpledger");
  said(folder, {"seal", "--out", "june.seal"});
  said(folder, {"check", "--book", "earlier.dpledger"});
  CHECK_THAT(broken(folder, {"verify", "earlier.dpledger", "--seal", "june.seal"}),
             Catch::Contains("it is an older copy, or its end was taken away"));
  CHECK_THAT(
      broken(folder, {"prove", "P0001", "--seal", "june.seal", "--book", "earlier.dpledger"}),
      Catch::Contains("its end was taken away"));
}

TEST_CASE("an anchor takes a line a seal, and refuses a book that it does not know",
          "[app][proof]") {
  const Folder folder;
  make_book(folder);
  said(folder, {"seal", "--anchor", "seals.txt"});
  const auto findings = json::parse(said(folder, {"findings", "P0001", "--json"}))["findings"];
  said(folder, {"waive", findings[0]["id"], "--reason", "seen"});
  said(folder, {"seal", "--anchor", "seals.txt"});
  const auto lines = folder.read("seals.txt");
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK(lines.starts_with("dpledger.anchor/1 "));
  REQUIRE(ran(folder, {"init", "--commissioner", "NHS Other", "--book", "other.dpledger"}).exit ==
          0);
  CHECK_THAT(broken(folder, {"seal", "--anchor", "seals.txt", "--book", "other.dpledger"}),
             Catch::Contains("the log of this book has only 0"));
  CHECK(folder.read("seals.txt") == lines);
  folder.write("notes.txt", "not an anchor\n");
  CHECK(support::refused_by(folder, {"seal", "--anchor", "notes.txt"}) == "not-sealed");
  CHECK(folder.read("notes.txt") == "not an anchor\n");
}

TEST_CASE("seals and proofs that are none are refused", "[app][proof]") {
  const Folder folder;
  make_proved(folder);
  folder.write("empty.seal", "{}");
  folder.write("half.seal", "{\"schema\":\"dpledger.seal/1\",\"tree_size\":-1}");
  for (const auto* seal : {"empty.seal", "half.seal", "ann.pem", "P0001.proof"}) {
    INFO(seal);
    CHECK(support::refused_by(folder, {"prove", "P0001", "--seal", seal}) == "not-sealed");
    CHECK_THAT(broken(folder, {"verify", "Q1.json", "--seal", seal, "--proof", "P0001.proof"}),
               Catch::Contains("no whole seal or proof"));
  }
  CHECK(ran(folder, {"seal", "--out", "x.seal", "--key", "ann.key"}).exit == 2);
  CHECK(support::refused_by(folder, {"seal", "--out", "june.seal"}) == "file-exists");
  REQUIRE(ran(folder, {"init", "--commissioner", "NHS Other", "--book", "other.dpledger"}).exit ==
          0);
}

TEST_CASE("a person who is not in a seal is told to seal again", "[app][proof]") {
  const Folder folder;
  REQUIRE(folder.run({"init", "--commissioner", "NHS Example"}).exit == 0);
  said(folder, {"seal", "--out", "empty.seal"});
  folder.copy_scenario("stephen");
  said(folder, {"load", "stephen/person.toml"});
  CHECK(support::refused_by(folder, {"prove", "P0001", "--seal", "empty.seal"}) == "not-sealed");
}
