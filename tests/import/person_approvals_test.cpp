// From indicative to agreed in the person file: who approved, within what authority, and what it
// replaces.
#include "import/source.hpp"

#include <catch2/catch.hpp>

using imports::read_person_file;
using ledger::Parameters;
using ledger::Rule;

namespace {

/// A budget of 1,000.00 with these further keys and tables.
std::string file(const std::string& keys, const std::string& tables = "",
                 const std::string& agreed = "1000.00") {
  return R"(schema = "dpledger.person/1"
[person]
ref = "P0009"
name = "Ines Halloran"
[[account]]
ref = "dp"
opened = 2025-04-01
[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funder = "NHS Fenland ICB"
account = "dp"
from = 2025-04-01
to = 2026-03-31
agreed_on = 2025-03-20
agreed = ")" +
         agreed + "\"\n" + keys + R"(
[[budget.line]]
ref = "team"
category = "pa-wages"
amount = "1000.00"
)" + tables;
}

const std::string by_manager =
    "[[budget.approval]]\nrole = \"team-manager\"\nname = \"D. Osei\"\non = 2025-03-18\n";
const std::string by_head =
    "[[budget.approval]]\nrole = \"head-of-chc\"\nname = \"L. Brandt\"\non = 2025-03-19\n";

Parameters limits(const std::string& rows) {
  auto made = Parameters::overridden_by("name,from,value,source\n" + rows, "limits.csv");
  REQUIRE(made);
  return std::move(made).value();
}

ledger::Errors refused(const std::string& toml,
                       const Parameters& parameters = Parameters::built_in()) {
  auto read = read_person_file(toml, "p.toml", parameters);
  return read ? ledger::Errors{} : read.errors();
}

}  // namespace

TEST_CASE("approvals are read in their order with role, name and day", "[import][person]") {
  const auto read = read_person_file(file("", by_manager + by_head), "p.toml");
  REQUIRE(read);
  const auto& approvals = read.value().budgets[0].approvals;
  REQUIRE(approvals.size() == 2);
  CHECK(approvals[0].role == "team-manager");
  CHECK(approvals[1].name == "L. Brandt");
  CHECK(text(approvals[1].on) == "2025-03-19");
}

TEST_CASE("an approval without a role, a name or a day is refused", "[import][person]") {
  for (const auto* missing :
       {"role = \"team-manager\"\n", "name = \"D. Osei\"\n", "on = 2025-03-18\n"}) {
    auto approval = by_manager;
    approval.erase(approval.find(missing), std::string{missing}.size());
    CHECK(refused(file("", approval)).at(0).broken == Rule::key_missing);
  }
  CHECK(refused(file("", by_manager + "rank = 1\n")).at(0).broken == Rule::key_unknown);
}

TEST_CASE("what nobody who approved may approve is refused, saying by how much and who could",
          "[import][person]") {
  const auto parameters = limits(
      "authority-limit:team-manager,2020-01-01,400.00,scheme\n"
      "authority-limit:head-of-chc,2020-01-01,250000.00,scheme\n");
  const auto errors = refused(file("", by_manager), parameters);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].broken == Rule::authority_exceeded);
  CHECK(errors[0].where.line == 17);
  CHECK(errors[0].found.find("600.00 less") != std::string::npos);
  CHECK(errors[0].remedy.find("head-of-chc (up to £250,000.00)") != std::string::npos);
  CHECK(refused(file("", by_manager + by_head), parameters).empty());
}

TEST_CASE("a limit of exactly what is agreed is enough, a penny less is not", "[import][person]") {
  CHECK(refused(file("", by_manager),
                limits("authority-limit:team-manager,2020-01-01,1000.00,scheme\n"))
            .empty());
  CHECK(refused(file("", by_manager),
                limits("authority-limit:team-manager,2020-01-01,999.99,scheme\n"))
            .size() == 1);
}

TEST_CASE("the limit is the one of the day of the approval", "[import][person]") {
  CHECK(refused(file("", by_manager),
                limits("authority-limit:team-manager,2020-01-01,2000.00,scheme\n"
                       "authority-limit:team-manager,2025-03-19,10.00,scheme\n"))
            .empty());
}

TEST_CASE("of a role without a known limit nothing is refused", "[import][person]") {
  CHECK(refused(file("", by_manager)).empty());
  CHECK(refused(file("", by_manager),
                limits("authority-limit:team-manager,2020-01-01,,not settled\n"))
            .empty());
  // One role is too low, of the other nothing is known: it may well be enough.
  CHECK(refused(file("", by_manager + by_head),
                limits("authority-limit:team-manager,2020-01-01,5.00,scheme\n"))
            .empty());
}

TEST_CASE("the former package is read by its days, and days that meet are refused",
          "[import][person]") {
  const auto read = read_person_file(
      file("former = [{ from = 2025-04-01, to = 2025-09-30, weekly = \"21.00\" },\n"
           "          { from = 2024-04-01, to = 2025-03-31, weekly = \"20.00\" }]"),
      "p.toml");
  REQUIRE(read);
  const auto& former = read.value().budgets[0].former;
  REQUIRE(former.size() == 2);
  CHECK(text(former[0].period.first) == "2024-04-01");
  CHECK(former[1].weekly.pence() == 2100);
  CHECK(refused(file("former = [{ from = 2025-04-01, to = 2025-09-30, weekly = \"21.00\" },\n"
                     "          { from = 2025-09-30, to = 2025-12-31, weekly = \"20.00\" }]"))
            .at(0)
            .broken == Rule::value_out_of_range);
  CHECK(refused(file("former = [{ from = 2025-04-02, to = 2025-04-01, weekly = \"21.00\" }]"))
            .at(0)
            .broken == Rule::period_backwards);
}

TEST_CASE("a plan over or under what is agreed is refused by how much, and only once it is agreed",
          "[import][person]") {
  CHECK(refused(file("", "", "1000.01")).at(0).remedy.find("0.01 less") != std::string::npos);
  CHECK(refused(file("", "", "999.00")).at(0).remedy.find("1.00 more") != std::string::npos);
  CHECK(refused(file("contingency = \"0.50\"")).at(0).remedy.find("0.50 more") !=
        std::string::npos);
  auto planning = file("indicative = \"10.00\"");
  planning.erase(planning.find("agreed_on = 2025-03-20\n"), 23);
  planning.erase(planning.find("agreed = \"1000.00\"\n"), 19);
  CHECK(refused(planning).empty());
  // More than was indicated is no mistake of the file.
  CHECK(refused(file("indicative = \"10.00\"")).empty());
}

TEST_CASE("while a plan is not agreed, its funders need no amounts; from agreement on they do",
          "[import][person]") {
  auto planning = file("");
  const auto swap = [&](const std::string& from, const std::string& to) {
    planning.replace(planning.find(from), from.size(), to);
  };
  swap("funder = \"NHS Fenland ICB\"",
       "funders = [{ name = \"NHS Fenland ICB\", stream = \"health\" }, { name = \"Fenland County "
       "Council\", stream = \"social-care\" }]");
  CHECK(refused(planning).at(0).broken == Rule::key_missing);
  swap("agreed_on = 2025-03-20\n", "indicative = \"1200.00\"\n");
  swap("agreed = \"1000.00\"\n", "");
  const auto read = read_person_file(planning, "p.toml");
  REQUIRE(read);
  const auto& funders = read.value().budgets[0].funders;
  REQUIRE(funders.size() == 2);
  CHECK(funders[0].amount.is_zero());
  CHECK(funders[1].name == "Fenland County Council");
}
