// OFX and QFX: the forms in which banks write them, what is refused, and what is never done.
#include "import/ofx/markup.hpp"
#include "import/ofx/values.hpp"
#include "tests/import/support_files.hpp"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Rule;
using ledger::Statement;

namespace {

const std::filesystem::path fixtures = DPLEDGER_FIXTURES;

std::string entry(const std::string& day, const std::string& amount, const std::string& rest = "") {
  return "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>" + day + "<TRNAMT>" + amount + rest + "</STMTTRN>\n";
}

struct Parts {
  std::string account = "<BANKID>309021<ACCTID>01234567";
  std::string period = "<DTSTART>20250401<DTEND>20250430";
  std::string balance;
  std::string currency = "<CURDEF>GBP";
};

std::string file_of(const std::string& entries, const Parts& parts = {}) {
  return "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>\n" +
         parts.currency + "<BANKACCTFROM>" + parts.account + "</BANKACCTFROM><BANKTRANLIST>" +
         parts.period + "\n" + entries + "</BANKTRANLIST>" + parts.balance +
         "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
}

Statement read_one(const std::string& bytes) {
  const auto source = imports::read(bytes, "t.ofx");
  if (!source) FAIL(text(source.error()));
  REQUIRE(source.value().statements.size() == 1);
  return source.value().statements.front();
}

imports::Source source_of(const std::string& bytes) {
  auto source = imports::read(bytes, "t.ofx");
  if (!source) FAIL(text(source.error()));
  return std::move(source).value();
}

ledger::Error refusal_of(const std::string& bytes) {
  const auto source = imports::read(bytes, "t.ofx");
  REQUIRE_FALSE(source);
  return source.error();
}

ledger::StatementLine line_of(const std::string& rest) {
  return read_one(file_of(entry("20250404", "-1.00", rest))).lines.at(0);
}

}  // namespace

TEST_CASE("OFX names who was paid in NAME and why in MEMO", "[ofx]") {
  const auto statement = read_one(support::bytes_of(fixtures / "statements" / "bank.ofx"));
  REQUIRE(statement.lines.size() == 3);
  CHECK(statement.lines[1].payee == "A JONES & CO");
  CHECK(statement.lines[1].reference == "WAGES APR");
  CHECK(statement.lines[1].bank_id == "202504250001");
  CHECK(statement.lines[1].file_line == 51);
  CHECK(statement.lines[2].type == "CHECK");
  CHECK(statement.lines[2].reference == "000123");
  REQUIRE(statement.printed);
  CHECK(text(statement.printed->last) == "2025-04-30");
}

TEST_CASE("without a NAME the memo is the payee; a payee in an aggregate counts", "[ofx]") {
  CHECK(line_of("<MEMO>ONLY A MEMO").payee == "ONLY A MEMO");
  CHECK(line_of("<MEMO>ONLY A MEMO").reference.empty());
  CHECK(line_of("<PAYEE><NAME>IN IT<CITY>LEEDS</PAYEE>").payee == "IN IT");
  CHECK(line_of("<NAME>SAME<MEMO>SAME").reference.empty());
  CHECK(line_of("<CHECKNUM>0<NAME>SHOP").reference.empty());
}

TEST_CASE("entities, bare ampersands, CDATA and comments give the text a person wrote", "[ofx]") {
  CHECK(line_of("<NAME>A &amp; B &#163;5").payee ==
        "A & B \xC2\xA3"
        "5");
  CHECK(line_of("<NAME>MARKS & SPENCER").payee == "MARKS & SPENCER");
  CHECK(line_of("<NAME>T &amp;lt;PAY&amp;gt;").payee == "T <PAY>");
  CHECK(line_of("<NAME><![CDATA[A &amp; <B>]]></NAME>").payee == "A &amp; <B>");
  CHECK(line_of("<NAME>A<!-- <NAME>B --> C</NAME>").payee == "A C");
  CHECK(line_of("<NAME>2 < 3").payee == "2 < 3");
}

TEST_CASE("empty and self-closed leaves hold nothing and end where they stand", "[ofx]") {
  const auto line = line_of("<FITID></FITID><CHECKNUM/><NAME><X.ODD><MEMO>WHY<Y.ODD>");
  CHECK(line.payee == "WHY");
  CHECK(line.bank_id.empty());
}

TEST_CASE("the day of an entry is its eight digits, whatever hour and zone follow", "[ofx]") {
  for (const auto* day :
       {"20250404", "20250404235959", "202504042330", "20250404000000.000[-8:PST]",
        "20250404 [0:GMT]", "20250404120000[+5.50:IST]"}) {
    CAPTURE(day);
    CHECK(text(read_one(file_of(entry(day, "1"))).lines.at(0).date) == "2025-04-04");
  }
  CHECK(refusal_of(file_of(entry("20250431", "1"))).broken == Rule::date_impossible);
  CHECK(refusal_of(file_of(entry("2025", "1"))).broken == Rule::date_not_understood);
  CHECK(refusal_of(file_of(entry("", "1"))).broken == Rule::text_missing);
}

TEST_CASE("an amount has either decimal mark and whole pence", "[ofx]") {
  const auto pence = [](const std::string& amount) {
    return read_one(file_of(entry("20250404", amount))).lines.at(0).amount.pence();
  };
  CHECK(pence("-12.34") == -1234);
  CHECK(pence("+12,3") == 1230);
  CHECK(pence("1,234.56") == 123456);
  CHECK(pence("1.234,56") == 123456);
  CHECK(pence("1 234,56") == 123456);
  CHECK(pence("-30.000") == -3000);
  CHECK(pence(" .5 ") == 50);
  CHECK(pence("1,234,567") == 123456700);
  const auto rule = [](const std::string& amount) {
    return refusal_of(file_of(entry("20250404", amount))).broken;
  };
  CHECK(rule("1.005") == Rule::money_fraction_of_penny);
  CHECK(rule("1,234") == Rule::money_not_understood);
  CHECK(rule("12.") == Rule::money_not_understood);
  CHECK(rule("1,23.4") == Rule::money_not_understood);
  CHECK(rule("--1") == Rule::money_not_understood);
  CHECK(rule("999999999999999999999") == Rule::money_too_large);
  CHECK(rule("") == Rule::text_missing);
}

TEST_CASE("the sign is the amount's, not the type's; equal FITIDs are two entries", "[ofx]") {
  const auto source =
      imports::read(support::bytes_of(fixtures / "statements" / "card-and-bank.qfx"), "t");
  REQUIRE(source);
  const auto& lines = source.value().statements.at(0).lines;
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].bank_id == lines[1].bank_id);
  CHECK(lines[2].pending);
  CHECK(text(lines[2].date) == "2025-05-01");
  CHECK(source.value().statements.at(1).lines.at(0).payee == "CAF\xC3\x89 <AM> FLUSS");
}

TEST_CASE("an account is known by sort code and number, IBAN, or a masked number", "[ofx]") {
  const auto account = [](const std::string& from, const std::string& currency = "<CURDEF>GBP") {
    const auto s = read_one(file_of(entry("20250404", "1"), {from, "", "", currency}));
    return s.sort_code + "|" + s.number + "|" + s.masked + "|" + s.iban;
  };
  CHECK(account("<BANKID>309021<ACCTID>01234567") == "309021|01234567||");
  CHECK(account("<BANKID>30-90-21<ACCTID>01234567") == "309021|01234567||");
  CHECK(account("<BANKID>000000<ACCTID>01234567") == "|01234567||");
  CHECK(account("<BANKID>BARC<BRANCHID>309021<ACCTID>01234567") == "309021|01234567||");
  CHECK(account("<BANKID>492900<ACCTID>20000012345678") == "200000|12345678||");
  CHECK(account("<BANKID>492900<ACCTID>20000012345678", "<CURDEF>EUR") ==
        "492900|20000012345678||");
  CHECK(account("<BANKID>200000<ACCTID>20000012345678", "<CURDEF>EUR") == "200000|12345678||");
  CHECK(account("<BANKID>X<ACCTID>GB29NWBK60161331926819") ==
        "601613|31926819||GB29NWBK60161331926819");
  CHECK(account("<BANKID>X<ACCTID>GB29NWBK60161331926818") == "|GB29NWBK60161331926818||");
  CHECK(account("<BANKID>X<ACCTID>****1234") == "||****1234|");
  CHECK(account("<BANKID>X<ACCTID>XXXX1234") == "||XXXX1234|");
}

TEST_CASE("a ledger balance closes a statement only when no line can follow it", "[ofx]") {
  const auto closing = [](const std::string& day, const std::string& amount) {
    const auto s =
        read_one(file_of(entry("20250404", "-1") + entry("20250410", "-2"),
                         {"<ACCTID>1", "<DTSTART>20250401<DTEND>20250430",
                          "<LEDGERBAL><BALAMT>" + amount + "<DTASOF>" + day + "</LEDGERBAL>"}));
    CHECK_FALSE(s.opening);
    return (s.closing ? text(*s.closing) : "none") + (s.warnings.empty() ? "" : " and a warning");
  };
  CHECK(closing("20250430", "95.00") == "95.00");
  CHECK(closing("20250410120000", "95.00") == "95.00");
  CHECK(closing("20250415", "95.00") == "95.00");
  CHECK(closing("20250409", "95.00") == "none and a warning");
  CHECK(closing("20250501", "95.00") == "none and a warning");
  CHECK(closing("", "95.00") == "none and a warning");
  CHECK(closing("20250430", "") == "none");
  CHECK(closing("20250430", "x") == "none and a warning");
}

TEST_CASE("1 January 1970 is no first day, and a period that runs backwards is none", "[ofx]") {
  const auto printed = [](const std::string& period) {
    return read_one(file_of(entry("20250404", "1"), {"<ACCTID>1", period})).printed.has_value();
  };
  CHECK(printed("<DTSTART>20250401<DTEND>20250430"));
  CHECK_FALSE(printed("<DTSTART>19700101<DTEND>20250430"));
  CHECK_FALSE(printed("<DTSTART>20250430<DTEND>20250401"));
  CHECK_FALSE(printed("<DTSTART>20259999<DTEND>20250430"));
}

TEST_CASE("an amount in another currency than the statement's is refused by name", "[ofx]") {
  const auto eur = "<CURRENCY><CURRATE>1.17<CURSYM>EUR</CURRENCY>";
  CHECK(refusal_of(file_of(entry("20250404", "1", eur))).broken == Rule::not_supported);
  CHECK(line_of("<ORIGCURRENCY><CURRATE>1.17<CURSYM>EUR</ORIGCURRENCY>").amount.pence() == -100);
  const auto unsaid = read_one(file_of(entry("20250404", "1", eur), {"<ACCTID>1", "", "", ""}));
  CHECK(unsaid.currency == "EUR");
}

TEST_CASE("an entry the bank takes back is no line, and says so", "[ofx]") {
  const auto s = read_one(file_of(entry("20250404", "1") +
                                  entry("20250405", "2", "<CORRECTFITID>7<CORRECTACTION>DELETE") +
                                  entry("20250406", "3", "<CORRECTFITID>8<CORRECTACTION>REPLACE")));
  CHECK(s.lines.size() == 2);
  CHECK(s.warnings.size() == 2);
}

TEST_CASE("tags that do not fit together are refused where they stand", "[ofx]") {
  const auto lost_end = "<STMTTRN><DTPOSTED>20250404<TRNAMT>1\n";
  const auto twice = refusal_of(file_of(lost_end + entry("20250405", "2")));
  CHECK(twice.broken == Rule::markup_damaged);
  CHECK(twice.where.line == 7);
  CHECK(refusal_of(file_of(lost_end)).broken == Rule::markup_damaged);
  CHECK(refusal_of(file_of("</MEMO>")).broken == Rule::markup_damaged);
  CHECK(refusal_of(file_of(entry("20250405", "2</TRNAMT>lost text<MEMO>x"))).broken ==
        Rule::markup_damaged);
  CHECK(refusal_of(file_of(entry("20250405", "2<TRNAMT>3"))).broken == Rule::row_not_understood);
  std::string deep = "OFXHEADER:100\n<OFX>";
  for (int i = 0; i < 100'000; ++i) deep += "<BANKTRANLIST>";
  CHECK(refusal_of(deep).broken == Rule::markup_damaged);
  std::string many = "OFXHEADER:100\n<OFX>";
  for (int i = 0; i < 20'000; ++i) many += "<STMTRS></STMTRS>";
  CHECK(refusal_of(many + "</OFX>").broken == Rule::value_out_of_range);
}

TEST_CASE("a file cut anywhere is refused", "[ofx]") {
  for (const auto* name : {"bank.ofx", "card-and-bank.qfx"}) {
    const auto whole = support::bytes_of(fixtures / "statements" / name);
    const auto end = whole.rfind("</OFX>") + 6;
    for (std::size_t size = 0; size < end; ++size) {
      CAPTURE(name, size);
      REQUIRE_FALSE(imports::read(std::string_view{whole}.substr(0, size), "cut"));
    }
  }
}

TEST_CASE("what is no bank or card statement is refused by its name", "[ofx]") {
  const auto only = [](const std::string& inside) {
    return "OFXHEADER:100\n<OFX>" + inside + "</OFX>";
  };
  const auto investment = refusal_of(only("<INVSTMTRS></INVSTMTRS>"));
  CHECK(investment.broken == Rule::not_supported);
  CHECK(investment.found.find("investment") != std::string::npos);
  CHECK(refusal_of(only("<LOANSTMTRS></LOANSTMTRS>")).broken == Rule::not_supported);
  CHECK(refusal_of(only("")).broken == Rule::statement_missing);
  CHECK(refusal_of(only("<STMTRS><CURDEF>GBP</STMTRS>")).broken == Rule::statement_without_lines);
  const auto error = refusal_of(
      only("<SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS></SONRS>"));
  CHECK(error.broken == Rule::bank_refused);
  CHECK(error.found == "CODE 15500, Signon invalid");
}

TEST_CASE("what a file holds beside movements is named and counted, and nothing is made of it",
          "[ofx]") {
  const std::string order =
      "<INTRARS><CURDEF>GBP<XFERINFO><TRNAMT>-15.00</XFERINFO><DTPOSTED>20250612</INTRARS>";
  const auto file = [](const std::string& inside) {
    return "OFXHEADER:100\n<OFX>" + inside + "</OFX>";
  };
  const auto orders = source_of(file(order + order + order));
  CHECK(orders.statements.empty());
  REQUIRE(orders.warnings.size() == 1);
  CHECK(orders.warnings[0].text.find("3 in number") != std::string::npos);
  CHECK(orders.warnings[0].text.find("transfers (INTRARS)") != std::string::npos);
  const auto profile = source_of(file("<PROFRS></PROFRS>"));
  CHECK(profile.warnings.at(0).text.find("profile") != std::string::npos);
  CHECK(profile.warnings.at(0).text.find("in number") == std::string::npos);
  auto beside = support::bytes_of(fixtures / "statements" / "bank.ofx");
  beside.insert(beside.rfind("</OFX>"), order);
  const auto both = source_of(beside);
  CHECK(both.statements.size() == 1);
  CHECK(both.warnings.back().text.find("1 in number") != std::string::npos);
}

TEST_CASE("entries written in many ways are read as they were", "[ofx]") {
  REQUIRE(rc::check("write, then read", [] {
    const auto count = *rc::gen::inRange(1, 20);
    std::string entries;
    std::vector<std::int64_t> pence;
    for (int i = 0; i < count; ++i) {
      pence.push_back(*rc::gen::inRange<std::int64_t>(-9'999'999, 9'999'999));
      auto amount = text(ledger::Money::of_pence(pence.back()));
      if (*rc::gen::arbitrary<bool>()) std::replace(amount.begin(), amount.end(), '.', ',');
      const bool closed = *rc::gen::arbitrary<bool>();
      entries += std::string{"<stmttrn>"} + (closed ? "\r\n" : "") + "<DTPOSTED>202504" +
                 std::to_string(10 + i) + (closed ? "</DTPOSTED>" : "") + "<TRNAMT>" + amount +
                 (closed ? "</TRNAMT>" : "\n") + "</STMTTRN>";
    }
    const auto source = imports::read(file_of(entries), "t");
    RC_ASSERT(source);
    const auto& lines = source.value().statements.at(0).lines;
    RC_ASSERT(lines.size() == pence.size());
    for (std::size_t i = 0; i < pence.size(); ++i) RC_ASSERT(lines[i].amount.pence() == pence[i]);
  }));
}

TEST_CASE("thousands of damaged OFX files are each read or refused", "[ofx]") {
  std::mt19937 random{4711};
  const auto whole = support::bytes_of(fixtures / "statements" / "bank.ofx");
  const std::string liked = "<>/&;![]-?0 \n";
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    auto bytes = whole;
    for (int k = 0; k < 3; ++k) bytes[random() % bytes.size()] = liked[random() % liked.size()];
    refused += imports::read(bytes, "damaged") ? 0 : 1;
  }
  CHECK(refused > 1000);
  CHECK(refused < 3000);
}
