// Small lives: two funders and a contribution that does not come; a single payment of 200 pounds;
// an organisation that holds the money; notional, third-party and direct payment in one person.
#include "tests/app/support_program.hpp"

#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using Words = std::vector<std::string>;

namespace {

const std::string heading =
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance,\n";

void must(const Folder& folder, const Words& words) {
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 0);
}

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

json document(const Folder& folder, Words words, const std::string& as_of) {
  words.insert(words.end(), {"--json", "--as-of", as_of});
  const auto ran = folder.run(words);
  CAPTURE(words, ran.err);
  REQUIRE(ran.exit == 0);
  return json::parse(ran.out);
}

/// "code amount" of every open finding.
std::multiset<std::string> open_findings(const Folder& folder, const std::string& as_of) {
  std::multiset<std::string> found;
  const auto answer = document(folder, {"findings"}, as_of);
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

TEST_CASE("NHS and council pay together, and the person's own contribution does not come",
          "[app][scenario]") {
  const Folder folder;
  const std::string person = R"(
[person]
ref = "P0201"
name = "Agnes Morrow"
)" + account + R"(
[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funders = [
  { name = "NHS Fenland ICB", stream = "health", amount = "6000.00" },
  { name = "Fenland County Council", stream = "social-care", amount = "3000.00" },
]
account = "dp"
from = 2025-04-01
to = 2026-03-31
agreed = "9000.00"
contingency_weeks = 4
agreed_on = 2025-03-20
[[budget.instalment]]
payer = "funder"
amount = "660.00"
every = "month"
first = 2025-04-04
[[budget.instalment]]
payer = "person"
amount = "90.00"
every = "month"
first = 2025-04-07
[[budget.line]]
ref = "care"
category = "agency"
outcome = "The same two faces every morning"
amount = "9000.00"
payees = ["LARKRISE CARE"]
)";
  const auto rows = row("08/05/2025", "LARKRISE CARE", "700.00", "", "710.00") +
                    row("06/05/2025", "FENLAND COUNTY COUNCIL", "", "660.00", "1410.00") +
                    row("07/04/2025", "A MORROW", "", "90.00", "750.00") +
                    row("04/04/2025", "NHS FENLAND ICB", "", "660.00", "660.00");
  make_book(folder, person, rows, "P0201/dp", "2025-05-20");
  CHECK(open_findings(folder, "2025-05-20") ==
        std::multiset<std::string>{"contribution-missing 90.00"});
  const auto plan = document(folder, {"plan", "P0201"}, "2025-05-20");
  const auto& payers = plan["budgets"][0]["payers"];
  REQUIRE(payers.size() == 3);
  CHECK(payers[0]["received"] == "880.00");
  CHECK(payers[1]["received"] == "440.00");
  CHECK(payers[2]["name"] == "person");
  CHECK(payers[2]["amount"] == "1080.00");
  CHECK(payers[2]["received"] == "90.00");
}

TEST_CASE("a single payment of 200 pounds for one thing leaves nothing to look at",
          "[app][scenario]") {
  const Folder folder;
  const std::string person = R"(
[person]
ref = "P0202"
name = "Osric Pell"
)" + account + R"(
[[budget]]
ref = "one-off"
deployment = "direct-payment"
stream = "health"
funder = "NHS Fenland ICB"
account = "dp"
from = 2025-05-01
to = 2026-04-30
agreed = "200.00"
agreed_on = 2025-04-28
[[budget.instalment]]
payer = "funder"
amount = "200.00"
every = "once"
first = 2025-05-02
[[budget.line]]
ref = "chair"
category = "equipment"
outcome = "A riser chair, so that I can go home on Friday"
amount = "200.00"
payees = ["HOBB AND DALE MOBILITY"]
)";
  const auto rows = row("06/05/2025", "HOBB AND DALE MOBILITY", "200.00", "", "0.00") +
                    row("02/05/2025", "NHS FENLAND ICB", "", "200.00", "200.00");
  make_book(folder, person, rows, "P0202/dp", "2026-04-30");
  for (const auto* as_of : {"2025-05-20", "2025-08-02", "2026-04-30"}) {
    CAPTURE(as_of);
    CHECK(document(folder, {"findings"}, as_of)["findings"].empty());
  }
  const auto at = document(folder, {"balance"}, "2025-05-20")["budgets"][0];
  CHECK(at["spent"] == "200.00");
  CHECK(at["available"] == "0.00");
  CHECK(at["bank"] == "0.00");
  CHECK(at["surplus"] == "0.00");
}

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
  const auto at = document(folder, {"balance"}, "2025-06-10")["budgets"][0];
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
  auto found = document(folder, {"findings"}, "2026-05-05")["findings"];
  for (const auto& each : found) {
    CAPTURE(each["code"], each["why"]);
    CHECK(each["code"] != "payment-to-holder");
    CHECK(each["code"] != "third-party-deposit");
    CHECK(each["code"] != "insurance-lapsed");
  }
  const auto at = document(folder, {"balance"}, "2025-05-08")["budgets"][0];
  CHECK(at["bank"] == "900.00");
  CHECK(at["lines"][1]["spent"] == "100.00");
  CHECK(at["lines"][1]["committed"] == "500.00");
}
