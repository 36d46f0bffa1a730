// Deliveries that come a second time: the same rows in another file, and rows that say otherwise.
#include "tests/app/support_asked.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::asked;
using support::Folder;
using support::must;

namespace {

const std::string person = R"(schema = "dpledger.person/1"
[person]
ref = "P0611"
name = "Olive Tranter"
care_group = "chc-adult"
[[budget]]
ref = "n"
deployment = "notional"
stream = "health"
funder = "NHS Example ICB"
from = 2025-04-01
to = 2026-03-31
agreed = "9000.00"
agreed_on = 2025-03-20
[[budget.line]]
ref = "visits"
category = "agency"
amount = "9000.00"
payees = ["QUAYSIDE NURSES"]
[[service]]
budget = "n"
ref = "v"
line = "visits"
provider = "Quayside Nurses"
unit = "hour"
price = "20.00"
quantity = "7"
every = "week"
from = 2025-04-01
)";

void make_book(const Folder& folder) {
  folder.write("person.toml", person);
  must(folder, {"init", "--commissioner", "NHS Example ICB"});
  must(folder, {"load", "person.toml"});
}

json import_rows(const Folder& folder, const std::string& file, const std::string& rows) {
  folder.write(file, "person,service,from,to,quantity,status,note\n" + rows);
  const auto ran = folder.run({"import", file, "--json"});
  REQUIRE(ran.exit == 0);
  return json::parse(ran.out)["files"][0];
}

/// April was 30 hours, May 31.
const std::string april = "P0611,v,2025-04-01,2025-04-30,30,delivered,\n";
const std::string may = "P0611,v,2025-05-01,2025-05-31,31,delivered,\n";

}  // namespace

TEST_CASE("a delivery that another file brought is known already", "[app]") {
  const Folder folder;
  make_book(folder);
  CHECK(import_rows(folder, "april.csv", april)["kept"] == 1);
  const auto again = import_rows(folder, "both.csv", april + may);
  CHECK(again["kept"] == 1);
  CHECK(again["known"] == 1);
  CHECK(again["notes"].empty());
  const auto imports = asked(folder, {"imports"}, "2025-06-30")["imports"];
  CHECK(imports[1]["kept"] == 1);
  CHECK(imports[1]["known"] == 1);
  // The row that both have outlives either.
  must(folder, {"undo", "I1"});
  must(folder, {"reconcile", "--as-of", "2025-06-30"});
  CHECK(asked(folder, {"balance"}, "2025-06-30")["budgets"][0]["spent"] == "1220.00");
  must(folder, {"check"});
}

TEST_CASE("a row that says otherwise of known days is told with its place and what to do",
          "[app]") {
  const Folder folder;
  make_book(folder);
  CHECK(import_rows(folder, "april.csv", april)["notes"].empty());
  const auto fewer =
      import_rows(folder, "fewer.csv", may + "P0611,v,2025-04-01,2025-04-30,26,delivered,\n");
  CHECK(fewer["kept"] == 2);
  REQUIRE(fewer["notes"].size() == 1);
  const auto note = fewer["notes"][0].get<std::string>();
  for (const auto* part : {"line 3", "26 delivered", "april.csv:2", "30 delivered", "undo I1"}) {
    CAPTURE(note, part);
    CHECK(note.find(part) != std::string::npos);
  }
  SECTION("missed instead of delivered is otherwise too") {
    const auto missed =
        import_rows(folder, "missed.csv", "P0611,v,2025-05-01,2025-05-31,31,missed,\n");
    REQUIRE(missed["notes"].size() == 1);
    CHECK(missed["notes"][0].get<std::string>().find("fewer.csv:2") != std::string::npos);
  }
  SECTION("a file that has the known row and more says nothing otherwise") {
    const auto fuller = import_rows(folder, "fuller.csv",
                                    may + "P0611,v,2025-05-01,2025-05-31,2.25,missed,carer ill\n");
    CHECK(fuller["known"] == 1);
    CHECK(fuller["notes"].empty());
  }
  SECTION("once the earlier file is taken back nothing stands against the new one") {
    must(folder, {"undo", "I1"});
    must(folder, {"undo", "I2"});
    CHECK(import_rows(folder, "anew.csv", "P0611,v,2025-04-01,2025-04-30,26,delivered,x\n")["notes"]
              .empty());
  }
}

TEST_CASE("two files of one command are held against each other", "[app]") {
  const Folder folder;
  make_book(folder);
  const std::string heading = "person,service,from,to,quantity,status,note\n";
  folder.write("one.csv", heading + april);
  folder.write("two.csv", heading + "P0611,v,2025-04-01,2025-04-30,26,delivered,\n");
  const auto ran = folder.run({"import", "one.csv", "two.csv", "--json"});
  REQUIRE(ran.exit == 0);
  CHECK(json::parse(ran.out)["files"][1]["notes"].size() == 1);
}
