// The same statement in several formats, altered copies, reports that are no statements, accounts
// that recognise themselves, and profiles: through the program.
#include "tests/app/support_office.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::april_csv;
using support::april_ofx;
using support::bank_heading;
using support::csv_row;
using support::must;
using support::Office;
using support::ofx_entry;
using support::ofx_of;

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
      "may.csv", bank_heading + csv_row("06/05/2025", "MOSSWOOD GARDENS", "100.00", "", "745.00") +
                     april_csv.substr(bank_heading.size()));
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
      "longer.csv", bank_heading +
                        csv_row("06/05/2025", "MOSSWOOD GARDENS", "100.00", "", "745.00") +
                        april_csv.substr(bank_heading.size()));
  CHECK(longer["kept"] == 1);
  CHECK(office.bank() == "745.00");
  CHECK(office.count("statement-overlap") == 0);
  CHECK(office.folder.run({"check"}).exit == 0);
}
