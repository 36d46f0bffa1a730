// Lives as files that a caseworker can read: two funders and a contribution that does not come; 200
// pounds once; three people in one account; a year that rolls over; a death in mid-quarter. The
// pages are those of fixtures/lives/NAME/expected (DPLEDGER_APPROVE=1 rewrites them).
#include "tests/app/support_life.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using support::Life;
using Words = std::vector<std::string>;

TEST_CASE("Agnes: what is missing is her own part, twice, and neither body's", "[app][scenario]") {
  const Life life{"agnes", {"person.toml"}, "2025-09-30"};
  CHECK(life.raised() == Words{"contribution-missing", "contribution-missing"});
  const auto payers = life.document({"plan", "P0401"})["budgets"][0]["payers"];
  REQUIRE(payers.size() == 3);
  CHECK(payers[2]["name"] == "person");
  CHECK(payers[2]["received"] == "360.00");
  life.check_page("findings.txt", {"findings"});
  life.check_page("plan.txt", {"plan", "P0401"});
  life.check_page("balance.txt", {"balance"});
  life.check_page("plain.txt", {"balance", "--plain"});
}

TEST_CASE("Osric: a payment of 200 pounds leaves nothing to look at once it is spent",
          "[app][scenario]") {
  const Life life{"osric", {"person.toml"}, "2025-08-20"};
  for (const auto* day : {"2025-05-20", "2025-08-02", "2026-04-30", "2026-09-30"}) {
    CAPTURE(day);
    CHECK(life.raised(day).empty());
    CHECK(life.document({"findings"}, day)["findings"].empty());
  }
  life.check_page("findings.txt", {"findings"});
  life.check_page("balance.txt", {"balance"});
  life.check_page("plain.txt", {"balance", "--plain"});
  CHECK(life.page({"balance", "--plain"}, "2025-05-03")
            .find("This money is paid once. You can use it until 30 April 2026.") !=
        std::string::npos);
}

TEST_CASE("three in one account: whose each line is, and what is nobody's yet",
          "[app][scenario][pool]") {
  const Life life{"three-in-one-account", {"nora.toml", "silas.toml", "jory.toml"}, "2025-06-30"};
  const auto pool = life.document({"pool", "@wharf"})["pools"][0];
  CHECK(pool["statement"]["difference"] == "0.00");
  CHECK(pool["waiting"].size() == 2);
  for (const auto& member : pool["members"]) CHECK(member["share"] == member["bank"]);
  const auto contested = pool["waiting"][0]["id"].get<std::string>();
  life.check_page("pool.txt", {"pool", "@wharf"});
  life.check_page("balance.txt", {"balance"});
  life.check_page("findings.txt", {"findings"});
  const auto matches = life.page({"matches", "@wharf"});
  CHECK(matches.find("dpledger allot LINE PERSON") != std::string::npos);
  CHECK(matches.find("dpledger match LINE") == std::string::npos);
  const auto told = life.page({"matches", "--explain", contested});
  CHECK(told.find("no reason was kept") == std::string::npos);
  CHECK(told.find("- for: the text names them") != std::string::npos);
  life.check_page("explain.txt", {"matches", "--explain", contested});
}

TEST_CASE("Tobias: what is owed at the year's end goes along with the money for it",
          "[app][scenario][handover]") {
  const Life life{"tobias", {"person.toml"}, "2025-06-30"};
  const auto budgets = life.document({"balance"})["budgets"];
  REQUIRE(budgets.size() == 2);
  CHECK(budgets[0]["bank"] == "0.00");
  CHECK(budgets[0]["handed_on"] == budgets[0]["repaid"]);
  CHECK(budgets[0]["set_off"] == "0.00");
  life.check_page("year-end.txt", {"year-end", "P0421", "2024"});
  life.check_page("balance.txt", {"balance"});
  life.check_page("findings.txt", {"findings"});
  life.check_page("trial-balance.txt", {"trial-balance"});
}

TEST_CASE("Edith: wages for days before a death are in order, what was for days after is not",
          "[app][scenario]") {
  const Life life{"edith", {"person.toml"}, "2025-10-31"};
  auto codes = life.raised();
  std::ranges::sort(codes);
  CHECK(codes == Words{"funding-after-death", "paid-after-death"});
  life.check_page("findings.txt", {"findings"});
  life.check_page("balance.txt", {"balance"});
  life.check_page("surplus.txt", {"surplus"});
  life.check_page("plain.txt", {"balance", "--plain"});
  life.check_page("plain-in-august.txt", {"balance", "--plain"}, "2025-08-18");
  life.check_page("surplus-in-august.txt", {"surplus"}, "2025-08-18");
}

TEST_CASE("the page for the holder can be a page in large type", "[app][plain]") {
  const Life life{"osric", {"person.toml"}, "2025-08-20"};
  const auto html = life.page({"balance", "--plain", "--format", "html"});
  CHECK(html.starts_with("<!DOCTYPE html>"));
  CHECK(html.find("font-size: 15pt") != std::string::npos);
  CHECK(html.find("The money of Osric Pell") != std::string::npos);
  life.page({"balance", "--plain", "--format", "html", "--out", "money.html"});
  CHECK(life.folder().read("money.html") == html);
  CHECK(life.page({"balance", "--format", "html"}).find("font-size: 15pt") == std::string::npos);
}

TEST_CASE("a page says how far the bank's pages go, and asks for newer ones", "[app][plain]") {
  const Life life{"agnes", {"person.toml"}, "2025-09-30"};
  CHECK(life.page({"balance", "--plain"}).find("bank pages") == std::string::npos);
  const auto late = life.page({"balance", "--plain"}, "2026-01-31");
  CAPTURE(late);
  CHECK(late.find("The bank pages that we have end on 21 September 2025.") != std::string::npos);
  CHECK(late.find("Please send in the bank pages from 22 September 2025 on.") != std::string::npos);
}
