// An officer's folder with one person, and April of her account as two of the bank's files.
#pragma once

#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace support {

inline const std::string hannas_file = R"(schema = "dpledger.person/1"
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

inline std::string csv_row(const std::string& day, const std::string& text, const std::string& out,
                           const std::string& in, const std::string& balance) {
  return day + ",DEB,'30-90-21,44556677," + text + "," + out + "," + in + "," + balance + "\n";
}
inline const std::string april_csv =
    bank_heading + csv_row("24/04/2025", "BUS SOUTH", "2.50", "", "845.00") +
    csv_row("24/04/2025", "BUS SOUTH", "2.50", "", "847.50") +
    csv_row("17/04/2025", "MOSSWOOD GARDENS", "120.00", "", "850.00") +
    csv_row("10/04/2025", "MOSSWOOD GARDENS", "130.00", "", "970.00") +
    csv_row("04/04/2025", "NHS EXAMPLE ICB", "", "1100.00", "1100.00");

inline std::string ofx_entry(const std::string& day, const std::string& amount,
                             const std::string& id, const std::string& name) {
  return "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>" + day + "<TRNAMT>" + amount + "<FITID>" + id +
         "<NAME>" + name + "</STMTTRN>\n";
}
inline std::string ofx_of(const std::string& account, const std::string& entries) {
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
inline const std::string april_ofx =
    ofx_of("<BANKID>309021<ACCTID>44556677",
           ofx_entry("20250404", "1100.00", "A1", "Example ICB NHS") +
               ofx_entry("20250410", "-130.00", "A2", "Mosswood Gardens") +
               ofx_entry("20250417", "-120.00", "A3", "Mosswood Gardens") +
               ofx_entry("20250424", "-2.50", "A4", "South bus") +
               ofx_entry("20250424", "-2.50", "A5", "South bus"));

struct Office {
  Folder folder;
  Office() {
    folder.write("person.toml", hannas_file);
    must(folder, {"init", "--commissioner", "NHS Example ICB"});
    must(folder, {"load", "person.toml"});
  }
  nlohmann::json run(const std::vector<std::string>& words, int exit = 0) const {
    std::vector<std::string> all = words;
    all.insert(all.end(), {"--json", "--as-of", "2025-05-10"});
    const auto ran = folder.run(all);
    CAPTURE(ran.err, ran.out);
    CHECK(ran.exit == exit);
    return nlohmann::json::parse(ran.out);
  }
  nlohmann::json import(const std::string& name, const std::string& content,
                        std::vector<std::string> more = {}) const {
    folder.write(name, content);
    std::vector<std::string> words{"import", name};
    words.insert(words.end(), more.begin(), more.end());
    return run(words)["files"][0];
  }
  /// The codes of the findings, and the places of each.
  std::vector<std::pair<std::string, nlohmann::json>> findings() const {
    must(folder, {"reconcile"});
    std::vector<std::pair<std::string, nlohmann::json>> found;
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

}  // namespace support
