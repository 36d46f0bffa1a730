// BAI2 and BTRS: records, continuations, signs by type, and the totals that prove them.
#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Rule;

namespace {

const std::string head =
    "01,BANKGB2L,CCG,250402,0600,1,,,2/\n02,CCG,BANKGB2L,1,250401,2400,GBP,2/\n";
const std::string tail = "49,,/\n98,,,/\n99,,,/\n";
const std::string account = "03,30902101234567,GBP,,,,/\n";

imports::Source read_text(const std::string& text) {
  auto source = imports::read(text, "test.bai");
  if (!source) FAIL(ledger::text(source.error()));
  return std::move(source).value();
}
ledger::Statement only(const std::string& text) {
  auto source = read_text(text);
  REQUIRE(source.statements.size() == 1);
  return source.statements.front();
}
ledger::StatementLine movement(const std::string& records) {
  const auto statement = only(head + account + records + "\n" + tail);
  REQUIRE(statement.lines.size() == 1);
  return statement.lines.front();
}
Rule refused(const std::string& text) {
  const auto source = imports::read(text, "test.bai");
  REQUIRE_FALSE(source);
  return source.error().broken;
}

}  // namespace

TEST_CASE("a BAI2 file is read with its account, balances and signs", "[bai2]") {
  const auto source =
      read_text(head +
                "03,30902101234567,,010,10000,,,015,9000,,/\n16,195,500,Z,B1,R1,A PAYER/\n"
                "16,495,1500,V,250401,1200,,,CARE, AGENCY A/B\n49,21000,4/\n98,21000,1,6/\n"
                "99,21000,1,8/\n");
  CHECK(source.format == "bai2");
  const auto& statement = source.statements.at(0);
  CHECK(statement.sort_code == "309021");
  CHECK(statement.number == "01234567");
  CHECK(statement.currency == "GBP");
  CHECK(text(*statement.opening) == "100.00");
  CHECK(text(*statement.closing) == "90.00");
  CHECK(statement.breaks.empty());
  REQUIRE(statement.lines.size() == 2);
  CHECK(text(statement.lines[0].amount) == "5.00");
  CHECK(statement.lines[0].bank_id == "B1");
  CHECK(statement.lines[0].reference == "R1");
  CHECK(text(statement.lines[1].amount) == "-15.00");
  CHECK(statement.lines[1].payee == "CARE, AGENCY A/B");
  CHECK(text(statement.lines[1].date) == "2025-04-01");
}

TEST_CASE("88 goes on with the next field after a slash, else in the middle of one", "[bai2]") {
  CHECK(movement("16,195,5/\n88,Z,,,TEXT").payee == "TEXT");
  CHECK(movement("16,195,500,Z,,,CLIE\n88,NT AC").payee == "CLIENT AC");
  CHECK(movement("16,195,500,Z,,,ONE/\n88,TWO/").payee == "ONE TWO");
  CHECK(text(movement("16,195,5\n88,00,Z,,,TEXT").amount) == "5.00");
  CHECK(movement("16,195,500,Z,,,ONE\nTWO /\n88,THREE").payee == "ONE TWO THREE");
}

TEST_CASE("several records may stand on one line, and a date in a text is no record", "[bai2]") {
  const auto two = only(head + account + "16,195,5,Z,,,A/ 16,495,3,Z,,,B/  49,,/ 98,,,/ 99,,,/\n");
  CHECK(two.lines.size() == 2);
  CHECK(movement("16,195,5,Z,,,DUE 01/03, OR 02/16, OR 9/ 16,195 PAID/").payee ==
        "DUE 01/03, OR 02/16, OR 9/ 16,195 PAID");
}

TEST_CASE("the type of funds says how many fields stand before the references", "[bai2]") {
  CHECK(movement("16,195,5,S,1,2,2,,,T").payee == "T");
  CHECK(movement("16,195,5,D,2,0,1,1,4,,,T").payee == "T");
  CHECK(movement("16,195,5,,,,T").payee == "T");
  CHECK(refused(head + account + "16,195,5,Q,,,T\n" + tail) == Rule::word_unknown);
}

TEST_CASE("totals and counts that disagree are breaks and say both figures", "[bai2]") {
  const auto wrong = only(head + account + "16,195,5,Z,,,A\n49,6,9/\n98,6,2,5/\n99,6,1,7/\n");
  CHECK(wrong.breaks == std::vector{5, 6});
  REQUIRE(wrong.warnings.size() == 3);
  CHECK(wrong.warnings[0].text == "the total in record 49 is 6, but the records come to 5");
}

TEST_CASE("a type that moves no money is left out, one that says no direction is refused",
          "[bai2]") {
  const auto note = only(head + account + "16,890,,,,,A NOTE\n" + tail);
  CHECK(note.lines.empty());
  CHECK(note.warnings.size() == 1);
  CHECK(refused(head + account + "16,925,5,Z,,,X\n" + tail) == Rule::word_unknown);
  CHECK(only(head + account + "16,925,0,Z,,,X\n" + tail).lines.empty());
}

TEST_CASE("an interim report is of the day; yen have no pence; without a currency it is dollars",
          "[bai2]") {
  auto interim = head;
  interim.replace(interim.find("GBP,2/"), 6, "GBP,3/");
  CHECK(only(interim + account + tail).basis == ledger::Basis::intraday);
  const auto yen = only(head + "03,1,JPY,010,5,,/\n" + tail);
  CHECK(text(*yen.opening) == "5.00");
  auto dollars = head;
  dollars.replace(dollars.find("GBP,2/"), 6, ",2/");
  CHECK(only(dollars + "03,1,,010,5,,/\n" + tail).currency == "USD");
}

TEST_CASE("what is damaged, cut short or taken back is refused", "[bai2]") {
  CHECK(refused(head + account + "16,195,5,Z,,,T\n49,,/\n98,,,/\n") == Rule::file_cut_short);
  CHECK(refused(head + account + "16,195,5,Z,,,T\n") == Rule::file_cut_short);
  CHECK(refused(head + account + "16,195,5,Z,,,T\n98,,,/\n99,,,/\n") == Rule::row_not_understood);
  CHECK(refused(head + account + "16,195,5.00,Z,,,T\n" + tail) == Rule::money_not_understood);
  CHECK(refused(head + account + "16,195,-5,Z,,,T\n" + tail) == Rule::money_not_understood);
  auto deleted = head;
  deleted.replace(deleted.find("L,1,25"), 6, "L,2,25");
  CHECK(refused(deleted + account + tail) == Rule::word_unknown);
}

TEST_CASE("whatever is written as BAI2 is read as it was, and no beginning of it in part",
          "[bai2]") {
  REQUIRE(rc::check([] {
    const auto pence = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-999'999, 999'999));
    std::string text = head + account;
    std::int64_t total = 0;
    for (const auto amount : pence) {
      const auto size = std::to_string(amount < 0 ? -amount : amount);
      text += std::string{"16,"} + (amount < 0 ? "495," : "195,") + size + ",Z,,,A TEXT/\n";
      total += amount < 0 ? -amount : amount;
    }
    const auto sum = std::to_string(total);
    text += "49," + sum + "," + std::to_string(pence.size() + 2) + "/\n98," + sum + ",1," +
            std::to_string(pence.size() + 4) + "/\n";
    const auto whole = text + "99," + sum + ",1," + std::to_string(pence.size() + 6) + "/\n";
    const auto statement = only(whole);
    RC_ASSERT(statement.breaks.empty());
    RC_ASSERT(statement.lines.size() == pence.size());
    for (std::size_t i = 0; i < pence.size(); ++i) {
      RC_ASSERT(statement.lines[i].amount.pence() == pence[i]);
    }
    const auto cut = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    RC_ASSERT(!imports::read(whole.substr(0, cut), "cut"));
  }));
}
