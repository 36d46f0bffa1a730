// Wilfred: an agency's visits, bought for him, become his own team with two gardeners; and what a
// caseworker then asks the program. The pages are those of fixtures/lives/wilfred/expected
// (DPLEDGER_APPROVE=1 rewrites them).
#include "tests/app/support_program.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using Words = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

const fs::path files = fs::path{DPLEDGER_FIXTURES} / "lives" / "wilfred";

std::string content(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

void must(const Folder& folder, const Words& words) {
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 0);
}

/// His book: the agency's months and his own, and the revision of January.
void make_book(const Folder& folder) {
  for (const auto& file : fs::directory_iterator{files}) {
    if (file.is_regular_file()) folder.write(file.path().filename(), content(file.path()));
  }
  must(folder, {"init", "--commissioner", "NHS Fenland ICB"});
  must(folder, {"load", "person.toml", "revision.toml"});
  must(folder, {"import", "--manifest", "manifest.csv"});
  must(folder, {"reconcile", "--as-of", "2026-03-31"});
}

std::string page(const Folder& folder, Words words) {
  words.insert(words.end(), {"--as-of", "2026-03-31"});
  const auto ran = folder.run(words);
  CAPTURE(words, ran.err);
  REQUIRE(ran.exit == 0);
  return ran.out;
}

json document(const Folder& folder, Words words) {
  words.push_back("--json");
  return json::parse(page(folder, words));
}

void reads_as_approved(const std::string& name, const std::string& said) {
  const auto file = files / "expected" / name;
  if (std::getenv("DPLEDGER_APPROVE") != nullptr) std::ofstream{file, std::ios::binary} << said;
  INFO(file);
  CHECK(said == content(file));
}

}  // namespace

TEST_CASE("Wilfred's pages read as approved", "[app][scenario][golden]") {
  const Folder folder;
  make_book(folder);
  reads_as_approved("compare.txt", page(folder, {"compare", "P0101"}));
  reads_as_approved("plan.txt", page(folder, {"plan", "P0101"}));
  reads_as_approved("deliveries.txt", page(folder, {"deliveries"}));
  reads_as_approved("findings.txt", page(folder, {"findings"}));
  reads_as_approved("balance.txt", page(folder, {"balance"}));
}

TEST_CASE("nothing is wrong with Wilfred's gardeners, and one visit was asked for that nobody made",
          "[app][scenario]") {
  const Folder folder;
  make_book(folder);
  const auto found = document(folder, {"findings"});
  REQUIRE(found["findings"].size() == 1);
  CHECK(found["findings"][0]["code"] == "invoice-not-delivered");
  CHECK(found["findings"][0]["amount"] == "49.60");
  CHECK(found["findings"][0]["budget"] == "2025n");
  const auto matches = document(folder, {"matches"});
  for (const auto& line : matches["lines"]) {
    CAPTURE(line["description"]);
    CHECK(line["state"] == "matched");
  }
}

TEST_CASE("each of Wilfred's budgets balances on its own", "[app][scenario]") {
  const Folder folder;
  make_book(folder);
  const auto balance = document(folder, {"balance"});
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

TEST_CASE("what Wilfred's team costs is compared with the agency, month by month",
          "[app][scenario]") {
  const Folder folder;
  make_book(folder);
  const auto compared = document(folder, {"compare", "P0101", "2025"});
  CHECK(compared["schema"] == "dpledger.compare/1");
  const auto& own = compared["budgets"][0];
  CHECK(own["cost"] == "9080.00");
  CHECK(own["former"] == "12896.00");
  CHECK(own["saving"] == "3816.00");
  CHECK(own["earlier"]["budget"] == "2025n");
  CHECK(own["earlier"]["cost"] == "12821.60");
  REQUIRE(own["months"].size() == 6);
  CHECK(own["months"][5]["saving_so_far"] == "3816.00");
  const auto csv = page(folder, {"compare", "P0101", "--csv"});
  CHECK(csv.find("P0101,2025,2025-10,2025-10-01,2025-10-31,true,") != std::string::npos);
}

TEST_CASE("Wilfred's plan shows each version and the money that moved between its lines",
          "[app][scenario]") {
  const Folder folder;
  make_book(folder);
  const auto plan = document(folder, {"plan", "P0101", "2025"});
  const auto& versions = plan["budgets"][0]["versions"];
  REQUIRE(versions.size() == 2);
  CHECK(versions[0]["indicative_on"] == "2025-07-01");
  CHECK(versions[0]["approvals"][1]["role"] == "finance-manager");
  CHECK(versions[0]["authority"] == "cannot-test");
  CHECK(versions[1]["virement"] == true);
  CHECK(versions[1]["moves"] ==
        json::parse(R"([{"from":"team","to":"garden","amount":"150.00"}])"));
  const auto before = folder.run({"plan", "P0101", "2025", "--as-of", "2025-12-31", "--json"});
  CHECK(json::parse(before.out)["budgets"][0]["lines"][0]["planned"] == "7000.00");
  CHECK(plan["budgets"][0]["lines"][0]["planned"] == "6850.00");
  CHECK(plan["budgets"][0]["lines"][1]["outcome"] ==
        "Two people do the digging, and I am outdoors every week");
}

TEST_CASE("a limit of authority in a file of one's own tests Wilfred's plan", "[app][scenario]") {
  const Folder folder;
  make_book(folder);
  folder.write("limits.csv",
               "name,from,value,source\nauthority-limit:finance-manager,2020-01-01,20000.00,"
               "scheme of delegation\n");
  const auto plan = document(folder, {"plan", "P0101", "2025", "--parameters", "limits.csv"});
  CHECK(plan["budgets"][0]["versions"][0]["authority"] == "within");
}

TEST_CASE("plan and compare refuse a person or a budget that is not there", "[app]") {
  const Folder folder;
  make_book(folder);
  for (const auto* command : {"plan", "compare"}) {
    CHECK(folder.run({command, "P0999"}).exit == 1);
    const auto ran = folder.run({command, "P0101", "2031"});
    CHECK(ran.exit == 1);
    CHECK(ran.err.find("2025") != std::string::npos);
    CHECK(folder.run({command}).exit == 2);
  }
}
