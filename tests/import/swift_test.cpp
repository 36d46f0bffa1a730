// MT940 and MT942: what a SWIFT message says, and what is refused of it.
#include "tests/import/support_files.hpp"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Basis;
using ledger::Rule;

namespace {

const std::string head = ":20:REF1\n:25:309021/01234567\n:28C:1/1\n:60F:C250331GBP100,00\n";

imports::Source read_text(const std::string& text) {
  auto source = imports::read(text, "test.sta");
  if (!source) FAIL(ledger::text(source.error()));
  return std::move(source).value();
}
ledger::Statement only(const std::string& text) {
  auto source = read_text(text);
  REQUIRE(source.statements.size() == 1);
  return source.statements.front();
}
/// The one line of a message with one movement.
ledger::StatementLine movement(const std::string& fields) {
  const auto statement = only(head + fields + "\n:62F:C250430GBP0,00\n-\n");
  REQUIRE(statement.lines.size() == 1);
  return statement.lines.front();
}
Rule refused(const std::string& text) {
  const auto source = imports::read(text, "test.sta");
  REQUIRE_FALSE(source);
  return source.error().broken;
}

}  // namespace

TEST_CASE("an MT940 of a British account is read with its account, balances and lines", "[swift]") {
  const auto source = read_text(
      "{1:F01BANKGB2LXXXX0000000000}{2:I940X}{4:\r\n:20:REF1\r\n:25:30902101234567\r\n"
      ":28C:1/1\r\n:60F:C250331GBP100,00\r\n:61:2504010401D40,5NTRFINV 7//B001\r\nMORE\r\n"
      ":86:CARE AGENCY LTD\r\n:61:2504020402CP1,NMSCNONREF\r\n:62F:C250430GBP60,50\r\n-}\r\n");
  CHECK(source.format == "mt940");
  const auto& statement = source.statements.at(0);
  CHECK(statement.sort_code == "309021");
  CHECK(statement.number == "01234567");
  CHECK(statement.breaks.empty());
  CHECK(text(*statement.opening) == "100.00");
  CHECK(text(*statement.closing) == "60.50");
  CHECK(statement.closing_line == 10);
  CHECK(text(statement.printed->first) == "2025-04-01");
  REQUIRE(statement.lines.size() == 2);
  const auto& line = statement.lines.front();
  CHECK(text(line.amount) == "-40.50");
  CHECK(line.file_line == 6);
  CHECK(line.type == "NTRF");
  CHECK(line.payee == "CARE AGENCY LTD");
  CHECK(line.reference == "INV 7 MORE");
  CHECK(line.bank_id == "B001");
}

TEST_CASE("an IBAN with wrong check digits is read as printed, and said", "[swift]") {
  const auto of = [](const std::string& account) {
    return only(":20:A\n:25:" + account + "\n:60F:C250331GBP1,\n:62F:C250430GBP1,\n-\n");
  };
  const auto says_so = [](const ledger::Statement& statement) {
    return std::ranges::any_of(statement.warnings, [](const auto& warning) {
      return warning.text.find("check digits") != std::string::npos;
    });
  };
  const auto right = of("GB45OAKB30902101234567");
  CHECK(right.iban == "GB45OAKB30902101234567");
  CHECK(right.sort_code == "309021");
  CHECK(right.number == "01234567");
  CHECK_FALSE(says_so(right));
  const auto wrong = of("GB64OAKB30902101234567");
  CHECK(wrong.iban == "GB64OAKB30902101234567");
  CHECK(wrong.sort_code == "309021");
  CHECK(says_so(wrong));
  CHECK_FALSE(says_so(of("30902101234567")));
}

TEST_CASE("a credit that is taken back is money out, a debit that is taken back is money in",
          "[swift]") {
  CHECK(text(movement(":61:250401RC5,00NTRF").amount) == "-5.00");
  CHECK(text(movement(":61:250401RD5,00NTRF").amount) == "5.00");
  CHECK(text(movement(":61:250401RCR5,00NTRF").amount) == "-5.00");
  CHECK(text(movement(":61:250401CR5,00NTRF").amount) == "5.00");
  CHECK(text(movement(":61:250401DR,12NTRF").amount) == "-0.12");
  CHECK(text(movement(":61:250401DP000000000001,620NTRF").amount) == "-1.62");
}

TEST_CASE("the day is that of the booking, in the year that is nearest to the value", "[swift]") {
  CHECK(text(movement(":61:1401041229D1,NTRF").date) == "2013-12-29");
  CHECK(text(movement(":61:1312300102D1,NTRF").date) == "2014-01-02");
  CHECK(text(movement(":61:140104D1,NTRF").date) == "2014-01-04");
  const auto odd = movement(":61:1402300301D1,NTRF");
  CHECK(text(odd.date) == "2014-03-01");
  CHECK(odd.description().find("value date 140230") != std::string::npos);
  CHECK(text(movement(":61:0000000401D1,NTRF").date) == "2025-04-01");
  CHECK(refused(head + ":61:140230D1,NTRF\n:62F:C250430GBP0,\n") == Rule::date_impossible);
  CHECK(refused(head + ":61:142290D1,NTRF\n:62F:C250430GBP0,\n") == Rule::date_impossible);
}

TEST_CASE("German, Dutch and free :86: give who and what for, and lose nothing", "[swift]") {
  const auto german = movement(
      ":61:250401D1,NTRF\n:86:166?00UEBERWEISUNG?10931?20EREF+A1?21SVWZ+Rent for Ap\n"
      "?22ril?30BANKDEFF?32ADA LOVE?33LACE?34992");
  CHECK(german.payee == "ADA LOVELACE");
  CHECK(german.type == "NTRF 166 UEBERWEISUNG");
  CHECK(german.reference == "Rent for April EREF+A1 ?10 931 BANKDEFF ?34 992");
  const auto dutch =
      movement(":61:250401D1,NTRF\n:86:/TRTP/SEPA/IBAN/NL00X/NAME/J DOE/REMI/A/B shop/EREF/E9");
  CHECK(dutch.payee == "J DOE");
  CHECK(dutch.reference == "A/B shop /TRTP/SEPA /IBAN/NL00X /EREF/E9");
  const auto free = movement(":61:250401D1,NTRF\n:86:FIRST LINE\n:not a tag\n-\nLAST\n:86:AGAIN");
  CHECK(free.payee.find("FIRST LINE :not a tag") == 0);
}

TEST_CASE("pages of an account are one statement, and a page that does not join is a break",
          "[swift]") {
  const std::string first =
      ":20:A\n:25:11111111\n:28C:1/1\n:60F:C250331GBP10,00\n:61:250401C5,NTRF\n";
  const auto whole = only(first +
                          ":62M:C250401GBP15,00\n-\n:20:A\n:25:11111111\n:28C:1/2\n"
                          ":60M:C250401GBP15,00\n:61:250402D1,NTRF\n:62F:C250402GBP14,00\n");
  CHECK(whole.breaks.empty());
  CHECK(whole.lines.size() == 2);
  CHECK(text(*whole.opening) == "10.00");
  CHECK(text(*whole.closing) == "14.00");
  const auto zeros = only(first +
                          ":62M:C250401GBP0,00\n:60M:C250401GBP0,00\n:61:250402D1,NTRF\n"
                          ":62F:C250402GBP14,00\n");
  CHECK(zeros.breaks.empty());
  const auto broken = only(first +
                           ":62F:C250401GBP15,00\n:20:B\n:25:11111111\n"
                           ":60F:C250410GBP20,00\n:62F:C250410GBP20,00\n");
  CHECK(broken.breaks == std::vector{9});
  const auto wrong = only(first + ":62F:C250401GBP16,00\n");
  CHECK(wrong.breaks == std::vector{6});
}

TEST_CASE("statements with the newest first are joined in the order of their balances", "[swift]") {
  const auto whole = only(
      ":20:B\n:25:1\n:60F:C250401GBP15,\n:61:250402D1,NTRF\n:62F:C250402GBP14,\n"
      ":20:A\n:25:1\n:60F:C250331GBP10,\n:61:250401C5,NTRF\n:62F:C250401GBP15,\n");
  CHECK(whole.breaks.empty());
  CHECK(text(*whole.opening) == "10.00");
  CHECK(text(whole.lines.front().date) == "2025-04-01");
}

TEST_CASE("a statement without a movement is a quiet period", "[swift]") {
  const auto quiet = only(head + ":62F:C250430GBP100,00\n");
  CHECK(quiet.lines.empty());
  CHECK(quiet.breaks.empty());
  CHECK(text(quiet.covered()->last) == "2025-04-30");
}

TEST_CASE("an MT942 is of the day, and its totals are checked", "[swift]") {
  const std::string text =
      ":20:X\n:25:GB29NWBK60161331926819\n:28C:1\n:34F:GBPD0,\n:13D:2504011030+0100\n"
      ":61:250401D2,50NTRF\n:61:250401EC9,NTRF\n";
  const auto source = read_text(text + ":90D:1GBP2,50\n:90C:1GBP9,\n");
  CHECK(source.format == "mt942");
  const auto& statement = source.statements.at(0);
  CHECK(statement.basis == Basis::intraday);
  CHECK(statement.sort_code == "601613");
  CHECK(statement.number == "31926819");
  CHECK(statement.breaks.empty());
  CHECK(statement.lines.back().pending);
  CHECK(only(text + ":90D:2GBP2,50\n").breaks == std::vector{8});
}

TEST_CASE("bytes that are no text are kept and said", "[swift]") {
  std::string text = head + ":61:250401D1,NTRF\n:86:A\x81 B\n:62F:C250430GBP99,00\n-\n";
  auto source = read_text(text);
  CHECK(source.warnings.size() == 1);
  CHECK(source.statements.at(0).lines.at(0).payee == "A\xC2\x81 B");
  text[text.find('\x81')] = '\0';
  CHECK(read_text(text).statements.at(0).lines.at(0).payee == "A B");
}

TEST_CASE("what is damaged or cut short is refused", "[swift]") {
  CHECK(refused(head + ":61:250401D1,NTRF\n:86:X") == Rule::file_cut_short);
  CHECK(refused(head + ":61:250401D1,NTRF\n:8") == Rule::file_cut_short);
  CHECK(refused("{1:F01X}{2:I940}{4:\n" + head + ":61:250401D1,NTRF\n:86:X\n") ==
        Rule::file_cut_short);
  CHECK(refused(":20:A\n:25:X\n:61:250401D1,NTRF\n:20:B\n:60F:C250430GBP0,\n:62F:C250430GBP0,\n"
                ":20:C\n:61:250401D1,NTRF\n") == Rule::file_cut_short);
  CHECK(refused(head + ":61:250401D1,005NTRF\n:62F:C250430GBP0,\n") ==
        Rule::money_fraction_of_penny);
  CHECK(refused(head + ":61:250401D1.00NTRF\n:62F:C250430GBP0,\n") == Rule::money_not_understood);
  CHECK(refused(head + ":61:250401X1,NTRF\n:62F:C250430GBP0,\n") == Rule::word_unknown);
  CHECK(refused(head + ":62F:C250430EUR0,\n") == Rule::row_not_understood);
  CHECK(refused(":61:250401D1,NTRF\n") == Rule::row_not_understood);
}

TEST_CASE("a message of which nothing moves is told as that", "[swift]") {
  const auto source = read_text(":20:X\n");
  CHECK(source.statements.empty());
  REQUIRE(source.warnings.size() == 1);
  CHECK(source.warnings[0].text.find("no statement") != std::string::npos);
  CHECK(refused(":NS:X\n") == Rule::statement_missing);
}

TEST_CASE("a closing balance that is missing where the text may end is a break", "[swift]") {
  for (const auto* end : {":86:X\n", ":86:X\nof a text", ":86:X\nof a text\n"}) {
    const auto statement = only(head + ":61:250401D1,NTRF\n:61:250402D2,NTRF\n" + end);
    CHECK(statement.lines.size() == 2);
    CHECK_FALSE(statement.closing);
    REQUIRE(statement.breaks.size() == 1);
    CHECK(statement.breaks[0] == statement.lines[1].file_line);
    CHECK(statement.warnings.at(0).text.find(":62F:) is missing") != std::string::npos);
  }
}

TEST_CASE("whatever is written as an MT940 is read as it was, and no beginning of it in part",
          "[swift]") {
  REQUIRE(rc::check([] {
    const auto pence = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-999'999, 999'999));
    std::string text = head;
    std::int64_t sum = 10'000;
    const auto shown = [](std::int64_t amount) {
      const auto size = amount < 0 ? -amount : amount;
      return std::to_string(size / 100) + "," + std::to_string(size % 100 / 10) +
             std::to_string(size % 10);
    };
    for (const auto amount : pence) {
      text += std::string{":61:2504010401"} + (amount < 0 ? "D" : "C") + shown(amount) + "NTRF\n";
      sum += amount;
    }
    const auto whole = text + ":62F:" + (sum < 0 ? "D" : "C") + "250430GBP" + shown(sum) + "\n-\n";
    const auto statement = only(whole);
    RC_ASSERT(statement.breaks.empty());
    RC_ASSERT(statement.lines.size() == pence.size());
    for (std::size_t i = 0; i < pence.size(); ++i) {
      RC_ASSERT(statement.lines[i].amount.pence() == pence[i]);
    }
    const auto cut = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const auto part = imports::read(whole.substr(0, cut), "cut");
    if (!part || part.value().statements.empty()) return;
    RC_ASSERT(whole.substr(0, cut).find_last_of('\n') == cut - 1);
    RC_ASSERT(part.value().statements[0].breaks.size() == 1);
  }));
}
