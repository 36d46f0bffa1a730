#include "tests/app/support_program.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

using nlohmann::json;
using support::Folder;
using Words = std::vector<std::string>;

namespace {

const std::string day = "2026-03-31";

/// Everything that the reading commands say of a book, but for what names the moment of recording.
std::string answers(const Folder& folder) {
  std::string all;
  for (const auto* command : {"matches", "findings", "balance", "trial-balance"}) {
    const auto ran = folder.run({command, "--json", "--as-of", day});
    REQUIRE(ran.exit == 0);
    all += ran.out;
  }
  return all;
}

mode_t mode_of(const std::string& file) {
  struct stat facts {};
  REQUIRE(stat(file.c_str(), &facts) == 0);
  return facts.st_mode & 0777U;
}

json json_of(const support::Ran& ran) {
  CAPTURE(ran.err, ran.out);
  REQUIRE_FALSE(ran.out.empty());
  return json::parse(ran.out);
}

std::string first_line_in(const Folder& folder, const std::string& state) {
  const auto document = json_of(folder.run({"matches", "--json", "--as-of", day}));
  for (const auto& line : document["lines"]) {
    if (line["state"] == state) return line["id"];
  }
  return "";
}

}  // namespace

TEST_CASE("a folder of files becomes a reconciled book, findings and a statement", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  CHECK(folder.run({"check"}).exit == 0);

  const auto balance = json_of(folder.run({"balance", "P0001", "--json", "--as-of", day}));
  CHECK(balance["schema"] == "dpledger.balance/1");
  REQUIRE(balance["budgets"].size() == 1);
  CHECK(balance["budgets"][0]["person"] == "P0001");

  const auto findings = json_of(folder.run({"findings", "--json", "--as-of", day}));
  CHECK(findings["schema"] == "dpledger.findings/1");
  CHECK_FALSE(findings["findings"].empty());

  const auto statement =
      folder.run({"statement", "P0001", "--from", "2025-04-01", "--to", day, "--out", "s.txt"});
  CHECK(statement.exit == 0);
  CHECK(folder.read("s.txt").find("DRAFT") != std::string::npos);
  for (const auto* format : {"csv", "json", "html"}) {
    const auto ran =
        folder.run({"statement", "P0001", "--from", "2025-04-01", "--to", day, "--format", format});
    CAPTURE(format);
    CHECK(ran.exit == 0);
    CHECK(ran.out.size() > 500);
  }
  for (const auto* format : {"pdf", "xlsx"}) {
    const auto ran = folder.run(
        {"statement", "P0001", "--from", "2025-04-01", "--to", day, "--format", format, "--json"});
    CHECK(ran.exit == 1);
    CHECK(json_of(ran)["refusals"][0]["rule"] == "not-supported");
  }
}

TEST_CASE("every command takes --as-of, --by, --json and gives one document on standard output",
          "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto statement = Words{"statement", "P0001", "--from", "2025-04-01", "--to", day};
  for (auto words : {Words{"inspect", "stephen/payroll.csv"},
                     {"load", "stephen/person.toml"},
                     {"import", "stephen/payroll.csv"},
                     {"imports"},
                     {"reconcile"},
                     {"matches"},
                     {"findings"},
                     {"balance"},
                     {"register", "P0001"},
                     {"trial-balance"},
                     statement,
                     {"check"},
                     {"verify", "book.dpledger"},
                     {"backup", "copy"}}) {
    words.insert(words.end(), {"--json", "--as-of", day, "--by", "Anna"});
    const auto ran = folder.run(words);
    CAPTURE(words.front(), ran.err);
    CHECK(ran.exit == 0);
    CHECK(json_of(ran)["schema"].get<std::string>().starts_with("dpledger."));
  }
}

TEST_CASE("rows come as CSV where rows are the answer", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  for (const auto& words : {Words{"matches"},
                            {"findings"},
                            {"balance"},
                            {"register", "P0001"},
                            {"trial-balance"},
                            {"imports"},
                            {"check"}}) {
    auto asked = words;
    asked.insert(asked.end(), {"--csv", "--as-of", day});
    const auto ran = folder.run(asked);
    CAPTURE(words.front(), ran.err);
    CHECK(ran.exit == 0);
    CHECK(ran.out.find(',') != std::string::npos);
    CHECK(ran.out.find("\r\n") != std::string::npos);
  }
}

TEST_CASE("doing again what was done changes nothing and ends with 0", "[app][property]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto before = folder.read("book.dpledger");
  const auto said = answers(folder);
  CHECK(folder.run({"load", "stephen/person.toml"}).exit == 0);
  const auto again = folder.run({"import", "--manifest", "stephen/manifest.csv"});
  CHECK(again.exit == 0);
  CHECK(again.out.find("already") != std::string::npos);
  const auto reconciled = json_of(folder.run({"reconcile", "--json", "--as-of", day}));
  const auto named = folder.run({"reconcile", "P0001", "--as-of", day});
  CHECK(named.exit == 0);
  CHECK(answers(folder) == said);
  CHECK(folder.read("book.dpledger") == before);
}

TEST_CASE("what was undone and imported again is as if nothing had happened", "[app][property]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto before = answers(folder);
  const auto imports = json_of(folder.run({"imports", "--json"}));
  REQUIRE(imports["imports"].size() == 9);
  const auto undone = folder.run({"undo", "I1", "--json"});
  REQUIRE(undone.exit == 0);
  CHECK(json_of(undone)["schema"] == "dpledger.undo/1");
  CHECK(answers(folder) != before);
  CHECK(folder.run({"check"}).exit == 0);
  CHECK(json_of(folder.run({"undo", "I1", "--json"}))["refusals"][0]["rule"] ==
        "import-already-undone");
  CHECK(json_of(folder.run({"undo", "I99", "--json"}))["refusals"][0]["rule"] == "import-unknown");
  CHECK(folder.run({"undo", "12x"}).exit == 1);
  REQUIRE(folder.run({"import", "--manifest", "stephen/manifest.csv"}).exit == 0);
  REQUIRE(folder.run({"reconcile", "--as-of", day}).exit == 0);
  CHECK(answers(folder) == before);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("the order in which files come does not matter", "[app][property]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto one_command = answers(folder);
  std::vector<std::string> files;
  const auto imports = json_of(folder.run({"imports", "--json"}));
  for (const auto& import : imports["imports"]) {
    files.push_back(import["file"]);
  }
  std::mt19937 order{7};
  for (int round = 0; round < 3; ++round) {
    std::shuffle(files.begin(), files.end(), order);
    const Folder other;
    other.copy_scenario("stephen");
    REQUIRE(other.run({"init", "--commissioner", "X"}).exit == 0);
    REQUIRE(other.run({"load", "stephen/person.toml"}).exit == 0);
    for (const auto& file : files) {
      // The same names as in the manifest, which a finding's evidence repeats.
      const auto ran = other.run_other({"sh", "-c",
                                        std::string{"cd stephen && "} + DPLEDGER_PROGRAM +
                                            " --book ../book.dpledger import " + file});
      CAPTURE(file, ran.err);
      REQUIRE(ran.exit == 0);
      if (round == 1) REQUIRE(other.run({"reconcile"}).exit == 0);
    }
    REQUIRE(other.run({"reconcile"}).exit == 0);
    CHECK(answers(other) == one_command);
  }
}

TEST_CASE("one refusal among many files: all refusals are listed and nothing changes", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto before = folder.read("book.dpledger");
  folder.write("good.csv",
               "person,number,supplier,date,due,amount,plan_line,description\n"
               "P0001,N1,Somebody,2025-05-01,2025-05-31,10.00,,x\n");
  folder.write("stranger.csv",
               "person,number,supplier,date,due,amount,plan_line,description\n"
               "P0001,N1,Somebody,2025-05-01,2025-05-31,10.00,,x\n"
               "P9999,N2,Somebody,2025-05-01,2025-05-31,10.00,nowhere,x\n"
               "P0001,N3,Somebody,2025-05-01,2025-05-31,10.00,nowhere,x\n");
  folder.write("noise.csv", "what is this\n");
  const auto ran =
      folder.run({"import", "good.csv", "stranger.csv", "noise.csv", "missing.csv", "--json"});
  CHECK(ran.exit == 1);
  std::vector<std::string> rules;
  const auto document = json_of(ran);
  for (const auto& refusal : document["refusals"]) rules.push_back(refusal["rule"]);
  CHECK(rules == std::vector<std::string>{"person-unknown", "plan-line-unknown", "format-unknown",
                                          "file-unreadable"});
  CHECK(document["refusals"][0]["line"] == 3);
  CHECK(ran.err.find("stranger.csv:3:") != std::string::npos);
  CHECK(folder.read("book.dpledger") == before);
}

TEST_CASE("a bank file goes to the account it names, and nowhere else", "[app]") {
  const Folder folder;
  folder.copy_scenario("stephen");
  folder.copy_scenario("luke");
  REQUIRE(folder.run({"init", "--commissioner", "X"}).exit == 0);
  const std::string file = "stephen/lloyds-2025-10.csv";
  const auto rule = [&](const Words& words) {
    auto asked = words;
    asked.insert(asked.end(), {"--json"});
    const auto ran = folder.run(asked);
    return ran.exit == 0 ? "" : json_of(ran)["refusals"][0]["rule"].get<std::string>();
  };
  CHECK(rule({"import", file}) == "account-unknown");
  REQUIRE(folder.run({"load", "stephen/person.toml", "luke/person.toml"}).exit == 0);
  CHECK(rule({"import", file, "--account", "P0002/dp"}) == "account-mismatch");
  CHECK(rule({"import", file, "--account", "P0001/card"}) == "account-unknown");
  CHECK(rule({"import", file, "--account", "P0007/dp"}) == "account-unknown");
  CHECK(rule({"import", file, "--account", "@pool"}) == "account-unknown");
  folder.write("dollars.csv",
               "Date,Counter Party,Reference,Type,Amount (USD),Balance (USD)\n"
               "01/05/2025,X,Y,FASTER PAYMENT,-1.00,1.00\n");
  CHECK_FALSE(rule({"import", "dollars.csv", "--account", "P0001/dp"}).empty());
  CHECK(rule({"import", file}).empty());
  CHECK(rule({"import", file, "--account", "P0001/dp"}).empty());
  CHECK(json_of(folder.run({"imports", "--json"}))["imports"].size() == 1);
}

TEST_CASE("a person's versions are added, recognised, or refused", "[app]") {
  const Folder folder;
  folder.copy_scenario("stephen");
  const auto whole = folder.read("stephen/person.toml");
  REQUIRE(folder.run({"init", "--commissioner", "X"}).exit == 0);
  CHECK(folder.run({"init", "--commissioner", "X"}).exit == 1);
  REQUIRE(folder.run({"load", "stephen/person.toml"}).exit == 0);
  auto renamed = whole;
  renamed.replace(renamed.find("Stephen Ashdown"), 15, "Steven Ashdown!");
  folder.write("undated.toml", renamed);
  auto dated = renamed;
  dated.insert(dated.find('\n') + 1, "version_from = 2025-08-01\n");
  folder.write("dated.toml", dated);
  auto other = dated;
  other.replace(other.find("Steven Ashdown!"), 15, "Stefan Ashdown!");
  folder.write("other.toml", other);
  CHECK(json_of(folder.run({"load", "undated.toml", "--json"}))["refusals"][0]["rule"] ==
        "version-from-missing");
  CHECK(folder.run({"load", "dated.toml"}).exit == 0);
  CHECK(folder.run({"load", "dated.toml", "stephen/person.toml"}).exit == 0);
  const auto conflict = json_of(folder.run({"load", "other.toml", "nothing.toml", "--json"}));
  REQUIRE(conflict["refusals"].size() == 2);
}

TEST_CASE("a person's decision shows at once and outlives later runs", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto line = first_line_in(folder, "matched");
  REQUIRE_FALSE(line.empty());
  const auto before = answers(folder);
  const auto taken = folder.run({"unmatch", line, "--by", "Anna", "--json"});
  REQUIRE(taken.exit == 0);
  CHECK(json_of(taken)["state"] == "unmatched");
  const auto after = answers(folder);
  CHECK(after != before);
  REQUIRE(folder.run({"reconcile", "P0001"}).exit == 0);
  CHECK(answers(folder) == after);
  CHECK(folder.run({"code", line, "garden"}).exit == 0);
  CHECK(folder.run({"check"}).exit == 0);
  const auto rule = [&](const Words& words) {
    auto asked = words;
    asked.push_back("--json");
    return json_of(folder.run(asked))["refusals"][0]["rule"].get<std::string>();
  };
  CHECK(rule({"code", line, "nowhere"}) == "plan-line-unknown");
  CHECK(rule({"unmatch", "L0000000000000000"}) == "line-unknown");
  CHECK(rule({"unmatch", "nonsense"}) == "line-unknown");
  CHECK(rule({"match", line, "net-pay:P0001:W9:2025-04-25"}) == "item-unknown");
}

TEST_CASE("a waiver needs a finding and a reason, and marks it", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto findings = json_of(folder.run({"findings", "--json", "--as-of", day}))["findings"];
  REQUIRE_FALSE(findings.empty());
  const std::string id = findings[0]["id"];
  CHECK(folder.run({"waive", id, "--reason", "  ", "--as-of", day}).exit == 1);
  CHECK(folder.run({"waive", "F0000000000000000", "--reason", "x", "--as-of", day}).exit == 1);
  REQUIRE(folder.run({"waive", id, "--reason", "agreed", "--as-of", day}).exit == 0);
  const auto after = json_of(folder.run({"findings", "--json", "--as-of", day}))["findings"];
  CHECK(after.size() == findings.size());
  const auto waived = std::count_if(
      after.begin(), after.end(), [](const json& finding) { return finding["state"] == "waived"; });
  CHECK(waived == 1);
}

TEST_CASE("a book, its copy and every file written are for their owner alone", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  REQUIRE(folder.run({"backup", "copy.dpledger"}).exit == 0);
  REQUIRE(folder
              .run({"statement", "P0001", "--from", "2025-04-01", "--to", day, "--out", "s.csv",
                    "--format", "csv"})
              .exit == 0);
  for (const auto* name : {"book.dpledger", "copy.dpledger", "s.csv"}) {
    CAPTURE(name);
    CHECK(mode_of(folder.file(name)) == 0600);
  }
  CHECK(folder.run({"backup", "copy.dpledger"}).exit == 1);
  CHECK(folder.run({"check", "--book", "copy.dpledger"}).exit == 0);
}

TEST_CASE("inspect needs no book, shows what it can and ends with 1 when anything is refused",
          "[app]") {
  const Folder folder;
  folder.copy_scenario("luke");
  folder.write("noise.csv", "what is this\n");
  const auto ran = folder.run({"inspect", "noise.csv", "luke/natwest-2025-04.csv", "--json"});
  CHECK(ran.exit == 1);
  const auto files = json_of(ran)["files"];
  REQUIRE(files.size() == 2);
  CHECK(files[0]["refused"].size() == 1);
  CHECK_FALSE(files[1]["statements"][0]["lines"].empty());
  CHECK(folder.run({"inspect", "luke/payroll.csv"}).exit == 0);
  CHECK_FALSE(support::Folder{}.run({"inspect", "absent.csv"}).exit == 0);
}

TEST_CASE("demo walks from files to a signature that openssl accepts", "[app]") {
  const Folder folder;
  const auto ran = folder.run({"demo", "here"});
  CAPTURE(ran.err);
  REQUIRE(ran.exit == 0);
  const auto begin = ran.out.find("openssl cms");
  REQUIRE(begin != std::string::npos);
  const auto command = ran.out.substr(begin, ran.out.find('\n', begin) - begin);
  CHECK(folder.run_other({"sh", "-c", command}).exit == 0);
  CHECK(mode_of(folder.file("here/auditor.key")) == 0600);
  CHECK(json_of(folder.run({"demo", "there", "--json"}))["schema"] == "dpledger.demo/1");
  CHECK(folder.run({"demo", "here"}).exit == 1);
}
