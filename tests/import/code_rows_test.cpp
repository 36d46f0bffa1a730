// The code map: rows that are read whole or refused at their place; the first that holds is taken.
#include "import/own/code_rows.hpp"

#include <catch2/catch.hpp>

using ledger::Coded;
using ledger::Head;

namespace {

constexpr auto heading =
    "account,care_group,stream,deployment,funder,prior_year,cost_centre,subjective,analysis_1,"
    "analysis_2,other\n";

}  // namespace

TEST_CASE("the first rule that holds codes a row", "[codes]") {
  const auto rules = imports::read_codes(std::string{heading} +
                                             "spending,chc-adult,,,,yes,1,PY,,,0\n"
                                             "spending,chc-adult,,,,,1,CY,,,0\n"
                                             "spending,,,,,,1,ANY,,,0\n",
                                         "codes.csv");
  REQUIRE(rules);
  const auto subjective = [&](const Coded& row) {
    const auto* rule = ledger::rule_for(rules.value(), row);
    return rule == nullptr ? std::string{"none"} : rule->segments[1];
  };
  CHECK(subjective({Head::spending, "chc-adult", "health", "direct-payment", "NHS", true}) == "PY");
  CHECK(subjective({Head::spending, "chc-adult", "health", "direct-payment", "NHS", false}) ==
        "CY");
  CHECK(subjective({Head::spending, "s117", "health", "direct-payment", "NHS", true}) == "ANY");
  CHECK(subjective({Head::bank, "s117", "health", "direct-payment", "NHS", true}) == "none");
}

TEST_CASE("a word that no rule knows is refused at its place, all at once", "[codes]") {
  const auto rules = imports::read_codes(std::string{heading} +
                                             "spendings,,,,,,1,2,3,4,5\n"
                                             "bank,,,direct,,,1,2,3,4,5\n"
                                             "bank,,,,,maybe,1,2,3,4,5\n",
                                         "codes.csv");
  REQUIRE_FALSE(rules);
  REQUIRE(rules.errors().size() == 3);
  CHECK(rules.errors()[0].where.line == 2);
  CHECK(rules.errors()[1].where.column == 8);
  CHECK(rules.errors()[2].where.column == 10);
  CHECK(rules.errors()[2].found == "maybe");
}

TEST_CASE("a map without a segment's column is refused", "[codes]") {
  CHECK_FALSE(imports::read_codes("account,cost_centre\nbank,1\n", "codes.csv"));
}
