// One budget after another in a person file: what is read, and what is refused.
#include "import/source.hpp"

#include <string>

#include <catch2/catch.hpp>

using imports::read_person_file;
using ledger::Date;
using ledger::Rest;
using ledger::Rule;

namespace {

/// A budget without a plan, which may still say how it ends and what it follows.
std::string budget(const std::string& ref, const std::string& days, const std::string& more) {
  return "[[budget]]\nref = \"" + ref +
         "\"\ndeployment = \"direct-payment\"\nstream = \"health\"\nfunder = \"NHS Vale ICB\"\n" +
         "account = \"dp\"\n" + days + "\n" + more + "\n";
}

const std::string year = "from = 2025-04-01\nto = 2026-03-31";
const std::string next_year = "from = 2026-04-01\nto = 2027-03-31";

std::string person(const std::string& budgets) {
  return "schema = \"dpledger.person/1\"\n[person]\nref = \"P0031\"\nname = \"Oscar Penhale\"\n"
         "[[account]]\nref = \"dp\"\nopened = 2025-04-01\n" +
         budgets;
}

/// The first refusal, as people see it; empty when the file is taken.
std::string refusal(const std::string& budgets, Rule rule) {
  const auto read = read_person_file(person(budgets), "p.toml");
  if (read) return {};
  REQUIRE(read.errors().size() == 1);
  CHECK(read.errors().front().broken == rule);
  return text(read.errors().front());
}

bool says(const std::string& shown, const std::string& words) {
  INFO(shown);
  return shown.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a budget says which it follows and what becomes of the rest", "[import][person]") {
  const auto read = read_person_file(
      person(budget("2025", year, "closed_on = 2026-01-31\nclosed_because = \"moved away\"") +
             budget("2026", next_year, "follows = \"2025\"\nrest = \"due-back\"")),
      "p.toml");
  REQUIRE(read);
  const auto& budgets = read.value().budgets;
  REQUIRE(budgets.size() == 2);
  CHECK(budgets[0].follows.empty());
  CHECK(budgets[0].closed_on == Date::of(2026, 1, 31));
  CHECK(budgets[0].closed_because == "moved away");
  CHECK(budgets[1].follows == "2025");
  CHECK(budgets[1].rest == Rest::due_back);
  CHECK_FALSE(budgets[1].closed_on);
}

TEST_CASE("without a word the rest goes by who pays", "[import][person]") {
  const auto read = read_person_file(
      person(budget("2025", year, "") + budget("2026", next_year, "follows = \"2025\"")), "p.toml");
  REQUIRE(read);
  CHECK(read.value().budgets[1].rest == Rest::by_funders);
}

TEST_CASE("a budget follows only one that is there and began before it", "[import][person]") {
  CHECK(says(refusal(budget("2025", year, "follows = \"2024\""), Rule::reference_unknown),
             "p.toml:16:11: "));
  CHECK(says(refusal(budget("2025", year, "follows = \"2025\""), Rule::reference_unknown),
             "follows itself"));
  CHECK(says(refusal(budget("2025", year, "follows = \"2026\"") + budget("2026", next_year, ""),
                     Rule::period_backwards),
             "2025 begins on 2025-04-01, 2026 on 2026-04-01"));
  // A circle has one budget that does not begin after the one it follows.
  CHECK(says(refusal(budget("2025", year, "follows = \"2026\"") +
                         budget("2026", next_year, "follows = \"2025\""),
                     Rule::period_backwards),
             "begins after the one it follows"));
}

TEST_CASE("two budgets cannot both take over from one", "[import][person]") {
  CHECK(says(refusal(budget("2025", year, "") + budget("2026", next_year, "follows = \"2025\"") +
                         budget("2026b", next_year, "follows = \"2025\""),
                     Rule::reference_duplicate),
             "2026 follows 2025 already"));
}

TEST_CASE("what is left needs a budget that takes over, and a reason needs a closing",
          "[import][person]") {
  CHECK(says(refusal(budget("2025", year, "rest = \"carry\""), Rule::key_unknown),
             "rest without follows"));
  CHECK(says(refusal(budget("2025", year, "") +
                         budget("2026", next_year, "follows = \"2025\"\nrest = \"keep\""),
                     Rule::word_unknown),
             "carry or due-back"));
  CHECK(says(refusal(budget("2025", year, "closed_because = \"moved\""), Rule::key_missing),
             "closed_on"));
  CHECK(says(refusal(budget("2025", year, "closed_on = 2026-04-01"), Rule::value_out_of_range),
             "from 2025-04-01 to 2026-03-31"));
}

TEST_CASE("a worker is borne by the budget that follows, not by both at once", "[import][person]") {
  const std::string line =
      "agreed = \"100.00\"\nagreed_on = 2025-03-01\n[[budget.line]]\nref = \"team\"\n"
      "category = \"pa-wages\"\namount = \"100.00\"\npayees = [\"W1\"]";
  const std::string worker = "[[worker]]\nref = \"W1\"\nname = \"Ida Crane\"\nfrom = 2025-04-01\n";
  const std::string from_september = "from = 2025-09-12\nto = 2026-09-11\n";
  const auto both = budget("council", year, line) + budget("nhs", from_september, line) + worker;
  CHECK(says(refusal(both, Rule::share_ambiguous), "council/team, nhs/team"));
  const auto after = budget("council", year, line) +
                     budget("nhs", from_september + "follows = \"council\"", line) + worker;
  const auto read = read_person_file(person(after), "p.toml");
  REQUIRE(read);
  CHECK(read.value().workers[0].shares.size() == 2);
}
