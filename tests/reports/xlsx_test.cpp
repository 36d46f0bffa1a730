#include "reports/answer.hpp"
#include "tests/reports/small_book.hpp"
#include "tests/reports/support_workbook.hpp"

#include <cstdlib>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace reports;
using small_book::day;
using small_book::pounds;
using support::read_workbook;

namespace {

Table table_of(const std::string& title, std::vector<std::vector<Cell>> rows) {
  Table table;
  table.title = title;
  table.columns = {{"Day", "day"}, {"What", "what"}, {"£", "amount"}, {"Number", "number"}};
  table.rows = std::move(rows);
  return table;
}

Answer answer_of(std::vector<Table> tables) {
  Answer answer;
  answer.tables = std::move(tables);
  return answer;
}

std::vector<Cell> row(const std::string& what, const std::string& amount = "1.00") {
  return {day("2025-04-30"), what, pounds(amount), std::int64_t{7}};
}

}  // namespace

TEST_CASE("a workbook has amounts as numbers to the penny, days as days and text as text",
          "[xlsx]") {
  Table table = table_of("Payments", {row("Café & <Bar>", "-1234.50")});
  table.totals = {Cell{}, std::string{"All"}, pounds("-1234.50"), Cell{}};
  table.notes = {"One payment."};
  const auto workbook = read_workbook(as_xlsx(answer_of({table})));
  const auto& sheet = workbook.sheet("Payments");
  CHECK(sheet.text("A1") == "Day");
  CHECK(sheet.text("C1") == "£");
  CHECK(sheet.text("A2") == "45777");  // 30 April 2025, counted as Excel does
  CHECK(sheet.cells.at("A2").is_number);
  CHECK(sheet.text("B2") == "Café & <Bar>");
  CHECK(sheet.text("C2") == "-1234.50");
  CHECK(sheet.cells.at("C2").is_number);
  CHECK(sheet.text("D2") == "7");
  CHECK(sheet.text("B3") == "All");
  CHECK(sheet.text("C3") == "-1234.50");
  CHECK(sheet.cells.at("C3").style != sheet.cells.at("C2").style);
  CHECK(sheet.text("A5") == "One payment.");
  CHECK(sheet.xml.find("ySplit=\"1\"") != std::string::npos);
}

TEST_CASE("what looks like a formula, or like Excel's own escapes, stays the text that it is",
          "[xlsx]") {
  const std::string formula = "=HYPERLINK(\"http://example.org\",\"1\")";
  const auto workbook = read_workbook(as_xlsx(
      answer_of({table_of("T", {row(formula), row("+44 20"), row("_x0041_"), row("two\nlines"),
                                row(std::string{"a\x01z"} + "\xFF"), row(" blanks ")})})));
  const auto& sheet = workbook.sheet("T");
  CHECK(sheet.text("B2") == formula);
  CHECK_FALSE(sheet.cells.at("B2").is_number);
  CHECK(sheet.text("B3") == "+44 20");
  CHECK(sheet.text("B4") == "_x0041_");
  CHECK(sheet.text("B5") == "two\nlines");
  CHECK(sheet.text("B6") == "a\uFFFDz\uFFFD");
  CHECK(sheet.text("B7") == " blanks ");
  CHECK(sheet.xml.find("<f>") == std::string::npos);
}

TEST_CASE("an amount of more digits than a spreadsheet keeps is written as text", "[xlsx]") {
  const auto of = [](std::int64_t pence) {
    return std::vector<Cell>{Cell{}, Cell{}, ledger::Money::of_pence(pence), Cell{}};
  };
  const auto workbook = read_workbook(
      as_xlsx(answer_of({table_of("T", {of(999'999'999'999'999), of(-1'000'000'000'000'000)})})));
  const auto& sheet = workbook.sheet("T");
  CHECK(sheet.cells.at("C2").is_number);
  CHECK(sheet.text("C2") == "9999999999999.99");
  CHECK_FALSE(sheet.cells.at("C3").is_number);
  CHECK(sheet.text("C3") == "-10,000,000,000,000.00");
}

TEST_CASE("a text of more than a cell holds is cut between two characters", "[xlsx]") {
  std::string longest;
  for (int i = 0; i < 12'000; ++i) longest += "\u20AC";  // three bytes each
  const auto workbook = read_workbook(as_xlsx(answer_of({table_of("T", {row(longest)})})));
  const auto text = workbook.sheet("T").text("B2");
  CHECK(text.size() == 32'766);
  CHECK(text.ends_with("\u20AC"));
}

TEST_CASE("names of sheets keep Excel's rules and are all different", "[xlsx]") {
  std::vector<Table> tables;
  for (const auto* title :
       {"Payments [all]/to*date?", "PAYMENTS -all--to-date-", "'", "history",
        "A title of far more characters than a sheet may have", "Spending (so far): all"}) {
    tables.push_back(table_of(title, {}));
    tables.back().columns.front().heading = "Day " + std::to_string(tables.size());
  }
  const auto names = read_workbook(as_xlsx(answer_of(tables))).names();
  CHECK(names == std::vector<std::string>{"Payments -all--to-date-", "PAYMENTS -all--to-date- 2",
                                          "Table", "History of it",
                                          "A title of far more characters", "Spending"});
}

TEST_CASE("tables of the same columns share a sheet, each row led by its table", "[xlsx]") {
  auto first = table_of("P1/2025", {row("a")});
  first.notes = {"All right."};
  const auto workbook =
      read_workbook(as_xlsx(answer_of({first, table_of("P2/2025", {row("b"), row("c")})})));
  REQUIRE(workbook.sheets.size() == 1);
  const auto& sheet = workbook.sheets.front();
  CHECK(sheet.name == "Day");
  CHECK(sheet.text("A1") == "Of");
  CHECK(sheet.text("A2") == "P1/2025");
  CHECK(sheet.text("A4") == "P2/2025");
  CHECK(sheet.text("C4") == "c");
  CHECK(sheet.text("A6") == "P1/2025: All right.");
}

TEST_CASE("a draft says so on every sheet and every printed page; anything else never", "[xlsx]") {
  auto answer = answer_of({table_of("T", {row("a")})});
  answer.heading = {"Statement of account"};
  CHECK(as_xlsx(answer) == as_xlsx(answer));
  for (const auto& sheet : read_workbook(as_xlsx(answer)).sheets) {
    CHECK(sheet.xml.find("DRAFT") == std::string::npos);
  }
  answer.draft = true;
  const auto workbook = read_workbook(as_xlsx(answer));
  CHECK(workbook.names() == std::vector<std::string>{"T", "About"});
  for (const auto& sheet : workbook.sheets) {
    CHECK(sheet.text("A1").starts_with("DRAFT"));
    CHECK(sheet.xml.find("<oddHeader>&amp;CDRAFT") != std::string::npos);
  }
  CHECK(workbook.sheet("T").text("A2") == "Day");
  CHECK(workbook.sheet("About").text("A2") == "Statement of account");
}

TEST_CASE("a workbook begins alike whatever it says, and has nothing of the clock or the place",
          "[xlsx]") {
  const auto one = as_xlsx(answer_of({table_of("T", {row("a")})}));
  const auto other = as_xlsx(answer_of({table_of("U", {row("b"), row("c")})}));
  CHECK(one.substr(0, 24) == other.substr(0, 24));
  CHECK(one != other);
  CHECK(one.substr(10, 4) == std::string("\0\0\x21\0", 4));  // 1 January 1980, midnight
  setenv("TZ", "Asia/Tokyo", 1);
  const auto elsewhere = as_xlsx(answer_of({table_of("T", {row("a")})}));
  unsetenv("TZ");
  CHECK(elsewhere == one);
}

TEST_CASE("any amounts and texts come back from a workbook as they went in", "[xlsx][property]") {
  REQUIRE(rc::check([] {
    const auto pence = *rc::gen::inRange<std::int64_t>(-999'999'999'999'999, 999'999'999'999'999);
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
    const auto workbook = read_workbook(as_xlsx(answer_of({table_of(
        "T", {{day("2025-04-30"), text, ledger::Money::of_pence(pence), std::int64_t{1}}})})));
    const auto& sheet = workbook.sheet("T");
    RC_ASSERT(sheet.text("C2") == ledger::text(ledger::Money::of_pence(pence)));
    RC_ASSERT(sheet.text("B2") == text);
    // What Excel makes of the digits shows the same pence.
    char shown[64];
    std::snprintf(shown, sizeof shown, "%.2f", std::strtod(sheet.text("C2").c_str(), nullptr));
    RC_ASSERT(shown == ledger::text(ledger::Money::of_pence(pence)));
  }));
}
