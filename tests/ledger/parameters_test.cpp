// Dated values, and files of one's own laid over them.
#include "ledger/parameters.hpp"

#include "ledger/ensure.hpp"

#include <catch2/catch.hpp>

using ledger::Parameters;
using ledger::Rule;

namespace {

ledger::Date day(std::string_view text) {
  return ledger::parse_date(text).value();
}

ledger::Result<Parameters> rows(const std::string& rows) {
  return Parameters::overridden_by("name,from,value,source\n" + rows, "mine.csv");
}

}  // namespace

TEST_CASE("a parameter holds from its day, and an empty cell is unknown, never zero", "[ledger]") {
  const auto made = rows(
      "minimum-wage-top,2031-04-01,15.44,law\nminimum-wage-top,2032-04-01,16.21,law\n"
      "minimum-wage-top,2033-04-01,,not published\n");
  REQUIRE(made);
  const auto& parameters = made.value();
  CHECK(parameters.money("minimum-wage-top", day("2026-04-01"))->pence() == 1271);
  CHECK(parameters.money("minimum-wage-top", day("2032-03-31"))->pence() == 1544);
  CHECK(parameters.money("minimum-wage-top", day("2032-04-01"))->pence() == 1621);
  CHECK_FALSE(parameters.money("minimum-wage-top", day("2033-04-01")));
  CHECK(parameters.source("minimum-wage-top", day("2032-05-01")) == "law");
  CHECK_THROWS_AS(parameters.days("no such thing", day("2025-01-01")), ledger::Defect);
}

TEST_CASE("what a file does not name stays, and the program's own tables do not change",
          "[ledger]") {
  const auto made = rows("invoice-grace-days,,45,local policy\n");
  REQUIRE(made);
  const auto on = day("2025-06-01");
  CHECK(made.value().days("invoice-grace-days", on) == 45);
  CHECK(made.value().days("net-pay-grace-days", on) ==
        Parameters::built_in().days("net-pay-grace-days", on));
  CHECK(Parameters::built_in().days("invoice-grace-days", on) == 30);
}

TEST_CASE("who may approve how much has a value only where a file of one's own gives one",
          "[ledger]") {
  CHECK(Parameters::built_in().names("authority-limit:").empty());
  const auto made = rows("authority-limit:panel,2025-04-01,75000.00,scheme of delegation\n");
  REQUIRE(made);
  CHECK(made.value().names("authority-limit:") ==
        std::vector<std::string>{"authority-limit:panel"});
  CHECK(made.value().money("authority-limit:panel", day("2025-04-01"))->pence() == 7500000);
  CHECK_FALSE(made.value().money("authority-limit:panel", day("2025-03-31")));
  CHECK_FALSE(rows("authority-limit:,2025-04-01,75000.00,no role\n"));
  CHECK_FALSE(rows("authority-limit:panel,2025-04-01,plenty,\n"));
}

TEST_CASE("a file may add words and bank holidays", "[ledger]") {
  const auto words =
      Parameters::overridden_by("list,word,source\nprohibited,toy castle,policy\n", "w.csv");
  REQUIRE(words);
  const auto& prohibited = words.value().words("prohibited");
  CHECK(std::find(prohibited.begin(), prohibited.end(), "toy castle") != prohibited.end());
  CHECK(prohibited.size() == Parameters::built_in().words("prohibited").size() + 1);
  const auto holidays =
      Parameters::overridden_by("\xEF\xBB\xBFholiday,name\r\n\r\n2025-06-03,Fair\r\n", "h.csv");
  REQUIRE(holidays);
  CHECK(holidays.value().is_bank_holiday(day("2025-06-03")));
  CHECK_FALSE(Parameters::built_in().is_bank_holiday(day("2025-06-03")));
}

TEST_CASE("a file that is not understood is refused with the place and what to do", "[ledger]") {
  const auto refused = [](const std::string& csv) {
    const auto made = Parameters::overridden_by(csv, "mine.csv");
    REQUIRE_FALSE(made);
    CHECK(made.error().where.file == "mine.csv");
    const auto& error = made.error();
    return std::string{describe(error.broken).name} + " " + std::to_string(error.where.line) + ":" +
           std::to_string(error.where.column);
  };
  const std::string heading = "name,from,value,source\n";
  CHECK(refused("") == "file-empty 0:0");
  CHECK(refused(heading) == "file-empty 0:0");
  CHECK(refused("name;from;value\nx;;1\n") == "column-unknown 1:1");
  CHECK(refused(heading + "floor,,1,x\n") == "word-unknown 2:1");
  CHECK(refused(heading + "minimum-wage-top,2024-04-31,1,x\n") == "date-impossible 2:2");
  CHECK(refused(heading + "invoice-grace-days,,12.50,x\n") == "number-not-understood 2:3");
  CHECK(refused(heading + "invoice-grace-days,,-1,x\n") == "number-not-understood 2:3");
  CHECK(refused(heading + "invoice-grace-days,,99999999999,x\n") == "number-not-understood 2:3");
  CHECK(refused(heading + "surplus-low-below,,lots,x\n") == "number-not-understood 2:3");
  CHECK(refused("list,word,source\nprohibitted,x,y\n") == "word-unknown 2:1");
  CHECK(refused("list,word,source\nprohibited,Toy-Castle,y\n") == "word-unknown 2:2");
  CHECK(refused("holiday,name\nsoon,Fair\n") == "date-not-understood 2:1");
}

TEST_CASE("a value that always holds cannot be made unknown", "[ledger]") {
  CHECK_FALSE(rows("invoice-grace-days,2025-04-01,,x\n"));
  CHECK(rows("minimum-wage-top,2031-04-01,,x\n"));
}

TEST_CASE("one name and day given twice is refused at its second row, which names the first",
          "[ledger]") {
  const auto dated = rows(
      "minimum-wage-top,2031-04-01,1.00,x\nminimum-wage-top,2032-04-01,2.00,x\n"
      "minimum-wage-top,2031-04-01,3.00,x\n");
  REQUIRE_FALSE(dated);
  REQUIRE(dated.errors().size() == 1);
  CHECK(dated.error().broken == Rule::row_duplicated);
  CHECK(dated.error().where.line == 4);
  CHECK(dated.error().found.find("line 2") != std::string::npos);
  CHECK(dated.error().remedy.find("another day") != std::string::npos);
  const auto always = rows("surplus-low-below,,1.00,x\nsurplus-low-below,,1.00,x\n");
  REQUIRE_FALSE(always);
  CHECK(always.error().where.line == 3);
  CHECK(rows("minimum-wage-top,2031-04-01,1.00,x\nsurplus-low-below,,1.00,x\n"));
}

TEST_CASE("all that is wrong with a file is said at once", "[ledger]") {
  const auto made = rows("floor,,1,x\ninvoice-grace-days,,many,x\n");
  REQUIRE_FALSE(made);
  CHECK(made.errors().size() == 2);
}
