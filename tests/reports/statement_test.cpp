// What a statement of account says; how far it is approved is in statement_approved_test.cpp.
#include "reports/statement.hpp"

#include "ledger/ensure.hpp"
#include "reports/statement_figures.hpp"
#include "reports/workbook_json.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/statement_made.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace reports;
using small_book::day;
using small_book::pounds;
using statement_made::finding;
using statement_made::json_of;
using statement_made::Made;

namespace {

std::vector<std::string> keys_of(const nlohmann::ordered_json& json) {
  std::vector<std::string> keys;
  for (const auto& member : json.items()) keys.push_back(member.key());
  return keys;
}

}  // namespace

TEST_CASE("the statement of a small April reads as it should", "[reports][golden]") {
  const Made made;
  const Answer answer = statement(made.of());
  CHECK(as_text(answer) == golden::page("statement.txt", as_text(answer)));
  CHECK(as_csv(answer) == golden::page("statement.csv", as_csv(answer)));
}

TEST_CASE("opening and movements give closing, and the bank agrees", "[reports]") {
  const Made made;
  const auto json = json_of(made.of());
  const auto& account = json["accounts"][0];
  CHECK(account["account"] == "P1/dp");
  CHECK(account["opening"] == "100.00");
  CHECK(account["in"] == "400.00");
  CHECK(account["out"] == "100.00");
  CHECK(account["closing"] == "400.00");
  const auto& bank = json["banks"][0];
  CHECK(bank["per_statement"] == "400.00");
  CHECK(bank["file"] == "april.csv");
  CHECK(bank["line"] == 5);
  CHECK(bank["difference"] == "0.00");
  CHECK(bank["explained"] == "nil");
}

TEST_CASE("what was posted and taken back in the period is no money in or out", "[reports]") {
  const Made made;
  const auto json = json_of(made.of());
  CHECK(json["payments"].dump() == R"([{"name":"Not explained yet","amount":"5.00"},)"
                                   R"({"name":"Paid directly for garden","amount":"15.00"},)"
                                   R"({"name":"Wages","amount":"80.00"}])");
}

TEST_CASE("what the account was opened with is its opening balance, later too", "[reports]") {
  Made made;
  made.before = made.book.view(day("2025-04-25"));
  StatementOf of = made.of();
  of.period.first = day("2025-04-26");
  const auto account = json_of(of)["accounts"][0];
  CHECK(account["opening"] == "420.00");
  CHECK(account["in"] == "0.00");
  CHECK(account["out"] == "20.00");
}

TEST_CASE("a statement that leaves out an entry of the period is a defect", "[reports]") {
  Made made;
  auto short_of_one = made.book.entries;
  short_of_one.erase(short_of_one.begin() + 1);
  StatementOf of = made.of();
  of.entries = &short_of_one;
  CHECK_THROWS_AS(statement(of), ledger::Defect);
}

TEST_CASE("without a balance in the files the statement says so", "[reports]") {
  Made made;
  for (auto& line : made.book.facts.lines) line.line.balance.reset();
  const StatementOf of = made.of();
  CHECK(json_of(of)["banks"][0]["per_statement"].is_null());
  CHECK(as_text(statement(of)).find("The files give no balance") != std::string::npos);
}

TEST_CASE("a closing balance in a file's frame stands in for running balances", "[reports]") {
  Made made;
  for (auto& line : made.book.facts.lines) line.line.balance.reset();
  ledger::StatementFrame frame{.import = ledger::ImportId{1}, .account = "dp"};
  frame.covered = ledger::Period{day("2025-04-01"), day("2025-04-28")};
  frame.closing = pounds("405.00");
  made.book.facts.frames = {frame};
  const auto bank = json_of(made.of())["banks"][0];
  CHECK(bank["per_statement"] == "405.00");
  CHECK(bank["printed_on"] == "2025-04-28");
  CHECK(bank["lines_after"] == "-5.00");
  CHECK(bank["difference"] == "0.00");
}

TEST_CASE("days of which no statement tells are named, and nothing is claimed of them",
          "[reports]") {
  Made made;
  auto& frames = made.book.facts.frames;
  frames[0].printed = frames[0].covered = ledger::Period{day("2025-04-01"), day("2025-04-10")};
  frames.push_back(frames[0]);
  frames[1].printed = frames[1].covered = ledger::Period{day("2025-04-14"), day("2025-04-28")};
  const auto answer = statement(made.of());
  const auto bank = nlohmann::json::parse(answer.json)["banks"][0];
  CHECK(bank["as_at"] == "2025-04-28");
  CHECK(bank["not_covered"].dump() == R"([{"from":"2025-04-11","to":"2025-04-13"},)"
                                      R"({"from":"2025-04-29","to":"2025-04-30"}])");
  CHECK(bank["explained"] == "nil as at 28 April 2025, and not known of the days after it");
  const auto page = as_text(answer);
  CHECK(page.find("Difference: nil.") == std::string::npos);
  CHECK(page.find("No statement tells of 11 April 2025 to 13 April 2025, 29 April 2025 to 30 April "
                  "2025 (5 days)") != std::string::npos);
}

TEST_CASE("two files that hand the balance on tell of the days between them", "[reports]") {
  Made made;
  auto& frames = made.book.facts.frames;
  frames.push_back(frames[0]);
  frames[0].printed.reset();
  frames[0].covered = ledger::Period{day("2025-04-04"), day("2025-04-10")};
  frames[0].opening = pounds("100.00");  // what the account was opened with
  frames[0].closing = pounds("500.00");
  frames[1].printed.reset();
  frames[1].covered = ledger::Period{day("2025-04-14"), day("2025-05-20")};
  frames[1].opening = pounds("500.00");
  CHECK(json_of(made.of())["banks"][0]["not_covered"].empty());
  frames[1].opening = pounds("499.00");
  CHECK(json_of(made.of())["banks"][0]["not_covered"].dump() ==
        R"([{"from":"2025-04-11","to":"2025-04-13"}])");
}

TEST_CASE("a difference is explained by what does not join up", "[reports]") {
  Made made;
  made.book.facts.lines[3].line.balance = pounds("390.00");
  ledger::StatementFrame frame{.import = ledger::ImportId{1}, .account = "dp"};
  frame.breaks = {5};
  made.book.facts.frames = {frame};
  const auto bank = json_of(made.of())["banks"][0];
  CHECK(bank["difference"] == "10.00");
  CHECK(bank["explained"] == "the running balance does not follow at april.csv:5");
}

TEST_CASE("a difference is explained by statements of that account that are missing", "[reports]") {
  Made made;
  made.book.facts.lines[3].line.balance = pounds("390.00");
  StatementOf of = made.of();
  CHECK(json_of(of)["banks"][0]["explained"] == "nothing in the files explains it");
  auto gap = finding("F3", "statement-gap", ledger::Severity::high, ledger::FindingState::open);
  gap.why = "A statement is missing.";
  gap.subject = "card:2025-04-10:2025-04-20";  // of another account
  of.findings.push_back(gap);
  CHECK(json_of(of)["banks"][0]["explained"] == "nothing in the files explains it");
  of.findings.back().subject = "dp:2025-04-10:2025-04-20";
  CHECK(json_of(of)["banks"][0]["explained"] == "A statement is missing");
}

TEST_CASE("a line that is not reconciled is shown between bank and books", "[reports]") {
  Made made;
  made.book.entries.pop_back();
  made.before = made.book.view(day("2025-03-31"));
  made.at_end = made.book.view(day("2025-04-30"));
  const auto json = json_of(made.of());
  CHECK(json["banks"][0]["not_in_books"] == "-5.00");
  CHECK(json["banks"][0]["per_books"] == "405.00");
  CHECK(json["banks"][0]["difference"] == "0.00");
  CHECK(json["lines"][3]["why"] == "not reconciled yet");
}

TEST_CASE("the statement's JSON has its keys in the documented order", "[reports]") {
  const Made made;
  CHECK(keys_of(json_of(made.of())) ==
        std::vector<std::string>{
            "schema",     "status",  "commissioner",   "person",    "name",       "holder",
            "from",       "to",      "accounts",       "returned",  "income",     "payments",
            "carried",    "plan",    "cost",           "banks",     "in_transit", "budgets",
            "spoken_for", "surplus", "former_package", "findings",  "sources",    "lines",
            "approvals",  "late",    "chain",          "signature", "state",      "since",
            "corrections"});
}

TEST_CASE("what goes from a budget to its follower is neither money in nor money out",
          "[reports]") {
  Made made;
  const auto carry = [&](const std::string& budget, const std::string& debit,
                         const std::string& credit, const std::string& source) {
    const std::int64_t number = std::ssize(made.book.entries) + 1;
    ledger::Entry entry{day("2025-04-20"),
                        ledger::EntryKind::handover,
                        source,
                        {{budget, debit, credit, pounds("50.00"), {}}},
                        {}};
    made.book.entries.push_back(
        {ledger::EntryNo{number}, std::move(entry), {}, false, ledger::LinkNo{number}});
  };
  carry("2025", "to:2026", "bank:dp", "handover:2026");
  const auto other_days = [&] {
    made.before = made.book.view(day("2025-03-31"));
    made.at_end = made.book.view(day("2025-04-30"));
  };
  SECTION("both sides in the period") {
    carry("2026", "bank:dp", "from:2025", "handover:2026");
    other_days();
    const auto answer = statement(made.of());
    const auto json = nlohmann::json::parse(answer.json);
    CHECK(json["income"].size() == 1);
    CHECK(json["returned"] == "0.00");
    CHECK(json["carried"].dump() ==
          R"([{"arrived":"50.00","from":"2025","left":"50.00","to":"2026"}])");
    CHECK(json["accounts"][0]["in"] == "400.00");
    CHECK(json["accounts"][0]["out"] == "100.00");
    const auto page = as_text(answer);
    CHECK(page.find("£50.00 went from budget 2025 to budget 2026") != std::string::npos);
    CHECK(page.find("Carried to budget") == std::string::npos);
  }
  SECTION("one side in the period") {
    other_days();
    const auto answer = statement(made.of());
    const auto json = nlohmann::json::parse(answer.json);
    CHECK(json["payments"].size() == 3);
    CHECK(json["returned"] == "0.00");
    CHECK(json["accounts"][0]["out"] == "150.00");
    CHECK(json["accounts"][0]["closing"] == "350.00");
    CHECK(as_text(answer).find("Carried to budget 2026") != std::string::npos);
  }
}

TEST_CASE("a workbook of a statement carries its data, and only what is one", "[reports][xlsx]") {
  const Made made;
  const auto answer = statement(made.of());
  const auto inside = json_in_workbook(as_xlsx(answer));
  REQUIRE(inside);
  CHECK(*inside == answer.json);
  CHECK_FALSE(json_in_workbook(as_xlsx({})));
  CHECK_FALSE(json_in_workbook("PK\x03\x04 and nothing more"));
}

TEST_CASE("the former package is counted by the days that the period covers", "[reports]") {
  const Made made;
  const auto former = json_of(made.of())["former_package"][0];
  CHECK(former["days"] == 30);
  CHECK(former["former_package"] == "120.00");
  CHECK(former["cost"] == "115.00");
  CHECK(former["saved"] == "5.00");
}

TEST_CASE("the steps end in the surplus", "[reports]") {
  const Made made;
  for (const auto& position : reconcile::positions(made.at_end)) {
    ledger::Money sum;
    for (const Step& step : surplus_steps(position)) sum += step.amount;
    CHECK(sum == position.surplus);
    CHECK(sum == pounds("287.95"));
  }
}

TEST_CASE("what is owed and set aside is named, and the plan's chart says in words what it shows",
          "[reports]") {
  const Made made;
  const Answer answer = statement(made.of());
  const auto json = nlohmann::ordered_json::parse(answer.json);
  CHECK(
      json["spoken_for"].dump() ==
      R"([{"budget":"2025","kind":"owed","name":"Tax and National Insurance","amount":"20.00"}])");
  const auto plan = std::find_if(answer.tables.begin(), answer.tables.end(),
                                 [](const Table& table) { return table.chart.has_value(); });
  REQUIRE(plan != answer.tables.end());
  const Chart& chart = *plan->chart;
  REQUIRE(chart.bars.size() == 2);
  CHECK(chart.bars[0].name == "2025/team");
  CHECK(chart.bars[0].before + chart.bars[0].now == pounds("100.00"));
  CHECK(chart.bars[0].whole == pounds("1000.00"));
  CHECK(chart.words ==
        std::vector<std::string>{"Of £1,100.00 planned, £115.00 was spent by 30 April 2025 (10 %), "
                                 "£115.00 of it in this period.",
                                 "Spent of each line: 2025/team 10 %, 2025/garden 15 %.",
                                 "No line is beyond its plan."});
  for (const std::string& words : chart.words) {
    CHECK(as_text(answer, {.width = 1000}).find(words) != std::string::npos);
  }
  const auto page = as_html(answer, "Statement");
  CHECK(page.find("<svg role=\"img\"") != std::string::npos);
  CHECK(page.find("<figcaption") != std::string::npos);
}

TEST_CASE("the signature block has the role and the declaration that the command gave",
          "[reports]") {
  const Made made;
  StatementOf of = made.of();
  of.role = "Auditor <of> the board";
  of.declaration = "I have seen every line.";
  const Answer answer = statement(of);
  const auto json = nlohmann::ordered_json::parse(answer.json);
  CHECK(json["signature"]["role"] == of.role);
  CHECK(json["signature"]["declaration"] == of.declaration);
  CHECK(as_text(answer).find(of.role) != std::string::npos);
  CHECK(as_text(answer).find(of.declaration) != std::string::npos);
  CHECK(as_html(answer, "S").find("Auditor &lt;of&gt; the board") != std::string::npos);
  CHECK(as_csv(answer).find(of.declaration) != std::string::npos);
}
