// Statements as PDF, from the words that pdftotext gave of the samples (fixtures/pdf-words): what
// is read, and that no figure can be changed and no row taken away without its being refused.
// DPLEDGER_APPROVE=1 writes fixtures/statements/pdf anew; tests/app/pdf_words_test.cpp the words.
#include "import/pdf/pdf.hpp"

#include "import/pdf/rows.hpp"
#include "tests/import/support_files.hpp"
#include "tests/import/support_pdf.hpp"
#include "tests/import/support_pdf_words.hpp"

#include <cstdlib>
#include <random>

#include <catch2/catch.hpp>

using ledger::Date;
using ledger::Money;
using ledger::Rule;
namespace fs = std::filesystem;
using namespace pdf_words;

namespace {

const fs::path fixtures = DPLEDGER_FIXTURES;

/// Where each amount with pence begins in the text of a word.
std::vector<std::size_t> amounts_in(const std::string& xhtml) {
  std::vector<std::size_t> places;
  for (std::size_t at = xhtml.find("</word>"); at != xhtml.npos;
       at = xhtml.find("</word>", at + 1)) {
    const auto begin = xhtml.rfind('>', at) + 1;
    const auto word = xhtml.substr(begin, at - begin);
    const bool amount = word.size() >= 4 && word[word.size() - 3] == '.' &&
                        word.find_first_not_of("0123456789,.-\xC2\xA3") == word.npos;
    if (amount) places.push_back(at - 3);
  }
  return places;
}

}  // namespace

TEST_CASE("the samples are what the tests draw") {
  for (const auto& sample : support::sample_pdfs()) {
    const auto path = fixtures / "statements" / "pdf" / (sample.name + ".pdf");
    if (std::getenv("DPLEDGER_APPROVE") != nullptr)
      std::ofstream{path, std::ios::binary} << sample.bytes;
    CHECK(support::bytes_of(path) == sample.bytes);
  }
}

TEST_CASE(
    "a balance on every row: lines, texts of two rows, account, period and both ends are read") {
  const auto statement = statement_of(words_of("northgate"));
  CHECK(statement.sort_code == "309021");
  CHECK(statement.number == "01234567");
  CHECK(statement.currency == "GBP");
  CHECK(statement.printed == ledger::Period{*Date::of(2025, 4, 1), *Date::of(2025, 4, 30)});
  CHECK(statement.opening == Money::of_pence(184025));
  CHECK(statement.closing == Money::of_pence(481844));
  REQUIRE(statement.lines.size() == 8);
  CHECK(statement.lines[0].payee == "NHS NOTTS ICB DIRECT PAYMENT REF PHB 00417");
  CHECK(statement.lines[0].amount == Money::of_pence(464000));
  CHECK(statement.lines[1].payee == "Standing order AMY JONES WAGES");
  CHECK(statement.lines[2].payee == "Standing order PETER OKORO WAGES");
  CHECK(statement.lines[4].payee == "Card payment MOBILITY CENTRE 12.50 VAT INCL");
  CHECK(statement.lines[4].amount == Money::of_pence(-7500));
  CHECK(statement.breaks.empty());
  CHECK(statement.warnings.empty());
}

TEST_CASE("one balance a day: types stand apart, amounts by the last row of a text, pages go on") {
  const auto statement = statement_of(words_of("harbour"));
  CHECK(statement.sort_code == "201104");
  CHECK(statement.number == "70411962");
  CHECK(statement.holder == "Mr Idris Vaughan");
  CHECK(statement.printed == ledger::Period{*Date::of(2025, 5, 5), *Date::of(2025, 6, 4)});
  CHECK(statement.opening == Money::of_pence(21208));
  CHECK(statement.closing == Money::of_pence(213389));
  REQUIRE(statement.lines.size() == 9);
  CHECK(statement.lines[0].type == "CR");
  CHECK(statement.lines[0].payee == "LEEDS CITY COUNCIL DIRECT PAYMENTS 88213");
  CHECK_FALSE(statement.lines[0].balance);
  CHECK(statement.lines[1].balance == Money::of_pence(210788));
  CHECK(statement.lines[2].amount == statement.lines[3].amount);
  CHECK(statement.lines[2].date == *Date::of(2025, 5, 9));
  CHECK(statement.lines[3].date == *Date::of(2025, 5, 9));
  CHECK(statement.lines[5].balance == Money::of_pence(-12111));
  CHECK(statement.lines[6].file_line > 2000);
  CHECK(statement.lines[8].amount == Money::of_pence(-500));
}

TEST_CASE("days without a year get it from the period, over the new year; texts go over the page") {
  const auto statement = statement_of(words_of("meridian"));
  CHECK(statement.sort_code == "601244");
  CHECK(statement.number == "04567812");
  CHECK(statement.holder == "MS JOAN PERRY");
  REQUIRE(statement.lines.size() == 8);
  CHECK(statement.lines[0].date == *Date::of(2025, 12, 18));
  CHECK(statement.lines[1].payee == "Payment to DANIEL OSEI Ref: wages week 38");
  CHECK(statement.lines[2].date == *Date::of(2025, 12, 24));
  CHECK(statement.lines[2].balance == Money::of_pence(-56575));
  CHECK(statement.lines[4].payee == "Card Payment to WELLGATE CHEMIST on 30 Dec");
  CHECK(statement.lines[5].date == *Date::of(2026, 1, 2));
  CHECK(statement.lines[5].payee == "Payment to ORCHARD RESPITE HOUSE Ref: 3 nights January");
  CHECK(statement.lines[6].payee == "Direct Debit to RIVER WATER");
  CHECK(statement.closing == Money::of_pence(84310));
}

TEST_CASE("no figure of a statement can be changed without its being refused") {
  // What no proof covers: a summary's totals of in and out, and an amount inside a text.
  const std::map<std::string, int> free = {{"northgate", 3}, {"harbour", 0}, {"meridian", 1}};
  for (const auto& [name, expected] : free) {
    const auto xhtml = words_of(name);
    const auto whole = statement_of(xhtml);
    int accepted = 0;
    const auto places = amounts_in(xhtml);
    REQUIRE(places.size() >= 17);
    for (const auto place : places) {
      auto other = xhtml;
      other[place + 1] = other[place + 1] == '9' ? '0' : static_cast<char>(other[place + 1] + 1);
      INFO(name << ": " << other.substr(xhtml.rfind('>', place) + 1, 12));
      const auto source = read_words(other);
      if (!source) {
        CHECK(source.error().broken == Rule::pdf_unproved);
        continue;
      }
      ++accepted;
      const auto& lines = source.value().statements.front().lines;
      REQUIRE(lines.size() == whole.lines.size());
      for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK(lines[i].amount == whole.lines[i].amount);
        CHECK(lines[i].balance == whole.lines[i].balance);
      }
    }
    CHECK(accepted == expected);
  }
}

TEST_CASE("no row with money can be taken out of a table without its being refused") {
  CHECK(statement_of(typed(small)).lines.size() == 3);
  for (std::size_t i = 4; i < small.size(); ++i) {
    auto rows = small;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
    CAPTURE(small[i]);
    CHECK(refusal_of(typed(rows)) == Rule::pdf_unproved);
  }
}

TEST_CASE("a page that is missing is noticed, by its number or by a balance that is carried on") {
  const auto without_second_page = [](const std::string& name) {
    auto xhtml = words_of(name);
    const auto second = xhtml.rfind("<page ");
    return xhtml.erase(second, xhtml.find("</page>", second) + 7 - second);
  };
  CHECK(refusal_of(without_second_page("meridian")) == Rule::pdf_unproved);
  // What is there agrees, and is read; but it is not said to reach to the end of the period.
  const auto half = statement_of(without_second_page("harbour"));
  CHECK(half.closing == Money::of_pence(-12111));
  CHECK_FALSE(half.printed);
  CHECK(half.warnings.size() == 2);
}

TEST_CASE("the refusal names the page, the row, the row's text and the two figures") {
  const auto said = remedy_for(
      with_row(small, 6, "             SHOP                        7.50                 90.10"));
  CHECK(said.find("page 1, row 6") != said.npos);
  CHECK(said.find("£90.10 is printed") != said.npos);
  CHECK(said.find("make £90.00") != said.npos);
  CHECK(said.find("SHOP 7.50 90.10") != said.npos);
  CHECK(said.find("s.pdf:1006:") == 0);
}

TEST_CASE("a statement without its opening or its closing balance is refused") {
  for (const auto& [row, what] :
       {std::pair{std::size_t{4}, "opening"}, std::pair{std::size_t{8}, "closing"}}) {
    const auto said = remedy_for(with_row(small, row, ""));
    CHECK(said.find("no " + std::string{what} + " balance") != said.npos);
  }
}
