// What is decided for one line is proposed for the next, listed, exported and withdrawn; two people
// with the same wording on their statements learn nothing from one another.
#include "tests/app/support_bank.hpp"
#include "tests/app/support_program.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using json = nlohmann::json;
using Words = std::vector<std::string>;

namespace {

std::string person(const std::string& ref, const std::string& number) {
  return "schema = \"dpledger.person/1\"\n[person]\nref = \"" + ref +
         "\"\nname = \"Hanna Moss\"\n" +
         R"(care_group = "chc-adult"
holder = "self"
[[account]]
ref = "dp"
kind = "bank"
sort_code = "30-90-21"
number = ")" +
         number + R"("
opened = 2025-04-01
balance = "1000.00"
[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funder = "NHS Example ICB"
accounts = ["dp"]
from = 2025-04-01
to = 2026-03-31
agreed = "1200.00"
contingency = "0.00"
agreed_on = 2025-03-20
[[budget.line]]
ref = "birds"
category = "activities"
amount = "1200.00"
payees = ["MOSSWOOD GARDENS"]
)";
}

std::string statement(const std::string& number) {
  const auto row = [&](const std::string& day, const std::string& text, const std::string& rest) {
    return day + ",DEB,'30-90-21," + number + "," + text + "," + rest + "\n";
  };
  return support::bank_heading + row("24/04/2025", "PARROT SCHOOL 9912", "21.50,,959.50") +
         row("17/04/2025", "PARROT SCHOOL 4471", "19.00,,981.00");
}

struct Office {
  support::Folder folder;
  Office() {
    run({"init", "--commissioner", "NHS Example ICB"});
    for (const std::string ref : {"P0601", "P0602"}) {
      const auto number = "445566" + ref.substr(3);
      folder.write(ref + ".toml", person(ref, number));
      folder.write(ref + ".csv", statement(number));
      run({"load", ref + ".toml"});
      run({"import", ref + ".csv"});
    }
    run({"reconcile"});
  }
  json run(const Words& words, int exit = 0) const {
    Words all = words;
    all.insert(all.end(), {"--json", "--as-of", "2025-05-10", "--by", "j.patel"});
    const auto ran = folder.run(all);
    CAPTURE(words, ran.err, ran.out);
    REQUIRE(ran.exit == exit);
    return json::parse(ran.out);
  }
  /// The person's line of that day.
  json line(const std::string& ref, const std::string& day) const {
    const auto document = run({"matches", ref});
    for (const auto& line : document["lines"]) {
      if (line["date"] == day) return line;
    }
    throw std::out_of_range{"no line of " + day};
  }
};

}  // namespace

TEST_CASE("what was decided for a line is proposed for the next, listed, and withdrawn", "[app]") {
  const Office office;
  const std::string first = office.line("P0601", "2025-04-17")["id"];
  CHECK(office.line("P0601", "2025-04-24")["state"] == "unmatched");
  CHECK(office.run({"payees"})["payees"].empty());

  office.run({"code", first, "birds"});
  const auto next = office.line("P0601", "2025-04-24");
  CHECK(next["state"] == "suggested");
  CHECK(next["rule"] == "learned");
  CHECK(next["alternatives"][0]["plan_line"] == "2025/birds");
  CHECK(next["why"].get<std::string>().find("j.patel put a line like this (" + first) !=
        std::string::npos);
  CHECK(office.line("P0602", "2025-04-24")["state"] == "unmatched");

  const auto listed = office.run({"payees"})["payees"];
  REQUIRE(listed.size() == 1);
  CHECK(listed[0]["person"] == "P0601");
  CHECK(listed[0]["wording"] == "parrot school");
  CHECK(listed[0]["direction"] == "paid");
  CHECK(listed[0]["plan_line"] == "2025/birds");
  CHECK(listed[0]["line"] == first);
  CHECK(listed[0]["by"] == "j.patel");
  CHECK(listed[0]["waiting"] == 1);
  CHECK(listed[0]["followed"] == 0);
  CHECK(office.run({"payees", "P0602"})["payees"].empty());

  office.run({"payees", "--withdraw", first});
  CHECK(office.run({"payees"})["payees"].empty());
  CHECK(office.line("P0601", "2025-04-24")["state"] == "unmatched");
  CHECK(office.line("P0601", "2025-04-17")["plan_line"] == "2025/birds");
  CHECK(office.run({"payees", "--withdraw", first}, 1)["refusals"].size() == 1);

  office.run({"code", first, "birds"});
  office.run({"code", next["id"], "birds"});
  const auto again = office.run({"payees"})["payees"];
  REQUIRE(again.size() == 2);
  CHECK(again[1]["line"] == first);
  CHECK(again[1]["followed"] == 1);
}
