// What a budget leaves to its funder when another takes over, and an officer asks for it: by a day,
// by instalments, given up, repaid from elsewhere. And a bill that comes when the rest has been
// repaid.
#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using support::asked;
using support::Folder;
using support::has;
using support::must;
using Words = std::vector<std::string>;

namespace {

std::string budget(const std::string& ref, const std::string& funder, const std::string& from,
                   const std::string& to, const std::string& follows) {
  return R"(
[[budget]]
ref = ")" +
         ref + R"("
deployment = "direct-payment"
account = "dp"
from = )" +
         from + "\nto = " + to + R"(
agreed = "3000.00"
agreed_on = 2024-03-20
)" + follows +
         funder + R"(
[[budget.instalment]]
amount = "1000.00"
every = "month"
first = )" +
         from + R"(

[[budget.line]]
ref = "care-)" +
         ref + R"("
category = "agency"
outcome = "Help at home"
amount = "3000.00"
payees = ["OAK CARE"]
)";
}

const std::string council = "stream = \"social-care\"\nfunder = \"Elm Council\"\n";
const std::string nhs = "stream = \"health\"\nfunder = \"NHS Elm ICB\"\n";

/// Three months of a council, of which 100.00 is left; then the NHS pays.
const std::string person =
    R"(schema = "dpledger.person/1"

[person]
ref = "P1"
name = "Hana Brook"
holder = "self"

[[account]]
ref = "dp"
opened = 2024-04-01
)" + budget("old", council, "2024-04-01", "2024-06-30", "") +
    budget("new", nhs, "2024-07-01", "2024-09-30", "follows = \"old\"\nrest = \"due-back\"\n");

const std::string bank =
    "03/07/2024,BGC,'30-00-00,11111111,NHS ELM ICB,,1000.00,1100.00\n"
    "20/06/2024,FPO,'30-00-00,11111111,OAK CARE,2900.00,,100.00\n"
    "03/06/2024,BGC,'30-00-00,11111111,ELM COUNCIL,,1000.00,3000.00\n"
    "03/05/2024,BGC,'30-00-00,11111111,ELM COUNCIL,,1000.00,2000.00\n"
    "03/04/2024,BGC,'30-00-00,11111111,ELM COUNCIL,,1000.00,1000.00\n";

void make_book(const Folder& folder, const std::string& of = person,
               const std::string& lines = bank) {
  folder.write("person.toml", of);
  folder.write("bank.csv", support::bank_heading + lines);
  must(folder, {"init", "--commissioner", "NHS Elm"});
  must(folder, {"load", "person.toml"});
  must(folder, {"import", "bank.csv", "--account", "P1/dp"});
  must(folder, {"reconcile", "--as-of", "2024-07-31"});
}

void ask_back(const Folder& folder, const std::string& amount) {
  must(folder, {"reclaim", "P1", "old", amount, "--until", "2024-08-31", "--reason",
                "the council no longer pays", "--by", "R. Patel", "--as-of", "2024-07-31"});
}

void import_lines(const Folder& folder, const std::string& name, const std::string& lines) {
  folder.write(name, support::bank_heading + lines);
  must(folder, {"import", name, "--account", "P1/dp"});
}

nlohmann::json what_is_owed(const Folder& folder, const std::string& day) {
  return asked(folder, {"owed-back"}, day)["owed"];
}

/// The share of one in what is left of the old budget.
nlohmann::json share(const Folder& folder, const std::string& name, const std::string& day) {
  const auto surplus = asked(folder, {"surplus", "P1"}, day);
  for (const auto& each : surplus["budgets"][0]["shares"]) {
    if (each["name"] == name) return each;
  }
  return nullptr;
}

std::vector<std::string> codes(const Folder& folder, const std::string& day) {
  std::vector<std::string> codes;
  const auto answer = asked(folder, {"findings"}, day);
  for (const auto& each : answer["findings"]) {
    const auto& code = each["code"];
    if (code != "surplus" && code != "statement-stale") codes.push_back(code);
  }
  return codes;
}

}  // namespace

TEST_CASE("what a budget left to its funder is asked for by a day, once", "[owed-back]") {
  const Folder folder;
  make_book(folder);
  CHECK(share(folder, "Elm Council", "2024-07-31")["unasked"] == "100.00");
  CHECK(share(folder, "Elm Council", "2024-07-31")["can_be_asked_back"] == "100.00");
  ask_back(folder, "100.00");
  const auto owed = what_is_owed(folder, "2024-07-31");
  REQUIRE(owed.size() == 1);
  CHECK(owed[0]["ref"] == "R1");
  CHECK(owed[0]["open"] == "100.00");
  CHECK(share(folder, "Elm Council", "2024-07-31")["can_be_asked_back"] == "0.00");
  const auto letter = folder.run({"letter", "P1", "R1"}).out;
  CHECK(has(letter, "pay £100.00 to Elm Council by 31 August 2024"));
  CHECK(has(letter, "in the bank"));
  const auto page = folder.run({"balance", "P1", "--plain", "--as-of", "2024-07-31"}).out;
  CHECK(has(page, "Give back £100.00 to Elm Council by 31 August 2024."));
  CHECK_FALSE(has(page, "until they ask for it"));
  CHECK(folder
            .run({"reclaim", "P1", "old", "0.01", "--until", "2024-08-31", "--reason", "again",
                  "--as-of", "2024-07-31"})
            .exit == 1);

  // It is overdue as everything that was asked for is, and a line settles it.
  import_lines(folder, "august.csv",
               "28/09/2024,BGC,'30-00-00,11111111,NHS ELM ICB,,1.00,1101.00\n");
  must(folder, {"reconcile", "--as-of", "2024-09-30"});
  const auto late = codes(folder, "2024-09-30");
  CHECK(std::ranges::count(late, "repayment-overdue") == 1);
  import_lines(folder, "october.csv",
               "01/10/2024,FPO,'30-00-00,11111111,ELM COUNCIL,100.00,,1001.00\n");
  must(folder, {"reconcile", "--as-of", "2024-10-01"});
  CHECK(what_is_owed(folder, "2024-10-01")[0]["open"] == "0.00");
  must(folder, {"check"});
}

TEST_CASE("it is repaid by instalments, given up in part, and the rest from elsewhere",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  ask_back(folder, "100.00");
  must(folder, {"instalments", "P1", "R1", "40.00", "--every", "month", "--first", "2024-08-10",
                "--as-of", "2024-08-01"});
  must(folder, {"write-off", "P1", "R1", "30.00", "--reason", "hardship", "--as-of", "2024-08-02"});
  auto owed = what_is_owed(folder, "2024-08-02");
  REQUIRE(owed.size() == 1);  // what was given up does not go back by another way
  CHECK(owed[0]["open"] == "70.00");
  CHECK(owed[0]["given_up"] == "30.00");
  CHECK(share(folder, "Elm Council", "2024-08-02")["can_be_asked_back"] == "0.00");
  must(folder, {"repaid", "P1", "R1", "70.00", "--reason", "a cheque", "--as-of", "2024-08-03"});
  owed = what_is_owed(folder, "2024-08-03");
  // The bank has 100.00 of the old budget still: 30.00 that was given up, and 70.00 that belongs to
  // who repaid the council out of other money.
  REQUIRE(owed.size() == 2);
  CHECK(owed[0]["open"] == "0.00");
  CHECK(owed[1]["funder"] == "person");
  CHECK(owed[1]["open"] == "70.00");
  CHECK(share(folder, "Elm Council", "2024-08-03")["can_be_asked_back"] == "0.00");
  must(folder, {"check"});
}

TEST_CASE("whoever repays unused money from elsewhere has what lies in the bank", "[owed-back]") {
  const Folder folder;
  make_book(folder, person.substr(0, person.rfind("\n[[budget]]")));
  ask_back(folder, "100.00");
  must(folder, {"repaid", "P1", "R1", "60.00", "--reason", "a cheque", "--as-of", "2024-08-03"});
  CHECK(share(folder, "Elm Council", "2024-08-03")["left"] == "40.00");
  CHECK(share(folder, "Elm Council", "2024-08-03")["can_be_asked_back"] == "0.00");
  CHECK(share(folder, "person", "2024-08-03")["left"] == "60.00");
  const auto page = folder.run({"balance", "P1", "--plain", "--as-of", "2024-08-03"}).out;
  CHECK(has(page, "Of what is left, £60.00 is your own to keep."));
  CHECK(has(page, "Give back £40.00 to Elm Council by 31 August 2024."));
  // Money that had been spent otherwise is not in the bank: whoever repays it has nothing there.
  const Folder other;
  make_book(other, person.substr(0, person.rfind("\n[[budget]]")));
  must(other, {"reclaim", "P1", "old", "50.00", "--until", "2024-08-31", "--because",
               "outside-plan", "--reason", "a holiday", "--as-of", "2024-07-31"});
  must(other, {"repaid", "P1", "R1", "50.00", "--reason", "a cheque", "--as-of", "2024-08-03"});
  CHECK(share(other, "Elm Council", "2024-08-03")["left"] == "100.00");
}

TEST_CASE("what is repaid counts for the earliest day, also beside money from elsewhere",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  ask_back(folder, "100.00");
  must(folder, {"instalments", "P1", "R1", "30.00", "--every", "month", "--first", "2024-08-10",
                "--as-of", "2024-08-01"});
  import_lines(folder, "august.csv",
               "10/08/2024,FPO,'30-00-00,11111111,ELM COUNCIL R1,30.00,,1070.00\n");
  must(folder, {"reconcile", "--as-of", "2024-08-20"});
  // Of September's 30.00 two thirds come from elsewhere.
  must(folder, {"repaid", "P1", "R1", "20.00", "--reason", "a cheque", "--as-of", "2024-09-05"});
  import_lines(folder, "september.csv",
               "11/09/2024,FPO,'30-00-00,11111111,ELM COUNCIL R1,10.00,,1060.00\n");
  must(folder, {"reconcile", "--as-of", "2024-09-20"});
  CHECK(std::ranges::count(codes(folder, "2024-09-20"), "repayment-overdue") == 0);
  const auto owed = what_is_owed(folder, "2024-09-20");
  CHECK(owed[0]["open"] == "40.00");
  CHECK(owed[0]["next_due"] == "2024-10-10");
  const auto page = folder.run({"balance", "P1", "--plain", "--as-of", "2024-09-20"}).out;
  CHECK(has(page, "Give back £30.00 to Elm Council by 10 October 2024. One more sum is due"));
}

TEST_CASE("a bill that comes when the person has had the rest accuses nobody", "[owed-back]") {
  // The person pays a third: 500.00 of the 1,500.00 that is left is their own.
  auto shared = person;
  const std::string agreed = "agreed = \"3000.00\"";
  shared.replace(shared.find(agreed), agreed.size(), "agreed = \"4500.00\"");
  const std::string planned = "amount = \"3000.00\"";
  shared.replace(shared.find(planned), planned.size(), "amount = \"4500.00\"");
  shared.insert(shared.find("[[budget.line]]"),
                "[[budget.instalment]]\npayer = \"person\"\namount = \"500.00\"\n"
                "every = \"month\"\nfirst = 2024-04-01\n\n");
  const Folder folder;
  make_book(folder, shared,
            "15/07/2024,FPO,'30-00-00,11111111,HANA BROOK,500.00,,2000.00\n"
            "03/07/2024,BGC,'30-00-00,11111111,NHS ELM ICB,,1000.00,2500.00\n"
            "20/06/2024,FPO,'30-00-00,11111111,OAK CARE,3000.00,,1500.00\n"
            "04/06/2024,BGC,'30-00-00,11111111,HANA BROOK,,500.00,4500.00\n"
            "03/06/2024,BGC,'30-00-00,11111111,ELM COUNCIL,,1000.00,4000.00\n"
            "04/05/2024,BGC,'30-00-00,11111111,HANA BROOK,,500.00,3000.00\n"
            "03/05/2024,BGC,'30-00-00,11111111,ELM COUNCIL,,1000.00,2500.00\n"
            "04/04/2024,BGC,'30-00-00,11111111,HANA BROOK,,500.00,1500.00\n"
            "03/04/2024,BGC,'30-00-00,11111111,ELM COUNCIL,,1000.00,1000.00\n");
  const auto before = codes(folder, "2024-07-31");
  CAPTURE(before);
  CHECK(before.empty());
  folder.write("invoice.csv",
               "person,number,supplier,date,due,amount,plan_line,description\n"
               "P1,K9,Oak Care,2024-06-28,2024-08-25,90.00,care-old,June\n");
  must(folder, {"import", "invoice.csv"});
  must(folder, {"reconcile", "--as-of", "2024-08-01"});
  const auto found = codes(folder, "2024-08-01");
  CAPTURE(found);
  CHECK(std::ranges::count(found, "payment-to-holder") == 0);
  CHECK(std::ranges::count(found, "overpaid") == 1);  // by 30.00
  const auto page = folder.run({"balance", "P1", "--plain", "--as-of", "2024-08-01"}).out;
  CHECK(has(page, "You had £30.00 more than was your own."));
  must(folder, {"check"});
}

TEST_CASE("what is sent to a funder unasked is a question and no accusation", "[owed-back]") {
  const Folder folder;
  make_book(folder, person.substr(0, person.rfind("\n[[budget]]")),
            "05/07/2024,FPO,'30-00-00,11111111,ELM COUNCIL,100.00,,0.00\n" +
                bank.substr(bank.find("20/06")));
  CHECK(codes(folder, "2024-07-31") == std::vector<std::string>{"unplanned-spending"});
  CHECK(has(folder.run({"findings", "--as-of", "2024-07-31"}).out, "`reclaim`"));
  const auto page = folder.run({"balance", "P1", "--plain", "--as-of", "2024-07-31"}).out;
  CHECK(has(page, "You sent £100.00 to those who pay for your plan."));
  // Once it is said that it was owed, the line has its answer.
  must(folder, {"reclaim", "P1", "old", "100.00", "--until", "2024-08-31", "--because",
                "circumstances", "--reason", "sent back", "--as-of", "2024-07-31"});
}

TEST_CASE("costs that come up after what was asked for was repaid are the old funder's",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  ask_back(folder, "100.00");
  import_lines(folder, "august.csv",
               "28/08/2024,FPO,'30-00-00,11111111,ELM COUNCIL,100.00,,1000.00\n");
  folder.write("invoice.csv",
               "person,number,supplier,date,due,amount,plan_line,description\n"
               "P1,K9,Oak Care,2024-06-28,2024-09-25,40.00,care-old,June\n");
  must(folder, {"import", "invoice.csv"});
  must(folder, {"reconcile", "--as-of", "2024-09-01"});
  const auto found = codes(folder, "2024-09-01");
  CAPTURE(found);
  CHECK(std::ranges::count(found, "overpaid") == 1);
  const auto closure = asked(folder, {"closure", "P1", "old"}, "2024-09-01");
  CHECK(closure["settled"] == false);
  CHECK(closure["goes_back"][0]["open"] == "-40.00");
  CHECK(share(folder, "Elm Council", "2024-09-01")["can_be_asked_back"] == "0.00");
  must(folder, {"check"});
}

TEST_CASE("instalments need not come on their days, and a line may say what it pays",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  ask_back(folder, "60.00");
  must(folder, {"instalments", "P1", "R1", "20.00", "--every", "month", "--first", "2024-09-10",
                "--as-of", "2024-08-01"});
  must(folder, {"reclaim", "P1", "old", "20.00", "--until", "2024-12-31", "--reason", "more",
                "--as-of", "2024-08-01"});
  import_lines(folder, "august.csv",
               "28/08/2024,FPO,'30-00-00,11111111,ELM COUNCIL R2,20.00,,1040.00\n"
               "25/08/2024,FPO,'30-00-00,11111111,ELM COUNCIL R1,20.00,,1060.00\n"
               "22/08/2024,FPO,'30-00-00,11111111,ELM COUNCIL R1,20.00,,1080.00\n");
  must(folder, {"reconcile", "--as-of", "2024-08-31"});
  const auto owed = what_is_owed(folder, "2024-08-31");
  REQUIRE(owed.size() >= 2);
  CHECK(owed[0]["open"] == "20.00");
  CHECK(owed[0]["next_due"] == "2024-11-10");
  CHECK(owed[1]["open"] == "0.00");
}

TEST_CASE("what an outcome leaves out is not asked for by another way", "[owed-back]") {
  const Folder folder;
  make_book(folder);
  ask_back(folder, "100.00");
  must(folder, {"reconsider", "P1", "R1", "--as-of", "2024-08-01"});
  CHECK(what_is_owed(folder, "2024-09-30")[0]["state"] != "overdue");
  must(folder,
       {"outcome", "P1", "R1", "0", "--reason", "it was all needed", "--as-of", "2024-08-02"});
  const auto owed = what_is_owed(folder, "2024-08-02");
  CHECK(owed.size() == 1);
  CHECK(owed[0]["open"] == "0.00");
  const auto page = folder.run({"balance", "P1", "--plain", "--as-of", "2024-08-02"}).out;
  CHECK_FALSE(has(page, "to go back to"));
  CHECK_FALSE(has(page, "give back £"));
}

TEST_CASE("what comes after the last budget of an account stands in that budget", "[owed-back]") {
  const Folder folder;
  make_book(folder, person.substr(0, person.rfind("\n[[budget]]")),
            "05/08/2024,FPO,'30-00-00,11111111,MYSTERY SHOP,30.00,,70.00\n" +
                bank.substr(bank.find("20/06")));
  const auto balance = asked(folder, {"balance", "P1"}, "2024-08-05")["budgets"][0];
  CHECK(balance["bank"] == "70.00");
}
