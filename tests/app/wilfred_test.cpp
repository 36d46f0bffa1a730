// Wilfred: an agency's visits, bought for him, become his own team with two gardeners; and what a
// caseworker then asks the program. The pages are those of fixtures/lives/wilfred/expected
// (DPLEDGER_APPROVE=1 rewrites them).
#include "tests/app/support_life.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Life;

namespace {

/// His book: the agency's months and his own, and the revision of January.
Life wilfred() {
  return Life{"wilfred", {"person.toml", "revision.toml"}, "2026-03-31"};
}

}  // namespace

TEST_CASE("Wilfred's pages read as approved", "[app][scenario][golden]") {
  const auto life = wilfred();
  life.check_page("compare.txt", {"compare", "P0101"});
  life.check_page("plan.txt", {"plan", "P0101"});
  life.check_page("deliveries.txt", {"deliveries"});
  life.check_page("findings.txt", {"findings"});
  life.check_page("balance.txt", {"balance"});
}

TEST_CASE("nothing is wrong with Wilfred's gardeners, and one visit was asked for that nobody made",
          "[app][scenario]") {
  const auto life = wilfred();
  const auto found = life.document({"findings"});
  REQUIRE(found["findings"].size() == 1);
  CHECK(found["findings"][0]["code"] == "invoice-not-delivered");
  CHECK(found["findings"][0]["amount"] == "49.60");
  CHECK(found["findings"][0]["budget"] == "2025n");
  const auto matches = life.document({"matches"});
  for (const auto& line : matches["lines"]) {
    CAPTURE(line["description"]);
    CHECK(line["state"] == "matched");
  }
}

TEST_CASE("each of Wilfred's budgets balances on its own", "[app][scenario]") {
  const auto life = wilfred();
  const auto balance = life.document({"balance"});
  REQUIRE(balance["budgets"].size() == 2);
  const auto& agency = balance["budgets"][0];
  CHECK(agency["spent"] == "12821.60");
  CHECK(agency["bank"] == "0.00");
  CHECK(agency["owed"]["suppliers"] == "0.00");
  CHECK(agency["committed"] == "0.00");
  const auto& team = balance["budgets"][1];
  CHECK(team["received"] == "10400.00");
  CHECK(team["bank"] == "1320.00");
  CHECK(team["spent"] == "9080.00");
}

TEST_CASE("the cost of a notional budget is named in the sentence on the cost of a period",
          "[app][scenario]") {
  const auto life = wilfred();
  const std::vector<std::string> words{"statement",  "P0101", "--from",
                                       "2025-04-01", "--to",  "2026-03-31"};
  const auto cost = life.document(words)["cost"];
  CHECK(cost["arose"] == "21901.60");
  CHECK(cost["paid"] == "9080.00");
  CHECK(cost["contracted"] == "12821.60");
  CHECK(cost["otherwise"] == "0.00");
  const auto page = life.page(words);
  CHECK(page.find("delivered by contract, no money of the person's, £12,821.60") !=
        std::string::npos);
  CHECK(page.find("paid in £0.00") == std::string::npos);
}

TEST_CASE("what Wilfred's team costs is compared with the agency, month by month",
          "[app][scenario]") {
  const auto life = wilfred();
  const auto compared = life.document({"compare", "P0101", "2025"});
  CHECK(compared["schema"] == "dpledger.compare/1");
  const auto& own = compared["budgets"][0];
  CHECK(own["cost"] == "9080.00");
  CHECK(own["former"] == "12896.00");
  CHECK(own["saving"] == "3816.00");
  CHECK(own["earlier"]["budget"] == "2025n");
  CHECK(own["earlier"]["cost"] == "12821.60");
  REQUIRE(own["months"].size() == 6);
  CHECK(own["months"][5]["saving_so_far"] == "3816.00");
  const auto csv = life.page({"compare", "P0101", "--csv"});
  CHECK(csv.find("P0101,2025,2025-10,2025-10-01,2025-10-31,true,") != std::string::npos);
}

TEST_CASE("Wilfred's plan shows each version and the money that moved between its lines",
          "[app][scenario]") {
  const auto life = wilfred();
  const auto plan = life.document({"plan", "P0101", "2025"});
  const auto& versions = plan["budgets"][0]["versions"];
  REQUIRE(versions.size() == 2);
  CHECK(versions[0]["indicative_on"] == "2025-07-01");
  CHECK(versions[0]["approvals"][1]["role"] == "finance-manager");
  CHECK(versions[0]["authority"] == "cannot-test");
  CHECK(versions[1]["virement"] == true);
  CHECK(versions[1]["moves"] ==
        json::parse(R"([{"from":"team","to":"garden","amount":"150.00"}])"));
  const auto before =
      life.folder().run({"plan", "P0101", "2025", "--as-of", "2025-12-31", "--json"});
  CHECK(json::parse(before.out)["budgets"][0]["lines"][0]["planned"] == "7000.00");
  CHECK(plan["budgets"][0]["lines"][0]["planned"] == "6850.00");
  CHECK(plan["budgets"][0]["lines"][1]["outcome"] ==
        "Two people do the digging, and I am outdoors every week");
}

TEST_CASE("a limit of authority in a file of one's own tests Wilfred's plan", "[app][scenario]") {
  const auto life = wilfred();
  life.folder().write("limits.csv",
                      "name,from,value,source\nauthority-limit:finance-manager,2020-01-01,20000.00,"
                      "scheme of delegation\n");
  const auto plan = life.document({"plan", "P0101", "2025", "--parameters", "limits.csv"});
  CHECK(plan["budgets"][0]["versions"][0]["authority"] == "within");
}

TEST_CASE("plan and compare refuse a person or a budget that is not there", "[app]") {
  const auto life = wilfred();
  for (const auto* command : {"plan", "compare"}) {
    CHECK(life.folder().run({command, "P0999"}).exit == 1);
    const auto ran = life.folder().run({command, "P0101", "2031"});
    CHECK(ran.exit == 1);
    CHECK(ran.err.find("2025") != std::string::npos);
    CHECK(life.folder().run({command}).exit == 2);
  }
}
