#include "tests/import/support_hostile.hpp"

#include "tests/import/support_archives.hpp"

namespace support {
namespace {

/// `head`, then `piece` again and again up to `size`, then `tail`.
std::string repeated(const std::string& head, const std::string& piece, std::size_t size,
                     const std::string& tail = {}) {
  const auto pieces = size > head.size() ? (size - head.size()) / piece.size() + 1 : 0;
  std::string out;
  out.reserve(head.size() + pieces * piece.size() + tail.size());
  out = head;
  if (piece.size() == 1) {
    out.append(pieces, piece.front());
  } else {
    for (std::size_t i = 0; i < pieces; ++i) out += piece;
  }
  return out + tail;
}

Hostile again(std::string name, std::string head, std::string piece, std::string tail = {}) {
  return {std::move(name),
          [head = std::move(head), piece = std::move(piece),
           tail = std::move(tail)](std::size_t size) { return repeated(head, piece, size, tail); }};
}

const std::string iso =
    "<?xml version=\"1.0\"?>\n<Document "
    "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt>";
const std::string camt = iso +
                         "<Stmt><Id>1</Id><Acct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id>"
                         "<Ccy>GBP</Ccy></Acct>";
const std::string camt_end = "</Stmt></BkToCstmrStmt></Document>";
const std::string camt_entry =
    "<Ntry><Amt Ccy=\"GBP\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
    "<BookgDt><Dt>2025-04-01</Dt></BookgDt>";
const std::string ofx =
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP"
    "<BANKACCTFROM><BANKID>309021<ACCTID>01234567</BANKACCTFROM><BANKTRANLIST>";
const std::string ofx_end = "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
const std::string ofx_entry = "<STMTTRN><DTPOSTED>20250401<TRNAMT>1.00";
const std::string mt940 = ":20:X\n:25:309021/01234567\n:60F:C250331GBP0,\n";
const std::string bai2 =
    "01,BANK,CCG,250402,0600,1,,,2/\n02,CCG,BANK,1,250401,2400,GBP,2/\n03,30902101234567,GBP/\n";
const std::string fps =
    "<IRenvelope "
    "xmlns=\"http://www.govtalk.gov.uk/taxation/PAYE/RTI/FullPaymentSubmission/24-25/1\">"
    "<FullPaymentSubmission><RelatedTaxYear>24-25</RelatedTaxYear>";
const std::string fps_end = "</FullPaymentSubmission></IRenvelope>";
const std::string lloyds =
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance\n";
const std::string laughs =
    "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
    "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">"
    "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\">"
    "<!ENTITY i SYSTEM \"file:///etc/passwd\">]>";

/// `<a><a>…</a></a>` in the place where a format reads on.
Hostile nested(const std::string& name, const std::string& head, const std::string& tag,
               const std::string& tail) {
  return {name, [=](std::size_t size) {
            const auto open = "<" + tag + ">", close = "</" + tag + ">";
            const auto depth = size / (open.size() + close.size());
            auto out = repeated(head, open, head.size() + depth * open.size());
            return out + repeated({}, close, depth * close.size()) + tail;
          }};
}

void add_archives(std::vector<Hostile>& all) {
  all.push_back({"ratio.zip", [](std::size_t size) {
                   return zipped({{"statement.csv", std::string(size, '0')}});
                 }});
  all.push_back({"rows.zip", [](std::size_t size) {
                   return zipped({{"statement.csv", repeated(lloyds, ",,,,,,,\n", size)}});
                 }});
  all.push_back({"many.zip", [](std::size_t size) {
                   Parts parts;
                   for (std::size_t i = 0; i < size / 400; ++i) {
                     parts.emplace_back(std::to_string(i) + ".csv", "");
                   }
                   return zipped(parts);
                 }});
  all.push_back({"nested.zip", [](std::size_t size) {
                   auto inner = zipped({{"statement.csv", std::string(size, '0')}});
                   for (int depth = 0; depth < 20; ++depth) inner = zipped({{"inner.zip", inner}});
                   return inner;
                 }});
  all.push_back({"rows.xlsx", [](std::size_t size) {
                   return workbook({{"S", repeated({}, "<row/>", size), ""}});
                 }});
  all.push_back(
      {"cells.xlsx", [](std::size_t size) {
         return workbook({{"S", repeated("<row>", "<c><v>1</v></c>", size, "</row>"), ""}});
       }});
  all.push_back({"far-cells.xlsx", [](std::size_t size) {
                   const std::string row =
                       "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c><c "
                       "r=\"XFD1048576\"><v>1</v></c></row>";
                   return workbook({{"S", repeated({}, row, size), ""}});
                 }});
  all.push_back({"texts.xlsx", [](std::size_t size) {
                   const std::string row = "<row><c t=\"s\"><v>0</v></c></row>";
                   return workbook({{"S", repeated({}, row, size / 2), ""}},
                                   {"<t>" + std::string(size / 2, 'x') + "</t>"});
                 }});
  all.push_back({"text-of-many-runs.xlsx", [](std::size_t size) {
                   const std::string row = "<row><c t=\"s\"><v>0</v></c></row>";
                   return workbook({{"S", repeated({}, row, size * 4), ""}},
                                   {repeated({}, "<t/>", size * 4)});
                 }});
  all.push_back({"sheets.xlsx", [](std::size_t size) {
                   return workbook(std::vector<Sheet>(size / 600, {"S", "<row/>", ""}));
                 }});
  all.push_back({"laughs.xlsx", [](std::size_t) {
                   return zipped({{"[Content_Types].xml", laughs + "<Types>&h;</Types>"},
                                  {"_rels/.rels", laughs + "<Relationships>&h;</Relationships>"},
                                  {"xl/workbook.xml", laughs + "<workbook>&h;</workbook>"}});
                 }});
  all.push_back({"deep.xlsx", [](std::size_t size) {
                   return workbook({{"S", repeated({}, "<row><c><is>", size), ""}});
                 }});
}

void add_entities(std::vector<Hostile>& all) {
  const std::string declaration = "<?xml version=\"1.0\"?>";
  all.push_back(again("laughs.xml", declaration + laughs + camt.substr(camt.find('\n')),
                      camt_entry + "<AddtlNtryInf>&h;&i;</AddtlNtryInf></Ntry>", camt_end));
  all.push_back(again("laughs-inside.xml", camt + laughs, camt_entry + "&h;</Ntry>", camt_end));
  all.push_back(
      again("laughs.ofx",
            declaration + laughs + "<?OFX VERSION=\"203\"?>" + ofx.substr(ofx.find("<OFX>")),
            ofx_entry + "<MEMO>&h;&i;</STMTTRN>", ofx_end));
  all.push_back(again("laughs-fps.xml", declaration + laughs + fps,
                      "<Employee><EmployeeDetails>&h;&i;</EmployeeDetails></Employee>", fps_end));
  all.push_back(again("laughs.html", laughs + "<html><table>", "<tr><td>&h;&i;</td></tr>"));
  all.push_back(again("references.xml", camt + camt_entry + "<AddtlNtryInf>", "&#163;&amp;",
                      "</AddtlNtryInf></Ntry>" + camt_end));
}

void add_nesting(std::vector<Hostile>& all) {
  all.push_back(nested("deep.ofx", ofx, "STMTTRN", ofx_end));
  all.push_back(nested("deep-unknown.ofx", ofx, "X.Y", ofx_end));
  all.push_back(again("deep-open.ofx", ofx, "<BANKTRANLIST>"));
  all.push_back(nested("deep-camt.xml", camt, "Ntry", camt_end));
  all.push_back(again("deep-open-camt.xml", camt, "<TxDtls>"));
  all.push_back(nested("deep-fps.xml", fps, "Employee", fps_end));
  all.push_back(nested("deep-unknown.xml", "", "a", ""));
  all.push_back(again("deep.html", "<html>", "<table><tr><td>"));
  all.push_back(again("deep.json", "{\"a\":", "[{\"a\":"));
  all.push_back(again("deep.toml", "schema = \"dpledger.person/1\"\na = ", "["));
}

void add_nothings(std::vector<Hostile>& all) {
  all.push_back(again("records.qif", "!Type:Bank\n", "^\n"));
  all.push_back(again("accounts.qif", "", "!Account\nNx\n^\n!Type:Bank\n"));
  all.push_back(again("splits.qif", "!Type:Bank\nD1/1/25\nT1\n", "S\n$1\n", "^\n"));
  all.push_back(again("messages.sta", mt940, ":20:\n"));
  all.push_back(again("movements.sta", mt940, ":61:250401D1,NTRF\n", ":62F:C250430GBP0,\n-\n"));
  all.push_back(again("empty-movements.sta", mt940, ":61:\n:86:\n"));
  all.push_back(again("pages.sta", mt940, ":60F:C250331GBP0,\n:62F:C250331GBP0,\n"));
  all.push_back(again("ends.sta", mt940, "-\n-}\n"));
  all.push_back(again("records.bai", bai2, "16/\n"));
  all.push_back(again("continued.bai", bai2, "88,\n"));
  all.push_back(again("accounts.bai", bai2, "03,,/\n"));
  all.push_back(again("transactions.bai", bai2, "16,195,1,/\n"));
  all.push_back(again("entries.ofx", ofx, "<STMTTRN></STMTTRN>", ofx_end));
  all.push_back(again("entries-read.ofx", ofx, ofx_entry + "</STMTTRN>", ofx_end));
  all.push_back(
      again("statements.ofx", ofx + ofx_end.substr(0, 27), "<STMTRS></STMTRS>", "</OFX>"));
  all.push_back(again("entries.xml", camt, "<Ntry/>", camt_end));
  all.push_back(again("entries-read.xml", camt, camt_entry + "</Ntry>", camt_end));
  all.push_back(again("details.xml", camt + camt_entry + "<NtryDtls>", "<TxDtls/>",
                      "</NtryDtls></Ntry>" + camt_end));
  all.push_back(again("statements.xml", iso, "<Stmt/>", "</BkToCstmrStmt></Document>"));
  all.push_back(again("employees.xml", fps, "<Employee/>", fps_end));
  all.push_back(
      again("employments.xml", fps + "<Employee>", "<Employment/>", "</Employee>" + fps_end));
  all.push_back(again("employments-paid.xml", fps + "<Employee>",
                      "<Employment><Payment><PmtDate>2025-04-30</PmtDate><TaxablePay>1</TaxablePay>"
                      "<TaxDeductedOrRefunded>0</TaxDeductedOrRefunded></Payment></Employment>",
                      "</Employee>" + fps_end));
  all.push_back(again("employments-refused.xml", fps + "<Employee>",
                      "<Employment><Payment/></Employment>", "</Employee>" + fps_end));
  all.push_back(again("rows.csv", lloyds, ",,,,,,,\n"));
  all.push_back(again("lines.csv", lloyds, "\n"));
  all.push_back(again("unknown-rows.csv", "Day,Words,Sum\n", "01/04/2025,x,1\n"));
  all.push_back(again("cells.csv", "", ",\n,"));
  all.push_back(again("wide.csv", "", repeated({}, ",", 60'000) + "\n"));
  all.push_back(again("quotes.csv", lloyds, "\"\"\"\"\n"));
  all.push_back(again("cells.html", "<html><table>", "<tr><td>"));
  all.push_back(again("lines.txt", "VOL1000123\nHDR1\nUHL1 25178\n", "\n"));
  all.push_back({"accounts.csv", [](std::size_t size) {
                   auto out = lloyds;
                   for (int i = 10'000'000; out.size() < size; ++i) {
                     out += "01/04/2025,DEB,309021," + std::to_string(i) + ",X,1.00,,\n";
                   }
                   return out;
                 }});
}

void add_nulls(std::vector<Hostile>& all) {
  const std::string null(1, '\0');
  for (const auto& [name, head] : {std::pair{"nulls.csv", lloyds},
                                   {"nulls.ofx", ofx},
                                   {"nulls.sta", mt940},
                                   {"nulls.bai", bai2},
                                   {"nulls.xml", camt},
                                   {"nulls-fps.xml", fps},
                                   {"nulls.qif", std::string{"!Type:Bank\nP"}},
                                   {"nulls", std::string{}},
                                   {"nulls.zip", std::string{"PK\x03\x04"}},
                                   {"nulls.pdf", std::string{"%PDF-1.4\n"}}}) {
    all.push_back(again(name, head, null));
  }
  all.push_back(again("nulls-between.csv", "", null + ","));
  all.push_back(again("surrogates.csv", "\xFF\xFE", "\x3D\xD8"));
  all.push_back(again("half-letters.csv", lloyds, "\xC3"));
}

/// A million figures where one amount, count or day stands.
void add_numbers(std::vector<Hostile>& all) {
  for (const char* const digit : {"9", "0"}) {
    const auto name = [&](const std::string& end) { return std::string{"number-"} + digit + end; };
    all.push_back(again(name(".csv"), lloyds + "01/04/2025,DEB,309021,01234567,X,", digit, ",,\n"));
    all.push_back(again(name(".ofx"), ofx + "<STMTTRN><DTPOSTED>20250401<TRNAMT>", digit,
                        "</STMTTRN>" + ofx_end));
    all.push_back(again(name("-day.ofx"), ofx + "<STMTTRN><TRNAMT>1<DTPOSTED>", digit,
                        "</STMTTRN>" + ofx_end));
    all.push_back(again(name(".qif"), "!Type:Bank\nD1/1/25\nT", digit, "\n^\n"));
    all.push_back(again(name("-day.qif"), "!Type:Bank\nT1\nD", digit, "\n^\n"));
    all.push_back(
        again(name(".sta"), mt940 + ":61:250401D", digit, ",NTRF\n:62F:C250430GBP0,\n-\n"));
    all.push_back(again(name(".bai"), bai2 + "16,195,", digit, ",/\n"));
    all.push_back(again(name("-count.bai"),
                        "01,B,C,250402,0600,1,,,2/\n02,C,B,1,250401,2400,GBP,2/\n"
                        "03,1,GBP,010,5,",
                        digit, ",/\n"));
    all.push_back(
        again(name(".xml"), camt + "<Ntry><Amt Ccy=\"GBP\">", digit, "</Amt></Ntry>" + camt_end));
    all.push_back(again(name("-fps.xml"), fps + "<Employee><Employment><Payment><TaxablePay>",
                        digit, "</TaxablePay></Payment></Employment></Employee>" + fps_end));
    all.push_back(
        {name(".xlsx"), [digit](std::size_t size) {
           return workbook({{"S", repeated("<row><c><v>1E", digit, size, "</v></c></row>"), ""}});
         }});
  }
}

}  // namespace

std::vector<Hostile> long_lines() {
  return {
      again("line.csv", lloyds, "x"),
      again("line-quoted.csv", lloyds + "\"", "x"),
      again("line-commas.csv", "", ","),
      again("line-blanks.csv", "", " "),
      again("line-digits.csv", "", "7"),
      again("line.ofx", ofx + "<STMTTRN><MEMO>", "x"),
      again("line-header.ofx", "OFXHEADER:100", " "),
      again("line-tag.ofx", ofx + "<", "X"),
      again("line.qif", "!Type:Bank\nD1/1/25\nP", "x"),
      again("line.sta", mt940 + ":61:250401D1,NTRF\n:86:", "x"),
      again("line.bai", bai2 + "16,195,1,,,,", "x"),
      again("line.xml", camt + "<Ntry><AddtlNtryInf>", "x"),
      again("line-attribute.xml", camt + "<Ntry a=\"", "x"),
      again("line-comment.xml", camt + "<!--", "-"),
      again("line-fps.xml", fps + "<Employee>", "x"),
      again("line.html", "<html><table><tr><td>", "x"),
      again("line-unknown", "", "x"),
  };
}

std::vector<Hostile> bombs() {
  std::vector<Hostile> all;
  add_archives(all);
  add_entities(all);
  add_nesting(all);
  add_nothings(all);
  add_nulls(all);
  add_numbers(all);
  return all;
}

}  // namespace support
