// Every rule of the table is made to happen through the program, by a file of fixtures/refusals or
// by a case below, and no refusal changes the book.
#include "import/csv/recognise.hpp"
#include "ledger/error.hpp"
#include "tests/app/support_bank.hpp"
#include "tests/app/support_refusals.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using namespace support;
namespace fs = std::filesystem;

namespace {

/// One way of breaking a rule: the words that are refused, after the files they need were made.
struct Case {
  const char* rule;
  Words words;
};

Words sign(const std::string& file, const std::string& key, const std::string& certificate) {
  return {"sign", file, "--key", key, "--cert", certificate};
}

/// The cases; `line` is a line that settles net pay alone, `undone` an import taken back.
std::vector<Case> cases(const std::string& line, const std::string& undone) {
  const Words period{"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30"};
  auto overwrite = period;
  overwrite.insert(overwrite.end(), {"--out", "noise"});
  return {
      {"file-unreadable", {"inspect", "absent.csv"}},
      {"file-unreadable", {"inspect", "stephen"}},
      {"file-unreadable", {"inspect", "pipe"}},
      {"file-unreadable", {"load", "/dev/null"}},
      {"file-unreadable", {"verify", "pipe"}},
      {"file-exists", overwrite},
      {"file-exists", sign("signed.txt", "ann.key", "ann.pem")},
      {"file-exists", {"demo", "."}},
      {"file-too-large", {"inspect", "large.csv"}},
      {"profile-unknown", {"inspect", "other.csv", "--profile", "nobodys-bank"}},
      {"kind-mismatch", {"import", "--manifest", "kind.csv"}},
      {"more-refused", {"import", "many.csv"}},
      {"currency-foreign", {"import", "euros.csv", "--account", "P0001/dp"}},
      {"account-unknown", {"import", "other.csv"}},
      {"account-unknown", {"import", "other.csv", "--account", "P0001/none"}},
      {"account-mismatch", {"import", "other.csv", "--account", "P0001/dp"}},
      {"account-not-named", {"import", "euros.csv"}},
      {"person-unknown", {"balance", "P9"}},
      {"person-unknown", {"import", "stranger.csv"}},
      {"statement-missing", {"import", "orders.ofx", "--account", "P0001/dp"}},
      {"worker-unknown", {"import", "worker.xml", "--account", "P0001"}},
      {"plan-line-unknown", {"import", "nowhere.csv"}},
      {"plan-line-unknown", {"code", line, "nowhere"}},
      {"authority-exceeded", {"load", "approved.toml", "--parameters", "limits.csv"}},
      {"version-from-missing", {"load", "undated.toml"}},
      {"version-conflict", {"load", "first.toml", "second.toml"}},
      {"book-exists", {"init", "--commissioner", "X"}},
      {"book-exists", {"backup", "noise"}},
      {"book-missing", {"balance", "--book", "absent"}},
      {"book-not-ours", {"balance", "--book", "noise"}},
      {"book-newer", {"balance", "--book", "newer"}},
      {"import-unknown", {"undo", "I999"}},
      {"import-already-undone", {"undo", undone}},
      {"line-unknown", {"unmatch", "L0000000000000000"}},
      {"item-unknown", {"match", line, "net-pay:P0001:W9:2025-04-25"}},
      {"finding-unknown", {"waive", "F0000000000000000", "--reason", "x"}},
      {"finding-unknown", {"note", "FNOPE", "--text", "x"}},
      {"line-unknown", {"note", "LNOPE", "--text", "x"}},
      {"line-unknown", {"postpone", "L0000000000000000", "--until", "2026-05-01"}},
      {"subject-unknown", {"note", "P0001", "--text", "x"}},
      {"nothing-decided", {"review", "--decide", "nothing.csv"}},
      {"amounts-do-not-agree", {"match", line, "funding:P0001:2025:2025-04-04"}},
      {"reason-missing", {"waive", "F0000000000000000", "--reason", " "}},
      {"period-ahead", {"submit", "P0001", "--to", "2026-04-01"}},
      {"period-closed", {"submit", "P0001", "--to", "2025-04-30"}},
      {"period-closed", {"approve", "P0001", "--to", "2025-04-10"}},
      {"period-not-submitted", {"approve", "P0001", "--to", "2025-07-31", "--by", "bob"}},
      {"period-same-person", {"approve", "P0001", "--to", "2025-05-31", "--by", "Ann"}},
      {"period-changed", {"approve", "P0001", "--to", "2025-06-30", "--by", "bob"}},
      {"period-not-latest", {"reopen", "P0001", "--to", "2025-04-10", "--reason", "x"}},
      {"nothing-to-take-back", {"note", line, "--undo"}},
      {"budget-unknown", {"hold", "P0001", "2019", "--reason", "x"}},
      {"act-unknown", {"letter", "P0001", "R1"}},
      {"act-unknown", {"withdraw", "P0001", "7", "--reason", "x"}},
      {"act-unknown", {"write-off", "P0001", "R1", "--reason", "x"}},
      {"act-impossible", {"release", "P0001", "2025"}},
      {"act-impossible",
       {"offset", "P0001", "2025", "10.00", "--due", "2025-04-05", "--reason", "x"}},
      {"act-impossible",
       {"reclaim", "P0001", "2025", "1.00", "--until", "2026-03-31", "--reason", "x"}},
      {"amount-beyond",
       {"reclaim", "P0001", "2025", "90000.00", "--until", "2026-05-31", "--reason", "x"}},
      {"amount-beyond",
       {"reclaim", "P0001", "2025", "90000.00", "--until", "2026-05-31", "--because",
        "outside-plan", "--reason", "x"}},
      {"money-not-understood",
       {"reclaim", "P0001", "2025", "lots", "--until", "2026-05-31", "--reason", "x"}},
      {"value-out-of-range",
       {"reclaim", "P0001", "2025", "0.00", "--until", "2026-05-31", "--reason", "x"}},
      {"reason-missing",
       {"reclaim", "P0001", "2025", "1.00", "--until", "2026-05-31", "--reason", " "}},
      {"person-erased", {"reconcile", "P0001", "--book", "erased"}},
      {"person-erased", {"load", "stephen/person.toml", "--book", "erased"}},
      {"erasing-too-early",
       {"erase", "P0001", "--reason", "x", "--book", "kept", "--as-of", "2025-10-15"}},
      {"erasing-impossible", {"erase", "P0001", "--reason", "x", "--early", "--book", "loaded"}},
      {"not-sealed", {"prove", "P0001", "--seal", "stephen/person.toml"}},
      {"figure-unknown", {"trace", "P0001", "nonsense"}},
      {"sample-impossible",
       {"sample", "--from", "2025-04-01", "--to", "2025-06-30", "--seed", "1", "--size", "0"}},
      {"paper-incomplete",
       {"sample", "--from", "2025-04-01", "--to", "2025-06-30", "--seed", "1", "--size", "1",
        "--results", "paper.csv"}},
      {"key-unreadable", sign("page.txt", "noise", "ann.pem")},
      {"key-unsuitable", sign("page.txt", "ed.key", "ed.pem")},
      {"certificate-unreadable", sign("page.txt", "ann.key", "noise")},
      {"certificate-mismatch", sign("page.txt", "ann.key", "bob.pem")},
      {"certificate-not-valid", sign("page.txt", "web.key", "web.pem")},
      {"pdf-not-signable", sign("broken.pdf", "ann.key", "ann.pem")},
      {"token-unavailable", sign("page.txt", "pkcs11:token=none;object=none", "ann.pem")},
      {"passphrase-missing", {"key", "new", "mine", "--name", "Ann Auditor"}},
      {"signature-missing", {"timestamp", "page.txt"}},
      {"timestamp-refused", {"timestamp", "stamped.txt", "--reply", "noise"}},
      {"not-supported",
       {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30", "--format", "pdf"}},
  };
}

json lines_of(const Folder& folder) {
  return json::parse(
      folder.run({"matches", "P0001", "--json", "--as-of", refusal_day}).out)["lines"];
}

std::string line_of_net_pay(const Folder& folder) {
  for (const auto& line : lines_of(folder)) {
    if (line["items"].size() != 1) continue;
    if (line["items"][0]["key"].get<std::string>().starts_with("net-pay:")) return line["id"];
  }
  return "";
}

std::string state_of(const Folder& folder) {
  return folder.run({"matches", "--json", "--as-of", refusal_day}).out +
         folder.run({"imports", "--json"}).out + folder.run({"register", "P0001", "--json"}).out;
}

/// April approved; May and June wait, and June's books have changed since by what was decided.
void make_periods(const Folder& folder, const std::string& line) {
  const auto step = [&](const Words& words, const char* who) {
    auto all = words;
    all.insert(all.end(), {"--by", who, "--as-of", refusal_day});
    const auto ran = folder.run(all);
    CAPTURE(all, ran.err);
    REQUIRE(ran.exit == 0);
  };
  step({"submit", "P0001", "--to", "2025-06-30"}, "ann");
  step({"unmatch", line}, "ann");
  step({"submit", "P0001", "--to", "2025-05-31"}, "ann");
  step({"submit", "P0001", "--to", "2025-04-30"}, "ann");
  step({"approve", "P0001", "--to", "2025-04-30"}, "bob");
}

/// The rules that the files of fixtures/refusals break, each run through the program.
std::set<std::string> broken_by_files(const Folder& folder) {
  std::set<std::string> happened;
  for (const auto& each : fs::directory_iterator{fs::path{DPLEDGER_FIXTURES} / "refusals"}) {
    const auto rule = each.path().filename().string();
    for (const auto* name : {"input.csv", "input.txt", "input.toml", "input.pdf"}) {
      const auto file = each.path() / name;
      if (!fs::exists(file)) continue;
      const auto* command = file.extension() == ".toml" ? "load" : "inspect";
      CAPTURE(file);
      CHECK(refused_with(folder, {command, file.string()}).count(rule) == 1);
      happened.insert(rule);
    }
  }
  return happened;
}

/// On a machine without pdftotext.
bool a_pdf_asks_for_its_reader(const Folder& folder) {
  const auto pdf = fs::path{DPLEDGER_FIXTURES} / "statements/pdf/northgate.pdf";
  const auto ran = folder.run_other({DPLEDGER_PROGRAM, "inspect", pdf.string()},
                                    [] { ::setenv("PATH", "/nowhere", 1); });
  return ran.exit == 1 && ran.err.find("poppler-utils") != std::string::npos;
}

/// No two layouts of the program share a heading, so that this takes a twin of one of them.
bool a_twin_is_ambiguous() {
  std::vector<imports::Layout> layouts;
  for (const auto& layout : imports::built_in_layouts()) layouts.push_back(layout);
  auto twin = layouts.front();
  twin.name = "twin";
  layouts.push_back(twin);
  const std::string file = "f.csv";
  imports::Refusals refusals{file};
  if (imports::recognise(support::bank_heading, layouts, {}, refusals)) return false;
  return refusals.take().front().broken == ledger::Rule::format_ambiguous;
}

}  // namespace

TEST_CASE("every refusal is made to happen, and changes nothing in the book", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  make_files(folder);
  make_newer_book(folder);
  make_books_to_erase(folder);
  const auto undone =
      "I" + std::to_string(json::parse(folder.run({"imports", "--json"}).out)["imports"].size());
  REQUIRE(folder.run({"undo", undone}).exit == 0);
  const auto line = line_of_net_pay(folder);
  REQUIRE_FALSE(line.empty());
  make_periods(folder, line);
  const auto before = state_of(folder);

  auto happened = broken_by_files(folder);
  for (const auto& each : cases(line, undone)) {
    CAPTURE(each.rule, each.words);
    CHECK(refused_with(folder, each.words).count(each.rule) == 1);
    happened.insert(each.rule);
  }
  if (a_twin_is_ambiguous()) happened.insert("format-ambiguous");
  if (a_pdf_asks_for_its_reader(folder)) happened.insert("pdf-reader-missing");

  for (const auto rule : ledger::all_rules()) {
    CAPTURE(ledger::describe(rule).name);
    CHECK(happened.count(std::string{ledger::describe(rule).name}) == 1);
  }
  CHECK(state_of(folder) == before);
  CHECK(folder.read("noise") == "nothing\n");
  CHECK(folder.read("signed.txt.p7s") == "a signature\n");
}

TEST_CASE("a key that would get nothing is refused by name, and one that takes part is not",
          "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto line = line_of_net_pay(folder);
  REQUIRE_FALSE(line.empty());
  std::string own, another;
  for (const auto& each : lines_of(folder)) {
    for (const auto& item : each["items"]) {
      const std::string key = item["key"];
      if (each["id"] == line) own = key;
      if (each["id"] != line && key.starts_with("pension:") && another.empty()) another = key;
    }
  }
  REQUIRE_FALSE(another.empty());
  const auto before = state_of(folder);
  const auto ran = folder.run({"match", line, own, another});
  CHECK(ran.exit == 1);
  CHECK(ran.err.find(another + " would get nothing") != std::string::npos);
  CHECK(ran.err.find(own + " would") == std::string::npos);
  CHECK(state_of(folder) == before);
  CHECK(folder.run({"match", line, another, own}).exit == 0);
  CHECK(folder.run({"match", line, own}).exit == 0);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("more refusals of one file than a person reads end with how many more there are",
          "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  make_files(folder);
  const auto refusals = json::parse(folder.run({"import", "many.csv", "--json"}).out)["refusals"];
  CHECK(refusals.size() == 51);
  CHECK(refusals.back()["rule"] == "more-refused");
  CHECK(refusals.back()["found"] == "3 more");
}

TEST_CASE("a file of orders is shown by inspect, and import says what it holds instead", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  make_files(folder);
  const auto shown = json::parse(folder.run({"inspect", "orders.ofx", "--json"}).out)["files"][0];
  CHECK(shown["statements"].empty());
  CHECK(shown["refused"].empty());
  CHECK(shown["warnings"].dump().find("1 in number") != std::string::npos);
  const auto ran = folder.run({"import", "orders.ofx", "--account", "P0001/dp", "--json"});
  CHECK(ran.exit == 1);
  const auto refusals = json::parse(ran.out)["refusals"];
  REQUIRE(refusals.size() == 1);
  CHECK(refusals[0]["found"].get<std::string>().find("transfers") != std::string::npos);
}

TEST_CASE("what inspect refuses stands once: as a sentence on standard error", "[app]") {
  const Folder folder;
  folder.write("noise.csv", "nothing,known\n1,2\n");
  const auto ran = folder.run({"inspect", "noise.csv"});
  CHECK(ran.exit == 1);
  CHECK(ran.out == "noise.csv: refused, 1 reason.\n");
  CHECK(ran.err.find("noise.csv:1:1: ") != std::string::npos);
}
