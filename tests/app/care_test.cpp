// Care with people's data: what is erased is gone and the books hold; what was handed out is noted;
// an auditor opens a book that they cannot write; nobody else reads what the program writes.
#include "tests/app/support_program.hpp"
#include "tests/app/support_signing.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <unistd.h>

using nlohmann::json;
using support::Folder;
using support::Ran;
using support::refused_by;
using support::Words;

namespace {

Ran ran(const Folder& folder, Words words, const std::string& as_of = "2025-10-15") {
  words.insert(words.end(), {"--as-of", as_of});
  return folder.run(words);
}

std::string said(const Folder& folder, const Words& words,
                 const std::string& as_of = "2025-10-15") {
  const auto done = ran(folder, words, as_of);
  CAPTURE(words, done.out, done.err);
  REQUIRE(done.exit == 0);
  return done.out;
}

json told(const Folder& folder, Words words) {
  words.push_back("--json");
  return json::parse(said(folder, words));
}

/// What Stephen's files say of people: none of it may be left.
const std::vector<std::string> details{"Stephen Ashdown", "A JONES WAGES", "OAKTREE NURSERY",
                                       "Amy Jones", "lloyds-2025-04-to-06"};

bool is_in(const Folder& folder, const std::string& file, const std::string& text) {
  const auto found = folder.run_other({"grep", "-a", "-q", "-F", text, file});
  return found.exit == 0;
}

bool may_read(const std::filesystem::path& path, std::filesystem::perms others) {
  return (std::filesystem::status(path).permissions() & others) != std::filesystem::perms::none;
}

/// As somebody who owns nothing here and may read everything.
Ran as_nobody(const Folder& folder, const Words& words) {
  Words command;
  if (::getuid() == 0) command = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
  command.push_back(DPLEDGER_PROGRAM);
  command.insert(command.end(), words.begin(), words.end());
  return folder.run_other(command);
}

}  // namespace

TEST_CASE("after erase no detail is left in the book, its exports and its reports", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  said(folder, {"seal", "--out", "june.seal"});
  const auto before = told(folder, {"balance", "P0001"});
  for (const auto& text : details) {
    INFO(text);
    const bool there =
        is_in(folder, "book.dpledger", text) || is_in(folder, "book.dpledger-wal", text);
    CHECK(there);
  }
  said(folder, {"erase", "P0001", "--reason", "request DPO-114", "--early"});
  for (const auto& text : details) {
    INFO(text);
    CHECK_FALSE(is_in(folder, "book.dpledger", text));
    CHECK_FALSE(is_in(folder, "book.dpledger-wal", text));
    for (const Words& words :
         {Words{"export", "--format", "csv"}, Words{"export", "--format", "hledger"},
          Words{"matches", "--json"}, Words{"register", "P0001", "--json"},
          Words{"findings", "--json"}, Words{"imports", "--json"}, Words{"disclosures", "--json"},
          Words{"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30"}}) {
      CAPTURE(words);
      CHECK(said(folder, words).find(text) == std::string::npos);
    }
  }
  CHECK(told(folder, {"balance", "P0001"}) == before);
  said(folder, {"check"});
  said(folder, {"verify", "book.dpledger", "--seal", "june.seal"});
  said(folder, {"prove", "P0001", "--seal", "june.seal"});
  CHECK(said(folder, {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30"})
            .find("P0001") != std::string::npos);
}

TEST_CASE("a statement that was signed before an erasure verifies after it", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  support::make_signer(folder, "ann", support::for_documents);
  said(folder, {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30", "--format",
                "json", "--out", "Q1.json"});
  said(folder, support::sign("Q1.json", "ann"));
  said(folder, {"seal", "--out", "june.seal"});
  said(folder, {"erase", "P0001", "--reason", "asked", "--early"});
  said(folder, {"seal", "--out", "july.seal"});
  for (const std::string seal : {"june", "july"}) {
    said(folder, {"prove", "P0001", "--seal", seal + ".seal", "--out", seal + ".proof"});
    said(folder, {"verify", "Q1.json", "--ca", "ca.pem", "--seal", seal + ".seal", "--proof",
                  seal + ".proof"});
  }
}

TEST_CASE("an erased person's books stay as they are", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  said(folder, {"erase", "P0001", "--reason", "asked", "--early"});
  CHECK(refused_by(folder, {"reconcile", "P0001"}) == "person-erased");
  said(folder, {"reconcile"});
  CHECK(refused_by(folder, {"load", "stephen/person.toml"}) == "person-erased");
  const auto undone = ran(folder, {"undo", "I1"});
  CHECK(undone.exit == 4);
  CHECK(undone.err.find("were erased, so nothing more is recorded about them") !=
        std::string::npos);
  said(folder, {"erase", "P0001", "--reason", "again"});
  said(folder, {"check"});
}

TEST_CASE("what is still to be kept is erased only when that is said", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  CHECK(refused_by(folder, {"erase", "P0001", "--reason", "asked", "--as-of", "2025-10-15"}) ==
        "erasing-too-early");
  CHECK(refused_by(folder, {"erase", "P0001", "--reason", "asked", "--as-of", "2026-10-15"}) ==
        "erasing-too-early");
  CHECK(refused_by(folder, {"erase", "P0001", "--reason", " ", "--early"}) == "reason-missing");
  CHECK(refused_by(folder, {"erase", "P0009", "--reason", "asked"}) == "person-unknown");
  CHECK(ran(folder, {"erase", "P0001"}).exit == 2);
  REQUIRE(folder.run({"init", "--commissioner", "NHS New", "--book", "new.dpledger"}).exit == 0);
  said(folder, {"load", "stephen/person.toml", "--book", "new.dpledger"});
  CHECK(refused_by(folder, {"erase", "P0001", "--reason", "asked", "--early", "--book",
                            "new.dpledger"}) == "erasing-impossible");
}

TEST_CASE("what was signed or proved is noted, with the person it is about", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  support::make_signer(folder, "ann", support::for_documents);
  CHECK(told(folder, {"disclosures"})["disclosures"].empty());
  said(folder, {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30", "--format",
                "json", "--out", "Q1.json"});
  auto words = support::sign("Q1.json", "ann");
  words.insert(words.end(), {"--by", "a.auditor"});
  said(folder, words);
  said(folder, {"seal", "--out", "june.seal"});
  said(folder, {"prove", "P0001", "--seal", "june.seal", "--out", "P0001.proof"});
  const auto noted = told(folder, {"disclosures", "P0001"})["disclosures"];
  std::vector<std::string> what;
  for (const auto& one : noted) {
    what.push_back(one["what"]);
    CHECK(one["person"] == "P0001");
    CHECK(one["sha256"].get<std::string>().size() == 64);
  }
  CHECK(std::count(what.begin(), what.end(), "sign") == 1);
  CHECK(std::count(what.begin(), what.end(), "prove") == 1);
  CHECK(said(folder, {"disclosures", "--csv"}).find("a.auditor") != std::string::npos);
  said(folder, {"check"});
}

TEST_CASE("a book opened for reading alone answers, and refuses every change", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  support::make_signer(folder, "ann", support::for_documents);
  for (const Words& reading :
       {Words{"balance"}, Words{"findings"}, Words{"matches"}, Words{"register", "P0001"},
        Words{"trial-balance"}, Words{"imports"}, Words{"check"}, Words{"disclosures"},
        Words{"periods"}, Words{"acts"}, Words{"export", "--format", "csv"},
        Words{"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30"}}) {
    auto words = reading;
    words.push_back("--read-only");
    said(folder, words);
  }
  const auto before = folder.run_other({"sha256sum", "book.dpledger"}).out;
  for (const Words& writing :
       {Words{"reconcile"}, Words{"seal"}, Words{"load", "stephen/person.toml"},
        Words{"undo", "I1"}, Words{"erase", "P0001", "--reason", "x"},
        Words{"waive", "F1", "--reason", "x"}, Words{"submit", "P0001", "--to", "2025-06-30"},
        Words{"import", "stephen/payroll.csv"}}) {
    auto words = writing;
    words.push_back("--read-only");
    const auto done = ran(folder, words);
    CAPTURE(words, done.out, done.err);
    CHECK(done.exit == 4);
    CHECK(done.err.find("opened for reading alone") != std::string::npos);
  }
  folder.write("page.txt", "x\n");
  auto signing = support::sign("page.txt", "ann");
  signing.push_back("--read-only");
  const auto done = ran(folder, signing);
  CHECK(done.exit == 0);
  CHECK(done.err.find("is not noted in the book") != std::string::npos);
  CHECK(folder.run_other({"sha256sum", "book.dpledger"}).out == before);
}

TEST_CASE("an auditor reads a book in a folder that they cannot write", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  support::shell(folder, "mkdir given");
  said(folder, {"backup", "given/copy.dpledger"});
  support::shell(folder, "chmod 755 . && chmod 444 given/copy.dpledger && chmod 555 given");
  const std::string book = "given/copy.dpledger";
  for (const Words& reading : {Words{"balance"}, Words{"check"}, Words{"findings"}}) {
    auto words = reading;
    words.insert(words.end(), {"--book", book});
    const auto done = as_nobody(folder, words);
    CAPTURE(words, done.out, done.err);
    CHECK(done.exit == 0);
  }
  for (const Words& writing : {Words{"seal"}, Words{"reconcile"}}) {
    auto words = writing;
    words.insert(words.end(), {"--book", book});
    const auto done = as_nobody(folder, words);
    CAPTURE(words, done.out, done.err);
    CHECK(done.exit == 4);
    CHECK(done.err.find("may only be read here") != std::string::npos);
  }
  support::shell(folder, "ls given; test $(ls given | wc -l) = 1; chmod 755 given");
}

TEST_CASE("whatever is written is readable by its owner alone", "[app][care]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  support::make_signer(folder, "ann", support::for_documents);
  said(folder, {"seal", "--out", "june.seal", "--key", "ann.key", "--cert", "ann.pem", "--anchor",
                "seals.txt"});
  said(folder, {"prove", "P0001", "--seal", "june.seal", "--out", "P0001.proof"});
  said(folder, {"seal", "--out", "later.seal"});
  said(folder, {"prove", "--from", "june.seal", "--to", "later.seal", "--out", "grown.proof"});
  said(folder, {"backup", "copy.dpledger"});
  said(folder, {"balance", "--xlsx", "balance.xlsx"});
  for (const std::string format : {"text", "csv", "json", "html", "xlsx"}) {
    said(folder, {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30", "--format",
                  format, "--out", "Q1." + format});
  }
  said(folder, support::sign("Q1.html", "ann"));
  said(folder, {"export", "--format", "csv", "--out", "all.csv"});
  for (const auto* file :
       {"book.dpledger", "book.dpledger-wal", "book.dpledger-shm", "june.seal", "june.seal.p7s",
        "seals.txt", "P0001.proof", "grown.proof", "copy.dpledger", "balance.xlsx", "Q1.text",
        "Q1.csv", "Q1.json", "Q1.html", "Q1.xlsx", "Q1.html.p7s", "all.csv"}) {
    INFO(file);
    if (!std::filesystem::exists(folder.file(file))) {
      CHECK(std::string{file}.find("dpledger-") != std::string::npos);  // gone with the last reader
      continue;
    }
    CHECK_FALSE(may_read(folder.file(file), std::filesystem::perms::group_all));
    CHECK_FALSE(may_read(folder.file(file), std::filesystem::perms::others_all));
  }
}
