// Whether statements join up and agree.
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

struct Files {
  Case made;
  ledger::StatementFrame& add(std::string_view first, std::string_view last, bool printed = true) {
    const ledger::ImportId id{static_cast<std::int64_t>(made.facts.frames.size()) + 10};
    const auto name = "statement-" + std::to_string(id.value) + ".csv";
    made.facts.imports.emplace(id, ledger::Import{.id = id, .file = name, .format = "lloyds"});
    const ledger::Period period{day(first), day(last)};
    return made.facts.frames.emplace_back(ledger::StatementFrame{
        id, "dp", printed ? std::optional{period} : std::nullopt, period, {}, {}, {}, {}});
  }
  std::vector<ledger::Finding> gaps(std::string_view as_of = "2025-12-31") {
    return made.findings(as_of, "statement-gap");
  }
};

}  // namespace

TEST_CASE("printed periods that adjoin leave no gap, and a missing day is one", "[checks]") {
  Files files;
  files.add("2025-04-01", "2025-04-30");
  files.add("2025-05-01", "2025-05-31");
  CHECK(files.gaps().empty());
  files.add("2025-06-02", "2025-06-30");
  REQUIRE(files.gaps().size() == 1);
  CHECK(files.gaps()[0].state == ledger::FindingState::open);
  CHECK(files.gaps()[0].evidence.size() == 2);
  CHECK(files.gaps("2025-06-01").empty());
}

TEST_CASE("balances that chain join what the days leave apart", "[checks]") {
  Files files;
  files.add("2025-04-01", "2025-04-28", false).closing = pounds("100.00");
  files.add("2025-05-03", "2025-05-31", false).opening = pounds("100.00");
  CHECK(files.gaps().empty());
  files.made.facts.frames[1].opening = pounds("90.00");
  REQUIRE(files.gaps().size() == 1);
  CHECK(files.gaps()[0].amount == pounds("10.00"));
}

TEST_CASE("without printed period or balance a gap cannot be tested", "[checks]") {
  Files files;
  files.add("2025-04-01", "2025-04-28", false);
  files.add("2025-05-03", "2025-05-31", false);
  REQUIRE(files.gaps().size() == 1);
  CHECK(files.gaps()[0].state == ledger::FindingState::cannot_test);
}

TEST_CASE("days that adjoin prove nothing without a printed period or a balance", "[checks]") {
  Files files;
  files.add("2025-04-01", "2025-04-30", false);
  files.add("2025-05-01", "2025-05-31", false);
  REQUIRE(files.gaps().size() == 1);
  CHECK(files.gaps()[0].state == ledger::FindingState::cannot_test);
}

TEST_CASE("a first statement that begins with another balance than the account's is a gap",
          "[checks]") {
  Files files;
  files.add("2025-04-01", "2025-04-30").opening = ledger::Money{};
  CHECK(files.gaps().empty());
  files.made.facts.frames[0].opening = pounds("5000.00");
  REQUIRE(files.gaps().size() == 1);
  CHECK(files.gaps()[0].amount == pounds("5000.00"));
  CHECK(files.gaps()[0].evidence.size() == 1);
}

TEST_CASE("the order in which files came does not matter to gaps", "[checks]") {
  Files files;
  files.add("2025-06-01", "2025-06-30");
  files.add("2025-04-01", "2025-04-30");
  files.add("2025-04-01", "2025-05-31");
  CHECK(files.gaps().empty());
}

TEST_CASE("a balance that does not chain is a break, once a file", "[checks]") {
  Files files;
  files.add("2025-04-01", "2025-04-30").breaks = {7, 9};
  const auto found = files.made.findings("2025-12-31", "balance-break");
  REQUIRE(found.size() == 1);
  CHECK(found[0].evidence ==
        std::vector<ledger::Evidence>{{"statement-10.csv", 7}, {"statement-10.csv", 9}});
}

TEST_CASE("opening and lines must come to the closing balance", "[checks]") {
  Files files;
  const auto line = files.made.line("2025-04-10", "-5.00", "X");
  auto& frame = files.add("2025-04-01", "2025-04-30");
  frame.lines = {line};
  frame.opening = pounds("100.00");
  frame.closing = pounds("95.00");
  CHECK(files.made.findings("2025-12-31", "balance-break").empty());
  files.made.facts.frames[0].closing = pounds("96.00");
  CHECK(files.made.findings("2025-12-31", "balance-break").size() == 1);
}

TEST_CASE("a statement must open with what the one before it closed with", "[checks]") {
  Files files;
  files.add("2025-06-01", "2025-06-30").closing = pounds("100.00");
  files.add("2025-07-01", "2025-07-31").opening = pounds("100.00");
  CHECK(files.made.findings("2025-12-31", "balance-break").empty());
  files.made.facts.frames[1].opening = pounds("80.00");
  CHECK(files.made.findings("2025-12-31", "balance-break").size() == 1);
  CHECK(files.gaps().empty());
}

TEST_CASE(
    "a statement that prints no opening balance must close with what came before and its lines",
    "[checks]") {
  Files files;
  const auto a = files.made.line("2025-06-10", "-5.00", "X");
  const auto b = files.made.line("2025-07-10", "-6.00", "Y");
  files.add("2025-06-01", "2025-06-30").closing = pounds("95.00");
  files.made.facts.frames[0].lines = {a};
  files.add("2025-07-01", "2025-07-31").closing = pounds("89.00");
  files.made.facts.frames[1].lines = {b};
  CHECK(files.made.findings("2025-12-31", "balance-break").empty());
  files.made.facts.frames[1].closing = pounds("83.00");
  const auto found = files.made.findings("2025-12-31", "balance-break");
  REQUIRE(found.size() == 1);
  CHECK(found[0].amount == pounds("6.00"));
}

TEST_CASE("two lines of one day that follow the same balance cannot both be true", "[checks]") {
  Files files;
  const auto a = files.made.line("2025-04-20", "-5.00", "X");
  const auto b = files.made.line("2025-04-20", "-6.00", "X");
  files.add("2025-04-19", "2025-04-20", false).lines = {a};
  files.add("2025-04-19", "2025-04-20", false).lines = {b};
  auto& lines = files.made.facts.lines;
  lines[lines.size() - 2].line.balance = pounds("95.00");
  lines.back().line.balance = pounds("94.00");
  CHECK(files.made.findings("2025-12-31", "statement-overlap").size() == 1);
  lines.back().line.balance = pounds("89.00");  // it follows the other: a day cut in two
  CHECK(files.made.findings("2025-12-31", "statement-overlap").empty());
}

TEST_CASE("statements that agree about shared days do not overlap wrongly", "[checks]") {
  Files files;
  const auto a = files.made.line("2025-04-20", "-5.00", "X");
  const auto b = files.made.line("2025-04-21", "-6.00", "Y");
  files.add("2025-04-01", "2025-04-30").lines = {a, b};
  files.add("2025-04-15", "2025-05-15").lines = {a, b};
  CHECK(files.made.findings("2025-12-31", "statement-overlap").empty());
  files.made.facts.frames[1].lines = {a};
  const auto found = files.made.findings("2025-12-31", "statement-overlap");
  REQUIRE(found.size() == 1);
  CHECK(found[0].date == day("2025-04-21"));
}

TEST_CASE("the last day of a printed period may go on in a longer file", "[checks]") {
  Files files;
  const auto early = files.made.line("2025-04-29", "-4.00", "W");
  const auto a = files.made.line("2025-04-30", "-5.00", "X");
  const auto b = files.made.line("2025-04-30", "-6.00", "Y");
  const auto overlaps = [&] { return files.made.findings("2025-12-31", "statement-overlap"); };
  files.add("2025-04-01", "2025-04-30").lines = {early, a};
  files.add("2025-04-01", "2025-05-31").lines = {early, a, b};
  CHECK(overlaps().empty());
  auto& frames = files.made.facts.frames;
  frames[0].lines = {a};  // the day before it was over
  CHECK(overlaps().size() == 1);
  frames[0].lines = {early, a};
  frames[1].lines = {early, b};  // the longer file has the day whole, and a is not in it
  CHECK(overlaps().size() == 1);
  frames[1].lines = {early, a, b};
  frames[1].printed = frames[1].covered = frames[0].printed;  // neither is longer
  CHECK(overlaps().size() == 1);
}

TEST_CASE("the edges of an export without a printed period may be half days", "[checks]") {
  Files files;
  const auto a = files.made.line("2025-04-20", "-5.00", "X");
  const auto b = files.made.line("2025-04-20", "-6.00", "Y");
  files.add("2025-04-01", "2025-04-20", false).lines = {a};
  files.add("2025-04-19", "2025-05-15", false).lines = {a, b};
  CHECK(files.made.findings("2025-12-31", "statement-overlap").empty());
}

TEST_CASE("two formats may word one line differently, two files of one format may not",
          "[checks]") {
  Files files;
  const auto id = files.made.line("2025-04-20", "-5.00", "CARD PAYMENT X");
  files.add("2025-04-01", "2025-04-30").lines = {id};
  files.add("2025-04-01", "2025-04-30").lines = {id};
  auto& line = files.made.facts.lines.back();
  line.wordings = {{files.made.facts.frames[0].import, 4, pounds("10.00"), "CARD PAYMENT X"},
                   {files.made.facts.frames[1].import, 9, {}, "PAYMENT Z"}};
  const auto found = files.made.findings("2025-12-31", "statement-overlap");
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].evidence.size() == 2);
  CHECK(found[0].evidence[0].line + found[0].evidence[1].line == 13);
  files.made.facts.frames[1].format = "ofx";
  CHECK(files.made.findings("2025-12-31", "statement-overlap").empty());
  files.made.facts.lines.back().wordings[1].balance = pounds("11.00");
  CHECK(files.made.findings("2025-12-31", "statement-overlap").size() == 1);
}

TEST_CASE("a balance that does not follow shows the line before it too", "[checks]") {
  Files files;
  const auto a = files.made.line("2025-04-20", "-5.00", "X");
  const auto b = files.made.line("2025-04-21", "-6.00", "Y");
  auto& frame = files.add("2025-04-01", "2025-04-30");
  frame.lines = {a, b};
  for (auto& line : files.made.facts.lines) line.import = frame.import;
  files.made.facts.lines[0].line.file_line = 7;
  files.made.facts.lines[1].line.file_line = 3;  // the newest stands first
  frame.breaks = {3};
  const auto found = files.made.findings("2025-12-31", "balance-break");
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].evidence.size() == 2);
  CHECK(found[0].evidence[0].line == 7);
  CHECK(found[0].evidence[1].line == 3);
}
