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
  REQUIRE(json["alternatives"].size() == 2);
  for (const auto& fits : json["alternatives"]) {
    CHECK(reasons(fits["agreed"]) ==
          std::vector<std::string>{"name initial", "amount -60.00", "days 0"});
    for (const auto& reason : fits["agreed"]) CHECK_FALSE(reason["text"].empty());
  }
  CHECK(reasons(json["alternatives"][0]["against"]) == std::vector<std::string>{"also W2"});
  CHECK(reasons(json["alternatives"][1]["against"]) == std::vector<std::string>{"also W1"});
  // Whom the text names is not the same for both.
  CHECK(reasons(json["agreed"]) == std::vector<std::string>{"amount -60.00", "days 0"});
  CHECK(json["considered"].empty());
  CHECK(json["learned"].is_null());
}

TEST_CASE("the matches tell of a suggested line what fits and why, of a matched one what lost",
          "[reports]") {
  Reconciled book;
  book.payslip("W1", "2025-05-09", "60.00");
  book.payslip("W2", "2025-05-09", "60.00");
  const auto torn = book.bank(12, "2025-05-09", "-60.00", "A JONES");
  book.payslip("W1", "2025-05-23", "75.00");
  book.payslip("W2", "2025-05-23", "75.00");
  const auto told = book.bank(13, "2025-05-23", "-75.00", "AMY JONES");
  book.bank(14, "2025-05-23", "-75.00", "ALAN JONES");
  book.explain(torn);
  const auto view = reconcile::view(book.facts, book.entries, ledger::balances_of(book.entries),
                                    ledger::Parameters::built_in(), day("2026-03-31"));
  const auto json = ordered_json::parse(matches({{"P1", &view}}).json);
  const auto line = [&](ledger::LineId id) {
    for (const auto& each : json["lines"]) {
      if (each["id"] == ledger::text(id)) return each;
    }
    return ordered_json{};
  };
  REQUIRE(line(torn)["alternatives"].size() == 2);
  CHECK(line(torn)["alternatives"][0]["agreed"].size() == 3);
  CHECK(reasons(line(torn)["alternatives"][0]["against"]) == std::vector<std::string>{"also W2"});
  CHECK(line(told)["state"] == "matched");
  CHECK(line(told)["alternatives"].empty());
  REQUIRE(line(told)["considered"].size() == 1);
  CHECK(line(told)["considered"][0]["against"]["reason"] == "name");
}

TEST_CASE("a learned suggestion says who decided, when, and about which line", "[reports]") {
  Reconciled book;
  book.bank(12, "2025-05-09", "-12.00", "CORNER POTTERY 17");
  const auto next = book.bank(13, "2025-06-09", "-14.00", "CORNER POTTERY 18");
  book.facts.decisions = {
      {{12}, ledger::Decision::Kind::code, {}, "2025/garden", "r.patel", "2025-07-01T10:00:00Z"}};
  const Answer answer = book.explain(next);
  CHECK(
      as_text(answer, {.width = 400})
          .find("r.patel decided about a line like it on 1 July 2025: the line of 9 May 2025 over "
                "£12.00, \"CORNER POTTERY 17\" (april.csv, line 13) was put to the plan line "
                "2025/garden.") != std::string::npos);
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["learned"]["line"] == "L000000000000000c");
  CHECK(json["learned"]["by"] == "r.patel");
  CHECK(json["learned"]["on"] == "2025-07-01");
  CHECK(json["learned"]["to"] == "2025/garden");
  CHECK(reasons(json["agreed"]).at(0) == "learned L000000000000000c");
}

TEST_CASE("returns that could undo two payments tell the two apart by text and day", "[reports]") {
  Reconciled book;
  book.bank(12, "2025-05-09", "-33.00", "AMY JONES");
  book.bank(13, "2025-05-12", "-33.00", "ALAN JONES");
  const auto back = book.bank(14, "2025-05-14", "33.00", "RETURNED PAYMENT");
  const auto text = as_text(book.explain(back), {.width = 400});
  CHECK(text.find("The line of 9 May 2025 over £33.00, \"AMY JONES\" (april.csv, line 13)") !=
        std::string::npos);
  CHECK(text.find("The line of 12 May 2025 over £33.00, \"ALAN JONES\" (april.csv, line 14)") !=
        std::string::npos);
  CHECK(text.find("- for: The same amount went the other way 5 days before.") != std::string::npos);
  CHECK(text.find("- against: The text names nobody whose payment it could be.") !=
        std::string::npos);
}

TEST_CASE("a line that a person split names its parts with their amounts, also as rows",
          "[reports]") {
  Reconciled book;
  book.payslip("W1", "2025-05-09", "60.00");
  const auto line = book.bank(12, "2025-05-09", "-100.00", "A TRANSFER");
  book.facts.decisions = {{line,
                           ledger::Decision::Kind::split,
                           {"net-pay:P1:W1:2025-05-09=-60.00", "code:2025/garden=-40.00"},
                           {},
                           "r.patel",
                           "2025-07-01T10:00:00Z"}};
  const Answer answer = book.explain(line);
  CHECK(as_text(answer, {.width = 400})
            .find("It was taken for the wage of Amy Jones due on 9 May 2025 with £60.00 and "
                  "spending on the plan line 2025/garden with £40.00.") != std::string::npos);
  const auto csv = as_csv(answer);
  CHECK(csv.find("taken-for,decided,matched,") != std::string::npos);
  CHECK(csv.find("item,,,-60.00,net-pay:P1:W1:2025-05-09,") != std::string::npos);
  CHECK(csv.find("item,,,-40.00,code:2025/garden,") != std::string::npos);
  CHECK(csv.find("decision,r.patel,2025-07-01T10:00:00Z,,,") != std::string::npos);
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
