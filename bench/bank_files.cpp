// The formats that banks' own systems write.
#include "bench/movements.hpp"
#include "bench/statement_files.hpp"

namespace bench {
namespace {

using Order = Movements::Order;

/// "20250430", or with `between` "2025-04-30".
void add_day(std::string& out, ledger::Date date, std::string_view between = {}) {
  add_digits(out, date.year(), 4);
  out += between;
  add_digits(out, date.month(), 2);
  out += between;
  add_digits(out, date.day(), 2);
}
/// "250430".
void add_short_day(std::string& out, ledger::Date date) {
  add_digits(out, date.year() % 100, 2);
  add_digits(out, date.month(), 2);
  add_digits(out, date.day(), 2);
}

Pence size_of(Pence amount) {
  return amount < 0 ? -amount : amount;
}

MadeFile made(std::string&& bytes, const Movements& movements) {
  return {std::move(bytes), movements.count(), movements.sum()};
}

/// `end` closes an element in XML; SGML leaves leaves open.
struct OfxMarks {
  std::string_view head;
  bool closes = false;
};

void add_leaf(std::string& out, const OfxMarks& marks, std::string_view name,
              std::string_view value) {
  ((out += '<') += name) += '>';
  out += value;
  if (marks.closes) ((out += "</") += name) += '>';
  out += "\r\n";
}

void add_ofx_line(std::string& out, const OfxMarks& marks, const Movement& each) {
  std::string day;
  add_day(day, each.date);
  day += "120000[0:GMT]";
  std::string amount;
  add_pounds(amount, each.amount);
  out += "<STMTTRN>\r\n";
  add_leaf(out, marks, "TRNTYPE", way(each).ofx);
  add_leaf(out, marks, "DTPOSTED", day);
  add_leaf(out, marks, "TRNAMT", amount);
  add_leaf(out, marks, "FITID", each.id);
  add_leaf(out, marks, "NAME", each.payee);
  add_leaf(out, marks, "MEMO", each.reference);
  out += "</STMTTRN>\r\n";
}

MadeFile ofx_file(std::size_t bytes, const OfxMarks& marks) {
  Movements movements{Order::oldest_first};
  std::string out{marks.head};
  const auto leaf = [&](std::string_view name, std::string_view value) {
    add_leaf(out, marks, name, value);
  };
  const auto status = [&] {
    out += "<STATUS>";
    leaf("CODE", "0");
    leaf("SEVERITY", "INFO");
    out += "</STATUS>";
  };
  out += "<OFX><SIGNONMSGSRSV1><SONRS>";
  status();
  leaf("DTSERVER", "20260105120000");
  leaf("LANGUAGE", "ENG");
  out += "</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS>";
  leaf("TRNUID", "1");
  status();
  out += "<STMTRS>";
  leaf("CURDEF", "GBP");
  out += "<BANKACCTFROM>";
  leaf("BANKID", "309021");
  leaf("ACCTID", "01234567");
  leaf("ACCTTYPE", "CHECKING");
  out += "</BANKACCTFROM>\r\n<BANKTRANLIST>";
  leaf("DTSTART", "20080101");
  leaf("DTEND", "20991231");
  while (out.size() < bytes) add_ofx_line(out, marks, movements.next());
  out += "</BANKTRANLIST>\r\n<LEDGERBAL>";
  std::string closing;
  add_pounds(closing, movements.balance());
  leaf("BALAMT", closing);
  leaf("DTASOF", "20991231");
  out += "</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n";
  return made(std::move(out), movements);
}

void add_camt_balance(std::string& out, std::string_view code, Pence balance, ledger::Date day) {
  out += "<Bal><Tp><CdOrPrtry><Cd>";
  ((out += code) += "</Cd></CdOrPrtry></Tp><Amt Ccy=\"GBP\">");
  add_pounds(out, size_of(balance));
  (out += "</Amt><CdtDbtInd>") += balance < 0 ? "DBIT" : "CRDT";
  out += "</CdtDbtInd><Dt><Dt>";
  add_day(out, day, "-");
  out += "</Dt></Dt></Bal>\n";
}

void add_entry(std::string& out, const Movement& each) {
  const bool in = each.amount > 0;
  std::string amount = "<Amt Ccy=\"GBP\">";
  add_pounds(amount, size_of(each.amount));
  (amount += "</Amt><CdtDbtInd>") += in ? "CRDT</CdtDbtInd>" : "DBIT</CdtDbtInd>";
  std::string day = "<Dt>";
  add_day(day, each.date, "-");
  day += "</Dt>";
  out += "<Ntry>\n  <NtryRef>";
  out += each.id;
  (out += "</NtryRef>\n  ") += amount;
  (out += "<Sts><Cd>BOOK</Cd></Sts>\n  <BookgDt>") += day;
  (out += "</BookgDt><ValDt>") += day;
  (out += "</ValDt>\n  <AcctSvcrRef>TB") += each.id;
  out += "</AcctSvcrRef>\n  <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>";
  out += in ? "RCDT" : "ICDT";
  out += "</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n  <NtryDtls><TxDtls>";
  (out += "<Refs><EndToEndId>E2E") += each.id;
  (out += "</EndToEndId></Refs>\n    ") += amount;
  out += "\n    <RltdPties>";
  out += in ? "<Dbtr><Pty><Nm>" : "<Cdtr><Pty><Nm>";
  out += each.payee;
  out += in ? "</Nm></Pty></Dbtr>" : "</Nm></Pty></Cdtr>";
  (out += "</RltdPties>\n    <RmtInf><Ustrd>") += each.reference;
  out += "</Ustrd></RmtInf>\n  </TxDtls></NtryDtls>\n</Ntry>\n";
}

}  // namespace

MadeFile ofx1_file(std::size_t bytes) {
  return ofx_file(
      bytes,
      {"OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n"
       "CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n",
       false});
}

MadeFile ofx2_file(std::size_t bytes) {
  return ofx_file(bytes, {"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\r\n<?OFX "
                          "OFXHEADER=\"200\" VERSION=\"211\" SECURITY=\"NONE\" OLDFILEUID=\"NONE\" "
                          "NEWFILEUID=\"NONE\"?>\r\n",
                          true});
}

MadeFile qif_file(std::size_t bytes) {
  Movements movements{Order::oldest_first};
  std::string out = "!Type:Bank\r\n";
  while (out.size() < bytes) {
    const auto& each = movements.next();
    out += 'D';
    add_digits(out, each.date.day(), 2);
    out += '/';
    add_digits(out, each.date.month(), 2);
    out += '/';
    add_digits(out, each.date.year(), 4);
    out += "\r\nT";
    add_pounds(out, each.amount);
    (out += "\r\nP") += each.payee;
    (out += "\r\nM") += each.reference;
    out += "\r\n^\r\n";
  }
  return made(std::move(out), movements);
}

MadeFile mt940_file(std::size_t bytes) {
  Movements movements{Order::oldest_first};
  std::string out;
  const auto balance = [&](std::string_view tag, ledger::Date day) {
    (out += tag) += movements.balance() < 0 ? 'D' : 'C';
    add_short_day(out, day);
    out += "GBP";
    add_pounds(out, size_of(movements.balance()), ',');
    out += "\r\n";
  };
  for (std::int64_t page = 1; out.size() < bytes; ++page) {
    const auto day = movements.day();
    out += ":20:TB";
    add_digits(out, page, 10);
    out += "\r\n:25:309021/01234567\r\n:28C:";
    add_digits(out, (page - 1) % 99'999 + 1, 5);
    out += "/1\r\n";
    balance(":60F:", plus_days(day, -1));
    do {
      const auto& each = movements.next();
      out += ":61:";
      add_short_day(out, each.date);
      add_digits(out, each.date.month(), 2);
      add_digits(out, each.date.day(), 2);
      out += each.amount < 0 ? 'D' : 'C';
      add_pounds(out, size_of(each.amount), ',');
      ((out += way(each).swift) += each.reference) += "//";
      (out += each.id) += "\r\n:86:";
      ((out += each.payee) += "\r\n") += each.reference;
      out += "\r\n";
    } while (!movements.day_is_over());
    balance(":62F:", day);
    out += "-\r\n";
  }
  return made(std::move(out), movements);
}

MadeFile bai2_file(std::size_t bytes) {
  Movements movements{Order::oldest_first};
  std::string out = "01,TRENTGB2L,ICB,260105,0600,1,,,2/\n";
  std::string records;
  while (out.size() < bytes) {
    const auto opening = movements.balance();
    out += "02,ICB,TRENTGB2L,1,";
    add_short_day(out, movements.day());
    out += ",2400,GBP,2/\n03,30902101234567,GBP,010,";
    add_digits(out, opening, 1);
    records.clear();
    do {
      const auto& each = movements.next();
      (records += "16,") += each.amount < 0 ? way(each).bai2_out : way(each).bai2_in;
      records += ',';
      add_digits(records, size_of(each.amount), 1);
      ((records += ",Z,") += each.id) += ',';
      ((records += each.reference) += ',') += each.payee;
      records += "/\n";
    } while (!movements.day_is_over());
    out += ",,,015,";
    add_digits(out, movements.balance(), 1);
    (out += ",,/\n") += records;
    out += "49,,/\n98,,,/\n";
  }
  out += "99,,,/\n";
  return made(std::move(out), movements);
}

MadeFile camt_file(std::size_t bytes) {
  Movements movements{Order::oldest_first};
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\n"
      "<GrpHdr><MsgId>TB-1</MsgId><CreDtTm>2026-01-05T06:00:00</CreDtTm></GrpHdr>\n"
      "<Stmt><Id>TB-1-1</Id><CreDtTm>2026-01-05T06:00:00</CreDtTm>\n"
      "<Acct><Id><IBAN>GB23TREN30902101234567</IBAN></Id><Ccy>GBP</Ccy></Acct>\n";
  add_camt_balance(out, "OPBD", movements.balance(), movements.day());
  // A closing balance may stand behind the entries in no version of the format; it is left out.
  while (out.size() < bytes) add_entry(out, movements.next());
  out += "</Stmt></BkToCstmrStmt></Document>\n";
  return made(std::move(out), movements);
}

}  // namespace bench
