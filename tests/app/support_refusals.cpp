#include "tests/app/support_refusals.hpp"

#include "tests/app/support_bank.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>
#include <sqlite3.h>
#include <sys/stat.h>

using nlohmann::json;
namespace fs = std::filesystem;

namespace support {

const std::string refusal_day = "2026-03-31";

std::set<std::string> rules_in(const json& refusals) {
  std::set<std::string> rules;
  for (const auto& refusal : refusals) rules.insert(refusal["rule"].get<std::string>());
  return rules;
}

std::set<std::string> refused_with(const Folder& folder, Words words) {
  words.push_back("--json");
  if (std::ranges::find(words, "--as-of") == words.end()) {
    words.insert(words.end(), {"--as-of", refusal_day});
  }
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 1);
  const auto document = json::parse(ran.out);
  if (document["schema"] == "dpledger.refusal/1") return rules_in(document["refusals"]);
  return rules_in(document["files"][0]["refused"]);
}

void sh(const Folder& folder, const std::string& command) {
  const auto ran = folder.run_other({"sh", "-c", command});
  CAPTURE(command, ran.err);
  REQUIRE(ran.exit == 0);
}

namespace {

void make_keys(const Folder& folder) {
  const std::string subject = " -subj /CN=Ann -days 9 2>/dev/null";
  const std::string curve = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  sh(folder, curve + " -keyout ann.key -out ann.pem" + subject);
  sh(folder, curve + " -keyout bob.key -out bob.pem" + subject);
  sh(folder, curve + " -addext extendedKeyUsage=serverAuth -keyout web.key -out web.pem" + subject);
  sh(folder, "openssl genpkey -algorithm ed25519 -out ed.key");
  sh(folder, "openssl req -x509 -new -key ed.key -out ed.pem" + subject);
}

}  // namespace

/// The files that the cases name.
void make_files(const Folder& folder) {
  make_keys(folder);
  folder.write("page.txt", "a page\n");
  folder.write("paper.csv", "line_id,audited\n");
  folder.write("signed.txt", "a page\n");
  folder.write("signed.txt.p7s", "a signature\n");
  folder.write("noise", "nothing\n");
  folder.write("broken.pdf", "%PDF-1.7\nnothing\n");
  folder.write("stamped.txt", "a page\n");
  REQUIRE(folder.run({"sign", "stamped.txt", "--key", "ann.key", "--cert", "ann.pem"}).exit == 0);
  folder.write("nothing.csv", "subject,action,choice,text\n");
  REQUIRE(mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  std::ofstream{folder.file("large.csv")} << "x";
  fs::resize_file(folder.file("large.csv"), std::uintmax_t{65} << 20U);
  folder.write("unnamed.csv",
               "Date,Description,Type,In (GBP),Out (GBP)\n2025-05-01,SHOP,DEB,,1.00\n");
  folder.write("euros.csv",
               "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,"
               "Balance\nCARD_PAYMENT,Current,2025-05-04 09:12:31,2025-05-05 03:40:10,Shop,-18.25,"
               "0.00,EUR,COMPLETED,731.75\n");
  folder.write("other.csv",
               support::bank_heading + "30/04/2025,DEB,'30-00-00,76543210,SHOP,1.00,,10.00\n");
  folder.write("kind.csv", "file,kind,account\nother.csv,payroll,\n");
  const std::string invoices = "person,number,supplier,date,due,amount,plan_line,description\n";
  folder.write("stranger.csv", invoices + "P9,1,Shop,2025-05-01,,1.00,,\n");
  folder.write("nowhere.csv", invoices + "P0001,1,Shop,2025-05-01,,1.00,nowhere,\n");
  folder.write(
      "orders.ofx",
      "OFXHEADER:100\n<OFX><INTRARS><XFERINFO><TRNAMT>-15.00</XFERINFO></INTRARS></OFX>\n");
  folder.write("worker.xml",
               "<IRenvelope><FullPaymentSubmission><Employee><Employment><PayId>T-99</PayId>"
               "<Payment><PmtDate>2025-06-30</PmtDate><TaxablePay>1.00</TaxablePay>"
               "<TaxDeductedOrRefunded>0.00</TaxDeductedOrRefunded></Payment></Employment>"
               "</Employee></FullPaymentSubmission></IRenvelope>");
  auto many = invoices;
  for (int row = 0; row < 53; ++row) {
    many += "P9," + std::to_string(row) + ",Shop,2025-05-01,,1.00,,\n";
  }
  folder.write("many.csv", many);
  folder.write("limits.csv",
               "name,from,value,source\nauthority-limit:clerk,2020-01-01,5.00,scheme\n");
  folder.write("approved.toml", R"(schema = "dpledger.person/1"
[person]
ref = "P0081"
name = "Ines Halloran"
[[budget]]
ref = "2025"
deployment = "notional"
stream = "health"
funder = "NHS Fenland ICB"
from = 2025-04-01
to = 2026-03-31
agreed = "9.00"
[[budget.approval]]
role = "clerk"
name = "D. Osei"
on = 2025-03-18
[[budget.line]]
ref = "visits"
category = "agency"
amount = "9.00"
)");
  auto person = folder.read("stephen/person.toml");
  person.replace(person.find("Stephen"), 7, "Steven!");
  folder.write("undated.toml", person);
  const auto at = person.find("[person]");
  folder.write("first.toml",
               person.substr(0, at) + "version_from = 2025-06-01\n" + person.substr(at));
  person.replace(person.find("Steven!"), 7, "Stefano");
  folder.write("second.toml",
               person.substr(0, at) + "version_from = 2025-06-01\n" + person.substr(at));
}

/// A book whose schema is one that nobody has thought of yet.
void make_newer_book(const Folder& folder) {
  REQUIRE(folder.run({"init", "--commissioner", "X", "--book", "newer"}).exit == 0);
  sqlite3* book = nullptr;
  REQUIRE(sqlite3_open(folder.file("newer").c_str(), &book) == SQLITE_OK);
  CHECK(sqlite3_exec(book, "PRAGMA user_version = 9999", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(book);
}

void make_books_to_erase(const Folder& folder) {
  for (const std::string book : {"loaded", "kept", "erased"}) {
    REQUIRE(folder.run({"init", "--commissioner", "X", "--book", book}).exit == 0);
    REQUIRE(folder.run({"load", "stephen/person.toml", "--book", book}).exit == 0);
    if (book == "loaded") continue;
    REQUIRE(folder.run({"reconcile", "--book", book}).exit == 0);
  }
  REQUIRE(folder.run({"erase", "P0001", "--reason", "asked", "--early", "--book", "erased"}).exit ==
          0);
}

}  // namespace support
