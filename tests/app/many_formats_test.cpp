// The same statement in several formats, altered copies, reports that are no statements, accounts
// that recognise themselves, and profiles: through the program.
#include "tests/app/support_asked.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::must;
using Words = std::vector<std::string>;

namespace {

const std::string person = R"(schema = "dpledger.person/1"
[person]
ref = "P0501"
name = "Hanna Moss"
care_group = "chc-adult"
holder = "self"
[[account]]
ref = "dp"
kind = "bank"
sort_code = "30-90-21"
number = "44556677"
opened = 2025-04-01
balance = "0.00"
known_as = ["GB81 LOYD 3090 2144 5566 77"]
[[account]]
ref = "card"
kind = "prepaid-card"
number = "HM-2041"
opened = 2025-04-01
balance = "0.00"
[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funder = "NHS Example ICB"
accounts = ["dp", "card"]
from = 2025-04-01
to = 2026-03-31
agreed = "1200.00"
contingency = "0.00"
agreed_on = 2025-03-20
[[budget.line]]
ref = "garden"
category = "activities"
amount = "1200.00"
payees = ["MOSSWOOD GARDENS"]
)";

const std::string csv_heading =
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance\n";
std::string csv_row(const std::string& day, const std::string& text, const std::string& out,
                    const std::string& in, const std::string& balance) {
  return day + ",DEB,'30-90-21,44556677," + text + "," + out + "," + in + "," + balance + "\n";
}
const std::string april_csv = csv_heading +
                              csv_row("24/04/2025", "BUS SOUTH", "2.50", "", "845.00") +
                              csv_row("24/04/2025", "BUS SOUTH", "2.50", "", "847.50") +
                              csv_row("17/04/2025", "MOSSWOOD GARDENS", "120.00", "", "850.00") +
                              csv_row("10/04/2025", "MOSSWOOD GARDENS", "130.00", "", "970.00") +
                              csv_row("04/04/2025", "NHS EXAMPLE ICB", "", "1100.00", "1100.00");

std::string ofx_entry(const std::string& day, const std::string& amount, const std::string& id,
                      const std::string& name) {
  return "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>" + day + "<TRNAMT>" + amount + "<FITID>" + id +
         "<NAME>" + name + "</STMTTRN>\n";
}
std::string ofx_of(const std::string& account, const std::string& entries) {
  return "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\n"
         "CHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><SIGNONMSGSRSV1>"
         "<SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20250501<LANGUAGE>ENG</SONRS>"
         "</SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>"
         "<STMTRS><CURDEF>GBP<BANKACCTFROM>" +
         account +
         "<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20250401<DTEND>20250430\n" +
         entries +
         "</BANKTRANLIST><LEDGERBAL><BALAMT>845.00<DTASOF>20250430</LEDGERBAL></STMTRS></STMTTRNRS>"
         "</BANKMSGSRSV1></OFX>\n";
}
const std::string april_ofx =
    ofx_of("<BANKID>309021<ACCTID>44556677",
           ofx_entry("20250404", "1100.00", "A1", "Example ICB NHS") +
               ofx_entry("20250410", "-130.00", "A2", "Mosswood Gardens") +
               ofx_entry("20250417", "-120.00", "A3", "Mosswood Gardens") +
               ofx_entry("20250424", "-2.50", "A4", "South bus") +
               ofx_entry("20250424", "-2.50", "A5", "South bus"));

struct Office {
  Folder folder;
  Office() {
    folder.write("person.toml", person);
    must(folder, {"init", "--commissioner", "NHS Example ICB"});
    must(folder, {"load", "person.toml"});
  }
  json run(const Words& words, int exit = 0) const {
    Words all = words;
    all.insert(all.end(), {"--json", "--as-of", "2025-05-10"});
    const auto ran = folder.run(all);
    CAPTURE(ran.err, ran.out);
    CHECK(ran.exit == exit);
    return json::parse(ran.out);
  }
  json import(const std::string& name, const std::string& content, Words more = {}) const {
    folder.write(name, content);
    Words words{"import", name};
    words.insert(words.end(), more.begin(), more.end());
    return run(words)["files"][0];
  }
  /// The codes of the findings, and the places of each.
  std::vector<std::pair<std::string, json>> findings() const {
    must(folder, {"reconcile"});
    std::vector<std::pair<std::string, json>> found;
    const auto document = run({"findings"});
    for (const auto& one : document["findings"]) {
      found.emplace_back(one["code"], one["evidence"]);
    }
    return found;
  }
  int count(const std::string& code) const {
    const auto all = findings();
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.first == code; }));
  }
  std::string bank() const {
    must(folder, {"reconcile"});
    return run({"balance"})["budgets"][0]["bank"];
  }
};

}  // namespace

TEST_CASE("CSV, then OFX of the same statement, adds nothing and says why", "[app][formats]") {
  for (const bool csv_first : {true, false}) {
    const Office office;
    const auto first =
        csv_first ? office.import("april.csv", april_csv) : office.import("april.ofx", april_ofx);
    CHECK(first["kept"] == 5);
    const auto second =
        csv_first ? office.import("april.ofx", april_ofx) : office.import("april.csv", april_csv);
    CHECK(second["kept"] == 0);
    CHECK(second["known"] == 5);
    REQUIRE(second["held_back"].size() == 5);
    CHECK(second["held_back"][0]["reason"].get<std::string>().find("format") != std::string::npos);
    CHECK(office.count("statement-overlap") == 0);
    CHECK(office.count("balance-break") == 0);
    CHECK(office.bank() == "845.00");
    CHECK(office.folder.run({"check"}).exit == 0);
  }
}

TEST_CASE("a longer file brings only what is new", "[app][formats]") {
  const Office office;
  office.import("april.csv", april_csv);
  const auto longer = office.import(
      "may.csv", csv_heading + csv_row("06/05/2025", "MOSSWOOD GARDENS", "100.00", "", "745.00") +
                     april_csv.substr(csv_heading.size()));
  CHECK(longer["kept"] == 1);
  CHECK(longer["known"] == 5);
  CHECK(office.count("statement-overlap") == 0);
  CHECK(office.bank() == "745.00");
}

TEST_CASE("a copy with another payee in it books nothing twice and is an overlap with both places",
          "[app][formats]") {
  const Office office;
  office.import("april.csv", april_csv);
  auto altered = april_csv;
  altered.replace(altered.find("MOSSWOOD"), 8, "CORNERED");
  const auto again = office.import("copy.csv", altered);
  CHECK(again["kept"] == 0);
  json evidence;
  for (const auto& [code, places] : office.findings()) {
    if (code == "statement-overlap") evidence = places;
  }
  REQUIRE(evidence.size() == 2);
  CHECK(evidence[0]["file"] == "april.csv");
  CHECK(evidence[1]["file"] == "copy.csv");
  CHECK(evidence[0]["line"] == 4);
  CHECK(evidence[1]["line"] == 4);
  CHECK(office.bank() == "845.00");
}

TEST_CASE("a running balance that does not chain is a finding at both lines", "[app][formats]") {
  const Office office;
  auto altered = april_csv;
  altered.replace(altered.find("120.00"), 6, "20.00");
  office.import("april.csv", altered);
  json evidence;
  for (const auto& [code, places] : office.findings()) {
    if (code == "balance-break") evidence = places;
  }
  REQUIRE(evidence.size() == 2);
  CHECK(evidence[0]["line"] == 5);  // the newest line stands first
  CHECK(evidence[1]["line"] == 4);
}

TEST_CASE("what a bank reports during the day books nothing, and its statement books it once",
          "[app][formats]") {
  const Office office;
  const std::string mt942 =
      ":20:REP1\n:25:309021/44556677\n:28C:1/1\n:34F:GBP0,\n:13D:2504041200+0100\n"
      ":61:2504040404C1100,00NTRFREF1\n:86:NHS EXAMPLE ICB\n:90C:1GBP1100,00\n-\n";
  const auto report = office.import("today.sta", mt942);
  CHECK(report["kept"] == 0);
  CHECK(report["notes"][0].get<std::string>().find("not booked") != std::string::npos);
  CHECK(office.import("april.csv", april_csv)["kept"] == 5);
  CHECK(office.bank() == "845.00");
}

TEST_CASE("an account is recognised by IBAN or card reference; a masked number asks",
          "[app][formats]") {
  const Office office;
  CHECK(office.import("iban.sta",
                      ":20:S1\n:25:GB81LOYD30902144556677\n:28C:1/1\n"
                      ":60F:C250401GBP0,\n:61:2504040404C1100,00NTRFREF1\n"
                      ":86:NHS EXAMPLE ICB\n:62F:C250430GBP1100,\n-\n")["kept"] == 1);
  CHECK(office.import("card.ofx", ofx_of("<BANKID>000000<ACCTID>HM2041",
                                         ofx_entry("20250410", "-5.00", "C1", "KIOSK")))["kept"] ==
        1);
  office.folder.write("masked.ofx", ofx_of("<BANKID>309021<ACCTID>****6677",
                                           ofx_entry("20250411", "-5.00", "C2", "KIOSK")));
  const auto refused = office.run({"import", "masked.ofx"}, 1);
  CHECK(refused["refusals"][0]["rule"] == "account-not-named");
  CHECK(office.import("masked.ofx", office.folder.read("masked.ofx"),
                      {"--account", "P0501/dp"})["kept"] == 1);
}

TEST_CASE("money of another currency is read by inspect and refused at import", "[app][formats]") {
  const Office office;
  auto euros = april_ofx;
  euros.replace(euros.find("GBP"), 3, "EUR");
  office.folder.write("euros.ofx", euros);
  CHECK(office.run({"inspect", "euros.ofx"})["files"][0]["statements"][0]["currency"] == "EUR");
  CHECK(office.run({"import", "euros.ofx"}, 1)["refusals"][0]["rule"] == "currency-foreign");
}

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

namespace {

std::string camt_of(const std::string& statements) {
  return "<?xml version=\"1.0\"?><Document "
         "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">"
         "<BkToCstmrStmt>" +
         statements + "</BkToCstmrStmt></Document>";
}
std::string camt_statement(const std::string& id, const std::string& opening,
                           const std::string& closing, const std::string& reference) {
  const auto balance = [](const std::string& code, const std::string& amount) {
    return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"GBP\">" + amount +
           "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-04-10</Dt></Dt></Bal>";
  };
  return "<Stmt><Id>" + id + "</Id><Acct><Id><IBAN>GB81LOYD30902144556677</IBAN></Id></Acct>" +
         balance("OPBD", opening) + balance("CLBD", closing) +
         "<Ntry><Amt Ccy=\"GBP\">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
         "<BookgDt><Dt>2025-04-10</Dt></BookgDt>" +
         reference +
         "<NtryDtls><TxDtls><RltdPties><Cdtr><Nm>BUS "
         "FARE</Nm></Cdtr></RltdPties></TxDtls></NtryDtls>"
         "</Ntry></Stmt>";
}

}  // namespace

TEST_CASE("two statements of one day in one file are two where one hands its balance to the other",
          "[app][formats]") {
  const Office office;
  const auto both = office.import(
      "two.xml", camt_of(camt_statement("1", "100.00", "95.00", "<AcctSvcrRef>R1</AcctSvcrRef>") +
                         camt_statement("2", "95.00", "90.00", "<AcctSvcrRef>R2</AcctSvcrRef>")));
  CHECK(both["kept"] == 2);
  CHECK(office.run({"matches"})["lines"].size() == 2);
  const Office other;
  CHECK(other.import("two.xml", camt_of(camt_statement("1", "100.00", "95.00", "") +
                                        camt_statement("2", "95.00", "90.00", "")))["kept"] == 2);
  CHECK(other.run({"matches"})["lines"].size() == 2);
  CHECK(other.folder.run({"check"}).exit == 0);
}

TEST_CASE("with --account a file of several accounts is nobody's", "[app][formats]") {
  const Office office;
  const auto card = [](const std::string& name, const std::string& text) {
    return "<STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>GBP"
           "<BANKACCTFROM><BANKID>000000<ACCTID>" +
           name +
           "<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20250401<DTEND>20250430" +
           ofx_entry("20250410", "-10.00", name, text) + "</BANKTRANLIST></STMTRS></STMTTRNRS>";
  };
  auto two = april_ofx;
  const auto from = two.find("<STMTTRNRS>");
  const auto to = two.find("</BANKMSGSRSV1>");
  two.replace(from, to - from, card("CARD-0001", "CAFE") + card("CARD-0002", "CAFE"));
  office.folder.write("two.ofx", two);
  const auto refused = office.run({"import", "two.ofx", "--account", "P0501/card"}, 1);
  CHECK(refused["refusals"][0]["rule"] == "account-mismatch");
  CHECK(office.run({"matches"})["lines"].empty());
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

TEST_CASE("after undo, the true file stands as if the altered one had never come",
          "[app][formats]") {
  const Office office;
  auto altered = april_csv;
  for (const auto* balance : {"845.00", "847.50", "850.00", "970.00", "1100.00\n"}) {
    const auto at = altered.rfind(balance);
    altered[at] = altered[at] == '8' ? '7' : altered[at] == '9' ? '8' : '2';
  }
  const std::string id = office.import("altered.csv", altered)["id"];
  must(office.folder, {"undo", id});
  CHECK(office.import("april.csv", april_csv)["kept"] == 5);
  const auto longer = office.import(
      "longer.csv", csv_heading +
                        csv_row("06/05/2025", "MOSSWOOD GARDENS", "100.00", "", "745.00") +
                        april_csv.substr(csv_heading.size()));
  CHECK(longer["kept"] == 1);
  CHECK(office.bank() == "745.00");
  CHECK(office.count("statement-overlap") == 0);
  CHECK(office.folder.run({"check"}).exit == 0);
}
