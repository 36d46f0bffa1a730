// What is left of a budget that is over: `surplus`, `closure`, `reclaim` and the letter say the
// same figure. And what was sent is written again as it was sent, when it was taken back since.
#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using support::asked;
using support::Folder;
using support::has;
using Words = std::vector<std::string>;

namespace {

const std::string person = R"(schema = "dpledger.person/1"

[person]
ref = "P0001"
name = "Enid Marlow"
care_group = "chc-adult"

[[account]]
ref = "dp"
opened = 2025-04-01

[[budget]]
ref = "25"
deployment = "direct-payment"
stream = "health"
funder = "NHS Dale ICB"
account = "dp"
from = 2025-04-01
to = 2026-03-31
agreed = "12000.00"
agreed_on = 2025-03-20
contingency_weeks = 4

[[budget.instalment]]
amount = "1000.00"
every = "month"
first = 2025-04-01

[[budget.line]]
ref = "care"
category = "agency"
outcome = "Help at home"
amount = "12000.00"
payees = ["KINDLY CARE"]
)";

const std::string bank = support::bank_heading +
                         "03/06/2025,BGC,'30-00-00,11111111,A B UNKNOWN,,5.00,2505.00\n"
                         "01/06/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,1000.00,2500.00\n"
                         "20/05/2025,FPO,'30-00-00,11111111,KINDLY CARE,250.00,,1500.00\n"
                         "01/05/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,1000.00,1750.00\n"
                         "20/04/2025,FPO,'30-00-00,11111111,KINDLY CARE,250.00,,750.00\n"
                         "01/04/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,1000.00,1000.00\n";

/// An invoice that nobody has paid.
const std::string invoice =
    "person,number,supplier,date,due,amount,plan_line,description\n"
    "P0001,K9,Kindly Care,2025-05-25,2025-06-25,111.00,care,May\n";

void make_book(const Folder& folder) {
  folder.write("person.toml", person);
  folder.write("bank.csv", bank);
  folder.write("invoice.csv", invoice);
  support::must(folder, {"init", "--commissioner", "NHS Dale"});
  support::must(folder, {"load", "person.toml"});
  support::must(folder, {"import", "bank.csv", "--account", "P0001/dp"});
  support::must(folder, {"import", "invoice.csv"});
  support::must(folder, {"reconcile", "--as-of", "2025-06-10"});
}

/// A version of the person from a day, with more in one place.
void revise(const Folder& folder, const std::string& from, const std::string& before,
            const std::string& more) {
  auto revised = person;
  revised.insert(revised.find(before), more + "\n");
  revised.insert(revised.find("[person]"), "version_from = " + from + "\n");
  folder.write("revised.toml", revised);
  support::must(folder, {"load", "revised.toml"});
  support::must(folder, {"reconcile", "--as-of", "2025-06-10"});
}

support::Ran reclaim(const Folder& folder, const std::string& amount, const Words& more = {}) {
  Words words{"reclaim",  "P0001",          "25",   amount,     "--until", "2025-07-31",
              "--reason", "care has ended", "--by", "R. Patel", "--as-of", "2025-06-10"};
  words.insert(words.end(), more.begin(), more.end());
  return folder.run(words);
}

}  // namespace

TEST_CASE("after a death no more is asked back than is left, by one figure everywhere",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  revise(folder, "2025-05-28", "care_group", "died = 2025-05-28");
  // 2,505 in the bank: 111 is owed, and of 5 nobody knows whose it is. June's 1,000 is the
  // funder's.
  const auto surplus = asked(folder, {"surplus"}, "2025-06-10")["budgets"][0];
  CHECK(surplus["over"] == true);
  CHECK(surplus["can_be_asked_back"] == "2389.00");
  CHECK(asked(folder, {"balance"}, "2025-06-10")["budgets"][0]["left"] == "2389.00");
  CHECK(asked(folder, {"balance"}, "2025-05-27")["budgets"][0]["left"].is_null());
  const auto closure = asked(folder, {"closure", "P0001", "25"}, "2025-06-10");
  CHECK(closure["ended"] == "2025-05-28");
  CHECK(closure["can_be_asked_back"] == "2389.00");
  CHECK(asked(folder, {"year-end", "P0001", "25"}, "2025-06-10")["ended"] == "2025-05-28");

  const auto more = reclaim(folder, "2389.01");
  CHECK(more.exit == 1);
  CHECK(has(more.err, "at most £2,389.00"));
  CHECK(reclaim(folder, "2389.01", {"--because", "died"}).exit == 1);
  CHECK(reclaim(folder, "2389.00").exit == 0);
  const auto letter = folder.run({"letter", "P0001", "R1"}).out;
  for (const auto* said : {"in the bank", "less: invoices that are not paid yet", "2,389.00"}) {
    CAPTURE(said, letter);
    CHECK(has(letter, said));
  }
  CHECK(reclaim(folder, "0.01").exit == 1);
  CHECK(asked(folder, {"closure", "P0001", "25"}, "2025-06-10")["can_be_asked_back"] == "0.00");
}

TEST_CASE("of a closed budget the certificate names what reclaim takes, the contingency too",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  revise(folder, "2025-05-28", "agreed_on", "closed_on = 2025-05-31\nclosed_because = \"moved\"");
  const auto closure = folder.run({"closure", "P0001", "25", "--as-of", "2025-06-10"}).out;
  const auto most = asked(folder, {"closure", "P0001", "25"}, "2025-06-10")["can_be_asked_back"];
  CAPTURE(closure);
  CHECK(most == "1389.00");  // what came after the end waits for a person
  CHECK(has(closure, "£1,389.00 can be asked back with `reclaim`"));
  CHECK(reclaim(folder, "1389.01").exit == 1);
  const auto other = reclaim(folder, "1389.01", {"--because", "outside-plan"});
  CHECK(other.exit == 0);
  CHECK(has(other.out, "£0.01 more than what is left that is theirs"));
  support::must(folder, {"withdraw", "P0001", "1", "--reason", "a slip", "--as-of", "2025-06-10"});
  CHECK(reclaim(folder, "1389.00").exit == 0);
}

TEST_CASE("a letter and a remittance are written as they were sent, marked when taken back since",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  asked(folder, {"offset", "P0001", "25", "300.00", "--due", "2025-07-01", "--reason", "unused"},
        "2025-06-10");
  asked(folder, {"payment-run", "--to", "2025-07-31", "--record", "july"}, "2025-06-10");
  const auto letter = folder.run({"letter", "P0001", "1"}).out;
  const auto sent = asked(folder, {"remittances", "july"}, "2025-06-11");
  REQUIRE(sent["payments"][0]["set_off"] == "300.00");
  CHECK(sent["payments"][0]["taken_back"].empty());
  CHECK(sent["amount"] == "700.00");

  asked(folder, {"withdraw", "P0001", "1", "--reason", "it was needed"}, "2025-06-12");
  auto again = folder.run({"letter", "P0001", "1"}).out;
  const std::string mark = "Taken back on 12 June 2025: what this letter says holds no longer.\n";
  CAPTURE(again);
  REQUIRE(has(again, mark));
  again.erase(again.find(mark), mark.size());
  CHECK(again == letter);
  const auto document = asked(folder, {"letter", "P0001", "1"}, "2025-06-12");
  CHECK(document["taken_back"]["reason"] == "it was needed");

  auto resent = asked(folder, {"remittances", "july"}, "2025-06-12");
  CHECK(resent["payments"][0]["taken_back"].size() == 1);
  CHECK(has(folder.run({"remittances", "july", "--as-of", "2025-06-12"}).out,
            "was taken back on 12 June 2025"));
  resent["payments"][0]["taken_back"] = nlohmann::json::array();
  CHECK(resent == sent);
}
