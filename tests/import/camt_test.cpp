// CAMT.052, .053 and .054: what an entry becomes, what proves a statement, and what is refused.
#include "import/camt/camt.hpp"

#include "import/camt/values.hpp"
#include "import/xml_reader.hpp"
#include "tests/import/support_files.hpp"

#include <random>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <rapidcheck.h>

using namespace ledger;
using imports::Source;

namespace {

const std::filesystem::path fixture =
    std::filesystem::path{DPLEDGER_FIXTURES} / "statements" / "camt053.xml";

std::string entry(const std::string& amount, const std::string& direction,
                  const std::string& more = {}, const std::string& state = "BOOK") {
  return "<Ntry><Amt Ccy=\"GBP\">" + amount + "</Amt><CdtDbtInd>" + direction +
         "</CdtDbtInd><Sts>" + state + "</Sts><BookgDt><Dt>2025-04-30</Dt></BookgDt>" + more +
         "</Ntry>\n";
}
std::string balance(const std::string& code, const std::string& amount,
                    const std::string& direction = "CRDT") {
  return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"GBP\">" + amount +
         "</Amt><CdtDbtInd>" + direction + "</CdtDbtInd><Dt><Dt>2025-04-30</Dt></Dt></Bal>\n";
}
/// A document of one statement; the first of `inside` is on line 4.
std::string document(const std::string& inside, const std::string& message = "BkToCstmrStmt",
                     const std::string& part = "Stmt") {
  return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">\n<" + message +
         "><GrpHdr><MsgId>M1</MsgId></GrpHdr>\n<" + part +
         "><Acct><Id><Othr><Id>7654</Id></Othr></Id><Ccy>GBP</Ccy></Acct>\n" + inside + "</" +
         part + "></" + message + "></Document>";
}

Source source_of(const std::string& bytes) {
  auto source = imports::read(bytes, "t.xml");
  if (!source) FAIL(text(source.error()));
  return std::move(source).value();
}
Statement statement_of(const std::string& bytes) {
  return source_of(bytes).statements.at(0);
}
Error refusal_of(const std::string& bytes) {
  const auto source = imports::read(bytes, "t.xml");
  REQUIRE_FALSE(source);
  return source.error();
}

/// `from` once replaced by `to`.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("an entry of CAMT keeps who, what for, the bank's number and the line it stands on") {
  const auto source = source_of(support::bytes_of(fixture));
  CHECK(source.format == "camt.053");
  const auto& statement = source.statements.at(0);
  CHECK(statement.iban == "GB45OAKB30902101234567");
  CHECK(statement.sort_code == "309021");
  CHECK(statement.number == "01234567");
  CHECK(statement.holder == "Stephen Ashdown direct payment");
  CHECK(statement.basis == Basis::statement);
  CHECK(text(statement.printed.value().last) == "2025-04-30");
  CHECK(statement.warnings.empty());
  REQUIRE(statement.lines.size() == 5);

  const auto& grant = statement.lines[0];
  CHECK(grant.payee == "NHS Nottinghamshire & District");
  CHECK(grant.reference == "PHB APRIL");
  CHECK(grant.bank_id == "OAK25094A1");
  CHECK(grant.type == "PMNT-RCDT-ESCT");
  CHECK(grant.file_line == 32);
  CHECK(text(grant.amount) == "2240.00");

  const auto& wages = statement.lines[1];
  CHECK(wages.payee == "Amy Jones; Amy Jonesmith");
  CHECK(wages.reference == "WAGES APR; W1-APR; W2-APR (2 payments); Bulk payment");
  CHECK(text(wages.date) == "2025-04-25");
  CHECK(text(wages.amount) == "-771.00");

  CHECK(statement.lines[2].reference == "FISH-7731; M-118");
  CHECK(statement.lines[3].payee == "Returned payment");
  CHECK(text(statement.lines[3].amount) == "14.00");
  CHECK(statement.lines[4].pending);
  CHECK(text(statement.lines[4].date) == "2025-04-30");
}

TEST_CASE("prefixes, other namespaces, none at all, and an envelope make no difference to CAMT") {
  const auto plain = document(balance("OPBD", "10.00") + entry("4.50", "DBIT"));
  std::string prefixed;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    prefixed += plain[i];
    if (plain[i] == '<') prefixed += plain[i + 1] == '/' ? "" : "n2:";
    if (plain[i] == '/' && plain[i - 1] == '<') prefixed += "n2:";
  }
  const auto urn = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02";
  const auto wanted = statement_of(plain);
  CHECK(text(wanted.closing.value_or(*wanted.opening)) == "10.00");
  for (const auto& each :
       {prefixed, with(plain, urn, "ISO:camt.053.001.02:APC:STUZZA:payments:003"),
        with(plain, std::string{" xmlns=\""} + urn + "\"", ""), "\xEF\xBB\xBF" + plain,
        "<Envelope><AppHdr><Fr/></AppHdr>" + plain + "</Envelope>",
        "<?xml version=\"1.0\"?><!-- a <bank> -->" + plain}) {
    INFO(each);
    const auto statement = statement_of(each);
    CHECK(statement.lines == wanted.lines);
    CHECK(statement.opening == wanted.opening);
  }
}

TEST_CASE("a report of the day and a notification are read, and say that they book nothing") {
  const auto inside = entry("4.50", "DBIT");
  const auto day = source_of(document(inside, "BkToCstmrAcctRptV01", "Rpt"));
  CHECK(day.format == "camt.052");
  CHECK(day.statements.at(0).basis == Basis::intraday);
  const auto note = source_of(document(inside, "BkToCstmrDbtCdtNtfctn", "Ntfctn"));
  CHECK(note.format == "camt.054");
  CHECK(note.statements.at(0).basis == Basis::notification);
  CHECK(support::booked(note.statements[0]).lines == 1);
}

TEST_CASE("two documents in one file, and pages of one message, are each read") {
  const auto one = document(balance("OPBD", "10.00") + entry("4.50", "DBIT"));
  const auto two = source_of(one + "\n<?xml version=\"1.0\"?>\n" + one);
  REQUIRE(two.statements.size() == 2);
  CHECK(two.statements[1].lines.at(0).file_line > two.statements[0].lines.at(0).file_line);
}

TEST_CASE("balances of CAMT have signs of their own, OPBD before PRCD, the last CLBD closes") {
  const auto statement = statement_of(
      document(balance("PRCD", "7.00") + balance("OPBD", "2.00", "DBIT") + balance("OPBD", "9.00") +
               balance("CLBD", "5.00") + balance("CLBD", "6.50", "DBIT") + balance("CLAV", "1.00") +
               entry("4.50", "DBIT")));
  CHECK(text(*statement.opening) == "-2.00");
  CHECK(text(*statement.closing) == "-6.50");
  CHECK(statement.breaks.empty());
  CHECK(statement.closing_line == 8);
}

TEST_CASE("a closing balance that does not follow is a break where it stands") {
  const auto statement = statement_of(
      document(balance("OPBD", "9.00") + balance("CLBD", "5.00") + entry("4.50", "DBIT")));
  CHECK(statement.breaks == std::vector<int>{5});
  CHECK_FALSE(statement.warnings.empty());
}

TEST_CASE("totals that are not those of the entries are a break at their line") {
  const auto totals = [](const std::string& count, const std::string& sum, const std::string& out) {
    return "<TxsSummry><TtlNtries><NbOfNtries>" + count + "</NbOfNtries><Sum>" + sum +
           "</Sum></TtlNtries>\n<TtlDbtNtries><Sum>" + out + "</Sum></TtlDbtNtries></TxsSummry>\n";
  };
  const auto entries =
      entry("4.50", "DBIT") + entry("10.00", "CRDT") + entry("1.00", "DBIT", "", "PDNG");
  const auto breaks = [&](const std::string& stated) {
    return statement_of(document(stated + entries)).breaks;
  };
  CHECK(breaks(totals("2", "14.50", "4.50")).empty());
  CHECK(breaks(totals("2", "5.5", "4.50")).empty());    // with signs
  CHECK(breaks(totals("3", "15.50", "5.50")).empty());  // with the pending one
  CHECK(breaks(totals("3", "14.50", "4.50")) == std::vector<int>{4});
  CHECK(breaks(totals("2", "14.51", "4.50")) == std::vector<int>{4});
  CHECK(breaks(totals("2", "14.50", "4.49")) == std::vector<int>{5});
  CHECK(breaks(totals("2", "many", "4.50")) == std::vector<int>{4});
}

TEST_CASE("payments of an entry that do not add up to it are a warning; the entry stands") {
  const auto details = [](const std::string& amount) {
    return "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"GBP\">" + amount +
           "</Amt></TxAmt></AmtDtls></TxDtls>";
  };
  const auto of = [&](const std::string& amount) {
    return statement_of(document(
        entry("4.50", "DBIT", "<NtryDtls>" + details(amount) + details("1.50") + "</NtryDtls>")));
  };
  CHECK(of("3.00").warnings.empty());
  const auto wrong = of("3.01");
  REQUIRE(wrong.warnings.size() == 1);
  CHECK(wrong.warnings[0].line == 4);
  CHECK(text(wrong.lines.at(0).amount) == "-4.50");
}

TEST_CASE("entries in another currency are a statement of their own, so that sums are right") {
  const auto source =
      source_of(document(balance("OPBD", "10.00") + balance("CLBD", "5.50") +
                         entry("4.50", "DBIT") + with(entry("7.00", "CRDT"), "GBP", "EUR")));
  REQUIRE(source.statements.size() == 2);
  CHECK(source.statements[0].currency == "GBP");
  CHECK(source.statements[0].breaks.empty());
  CHECK(source.statements[1].currency == "EUR");
  CHECK(text(support::booked(source.statements[1]).sum) == "7.00");
  CHECK(source.statements[1].number == "7654");
}

TEST_CASE("a statement without an entry is kept: nothing moved in those days") {
  const auto statement = statement_of(
      document("<FrToDt><FrDtTm>2025-04-01T00:00:00</FrDtTm><ToDtTm>2025-04-30</ToDtTm></FrToDt>" +
               balance("OPBD", "10.00") + balance("CLBD", "10.00")));
  CHECK(statement.lines.empty());
  CHECK(text(statement.printed.value().first) == "2025-04-01");
  CHECK(text(*statement.closing) == "10.00");
  CHECK(refusal_of(document("")).broken == Rule::statement_without_lines);
}

TEST_CASE("a batch of thousands keeps what fits and says how many there are") {
  std::string details;
  for (int i = 0; i < 3000; ++i) {
    details +=
        fmt::format("<TxDtls><RltdPties><Cdtr><Nm>Payee {}</Nm></Cdtr></RltdPties></TxDtls>", i);
  }
  const auto line = statement_of(document(entry("4.50", "DBIT", details))).lines.at(0);
  CHECK(line.payee.size() < 500);
  CHECK(line.payee.starts_with("Payee 0; Payee 1; "));
  CHECK(line.payee.find(" more") != line.payee.npos);
  CHECK(line.reference == "(3000 payments)");
}

TEST_CASE("what makes no sense in an entry refuses the file, with the place of it") {
  struct Case {
    std::string from, to;
    Rule rule;
  };
  const auto whole = document(balance("OPBD", "10.00") + entry("4.50", "DBIT"));
  for (const auto& each : std::vector<Case>{
           {">4.50<", ">4..50<", Rule::money_not_understood},
           {">4.50<", ">-4.50<", Rule::money_not_understood},
           {">4.50<", ">4,50<", Rule::money_not_understood},
           {">4.50<", "><", Rule::money_not_understood},
           {">4.50<", ">4.501<", Rule::money_fraction_of_penny},
           {">4.50<", ">450000000000.00<", Rule::money_too_large},
           {">DBIT<", ">DEBIT<", Rule::word_unknown},
           {">BOOK<", ">BOOKED<", Rule::word_unknown},
           {"2025-04-30</Dt></BookgDt>", "30/04/2025</Dt></BookgDt>", Rule::date_not_understood},
           {"2025-04-30</Dt></BookgDt>", "2025-04-31</Dt></BookgDt>", Rule::date_impossible},
           {"<BookgDt><Dt>2025-04-30</Dt></BookgDt>", "", Rule::text_missing},
           {"<Amt Ccy=\"GBP\">4.50</Amt>", "", Rule::text_missing},
           {"Ccy=\"GBP\">4.50", "Ccy=\"pounds\">4.50", Rule::word_unknown},
       }) {
    INFO(each.to);
    const auto error = refusal_of(with(whole, each.from, each.to));
    CHECK(error.broken == each.rule);
    CHECK(error.where.line == 5);
  }
  CHECK(refusal_of(with(whole, "<Amt Ccy=\"GBP\">4.50", "<Amt Ccy=\"GBP\">x")).where.column == 7);
}

TEST_CASE("amounts of CAMT may be padded with zeros, in front and beyond the penny") {
  const auto pence = [](const char* text) {
    return imports::camt::read_amount(text).value.pence();
  };
  CHECK(pence("0000008.850") == 885);
  CHECK(pence("8.85000") == 885);
  CHECK(pence("200000") == 20000000);
  CHECK(pence("7.") == 700);
  CHECK(pence(".5") == 50);
  for (const char* wrong : {"", ".", "1e3", "0x1", "1 0", "--1", "1.2.3", "+", "+-1"}) {
    INFO(wrong);
    CHECK(imports::camt::read_amount(wrong).wrong == Rule::money_not_understood);
  }
}

TEST_CASE("XML that is no statement is left to others") {
  for (const char* other :
       {"<Document/>",
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"></Document>",
        "<Document><CstmrCdtTrfInitn><GrpHdr/></CstmrCdtTrfInitn></Document>",
        "<GovTalkMessage><BkToCstmrStmt/></GovTalkMessage>", "<OFX><STMTRS/></OFX>",
        "BkToCstmrStmt", "<html><body>BkToCstmrStmt</body></html>"}) {
    INFO(other);
    CHECK_FALSE(imports::is_camt(other));
    CHECK_FALSE(imports::read(other, "other.xml"));
  }
}

TEST_CASE("entities, document types and deep nesting neither grow nor crash") {
  const auto whole = document(entry("4.50", "DBIT", "<AddtlNtryInf>&bomb;</AddtlNtryInf>"));
  CHECK(statement_of(whole).lines.at(0).payee == "&bomb;");
  CHECK_FALSE(imports::read("<!DOCTYPE Document [<!ENTITY bomb \"x\">]>" + whole, "t.xml"));
  const auto typed = document("<!DOCTYPE a [<!ENTITY bomb \"x\">]>" + entry("4.50", "DBIT"));
  CHECK(refusal_of(typed).broken == Rule::not_supported);
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  CHECK(refusal_of(document(deep)).broken == Rule::xml_damaged);
}

TEST_CASE("a CAMT file cut anywhere is refused") {
  const auto whole = support::bytes_of(fixture);
  const auto end = whole.find_last_of('>');
  for (std::size_t size = 0; size < end; ++size) {
    REQUIRE_FALSE(imports::read(std::string_view{whole}.substr(0, size), "cut.xml"));
  }
  CHECK(imports::read(std::string_view{whole}.substr(0, end + 1), "whole.xml"));
}

TEST_CASE("a CAMT file with bytes changed is read or refused") {
  const auto whole = support::bytes_of(fixture);
  std::mt19937 random{20250430};
  const auto below = [&](std::size_t n) { return random() % n; };
  static const std::string liked = "<>/&;\"'=! -].0";
  for (int i = 0; i < 3000; ++i) {
    auto bytes = whole;
    for (auto changes = below(4) + 1; changes > 0; --changes) {
      bytes[below(bytes.size())] = liked[below(liked.size())];
    }
    const auto source = imports::read(bytes, "changed.xml");
    if (!source) REQUIRE(source.error().where.line >= 0);
  }
}

TEST_CASE("what is written as CAMT is read as it was, and the totals and balances prove it") {
  const bool held = rc::check([] {
    const auto amounts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-500000, 500000));
    const auto opening = *rc::gen::inRange(-900000, 900000);
    std::string inside;
    std::int64_t closing = opening;
    std::vector<std::int64_t> wanted;
    const auto write = [](std::int64_t pence) { return text(magnitude(Money::of_pence(pence))); };
    const auto sign = [](std::int64_t pence) { return std::string{pence < 0 ? "DBIT" : "CRDT"}; };
    for (const auto amount : amounts) {
      if (amount == 0) continue;
      inside += entry(write(amount), sign(amount));
      closing += amount;
      wanted.push_back(amount);
    }
    const auto bytes = document(balance("OPBD", write(opening), sign(opening)) +
                                balance("CLBD", write(closing), sign(closing)) + inside);
    const auto source = imports::read(bytes, "made.xml");
    RC_ASSERT(static_cast<bool>(source));
    const auto& statement = source.value().statements.at(0);
    RC_ASSERT(statement.breaks.empty());
    std::vector<std::int64_t> got;
    for (const auto& line : statement.lines) got.push_back(line.amount.pence());
    RC_ASSERT(got == wanted);
    RC_ASSERT(statement.opening->pence() == opening && statement.closing->pence() == closing);
  });
  CHECK(held);
}

TEST_CASE("the reader of XML tells elements, contents and damage") {
  imports::XmlReader reader{"<a x='1>2'><b/><n:c>t&amp;<![CDATA[<]]><!-- no --></n:c></a>"};
  using Got = imports::XmlReader::Got;
  REQUIRE(reader.next() == Got::open);
  CHECK(imports::attribute(reader.attributes(), "x") == "1>2");
  REQUIRE(reader.next() == Got::open);
  CHECK(reader.depth() == 2);
  REQUIRE(reader.next() == Got::close);
  CHECK(reader.name() == "b");
  CHECK(reader.content() == "");
  REQUIRE(reader.next() == Got::open);
  REQUIRE(reader.next() == Got::close);
  CHECK(reader.name() == "c");
  CHECK(imports::xml_text(reader.content().value()) == "t&<");
  REQUIRE(reader.next() == Got::close);
  CHECK_FALSE(reader.content());
  CHECK(reader.next() == Got::end);
  CHECK(imports::xml_text("&#163;&#xA3;&#0;&#xD800;&x;&") == "££&#0;&#xD800;&x;&");
  for (const char* damaged : {"<a>", "<a></b>", "</a>", "<a", "< a></ a>", "<a><!--</a>",
                              "<a b=\"></a>", "x<a/>", "<a/>x", "<a><b></a></b>", "<1/>"}) {
    INFO(damaged);
    imports::XmlReader broken{damaged};
    auto got = broken.next();
    while (got == Got::open || got == Got::close) got = broken.next();
    CHECK(got == Got::broken);
    CHECK(broken.next() == Got::broken);
  }
}

TEST_CASE("more statements than any file has are refused before they take memory") {
  std::string statements;
  for (int i = 0; i < 10'001; ++i) statements += "<Stmt/>";
  const auto error =
      refusal_of("<Document><BkToCstmrStmt>" + statements + "</BkToCstmrStmt></Document>");
  CHECK(error.broken == Rule::value_out_of_range);
}
