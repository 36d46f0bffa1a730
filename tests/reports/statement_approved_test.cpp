// A statement before its period is approved, once it is, and what came since.
#include "reports/statement.hpp"
#include "tests/reports/statement_made.hpp"

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

TEST_CASE("a draft says how far its period has come", "[reports]") {
  using Kind = ledger::PeriodEvent::Kind;
  Made made;
  const auto to = day("2025-04-30");
  auto& events = made.book.facts.periods;
  const auto page = [&] { return as_text(statement(made.of())); };
  CHECK(json_of(made.of())["state"] == "open");
  CHECK(page().find("Not submitted: ") != std::string::npos);
  events.push_back({Kind::submit, to, {}, "m.hall", "2025-05-02T09:00:00Z", "d"});
  CHECK(json_of(made.of())["state"] == "submitted");
  CHECK(page().find("Submitted: by m.hall on 2 May 2025 (the days to 30 April 2025), and not "
                    "approved yet") != std::string::npos);
  events.push_back({Kind::approve, to, {}, "r.patel", "2025-05-03T09:00:00Z", "d"});
  events.push_back({Kind::reopen, to, "a late file", "r.patel", "2025-05-09T09:00:00Z", {}});
  CHECK(json_of(made.of())["state"] == "reopened");
  CHECK(
      page().find("Opened again: by r.patel on 9 May 2025 (the days to 30 April 2025), because: a "
                  "late file") != std::string::npos);
  CHECK(page().find("DRAFT") != std::string::npos);
}

TEST_CASE("an approved statement names who submitted and approved it, and what came since",
          "[reports]") {
  const Made made;
  using Kind = ledger::PeriodEvent::Kind;
  const auto to = day("2025-04-30");
  const std::vector<ledger::PeriodEvent> events{
      {Kind::submit, to, {}, "m.hall", "2025-05-02T09:00:00Z", "d"},
      {Kind::approve, to, {}, "r.patel", "2025-05-03T09:00:00Z", "d"}};
  StatementOf of = made.of();
  of.approved = true;
  of.approvals = ledger::approved_periods(events);
  ledger::StatementLine line = made.book.facts.lines[0].line;
  line.amount = -pounds("7.50");
  of.late = {{made.book.facts.lines[0].account, line, day("2025-05-01")}};
  const auto unchanged = [&] {
    auto quiet = of;
    quiet.late.clear();
    return as_text(statement(quiet));
  }();
  CHECK(unchanged.find("As approved: submitted by m.hall") != std::string::npos);
  CHECK(unchanged.find("Since then: nothing of these days has changed") != std::string::npos);
  of.since.corrections = {{"line:L1", day("2025-04-04"), day("2025-05-01")}};
  of.since.files_taken_back = {"april.csv"};
  const auto page = as_text(statement(of), {.whole_sentences = true});
  CHECK(page.find("Since then: 1 line of them came late; 1 thing booked in these days was booked "
                  "otherwise since, from 1 May 2025 on; taken back: april.csv") !=
        std::string::npos);
  CHECK(page.find("DRAFT") == std::string::npos);
  CHECK(page.find("submitted by m.hall on 2 May 2025, approved by r.patel on 3 May 2025") !=
        std::string::npos);
  CHECK(page.find("1 line of this period came after it was approved, -£7.50 in all") !=
        std::string::npos);
  const auto json = json_of(of);
  CHECK(json["status"] == "approved");
  CHECK(json["approvals"][0]["approved_by"] == "r.patel");
  CHECK(json["late"][0]["posted"] == "2025-05-01");
  CHECK(json["accounts"] == json_of(made.of())["accounts"]);
}

TEST_CASE("a waiver that was taken back after the approval is told with who did it, when and why",
          "[reports]") {
  const Made made;
  StatementOf of = made.of();
  of.approved = true;
  of.since.judged = {
      {"F2", "cash-withdrawal", {"F2", "no receipt.", "r.patel", "2025-05-09T09:00:00Z", true}}};
  const auto page = as_text(statement(of), {.whole_sentences = true});
  CHECK(page.find("waived no longer: cash-withdrawal, by r.patel on 9 May 2025, because: no "
                  "receipt. This page is as it was approved") != std::string::npos);
  const auto since = json_of(of)["since"];
  CHECK(since["findings_waived"].empty());
  CHECK(since["judged"][0]["act"] == "unwaived");
}

TEST_CASE("a line that was posted after its day says so and counts in the period of its posting",
          "[reports]") {
  Made made;
  for (auto& recorded : made.book.entries) {
    if (recorded.entry.kind == ledger::EntryKind::line &&
        recorded.entry.date == day("2025-04-25")) {
      recorded.entry.date = day("2025-04-28");
    }
  }
  made.before = made.book.view(day("2025-04-27"));
  made.at_end = made.book.view(day("2025-04-30"));
  StatementOf of = made.of();
  of.period.first = day("2025-04-28");
  std::size_t late = 0;
  const auto json = json_of(of);
  for (const auto& line : json["lines"]) {
    if (line["date"] != line["posted"]) ++late;
  }
  CHECK(late > 0);
  CHECK(as_text(statement(of)).find("posted on 28 April 2025") != std::string::npos);
}

TEST_CASE("a waived finding names who waived it and why", "[reports]") {
  const Made made;
  const auto findings = json_of(made.of())["findings"];
  CHECK(findings[0]["waiver"].is_null());
  CHECK(findings[1]["waiver"]["by"] == "lee");
  CHECK(findings[1]["waiver"]["reason"] == "checked by telephone");
}

TEST_CASE("an approved statement is no draft", "[reports]") {
  const Made made;
  StatementOf of = made.of();
  CHECK(as_html(statement(of), "Statement").find("DRAFT") != std::string::npos);
  of.approved = true;
  CHECK(as_html(statement(of), "Statement").find("DRAFT") == std::string::npos);
  CHECK(as_text(statement(of)).find("DRAFT") == std::string::npos);
}
