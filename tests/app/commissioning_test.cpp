// The commissioner's reports through the program: their figures are those of balance and statement.
#include "tests/app/support_asked.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using Words = std::vector<std::string>;

namespace {

const std::string day = "2025-09-30";

json asked(const Folder& folder, const Words& words) {
  return support::asked(folder, words, day);
}

}  // namespace

TEST_CASE("the caseload has the figures of the balance, budget by budget", "[app][commissioning]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const auto balance = asked(folder, {"balance"});
  const auto caseload = asked(folder, {"caseload"});
  REQUIRE_FALSE(caseload["budgets"].empty());
  for (const auto& one : caseload["budgets"]) {
    bool found = false;
    for (const auto& position : balance["budgets"]) {
      if (position["person"] != one["person"] || position["budget"] != one["budget"]) continue;
      found = true;
      for (const auto* key : {"agreed", "received", "contributed", "spent", "bank", "surplus"}) {
        CAPTURE(key);
        CHECK(position[key] == one[key]);
      }
    }
    CHECK(found);
  }
  CHECK(asked(folder, {"caseload", "P0001"})["all"]["people"] == 1);
  CHECK(folder.run({"caseload", "--group", "postcode"}).exit == 2);
}

TEST_CASE("the quarterly count counts the people of the book, and refuses what is no quarter",
          "[app][commissioning]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const auto count = asked(folder, {"quarter-count", "--quarter", "2025-26-Q2"});
  CHECK(count["to"] == day);
  CHECK(count["year_to_date"] == count["people"].size());
  CHECK(asked(folder, {"quarter-count", "--quarter", "2010-11-Q1"})["year_to_date"] == 0);
  const auto refused = folder.run({"quarter-count", "--quarter", "2025-Q1", "--json"});
  CHECK(refused.exit == 1);
  CHECK(json::parse(refused.out)["refusals"][0]["rule"] == "word-unknown");
}

TEST_CASE("the NFI extract takes its columns from a file, and refuses a field nobody holds",
          "[app][commissioning]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  folder.write("nfi.toml",
               "schema = \"dpledger.columns/1\"\n"
               "columns = [{ heading = \"Our ref\", field = \"ref\" }]\n");
  const auto csv = folder.run({"nfi-extract", "--mapping", "nfi.toml", "--csv", "--as-of", day});
  CHECK(csv.exit == 0);
  CHECK(csv.out == "Our ref\r\nP0001\r\n");
  folder.write("wrong.toml",
               "schema = \"dpledger.columns/1\"\n"
               "columns = [{ heading = \"Home\", field = \"address\" }]\n");
  const auto refused = folder.run({"nfi-extract", "--mapping", "wrong.toml", "--json"});
  CHECK(refused.exit == 1);
  const auto refusal = json::parse(refused.out)["refusals"][0];
  CHECK(refusal["file"] == "wrong.toml");
  CHECK(refusal["line"] == 2);
  CHECK(folder.run({"nfi-extract", "--mapping", "nowhere.toml"}).exit == 1);
}

TEST_CASE("the monitoring return ties to the balance of its last day", "[app][commissioning]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const auto balance = asked(folder, {"balance"});
  int held_against = 0;
  for (const auto* person : {"P0001", "P0002"}) {
    const auto monitoring =
        asked(folder, {"monitoring", person, "--from", "2025-07-01", "--to", day});
    CHECK(monitoring["draft"] == true);
    for (const auto& budget : monitoring["budgets"]) {
      for (const auto& position : balance["budgets"]) {
        if (position["person"] != person || position["budget"] != budget["budget"]) continue;
        ++held_against;
        CHECK(position["bank"] == budget["closing"]);
        CHECK(position["surplus"] == budget["surplus"]);
        CHECK(position["shortfall"] == budget["shortfall"]);
      }
    }
  }
  CHECK(held_against >= 2);
}

TEST_CASE("retention says from when records may go, by parameters that a file can change",
          "[app][commissioning]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto of = [&](const json& document, const std::string& kind) {
    for (const auto& record : document["records"]) {
      if (record["kind"] == kind) return record;
    }
    return json{};
  };
  const auto usual = asked(folder, {"retention"});
  CHECK(of(usual, "bank statement")["may_go_from"] == "2032-04-01");
  CHECK(of(usual, "bank statement")["may_go_now"] == 0);
  CHECK(of(usual, "agreement")["may_go_from"].is_null());
  folder.write("own.csv",
               "name,from,value,source\nretention-bank-years,,2,our own policy of 2020\n");
  const auto own = asked(folder, {"retention", "--parameters", "own.csv"});
  CHECK(of(own, "bank statement")["may_go_from"] == "2028-04-01");
}
