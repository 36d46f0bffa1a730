// Why one line is where it is, as sentences and as data.
#include "reconcile/explain.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/answers.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/small_book.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace reports;
using nlohmann::ordered_json;
using small_book::day;
using small_book::pounds;

namespace {

ledger::Worker worker(const std::string& ref, const std::string& name) {
  ledger::Worker made{ref, name, day("2025-04-01"), {}, {}, {}, {}, {}, {}, {}};
  made.shares = {{"2025", "team", 100}};
  return made;
}

/// The small book with two workers of one surname, and what the engine makes of its lines.
struct Reconciled {
  ledger::PersonFacts facts = small_book::april().facts;
  std::vector<ledger::RecordedEntry> entries;

  Reconciled() {
    auto version = facts.history.latest();
    version.workers = {worker("W1", "Amy Jones"), worker("W2", "Alan Jones")};
    facts.history = ledger::PersonHistory{{version}};
  }

  ledger::LineId bank(std::int64_t id, std::string_view on, std::string_view amount,
                      const std::string& text) {
    ledger::StatementLine line{.date = day(on), .amount = pounds(amount)};
    line.payee = text;
    line.id = {id};
    line.file_line = static_cast<int>(id) + 1;
    facts.lines.push_back({"dp", facts.lines.front().import, line});
    return line.id;
  }

  void payslip(const std::string& ref, std::string_view on, std::string_view net) {
    auto slip = facts.payslips.front();
    slip.record.worker = ref;
    slip.record.pay_date = day(on);
    slip.record.period = {plus_days(day(on), -6), day(on)};
    slip.record.net = slip.record.gross = pounds(net);
    slip.record.tax = {};
    facts.payslips.push_back(slip);
  }

  Answer explain(ledger::LineId id) {
    entries.clear();
    const auto& parameters = ledger::Parameters::built_in();
    for (auto& entry : reconcile::reconcile(facts, parameters).entries) {
      const auto number = std::ssize(entries) + 1;
      entries.push_back({{number}, std::move(entry), {}, false, {number}});
    }
    const auto view = reconcile::view(facts, entries, ledger::balances_of(entries), parameters,
                                      day("2026-03-31"));
    return explanation({"P1", &view}, *view.line(id));
  }
};

std::vector<std::string> reasons(const ordered_json& list) {
  std::vector<std::string> all;
  for (const auto& one : list) {
    all.push_back(one["reason"].get<std::string>() + " " + one["value"].get<std::string>());
  }
  return all;
}

}  // namespace

TEST_CASE("a match is explained aloud: for, against, what lost, how sure, by which rules",
          "[reports][golden]") {
  Reconciled book;
  book.payslip("W1", "2025-05-02", "60.00");
  book.payslip("W2", "2025-05-12", "60.00");
  const auto late = book.bank(12, "2025-05-12", "-60.00", "AMY JONES");
  const Answer answer = book.explain(late);
  CHECK(as_text(answer) == golden::page("explained-match.txt", as_text(answer)));
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["schema"] == "dpledger.explanation/1");
  CHECK(json["state"] == "matched");
  CHECK(json["rules"] == reconcile::rules_version);
  CHECK(json["items"][0]["key"] == "net-pay:P1:W1:2025-05-02");
  CHECK(reasons(json["against"]) == std::vector<std::string>{"days 10"});
  REQUIRE(json["considered"].size() == 1);
  CHECK(json["alternatives"].empty());
  for (const auto& lost : json["considered"]) CHECK_FALSE(lost["against"]["text"].empty());
}

TEST_CASE("explanations that fit are shown side by side", "[reports][golden]") {
  Reconciled book;
  book.payslip("W1", "2025-05-09", "60.00");
  book.payslip("W2", "2025-05-09", "60.00");
  const auto torn = book.bank(12, "2025-05-09", "-60.00", "A JONES");
  const Answer answer = book.explain(torn);
  CHECK(as_text(answer) == golden::page("explained-suggestion.txt", as_text(answer)));
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["state"] == "suggested");
  CHECK(json["alternatives"].size() == 2);
  CHECK(json["considered"].empty());
}

TEST_CASE("a line in suspense says what is missing", "[reports][golden]") {
  Reconciled book;
  const Answer answer = book.explain({4});
  CHECK(as_text(answer) == golden::page("explained-suspense.txt", as_text(answer)));
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["state"] == "unmatched");
  CHECK_FALSE(json["missing"].empty());
  CHECK(json["decision"].is_null());
}

TEST_CASE("what a person decided says who, and when", "[reports]") {
  Reconciled book;
  book.facts.decisions = {
      {{4}, ledger::Decision::Kind::code, {}, "2025/garden", "r.patel", "2025-07-01T10:00:00Z"}};
  const Answer answer = book.explain({4});
  CHECK(as_text(answer, {.width = 400}).find("r.patel decided this on 1 July 2025.") !=
        std::string::npos);
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["decision"]["by"] == "r.patel");
  CHECK(json["certainty"] == "certain");
}

TEST_CASE("a line that was never reconciled says so", "[reports]") {
  const auto book = small_book::april();
  auto view = book.view(day("2025-04-30"));
  view.lines[0].match = nullptr;
  const auto json = ordered_json::parse(explanation({"P1", &view}, view.lines[0]).json);
  CHECK(json["why"] == "not reconciled yet");
  CHECK(json["rules"].is_null());
  CHECK(reasons(json["missing"]) == std::vector<std::string>{"run "});
}

TEST_CASE("confidence has the same words everywhere, surer ones for more", "[reports]") {
  CHECK(reconcile::certainty(1000) == "certain");
  CHECK(reconcile::certainty(975) == "almost certain");
  CHECK(reconcile::certainty(900) == "very likely");
  CHECK(reconcile::certainty(899) == "likely");
  CHECK(reconcile::certainty(600) == "possible");
  CHECK(reconcile::certainty(0) == "unexplained");
}
