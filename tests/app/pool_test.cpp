// Three people in one client account, as a caseworker meets them: Hanna, Idris and June have their
// direct payments kept by a firm, Harbour, in one bank account.
//
//   4 April   three instalments, each with the reference of whose it is
//   11 April  the gardener whom only Hanna's plan has
//   14 April  a bill of the agency that two of them use: 90.00 is owed to it for either
//   25 April  the bureau pays Idris's and June's workers with one payment
//   28 April  a line that says nothing to anybody
#include "tests/app/support_bank.hpp"
#include "tests/app/support_program.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using json = nlohmann::json;
using Words = std::vector<std::string>;

namespace {

std::string person(const std::string& ref, const std::string& name, const std::string& worker,
                   const std::string& payee, const std::string& opening) {
  return R"(schema = "dpledger.person/1"
[person]
ref = ")" +
         ref + R"("
name = ")" +
         name + R"("
care_group = "chc-adult"
holder = "self"
[employer]
paye = "month"
[[account]]
ref = "clients"
kind = "managed"
pool = "harbour"
sort_code = "60-14-07"
number = "04418273"
opened = 2025-04-01
balance = ")" +
         opening + R"("
[[worker]]
ref = "W1"
name = ")" +
         worker + R"("
from = 2025-04-01
[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funder = "NHS Example ICB"
accounts = ["clients"]
from = 2025-04-01
to = 2026-03-31
agreed = "12000.00"
contingency = "0.00"
agreed_on = 2025-03-20
[[budget.instalment]]
payer = "funder"
amount = "900.00"
every = "4 weeks"
first = 2025-04-04
[[budget.line]]
ref = "team"
category = "pa-wages"
amount = "9000.00"
payees = ["W1"]
[[budget.line]]
ref = "agency"
category = "agency"
amount = "2000.00"
payees = ["HELPING HANDS CARE"]
[[budget.line]]
ref = "free"
category = "activities"
amount = "1000.00"
payees = [")" +
         payee + R"("]
)";
}

/// The pool's bank prints the newest first, as most do; its first balance is 250.00.
const std::string statement =
    support::bank_heading +
    "28/04/2025,DEB,'60-14-07,04418273,CORNER SHOP 118,12.34,,2026.06\n"
    "25/04/2025,BP,'60-14-07,04418273,BRIGHT BUREAU WAGES,771.60,,2038.40\n"
    "14/04/2025,FPO,'60-14-07,04418273,HELPING HANDS CARE,90.00,,2810.00\n"
    "11/04/2025,FPO,'60-14-07,04418273,GREEN THUMB GARDENS,50.00,,2900.00\n"
    "04/04/2025,FPI,'60-14-07,04418273,NHS EXAMPLE ICB P0703,,900.00,2950.00\n"
    "04/04/2025,FPI,'60-14-07,04418273,NHS EXAMPLE ICB P0702,,900.00,2050.00\n"
    "04/04/2025,FPI,'60-14-07,04418273,NHS EXAMPLE ICB P0701,,900.00,1150.00\n";

const std::string payroll =
    "person,worker,name,period_start,period_end,pay_date,hours,rate,gross,tax,employee_ni,"
    "employee_pension,other_deductions,net,employer_ni,employer_pension\n"
    "P0702,W1,Brian Okafor,2025-03-29,2025-04-25,2025-04-25,30,13.00,390.00,0.00,0.00,0.00,0.00,"
    "390.00,0.00,0.00\n"
    "P0703,W1,Carol Finch,2025-03-29,2025-04-25,2025-04-25,30,12.72,381.60,0.00,0.00,0.00,0.00,"
    "381.60,0.00,0.00\n";

const std::string invoices =
    "person,number,supplier,date,due,amount,plan_line,description\n"
    "P0701,HH-31,Helping Hands Care,2025-04-10,2025-05-10,90.00,agency,Visits\n"
    "P0702,HH-32,Helping Hands Care,2025-04-10,2025-05-10,90.00,agency,Visits\n";

struct Office {
  support::Folder folder;

  Office() {
    folder.write("hanna.toml",
                 person("P0701", "Hanna Moss", "Amy Jones", "GREEN THUMB GARDENS", "150.00"));
    folder.write("idris.toml",
                 person("P0702", "Idris Vane", "Brian Okafor", "OAKTREE PONIES", "100.00"));
    folder.write("june.toml",
                 person("P0703", "June Marlow", "Carol Finch", "SILVER BAND CLUB", "0.00"));
    folder.write("april.csv", statement);
    folder.write("pay.csv", payroll);
    folder.write("bills.csv", invoices);
    run({"init", "--commissioner", "NHS Example ICB"});
    run({"load", "hanna.toml", "idris.toml", "june.toml"});
  }

  std::string run(Words words) const {
    words.insert(words.end(), {"--by", "r.patel"});
    if (words[0] != "import" && words[0] != "init" && words[0] != "load") {
      words.insert(words.end(), {"--as-of", "2025-04-30"});
    }
    const auto ran = folder.run(words);
    INFO(words[0] << ": " << ran.err);
    REQUIRE(ran.exit == 0);
    return ran.out;
  }
  json said(Words words) const {
    words.emplace_back("--json");
    return json::parse(run(std::move(words)));
  }
  std::string refused(Words words) const {
    const auto ran = folder.run(words);
    CHECK(ran.exit != 0);
    return ran.err;
  }

  json pool() const { return said({"pool", "@harbour"}).at("pools").at(0); }
  /// The share of a member; their own books have the same.
  std::string share(const std::string& ref) const {
    const auto members = pool().at("members");
    for (const auto& member : members) {
      if (member.at("person") != ref) continue;
      CHECK(member.at("share") == member.at("bank"));
      return member.at("share");
    }
    return "none";
  }
  /// The id of the pool's waiting line that says so; empty when none waits.
  std::string waiting(const std::string& text) const {
    const auto lines = pool().at("waiting");
    for (const auto& line : lines) {
      if (line.at("description") == text) return line.at("id");
    }
    return "";
  }
  void holds() const {
    const auto checked = folder.run({"check"});
    INFO(checked.out << checked.err);
    CHECK(checked.exit == 0);
    CHECK(pool().at("statement").at("difference") == "0.00");
  }
};

}  // namespace

TEST_CASE("three people in one client account: each has what is theirs, to the penny", "[pool]") {
  const Office office;
  office.run({"import", "april.csv", "--account", "@harbour"});
  office.run({"import", "pay.csv"});
  office.run({"import", "bills.csv"});
  office.run({"reconcile"});
  office.holds();

  // 150 + 900 − 50; 100 + 900 − 390; 0 + 900 − 381.60. The bill and the shop wait.
  CHECK(office.share("P0701") == "1000.00");
  CHECK(office.share("P0702") == "610.00");
  CHECK(office.share("P0703") == "518.40");
  CHECK(office.pool().at("suspense") == "-102.34");
  CHECK(office.pool().at("bank") == "2026.06");
  const auto waiting = office.pool().at("waiting");
  for (const auto& line : waiting) {
    const bool bill = line.at("description") == "HELPING HANDS CARE";
    CHECK(line.at("candidates") == (bill ? json::array({"P0701", "P0702"}) : json::array()));
  }

  SECTION("a member's books read as if the account were theirs alone, with the pool's file") {
    const auto lines = office.said({"matches", "P0702"}).at("lines");
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].at("account") == "P0702/clients");
    CHECK(lines[0].at("file") == "april.csv");
    CHECK(lines[1].at("amount") == "-390.00");
    CHECK(lines[1].at("items")[0].at("key") == "net-pay:P0702:W1:2025-04-25");
    const auto all =
        office.run({"register", "P0702"}) +
        office.run({"statement", "P0702", "--from", "2025-04-01", "--to", "2025-04-30"});
    for (const auto* other : {"P0701", "P0703", "GREEN THUMB", "771.60", "381.60", "CORNER"}) {
      CHECK(all.find(other) == std::string::npos);
    }
  }
  SECTION(
      "a member's statement as PDF has what is theirs, and says what the bank's balance is of") {
    office.run(
        {"statement", "P0702", "--from", "2025-04-01", "--to", "2025-04-30", "--out", "idris.pdf"});
    const auto page = office.folder.run_other({"pdftotext", "-layout", "idris.pdf", "-"});
    REQUIRE(page.exit == 0);
    for (const auto* said : {"P0702/clients", "-390.00", "610.00", "(pool harbour)", "april.csv"}) {
      CAPTURE(said, page.out);
      CHECK(page.out.find(said) != std::string::npos);
    }
    for (const auto* other : {"P0701", "P0703", "GREEN THUMB", "771.60", "381.60", "CORNER"}) {
      CAPTURE(other);
      CHECK(page.out.find(other) == std::string::npos);
    }
    CHECK(page.out.find("Difference: nil") == std::string::npos);
    CHECK(office.folder.run_other({"qpdf", "--check", "idris.pdf"}).exit == 0);
  }
  SECTION("a line of the pool's file is traced to each member's part, and back") {
    const auto traced = office.said({"trace", "april.csv:3"}).at("sources");
    REQUIRE(traced.size() == 3);
    CHECK(traced[0].at("person") == "@harbour");
    CHECK(traced[0].at("statement_line").at("amount") == "-771.60");
    const auto parts = traced[0].at("parts");
    REQUIRE(parts.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
      const auto& source = traced[i + 1];
      CHECK(source.at("person") == (i == 0 ? "P0702" : "P0703"));
      CHECK(source.at("statement_line").at("amount") == (i == 0 ? "-390.00" : "-381.60"));
      CHECK(source.at("part_of").at("person") == "@harbour");
      CHECK(source.at("part_of").at("amount") == "-771.60");
      CHECK(source.at("part_of").at("id") == traced[0].at("statement_line").at("id"));
      CHECK(parts[i].at("id") == source.at("statement_line").at("id"));
      CHECK_FALSE(source.at("figures").empty());
      const auto ref = source.at("person").get<std::string>();
      CHECK(office.said({"trace", ref, "april.csv:3"}).at("sources") == json::array({source}));
      CHECK(office.said({"trace", parts[i].at("id")}).at("sources") == json::array({source}));
    }
    CHECK(office.said({"trace", traced[0].at("statement_line").at("id")}).at("sources") == traced);
    CHECK(office.said({"trace", "@harbour", "april.csv:3"}).at("sources") ==
          json::array({traced[0]}));
    const auto quarter =
        office.said({"trace", "april.csv:3", "--from", "2025-04-01", "--to", "2025-04-30"});
    CHECK(quarter.at("sources")[1].at("figures").dump().find("statement:payments/Wages") !=
          std::string::npos);

    const auto page = office.run({"trace", "april.csv:3"});
    for (const auto* said : {"Of this line -£390.00 is P0702's", "Of this line -£381.60 is P0703's",
                             "It is a part of the line", "of -£771.60 in the bank of"}) {
      CAPTURE(said, page);
      CHECK(page.find(said) != std::string::npos);
    }
    CHECK(office.run({"trace", "april.csv:2"}).find("is nobody's yet") != std::string::npos);
    CHECK(office.run({"trace", "april.csv:5"}).find("It is the whole of the line") !=
          std::string::npos);
  }
  SECTION("a decision shows at once in the pool and with the member, and is taken back") {
    const auto bill = office.waiting("HELPING HANDS CARE");
    office.run({"allot", bill, "P0702"});
    CHECK(office.share("P0702") == "520.00");
    CHECK(office.waiting("HELPING HANDS CARE").empty());
    office.holds();
    office.run({"reconcile", "@harbour"});
    CHECK(office.share("P0702") == "520.00");
    office.run({"undecide", bill});
    CHECK(office.share("P0702") == "610.00");
    CHECK(office.waiting("HELPING HANDS CARE") == bill);
    office.holds();
  }
  SECTION("a line may be shared, and what is left still waits") {
    const auto shop = office.waiting("CORNER SHOP 118");
    office.run({"allot", shop, "P0701", "10.00", "P0703", "2.00"});
    CHECK(office.share("P0701") == "990.00");
    CHECK(office.share("P0703") == "516.40");
    CHECK(office.waiting("CORNER SHOP 118") == shop);
    CHECK(office.refused({"allot", shop, "P0701", "13.00"}).find("12.34") != std::string::npos);
    CHECK(office.refused({"allot", shop, "P0709"}).find("P0701, P0702, P0703") !=
          std::string::npos);
    office.holds();
  }
  SECTION(
      "undoing the pool's file takes its lines from the members, and importing it again gives "
      "them back") {
    office.run({"undo", "I1"});
    CHECK(office.share("P0701") == "150.00");
    CHECK(office.share("P0703") == "0.00");
    CHECK(office.folder.run({"check"}).exit == 0);
    office.run({"import", "april.csv", "--account", "@harbour"});
    office.run({"reconcile"});
    CHECK(office.share("P0701") == "1000.00");
    office.holds();
  }
  SECTION("undoing the payroll takes away what told whose the wages were") {
    office.run({"undo", "I2"});
    CHECK(office.share("P0702") == "1000.00");
    CHECK(office.pool().at("suspense") == "-873.94");
    office.holds();
  }
  SECTION("a second run changes nothing") {
    const auto before = office.run({"trial-balance"});
    const auto again = office.said({"reconcile", "@harbour"});
    CHECK(again.at("posted") == 0);
    CHECK(again.at("reversed") == 0);
    CHECK(office.run({"trial-balance"}) == before);
  }
  SECTION("commands about people leave the pool out, and say where it is") {
    CHECK(office.run({"balance"}).find("@harbour") == std::string::npos);
    CHECK(office.refused({"balance", "@harbour"}).find("dpledger pool @harbour") !=
          std::string::npos);
    CHECK(office.run({"trial-balance"}).find("@harbour") != std::string::npos);
    CHECK(office.said({"review", "--list"}).at("waiting") > 0);
    CHECK(office.refused({"import", "april.csv", "--account", "@harbor"}).find("@harbour") !=
          std::string::npos);
    CHECK(office.refused({"import", "april.csv", "--account", "P0701/clients"})
              .find("--account @harbour") != std::string::npos);
  }
}

TEST_CASE("the order in which a pool's files come says nothing about whose its lines are",
          "[pool]") {
  const Office one;
  one.run({"import", "april.csv", "--account", "@harbour"});
  one.run({"import", "pay.csv"});
  one.run({"reconcile"});
  one.run({"import", "bills.csv"});
  one.run({"reconcile"});
  const Office other;
  other.run({"import", "bills.csv"});
  other.run({"import", "pay.csv"});
  other.run({"reconcile"});
  other.run({"import", "april.csv"});  // its own number tells
  other.run({"reconcile"});
  CHECK(one.pool() == other.pool());
  CHECK(one.said({"balance"}) == other.said({"balance"}));
  other.holds();
}

TEST_CASE("what the statements of a pool lack is said once, of the pool", "[pool]") {
  const Office office;
  office.folder.write(
      "may.csv",
      support::bank_heading + "20/05/2025,FPI,'60-14-07,04418273,P0701 REFUND,,5.00,1000.00\n");
  office.run({"import", "april.csv", "may.csv"});
  office.run({"reconcile"});
  const auto ran = office.folder.run({"findings", "--json", "--as-of", "2025-05-31"});
  std::vector<std::string> whose;
  const auto findings = json::parse(ran.out).at("findings");
  for (const auto& finding : findings) {
    if (finding.at("code") == "statement-gap") whose.push_back(finding.at("person"));
  }
  CHECK(whose == std::vector<std::string>{"@harbour"});
}
