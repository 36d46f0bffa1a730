#include "reports/json_text.hpp"

#include "reports/text_width.hpp"
#include "tests/reports/small_book.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

using namespace reports;

TEST_CASE("a JSON object keeps its keys in the order in which they were given", "[reports]") {
  const Json json = JsonObject{}
                        .text("z", "a \"b\"\n")
                        .money("a", small_book::pounds("-1234.50"))
                        .money("none", std::optional<ledger::Money>{})
                        .date("day", small_book::day("2025-04-30"))
                        .date("never", std::nullopt)
                        .number("line", 12)
                        .flag("memo", false)
                        .put("empty", JsonArray{}.done())
                        .done();
  CHECK(json.text ==
        R"({"z":"a \"b\"\n","a":"-1234.50","none":null,"day":"2025-04-30","never":null,)"
        R"("line":12,"memo":false,"empty":[]})");
}

TEST_CASE("thousandths become a number without floating point", "[reports]") {
  const auto number = [](int thousandths) {
    return JsonObject{}.thousandths("n", thousandths).done().text;
  };
  CHECK(number(0) == R"({"n":0})");
  CHECK(number(5) == R"({"n":0.005})");
  CHECK(number(900) == R"({"n":0.9})");
  CHECK(number(975) == R"({"n":0.975})");
  CHECK(number(1000) == R"({"n":1})");
  CHECK_THROWS_AS(number(1001), ledger::Defect);
  CHECK_THROWS_AS(number(-1), ledger::Defect);
}

TEST_CASE("any text comes back from JSON as it went in", "[reports][property]") {
  REQUIRE(rc::check("parse(json_string(text)) == text", [](const std::string& text) {
    RC_ASSERT(nlohmann::json::parse(json_string(text).text).get<std::string>() == valid_utf8(text));
  }));
}
