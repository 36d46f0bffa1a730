// Small lives (others are files, lives_test): money before the agreement; an organisation that
// holds the money; notional, third-party and direct payment in one person.
#include "tests/app/support_asked.hpp"

#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::asked;
using support::Folder;
using support::must;
using Words = std::vector<std::string>;

namespace {

const std::string heading =
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance,\n";

/// A book of one person whose account's statement has these rows, the newest first.
void make_book(const Folder& folder, const std::string& person, const std::string& rows,
               const std::string& account, const std::string& as_of) {
  folder.write("person.toml", "schema = \"dpledger.person/1\"\n" + person);
  folder.write("bank.csv", heading + rows);
  must(folder, {"init", "--commissioner", "NHS Fenland ICB"});
  must(folder, {"load", "person.toml"});
  must(folder, {"import", "bank.csv", "--account", account});
  must(folder, {"reconcile", "--as-of", as_of});
}

/// "code amount" of every open finding.
std::multiset<std::string> open_findings(const Folder& folder, const std::string& as_of) {
  std::multiset<std::string> found;
  const auto answer = asked(folder, {"findings"}, as_of);
  for (const auto& each : answer["findings"]) {
    if (each["state"] == "open") {
      found.insert(each["code"].get<std::string>() + " " + each["amount"].get<std::string>());
    }
  }
  return found;
}

const std::string account = R"([[account]]
ref = "dp"
sort_code = "60-14-07"
number = "04418273"
opened = 2025-04-01
)";

std::string row(const std::string& day, const std::string& words, const std::string& out,
                const std::string& in, const std::string& balance) {
  return day + ",FPO,'60-14-07,04418273," + words + "," + out + "," + in + "," + balance + ",\n";
}

}  // namespace

TEST_CASE("money that comes before the agreement is said, and no instalment is missed before it",
          "[app][scenario]") {
  const Folder folder;
  const std::string person = R"(
[person]
ref = "P0203"
name = "Ida Venn"
)" + account + R"(
[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funder = "NHS Fenland ICB"
account = "dp"
from = 2025-04-01
to = 2026-03-31
agreed = "1200.00"
agreed_on = 2025-06-02
[[budget.instalment]]
payer = "funder"
amount = "120.00"
every = "month"
first = 2025-04-04
[[budget.line]]
ref = "swimming"
category = "activities"
outcome = "I swim"
amount = "1200.00"
payees = ["FENLAND BATHS"]
)";
  const auto rows = row("04/04/2025", "NHS FENLAND ICB", "", "120.00", "120.00");
  make_book(folder, person, rows, "P0203/dp", "2025-06-10");
  CHECK(open_findings(folder, "2025-06-10") ==
        std::multiset<std::string>{"funding-before-agreement 120.00"});
  const auto at = asked(folder, {"balance"}, "2025-06-10")["budgets"][0];
  CHECK(at["suspense"] == "-120.00");
}

TEST_CASE(
    "an organisation holds the money: its fee is planned, and nobody is accused of holding it",
    "[app][scenario]") {
  const Folder folder;
  const std::string person = R"(
[person]
ref = "P0204"
name = "Rosa Quint"
)" + account + R"(
[[worker]]
ref = "W1"
name = "Lena Marsh"
from = 2025-04-01
share = { team = 100 }
[[budget]]
ref = "2025"
deployment = "third-party"
stream = "health"
funder = "NHS Fenland ICB"
organisation = "Willowbank Support"
account = "dp"
from = 2025-04-01
to = 2026-03-31
agreed = "12000.00"
agreed_on = 2025-03-20
reviewed_on = [2025-06-20]
[[budget.instalment]]
payer = "funder"
amount = "1000.00"
every = "month"
first = 2025-04-01
[[budget.line]]
ref = "team"
category = "pa-wages"
outcome = "Lena"
amount = "11400.00"
payees = ["W1"]
[[budget.line]]
ref = "fee"
category = "other"
outcome = "Willowbank keeps the books"
amount = "600.00"
payees = ["WILLOWBANK SUPPORT"]
each = "50.00"
every = "month"
first = 2025-04-05
)";
  const auto rows = row("09/06/2025", "WILLOWBANK SUPPORT SAVINGS TFR", "70.00", "", "830.00") +
                    row("06/05/2025", "WILLOWBANK SUPPORT FEE", "50.00", "", "900.00") +
                    row("07/04/2025", "WILLOWBANK SUPPORT FEE", "50.00", "", "950.00") +
                    row("01/04/2025", "NHS FENLAND ICB", "", "1000.00", "1000.00");
  make_book(folder, person, rows, "P0204/dp", "2025-05-05");
  auto found = asked(folder, {"findings"}, "2026-05-05")["findings"];
  for (const auto& each : found) {
    CAPTURE(each["code"], each["why"]);
    CHECK(each["code"] != "payment-to-holder");
    CHECK(each["code"] != "third-party-deposit");
    CHECK(each["code"] != "insurance-lapsed");
  }
  const auto at = asked(folder, {"balance"}, "2025-05-08")["budgets"][0];
  CHECK(at["bank"] == "900.00");
  CHECK(at["lines"][1]["spent"] == "100.00");
  CHECK(at["lines"][1]["committed"] == "500.00");
}

TEST_CASE("a budget that does not say when it was agreed is agreed from its first day, and told so",
          "[lives]") {
  const Folder folder;
  make_book(folder,
            "[person]\nref = \"P0007\"\nname = \"Bryn Calloway\"\ncare_group = \"wheelchair\"\n"
            "[[account]]\nref = \"own\"\nopened = 2025-06-01\n"
            "[[budget]]\nref = \"chair\"\ndeployment = \"direct-payment\"\nstream = \"health\"\n"
            "funder = \"NHS Fenland ICB\"\naccount = \"own\"\nfrom = 2025-06-01\n"
            "to = 2025-08-31\nagreed = \"200.00\"\n"
            "[[budget.instalment]]\npayer = \"funder\"\namount = \"200.00\"\nevery = \"once\"\n"
            "first = 2025-06-05\n"
            "[[budget.line]]\nref = \"cushion\"\ncategory = \"equipment\"\n"
            "outcome = \"To sit through a film\"\namount = \"200.00\"\n",
            "05/06/2025,FPI,'11-22-33,12345678,NHS FENLAND ICB,,200.00,200.00,\n", "P0007/own",
            "2025-06-30");
  const auto matches = asked(folder, {"matches"}, "2025-06-30");
  CHECK(matches["lines"][0]["items"][0]["key"] == "funding:P0007:chair:2025-06-05");
  const auto again = folder.run({"load", "person.toml"});
  CHECK(support::has(again.out,
                     "It does not say when it was agreed: it is taken as agreed from "
                     "1 June 2025, its first day. Write agreed_on."));
}
