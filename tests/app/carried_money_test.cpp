// Money that was carried into a budget is asked back by those who paid it in, also by a funder that
// pays no longer; the page for the holder says what is their own.
#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"

#include <string>

#include <catch2/catch.hpp>

using support::asked;
using support::Folder;
using support::has;

namespace {

std::string budget(const std::string& ref, const std::string& funder, const std::string& stream,
                   const std::string& from, const std::string& to, const std::string& amount) {
  return "[[budget]]\nref = \"" + ref + "\"\ndeployment = \"direct-payment\"\nstream = \"" +
         stream + "\"\nfunder = \"" + funder + "\"\naccount = \"dp\"\nfrom = " + from +
         "\nto = " + to + "\nagreed = \"12000.00\"\nagreed_on = 2025-03-20\n" +
         (ref == "25" ? "" : "follows = \"25\"\nrest = \"carry\"\n") +
         "[[budget.instalment]]\npayer = \"funder\"\namount = \"" + amount +
         "\"\nevery = \"once\"\nfirst = " + from + "\n" +
         (ref == "25" ? "[[budget.instalment]]\npayer = \"person\"\namount = \"400.00\"\n"
                        "every = \"once\"\nfirst = 2025-04-02\n"
                      : "") +
         "[[budget.line]]\nref = \"care\"\ncategory = \"agency\"\noutcome = \"Help at home\"\n"
         "amount = \"12000.00\"\npayees = [\"KINDLY CARE\"]\n";
}

/// Of 2,000.00 by a council and the person, four to one, half is left; the NHS adds 1,000.00.
void make_book(const Folder& folder) {
  folder.write("person.toml",
               "schema = \"dpledger.person/1\"\n[person]\nref = \"P0001\"\nname = \"Enid Marlow\"\n"
               "care_group = \"other\"\n[[account]]\nref = \"dp\"\nopened = 2025-04-01\n" +
                   budget("25", "Dale County Council", "social-care", "2025-04-01", "2025-05-31",
                          "1600.00") +
                   budget("nhs", "NHS Dale ICB", "health", "2025-06-01", "2026-03-31", "1000.00"));
  folder.write("bank.csv",
               support::bank_heading +
                   "20/06/2025,FPO,'30-00-00,11111111,KINDLY CARE,500.00,,1500.00\n"
                   "01/06/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,1000.00,2000.00\n"
                   "20/05/2025,FPO,'30-00-00,11111111,KINDLY CARE,1000.00,,1000.00\n"
                   "02/04/2025,BGC,'30-00-00,11111111,E MARLOW,,400.00,2000.00\n"
                   "01/04/2025,BGC,'30-00-00,11111111,DALE COUNTY COUNCIL,,1600.00,1600.00\n");
  support::must(folder, {"init", "--commissioner", "NHS Dale"});
  support::must(folder, {"load", "person.toml", "--as-of", "2025-03-25"});
  support::must(folder, {"import", "bank.csv", "--account", "P0001/dp", "--as-of", "2025-06-30"});
  support::must(folder, {"reconcile", "--as-of", "2025-06-30"});
}

support::Ran reclaim(const Folder& folder, const std::string& funder, const std::string& amount,
                     const std::string& ground = "accumulated") {
  return folder.run({"reclaim", "P0001", "nhs", amount, "--until", "2025-07-31", "--funder", funder,
                     "--reason", "not needed", "--because", ground, "--as-of", "2025-06-30"});
}

}  // namespace

TEST_CASE("a council whose money was carried to the NHS can ask for its part of it",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  const auto shares = asked(folder, {"surplus"}, "2025-06-30")["budgets"][1]["shares"];
  CAPTURE(shares.dump());
  REQUIRE(shares.size() == 3);
  CHECK(shares[0]["name"] == "NHS Dale ICB");
  CHECK(shares[0]["carried"] == "0.00");
  CHECK(shares[1]["name"] == "Dale County Council");
  CHECK(shares[1]["received"] == "0.00");
  CHECK(shares[1]["carried"] == "800.00");
  CHECK(shares[2]["name"] == "person");
  CHECK(shares[2]["carried"] == "200.00");
  const auto funders = asked(folder, {"balance"}, "2025-06-30")["budgets"][1]["funders"];
  REQUIRE(funders.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(funders[i]["name"] == shares[i]["name"]);
    CHECK(funders[i]["carried"] == shares[i]["carried"]);
    CHECK(funders[i]["surplus"] == shares[i]["part"]);
  }
  const std::string part = shares[1]["can_be_asked_back"];
  CHECK(reclaim(folder, "Dale County Council", "500.00").exit == 1);
  CHECK(reclaim(folder, "Dale County Council", part).exit == 0);
  CHECK(reclaim(folder, "Dale County Council", "0.01").exit == 1);
  const auto letter = folder.run({"letter", "P0001", "R1"}).out;
  CHECK(has(letter, "Of this, £" + part + " came from Dale County Council."));
  const auto nobody = reclaim(folder, "Elsewhere Council", "0.01");
  CHECK(nobody.exit == 1);
  CHECK(has(nobody.err, "\"Dale County Council\""));
}

TEST_CASE("for another ground no more is asked than was paid in, here or before", "[owed-back]") {
  const Folder folder;
  make_book(folder);
  CHECK(reclaim(folder, "Dale County Council", "800.01", "outside-plan").exit == 1);
  CHECK(reclaim(folder, "Dale County Council", "800.00", "outside-plan").exit == 0);
}

TEST_CASE("the certificate and the plain page say whose the money is that went along",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  const auto closure = asked(folder, {"closure", "P0001", "25"}, "2025-06-30")["goes_back"];
  CAPTURE(closure.dump());
  REQUIRE(closure.size() == 2);
  CHECK(closure[0]["carried"] == "800.00");
  CHECK(closure[1]["carried"] == "200.00");
  const auto certificate = folder.run({"closure", "P0001", "25", "--as-of", "2025-06-30"}).out;
  CHECK(has(certificate, "£200.00 is the person's own part."));
  const auto page = folder.run({"balance", "--plain", "P0001", "--as-of", "2025-06-30"}).out;
  CHECK(has(page, "Of what was there at the start, £200.00 was your own."));
}
