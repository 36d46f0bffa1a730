#include "reports/answers.hpp"

#include "tests/reports/golden.hpp"
#include "tests/reports/small_book.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace reports;
using nlohmann::ordered_json;
using small_book::day;
using small_book::pounds;

namespace {

std::vector<std::string> keys_of(const ordered_json& json) {
  std::vector<std::string> keys;
  for (const auto& member : json.items()) keys.push_back(member.key());
  return keys;
}

ledger::Finding cash() {
  ledger::Finding finding;
  finding.id = "F0123456789abcdef";
  finding.code = "cash-withdrawal";
  finding.severity = ledger::Severity::high;
  finding.person = "P1";
  finding.budget = "2025";
  finding.date = day("2025-04-30");
  finding.amount = pounds("50.00");
  finding.evidence = {{"april.csv", 5}};
  finding.source = "NHS (Direct Payments) Regulations 2013, reg 8";
  finding.why = "Cash was taken out, and nothing shows what it was spent on.";
  return finding;
}

}  // namespace

TEST_CASE("a refusal reads as FILE:LINE:COLUMN and says what to do", "[reports]") {
  const ledger::Error error{ledger::Rule::money_not_understood, {"bank.csv", 7, 3}, "12,3.4", ""};
  const Answer answer = refusals({error});
  CHECK(as_text(answer).starts_with("bank.csv:7:3: "));
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["schema"] == "dpledger.refusal/1");
  const auto& refusal = json["refusals"][0];
  CHECK(keys_of(refusal) ==
        std::vector<std::string>{"file", "line", "column", "rule", "found", "remedy"});
  CHECK(refusal["line"] == 7);
  CHECK(refusal["rule"] == "money-not-understood");
  CHECK(refusal["found"] == "12,3.4");
  CHECK(refusal["remedy"] ==
        std::string{ledger::describe(ledger::Rule::money_not_understood).remedy});
}

TEST_CASE("a remedy of its own stands before its rule's", "[reports]") {
  const ledger::Error error{ledger::Rule::line_unknown, {"", 0, 0}, "L1", "look in matches"};
  const auto json = ordered_json::parse(refusals({error}).json);
  CHECK(json["refusals"][0]["remedy"] == "look in matches");
}

TEST_CASE("matches tell every line with its state and why", "[reports]") {
  const auto book = small_book::april();
  const auto view = book.view(day("2025-04-30"));
  const Answer answer = matches({{"P1", &view}});
  const auto lines = ordered_json::parse(answer.json)["lines"];
  REQUIRE(lines.size() == 4);
  CHECK(keys_of(lines[0]) == std::vector<std::string>{"id", "account", "file", "line", "date",
                                                      "amount", "description", "state", "rule",
                                                      "confidence", "why", "items", "plan_line",
                                                      "alternatives", "considered"});
  CHECK(lines[1]["account"] == "P1/dp");
  CHECK(lines[1]["file"] == "april.csv");
  CHECK(lines[1]["line"] == 3);
  CHECK(lines[1]["state"] == "matched");
  CHECK(lines[1]["items"].dump() == R"([{"key":"net-pay:P1:W1:2025-04-25","amount":"-80.00"}])");
  CHECK(answer.json.find("\"confidence\":0.975,") != std::string::npos);
  CHECK(lines[2]["plan_line"] == "2025/garden");
  CHECK(lines[3]["state"] == "unmatched");
  CHECK(as_text(answer).starts_with("4 lines: 3 matched, 0 suggested, 1 unmatched.\n"));
}

TEST_CASE("a line that nobody has reconciled is unmatched and says so", "[reports]") {
  auto book = small_book::april();
  book.entries.clear();
  const auto view = book.view(day("2025-04-30"));
  const auto line = ordered_json::parse(matches({{"P1", &view}}).json)["lines"][0];
  CHECK(line["state"] == "unmatched");
  CHECK(line["rule"] == "");
  CHECK(line["confidence"] == 0);
  CHECK(line["why"] == "not reconciled yet");
  CHECK(line["items"].empty());
}

TEST_CASE("findings read as a list with evidence and the id to waive", "[reports][golden]") {
  auto waived = cash();
  waived.id = "Ffedcba9876543210";
  waived.severity = ledger::Severity::low;
  waived.state = ledger::FindingState::waived;
  const Answer answer = findings({cash(), waived});
  CHECK(as_text(answer) == golden::page("findings.txt", as_text(answer)));
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["schema"] == "dpledger.findings/1");
  CHECK(keys_of(json["findings"][0]) ==
        std::vector<std::string>{"id", "code", "severity", "person", "budget", "date", "amount",
                                 "evidence", "source", "why", "state", "subject", "waived_by",
                                 "waived_at", "waived_reason"});
  CHECK(json["findings"][0]["evidence"].dump() == R"([{"file":"april.csv","line":5}])");
  CHECK(json["findings"][1]["state"] == "waived");
}

TEST_CASE("an open high finding is red, a waived one is not", "[reports]") {
  auto waived = cash();
  waived.state = ledger::FindingState::waived;
  CHECK(as_text(findings({cash()}), {.colour = true}).find("\x1b[31mhigh") != std::string::npos);
  CHECK(as_text(findings({waived}), {.colour = true}).find("\x1b[31m") == std::string::npos);
}

TEST_CASE("a balance is told in the words of the person whose budget it is", "[reports][golden]") {
  const auto book = small_book::april();
  const auto view = book.view(day("2025-04-30"));
  const Answer answer = balance(reconcile::positions(view), day("2025-04-30"));
  CHECK(as_text(answer) == golden::page("balance.txt", as_text(answer)));
  const auto json = ordered_json::parse(answer.json);
  CHECK(keys_of(json) == std::vector<std::string>{"schema", "as_of", "budgets"});
  CHECK(json["as_of"] == "2025-04-30");
  const auto keys = keys_of(json["budgets"][0]);
  const std::vector<std::string> contract{
      "person",          "budget",    "deployment",  "stream",
      "funder",          "from",      "to",          "indicative",
      "agreed",          "received",  "contributed", "spent",
      "committed",       "available", "bank",        "suspense",
      "due_back",        "owed",      "pots",        "unexpired",
      "allowed_balance", "surplus",   "shortfall",   "lines",
      "funders"};
  REQUIRE(keys.size() >= contract.size());
  CHECK(std::vector<std::string>(keys.begin(), keys.begin() + std::ssize(contract)) == contract);
  CHECK(json["budgets"][0]["owed"]["paye"] == "20.00");
  CHECK(json["budgets"][0]["suspense"] == "5.00");
  CHECK(json["budgets"][0]["indicative"].is_null());
}

TEST_CASE("an overspent budget is told so", "[reports]") {
  const auto book = small_book::april();
  auto positions = reconcile::positions(book.view(day("2025-04-30")));
  positions[0].available = pounds("-40.00");
  const std::string page = as_text(balance(positions, day("2025-04-30")), {.width = 200});
  CHECK(page.find("Not all right until the end") != std::string::npos);
  CHECK(page.find("£40.00 more than there is") != std::string::npos);
}

TEST_CASE("a budget that is over is not told to be all right until its end", "[reports]") {
  const auto book = small_book::april();
  const auto positions = reconcile::positions(book.view(day("2025-04-30")));
  const std::string page = as_text(balance(positions, day("2026-04-01")));
  CHECK(page.find("This budget has ended: of £1,200.00 agreed, £115.00 was spent.") !=
        std::string::npos);
  CHECK(page.find("All right") == std::string::npos);
}

TEST_CASE("a trial balance sums to zero and says so", "[reports]") {
  const auto book = small_book::april();
  const Answer answer = trial_balance({{"P1", book.view(day("2025-04-30")).balances}});
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["money"]["difference"] == "0.00");
  CHECK(json["money"]["debit"] == "520.00");
  CHECK(as_text(answer).find("the accounts sum to zero") != std::string::npos);
}

TEST_CASE("memo accounts stand apart and balance on their own", "[reports]") {
  const std::vector<ledger::Balance> balances{
      {"2025", "bank:dp", pounds("5.00"), pounds("0.00")},
      {"2025", "opening", pounds("0.00"), pounds("5.00")},
      {"2025", "plan:agreed", pounds("70.00"), pounds("0.00")},
      {"2025", "plan:team", pounds("0.00"), pounds("70.00")}};
  const auto json = ordered_json::parse(trial_balance({{"P1", balances}}).json);
  CHECK(json["money"]["debit"] == "5.00");
  CHECK(json["memo"]["debit"] == "70.00");
  CHECK(json["accounts"][2]["memo"] == true);
}

TEST_CASE("a trial balance that is out says by how much", "[reports]") {
  const std::vector<ledger::Balance> balances{{"2025", "bank:dp", pounds("5.00"), {}}};
  const Answer answer = trial_balance({{"P1", balances}});
  CHECK(as_text(answer).find("DO NOT SUM TO ZERO: they are out by £5.00") != std::string::npos);
  CHECK(ordered_json::parse(answer.json)["money"]["difference"] == "5.00");
}

TEST_CASE("a register leads every entry back to its file and line", "[reports]") {
  const auto book = small_book::april();
  const Answer answer = register_of(book.view(day("2025-04-30")), book.entries);
  const auto entries = ordered_json::parse(answer.json)["entries"];
  REQUIRE(entries.size() == 8);
  CHECK(entries[1]["file"] == "april.csv");
  CHECK(entries[1]["line"] == 2);
  CHECK(entries[2]["file"] == "pay.csv");
  CHECK(entries[2]["line"] == 2);
  CHECK(entries[2]["postings"].size() == 2);
  CHECK(entries[3]["reversed"] == true);
  CHECK(entries[4]["reverses"] == 4);
  CHECK(entries[0]["reverses"].is_null());
  CHECK(entries[0]["file"] == "");
}

TEST_CASE("importing what is there already is told as such", "[reports]") {
  const auto book = small_book::april();
  const auto& import = book.facts.imports.at(ledger::ImportId{1});
  const Answer answer = imported({{import, true, {}}, {import, false, {"line 3 held back"}}});
  CHECK(as_text(answer) ==
        "april.csv: already imported (I1); nothing changed.\n"
        "april.csv: bank, lloyds: 4 records kept (I1).\n"
        "  line 3 held back\n");
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["schema"] == "dpledger.import/1");
  CHECK(json["files"][0]["id"] == "I1");
  CHECK(json["files"][0]["already"] == true);
  CHECK(json["files"][1]["notes"][0] == "line 3 held back");
}

TEST_CASE("imports tell which were undone", "[reports]") {
  auto import = small_book::april().facts.imports.at(ledger::ImportId{1});
  import.undone = true;
  const Answer answer = imports({import});
  CHECK(ordered_json::parse(answer.json)["imports"][0]["undone"] == true);
  CHECK(as_text(answer).find("undone") != std::string::npos);
  CHECK(as_csv(answer).find(std::string(64, 'a')) != std::string::npos);
}

TEST_CASE("a reconciliation that changes nothing says so", "[reports]") {
  ReconcileSummary summary;
  summary.people = 1;
  summary.lines = 1200;
  summary.matched = 1200;
  const Answer answer = reconciled(summary);
  CHECK(as_text(answer).find("1 person, 1,200 lines: 1200 matched") != std::string::npos);
  CHECK(as_text(answer).find("Nothing to post") != std::string::npos);
  CHECK(ordered_json::parse(answer.json)["lines"] == 1200);
}

TEST_CASE("a done answer is one document with what was done", "[reports]") {
  const Answer answer = done("dpledger.waive/1", "Waived.", {{"finding", "F1"}});
  CHECK(answer.json == R"({"schema":"dpledger.waive/1","done":"Waived.","finding":"F1"})");
  CHECK(as_text(answer) == "Waived.\n");
  CHECK(as_csv(answer) == "finding\r\nF1\r\n");
}
