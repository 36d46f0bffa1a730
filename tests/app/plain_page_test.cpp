// balance --plain and forecast through the real program, for the invented people of the scenarios.
#include "tests/app/support_asked.hpp"
#include "tests/support/readability.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::asked;
using support::Folder;

namespace {

/// Days of the scenarios' year, its first and last among them.
const std::vector<std::string>& days() {
  static const std::vector<std::string> all{"2025-04-01", "2025-05-15", "2025-07-31", "2025-10-24",
                                            "2025-12-31", "2026-02-28", "2026-03-31"};
  return all;
}

}  // namespace

TEST_CASE("the scenarios' pages are plain English, one page each, on any day of the year",
          "[app][plain]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  for (const auto& day : days()) {
    const auto said = asked(folder, {"balance", "--plain"}, day);
    CHECK(said["schema"] == "dpledger.plain/1");
    REQUIRE(said["budgets"].size() == 2);
    for (const auto& page : said["budgets"]) {
      std::string prose;
      for (const auto& section : page["sections"]) {
        for (const auto& sentence : section["sentences"]) {
          prose += sentence.get<std::string>() + " ";
        }
      }
      INFO(day << ": " << prose);
      const auto score = readability::tally(prose);
      CHECK(score.grade() <= 4.0);
      CHECK(score.ease() >= 80.0);
      const auto text =
          folder.run({"balance", page["person"].get<std::string>(), "--plain", "--as-of", day});
      CHECK(readability::jargon_in(text.out) == "");
      CHECK(std::count(text.out.begin(), text.out.end(), '\n') <= 60);
    }
  }
}

TEST_CASE("a page's figures are those of the balance of the same day", "[app][plain]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  for (const auto& day : days()) {
    const auto page = asked(folder, {"balance", "--plain"}, day)["budgets"][0];
    const auto balance = asked(folder, {"balance"}, day)["budgets"][0];
    int compared = 0;
    for (const auto& section : page["sections"]) {
      for (const auto& figure : section["figures"]) {
        const auto code = figure["code"].get<std::string>();
        if (!balance.contains(code)) continue;
        CHECK(figure["amount"] == balance[code]);
        ++compared;
      }
    }
    CHECK(compared >= 1);
  }
}

TEST_CASE("a forecast begins where the balance stands and ends with what was spent",
          "[app][forecast]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  for (const auto& day : days()) {
    const auto ahead = asked(folder, {"forecast"}, day);
    const auto balance = asked(folder, {"balance"}, day);
    CHECK(ahead["schema"] == "dpledger.forecast/1");
    for (std::size_t i = 0; i < ahead["budgets"].size(); ++i) {
      CHECK(ahead["budgets"][i]["bank"]["today"] == balance["budgets"][i]["bank"]);
    }
  }
  // the day after the last one
  const auto ended = asked(folder, {"forecast"}, "2026-04-01");
  const auto balance = asked(folder, {"balance"}, "2026-04-01");
  int over = 0;
  for (std::size_t i = 0; i < ended["budgets"].size(); ++i) {
    if (ended["budgets"][i]["until"] > "2026-03-31") continue;
    CHECK(ended["budgets"][i]["phase"] == "over");
    CHECK(ended["budgets"][i]["total"]["middle"] == balance["budgets"][i]["spent"]);
    ++over;
  }
  CHECK(over >= 2);
  const auto csv = folder.run({"forecast", "--csv", "--as-of", "2025-10-24"});
  CHECK(csv.out.starts_with("person,budget,until,phase,line,"));
}
