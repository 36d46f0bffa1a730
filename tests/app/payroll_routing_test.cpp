// Payroll files that know nothing of our refs find their people and workers; what they must not
// tell stays untold.
#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::has;
using Words = std::vector<std::string>;

namespace {

const std::string day = "2025-08-31";

std::string submission() {
  std::ifstream in{DPLEDGER_FIXTURES "/payroll/fps.xml", std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  INFO("looking for " << from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// A person whose workers the submission names by payroll number and by name.
const std::string holly =
    "schema = \"dpledger.person/1\"\n"
    "[person]\nref = \"P0042\"\nname = \"Holly Marsh\"\n"
    "[employer]\npaye_reference = \"120/zz9001\"\n"
    "[[account]]\nref = \"dp\"\nsort_code = \"60-11-11\"\nnumber = \"10203040\"\n"
    "opened = 2025-04-01\n"
    "[[worker]]\nref = \"W1\"\nname = \"Bryony Tallow\"\nfrom = 2025-04-01\n"
    "payroll_id = \"T-01\"\n"
    "[[worker]]\nref = \"W2\"\nname = \"ODHRÁN PIKE\"\nfrom = 2025-04-01\n"
    "[[budget]]\nref = \"2025\"\ndeployment = \"direct-payment\"\nstream = \"health\"\n"
    "funder = \"NHS Fenland ICB\"\naccount = \"dp\"\nfrom = 2025-04-01\nto = 2026-03-31\n"
    "agreed = \"20000.00\"\n"
    "[[budget.line]]\nref = \"team\"\ncategory = \"pa-wages\"\namount = \"20000.00\"\n"
    "payees = [\"W1\", \"W2\"]\n";

void make_book(const Folder& folder, const std::string& person = holly) {
  folder.write("holly.toml", person);
  folder.write("fps.xml", submission());
  REQUIRE(folder.run({"init", "--commissioner", "NHS Fenland ICB"}).exit == 0);
  const auto loaded = folder.run({"load", "holly.toml", "--as-of", day});
  INFO(loaded.err);
  REQUIRE(loaded.exit == 0);
}

support::Ran import(const Folder& folder, Words words) {
  words.insert(words.begin(), "import");
  words.insert(words.end(), {"--as-of", day});
  return folder.run(words);
}

/// Rule and remedy of the only refusal.
json refusal(const Folder& folder, Words words) {
  words.emplace_back("--json");
  const auto ran = import(folder, words);
  INFO(ran.out << ran.err);
  REQUIRE(ran.exit == 1);
  const auto refusals = json::parse(ran.out)["refusals"];
  REQUIRE(refusals.size() == 1);
  return refusals[0];
}

}  // namespace

TEST_CASE("a submission finds its person by PAYE reference, its workers by number and by name",
          "[app][payroll]") {
  const Folder folder;
  make_book(folder);
  const auto ran = import(folder, {"fps.xml"});
  INFO(ran.out << ran.err);
  REQUIRE(ran.exit == 0);
  CHECK(has(ran.out + ran.err, "does not state net pay"));
  REQUIRE(folder.run({"reconcile", "--as-of", day}).exit == 0);
  const auto balance = folder.run({"balance", "P0042", "--json", "--as-of", day});
  CHECK(has(balance.out, "1500.14"));  // 1056.44 and 443.70 of net pay are owed
  const auto again = import(folder, {"fps.xml", "--json"});
  CHECK(again.exit == 0);
  CHECK(folder.run({"check", "--as-of", day}).exit == 0);
}

TEST_CASE("without a known reference --account names the person", "[app][payroll]") {
  const Folder folder;
  make_book(folder, replaced(holly, "paye_reference = \"120/zz9001\"\n", ""));
  const auto refused = refusal(folder, {"fps.xml"});
  CHECK(refused["rule"] == "person-unknown");
  CHECK(has(refused["remedy"], "paye_reference = \"120/ZZ9001\""));
  CHECK(refusal(folder, {"fps.xml", "--account", "P0099"})["rule"] == "person-unknown");
  CHECK(import(folder, {"fps.xml", "--account", "P0042"}).exit == 0);
}

TEST_CASE("a person with another reference is not given the payslips", "[app][payroll]") {
  const Folder folder;
  make_book(folder, replaced(holly, "120/zz9001", "120/AA1111"));
  const auto refused = refusal(folder, {"fps.xml", "--account", "P0042/dp"});
  CHECK(refused["rule"] == "account-mismatch");
  CHECK(has(refused["found"], "P0042 is 120/AA1111"));
}

TEST_CASE("two people of one reference need --account", "[app][payroll]") {
  const Folder folder;
  make_book(folder);
  folder.write("other.toml", replaced(replaced(holly, "P0042", "P0043"), "10203040", "10203041"));
  REQUIRE(folder.run({"load", "other.toml", "--as-of", day}).exit == 0);
  const auto refused = refusal(folder, {"fps.xml"});
  CHECK(refused["rule"] == "account-not-named");
  CHECK(has(refused["found"], "P0042 and P0043"));
  CHECK(import(folder, {"fps.xml", "--account", "P0043"}).exit == 0);
}

TEST_CASE("a worker who is not found is refused with the key to add", "[app][payroll]") {
  const Folder folder;
  make_book(folder, replaced(holly, "payroll_id = \"T-01\"\n", ""));
  const auto refused = refusal(folder, {"fps.xml"});
  CHECK(refused["rule"] == "worker-unknown");
  CHECK(refused["line"] == 48);
  CHECK(has(refused["found"], "payroll number T-01"));
  CHECK(has(refused["remedy"], "payroll_id = \"T-01\""));
  // Two of one name are not told apart by it.
  const Folder twins;
  make_book(twins, replaced(holly, "[[budget]]",
                            "[[worker]]\nref = \"W3\"\nname = \"Odhran Pike\"\n"
                            "from = 2025-04-01\n[[budget]]"));
  const auto unnamed = refusal(twins, {"fps.xml"});
  CHECK(unnamed["rule"] == "worker-unknown");
  CHECK_FALSE(has(unnamed.dump(), "XA000002B"));
}

TEST_CASE("a wage of another amount than was worked out is matched and cannot be tested",
          "[app][payroll]") {
  const Folder folder;
  make_book(folder);
  folder.write("bank.csv",
               support::bank_heading +
                   "30/06/2025,FPO,'60-11-11,10203040,ODHRAN PIKE,440.00,,1060.00\n"
                   "27/06/2025,FPO,'60-11-11,10203040,BRYONY TALLOW,1056.44,,1500.00\n");
  REQUIRE(import(folder, {"fps.xml", "bank.csv"}).exit == 0);
  REQUIRE(folder.run({"reconcile", "--as-of", day}).exit == 0);
  const auto ran = folder.run({"findings", "--json", "--as-of", day});
  int seen = 0;
  const auto document = json::parse(ran.out);
  for (const auto& finding : document["findings"]) {
    if (finding["code"] != "underpaid") continue;
    ++seen;
    CHECK(finding["state"] == "cannot-test");
    CHECK(has(finding.dump(), "does not state net pay"));
    CHECK(has(finding.dump(), "W2"));
  }
  INFO(ran.out);
  CHECK(seen == 1);
}

TEST_CASE("the gateway password is in no answer, no refusal and not in the book",
          "[app][payroll]") {
  const std::string password = "rhubarb-Crumble-9";
  const Folder folder;
  make_book(folder);
  std::string said;
  const auto run = [&](Words words) {
    words.insert(words.end(), {"--as-of", day});
    const auto ran = folder.run(words);
    said += ran.out + ran.err;
    return ran.exit;
  };
  CHECK(run({"inspect", "fps.xml"}) == 0);
  CHECK(run({"inspect", "fps.xml", "--json"}) == 0);
  CHECK(run({"inspect", "fps.xml", "--csv"}) == 0);
  CHECK(run({"import", "fps.xml", "--json"}) == 0);
  for (const auto& words : {Words{"reconcile"},
                            {"imports", "--json"},
                            {"findings", "--json"},
                            {"matches", "--json"},
                            {"export", "--format", "hledger"}}) {
    (void)run(words);
  }
  const auto whole = submission();
  int number = 0;
  for (const auto& damaged :
       {whole.substr(0, whole.find(password) + 5), whole.substr(0, whole.find(password) + 30),
        replaced(whole, "</Value>", "</Valu>"), replaced(whole, "<Value>", "<Value"),
        replaced(whole, "FullPaymentSubmission>", "EmployerPaymentSummary>"),
        replaced(whole, ">1200.00<", ">" + std::string{"x"} + "<"), "a,b\n" + whole}) {
    const auto name = "damaged" + std::to_string(++number) + ".xml";
    folder.write(name, damaged);
    CHECK(run({"inspect", name}) == 1);
    CHECK(run({"import", name, "--json"}) == 1);
    (void)run({"import", name, "--account", "P0042"});
    (void)run({"profile", name});
  }
  for (const auto& secret : {password, std::string{"HOLLYBUSH77"}, std::string{"XA000001A"}}) {
    INFO(secret);
    CHECK_FALSE(has(said, secret));
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
      const auto name = entry.path().filename().string();
      if (name.ends_with(".xml")) continue;
      INFO(name);
      CHECK_FALSE(has(folder.read(name), secret));
    }
  }
}

TEST_CASE("instructions and contribution files are taken note of and book nothing",
          "[app][payroll]") {
  const Folder folder;
  make_book(folder);
  folder.write("nest.csv",
               "EMP600700800,CS,30/06/2025,Source,22/07/2025,Monthly,,01/07/2025,01/06/2025,1\n"
               "XA000001A,T-01,1200.00,36.00,48.00\nEMP600700800,LARKFIELD,1\n");
  folder.write("pay.txt",
               "200415555123400"
               "9960111110203040    00000105644"
               "LARKFIELD PAYROLL "
               "WAGES JUNE        "
               "B TALLOW          "
               " 25178\n");
  const auto paid = import(folder, {"pay.txt"});
  INFO(paid.out << paid.err);
  CHECK(paid.exit == 0);
  CHECK(has(paid.out + paid.err, "not booked"));
  const auto nest = import(folder, {"nest.csv"});
  INFO(nest.out << nest.err);
  CHECK(nest.exit == 0);
  CHECK(has(nest.out + nest.err, "books nothing"));
  const auto trial = folder.run({"trial-balance", "--json", "--as-of", day}).out;
  CHECK_FALSE(has(trial, "1056.44"));
}
