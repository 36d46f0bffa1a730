// Tables that no layout knows, through the program: proposed, saved, versioned, asked about.
#include "tests/app/support_office.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using support::Office;

TEST_CASE("an unknown table is shown by a proposal, imported once that is saved, and versioned",
          "[app][formats]") {
  const Office office;
  const std::string portal =
      "Card portal export\nCardholder,Posted,Details,Spent,Loaded,Left\n"
      "HM-2041,04/04/2025,Load from council,,150.00,150.00\n"
      "HM-2041,16/04/2025,Mosswood Gardens,30.25,,119.75\n"
      "HM-2041,17/04/2025,Kiosk,19.75,,100.00\n";
  office.folder.write("portal.csv", portal);
  const auto seen = office.run({"inspect", "portal.csv"})["files"][0];
  CHECK_FALSE(seen["proposal"].get<std::string>().empty());
  REQUIRE(seen["statements"].size() == 1);
  CHECK(seen["statements"][0]["lines"][1]["amount"] == "-30.25");

  const auto refused = office.run({"import", "portal.csv"}, 1);
  CHECK(refused["refusals"][0]["rule"] == "format-unknown");
  CHECK(refused["refusals"][0]["remedy"].get<std::string>().find("profile") != std::string::npos);

  const auto saved = office.run({"profile", "portal.csv", "--save", "council-card"});
  CHECK(saved["saved"] == "council-card, version 1");
  CHECK(office.run({"profile", "portal.csv"})["known"] == true);
  const auto imported = office.run({"import", "portal.csv"})["files"][0];
  CHECK(imported["kept"] == 3);
  CHECK(imported["format"].get<std::string>().find("council-card") != std::string::npos);

  const auto text = office.folder.run({"profile", "--show", "council-card"}).out;
  office.folder.write("better.toml", text + "\n# the same\n");
  CHECK(office.run(
            {"profile", "better.toml", "--save", "council-card"})["profiles"][0]["version"] == 1);
  auto titled = text;
  titled.insert(titled.find("name"), "title = \"The council's card\"\n");
  if (text.find("title") == std::string::npos) {
    office.folder.write("titled.toml", titled);
    CHECK(office.run(
              {"profile", "titled.toml", "--save", "council-card"})["profiles"][0]["version"] == 2);
    CHECK(office.run({"profile"})["profiles"].size() == 2);
  }
  CHECK(office.folder.run({"check"}).exit == 0);
}

TEST_CASE("a profile that is named by its file reads without being saved", "[app][formats]") {
  const Office office;
  office.folder.write("portal.csv",
                      "Cardholder,Posted,Details,Spent,Loaded,Left\n"
                      "HM-2041,16/04/2025,Mosswood Gardens,30.25,,119.75\n"
                      "HM-2041,17/04/2025,Kiosk,19.75,,100.00\n");
  CHECK(office.folder.run({"profile", "portal.csv", "--out", "mine.toml"}).exit == 0);
  CHECK(office.run({"import", "portal.csv", "--profile", "mine.toml"})["files"][0]["kept"] == 2);
  CHECK(office.run({"profile"})["profiles"].empty());
}

TEST_CASE("--save and --out are refused for a file that needs no profile", "[app][formats]") {
  const Office office;
  office.folder.write("statement.qif", "!Type:Bank\nD16/04/2025\nT-30.25\nPMosswood Gardens\n^\n");
  CHECK(office.folder.run({"profile", "statement.qif"}).exit == 0);
  for (const std::vector<std::string>& keep :
       {std::vector<std::string>{"--save", "mine"}, {"--out", "mine.toml"}}) {
    std::vector<std::string> words{"profile", "statement.qif"};
    words.insert(words.end(), keep.begin(), keep.end());
    const auto ran = office.folder.run(words);
    CHECK(ran.exit == 1);
    CHECK(ran.err.find("nothing was kept") != std::string::npos);
  }
  CHECK(office.run({"profile"})["profiles"].empty());
  CHECK(office.folder.run({"profile", "statement.qif", "--save", ""}).exit == 2);
}

TEST_CASE("a heading that a layout and a saved profile both have asks which is meant",
          "[app][formats]") {
  const Office office;
  office.folder.write("card.toml",
                      "schema = \"dpledger.profile/1\"\nname = \"spend-card\"\nkind = \"bank\"\n"
                      "heading = [\"Date\", \"Description\", \"Amount\"]\ndates = \"DD/MM/YYYY\"\n"
                      "sign = \"out-is-positive\"\n[columns]\ndate = \"Date\"\n"
                      "payee = \"Description\"\namount = \"Amount\"\n");
  office.folder.write("card.csv",
                      "Date,Description,Amount\n10/04/2025,KIOSK,5.00\n11/04/2025,BUS,2.50\n");
  CHECK(office.run({"inspect", "card.csv"})["files"][0]["format"] == "first-direct");
  CHECK(office.run({"profile", "card.toml", "--save", "spend-card"})["profiles"].size() == 1);
  CHECK(office.run({"import", "card.csv", "--account", "P0501/card"}, 1)["refusals"][0]["rule"] ==
        "format-ambiguous");
  const auto named =
      office.run({"import", "card.csv", "--account", "P0501/card", "--profile", "spend-card"});
  CHECK(named["files"][0]["kept"] == 2);
  CHECK(named["files"][0]["format"] == "spend-card@1");
  CHECK(office.bank() == "-7.50");
}

TEST_CASE("a new version of a profile is the same portal", "[app][formats]") {
  const Office office;
  const auto portal = [](const std::string& rows) { return "Card,Posted,Details,Spent\n" + rows; };
  const std::string profile =
      "schema = \"dpledger.profile/1\"\nname = \"portal\"\nkind = \"bank\"\n"
      "dates = \"DD/MM/YYYY\"\nsign = \"out-is-positive\"\n";
  const std::string columns =
      "[columns]\naccount = \"Card\"\ndate = \"Posted\"\npayee = \"Details\"\namount = \"Spent\"\n";
  office.folder.write("p1.toml", profile + columns);
  office.folder.write("p2.toml", profile + "title = \"Portal\"\n" + columns);
  REQUIRE(office.run({"profile", "p1.toml", "--save", "portal"})["profiles"][0]["version"] == 1);
  office.import("h1.csv", portal("HM-2041,14/05/2025,Card purchase BUS,2.50\n"
                                 "HM-2041,15/05/2025,Card purchase TESCO,5.00\n"));
  REQUIRE(office.run({"profile", "p2.toml", "--save", "portal"})["profiles"][0]["version"] == 2);
  const auto second =
      office.import("h2.csv", portal("HM-2041,15/05/2025,Card purchase ASDA,5.00\n"
                                     "HM-2041,16/05/2025,Card purchase BUS,2.50\n"));
  CHECK(second["format"] == "portal@2");
  CHECK(second["kept"] == 2);
}
