// Statements as PDF, from the words that pdftotext gave of the samples (fixtures/pdf-words): what
// is read, and that no figure can be changed and no row taken away without its being refused.
// DPLEDGER_APPROVE=1 writes fixtures/statements/pdf anew; tests/app/pdf_words_test.cpp the words.
#include "import/pdf/pdf.hpp"

#include "import/pdf/rows.hpp"
#include "tests/import/support_files.hpp"
#include "tests/import/support_pdf.hpp"

#include <cstdlib>
#include <random>

#include <catch2/catch.hpp>

using ledger::Date;
using ledger::Money;
using ledger::Rule;
namespace fs = std::filesystem;

namespace {

const fs::path fixtures = DPLEDGER_FIXTURES;

std::string words_of(const std::string& name) {
  return support::bytes_of(fixtures / "pdf-words" / (name + ".xhtml"));
}

ledger::Result<imports::Source> read_words(std::string xhtml) {
  imports::Asked asked;
  asked.pdf_words = [xhtml = std::move(xhtml)](std::string_view, const std::string&) {
    return ledger::Result<std::string>{xhtml};
  };
  return imports::read("%PDF-1.4\n", "s.pdf", asked);
}

ledger::Statement statement_of(const std::string& xhtml) {
  const auto source = read_words(xhtml);
  if (!source) FAIL(text(source.error()));
  REQUIRE(source.value().statements.size() == 1);
  CHECK(source.value().format == "pdf");
  return source.value().statements.front();
}

Rule refusal_of(const std::string& xhtml) {
  const auto source = read_words(xhtml);
  REQUIRE_FALSE(source);
  return source.error().broken;
}

/// A page of words drawn on a grid of characters, 5 points wide and 12 high: columns as one types.
class Typed {
 public:
  explicit Typed(const std::vector<std::string>& rows) {
    xhtml_ = "<html><body><doc>\n<page width=\"595\" height=\"842\">\n";
    int top = 40;
    for (const auto& row : rows) {
      if (row == "---") {
        xhtml_ += "</page>\n<page width=\"595\" height=\"842\">\n";
        top = 40;
        continue;
      }
      add_row(row, top);
      top += 12;
    }
    xhtml_ += "</page>\n</doc></body></html>\n";
  }
  const std::string& xhtml() const { return xhtml_; }

 private:
  void add_row(const std::string& row, int top) {
    std::size_t column = 0;  // in characters
    std::string word;
    for (const char c : row + " ") {
      if (c != ' ') {
        word += c;
        column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
        continue;
      }
      if (!word.empty()) add_word(word, column, top);
      word.clear();
      ++column;
    }
  }
  void add_word(const std::string& word, std::size_t end, int top) {
    std::size_t size = 0;
    for (const char c : word) size += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    xhtml_ += "<word xMin=\"" + std::to_string((end - size) * 5) + ".0\" yMin=\"" +
              std::to_string(top) + ".0\" xMax=\"" + std::to_string(end * 5 - 1) + ".5\" yMax=\"" +
              std::to_string(top + 9) + ".5\">" + word + "</word>\n";
  }
  std::string xhtml_;
};

const std::vector<std::string> small = {
    "Small Bank      Sort code 30-90-21   Account number 01234567",
    "Statement 1 April 2025 to 30 April 2025",
    "",
    "Date         Details                 Paid out    Paid in    Balance",
    "1 Apr 2025   Opening balance                                £100.00",
    "2 Apr 2025   BUS                         2.50                 97.50",
    "             SHOP                        7.50                 90.00",
    "9 Apr 2025   NHS DIRECT PAYMENT                   250.00     340.00",
    "30 Apr 2025  Closing balance                                 340.00",
};

std::string typed(std::vector<std::string> rows) {
  return Typed{rows}.xhtml();
}

std::vector<std::string> with_row(std::vector<std::string> rows, std::size_t at, std::string row) {
  rows.at(at) = std::move(row);
  return rows;
}

std::string remedy_for(const std::vector<std::string>& rows) {
  const auto source = read_words(typed(rows));
  REQUIRE_FALSE(source);
  return text(source.error());
}

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

TEST_CASE("newest first with one signed amount is turned round") {
  const auto statement = statement_of(typed({
      "Account number ****4417   £",
      "Opening balance  £100.00     Closing balance  £340.00",
      "",
      "Date         Description                   Amount    Balance",
      "9 Apr 2025   NHS DIRECT PAYMENT            250.00     340.00",
      "2 Apr 2025   SHOP                           -7.50      90.00",
      "2 Apr 2025   BUS                            -2.50      97.50",
  }));
  REQUIRE(statement.lines.size() == 3);
  CHECK(statement.lines[0].payee == "BUS");
  CHECK(statement.lines[2].amount == Money::of_pence(25000));
  CHECK(statement.masked == "****4417");
  CHECK(statement.number.empty());
}

TEST_CASE("what a credit card prints as spent goes out, and what it prints as a balance is owed") {
  const auto statement = statement_of(typed({
      "Statement date 30 April 2025          Credit limit   £2,000.00",
      "Previous balance  £100.00     New balance  £62.50",
      "",
      "Date     Description                   Amount",
      "2 Apr    PHARMACY                        2.50",
      "9 Apr    PAYMENT RECEIVED THANK YOU     50.00 CR",
      "11 Apr   BUS                            10.00",
  }));
  CHECK(statement.opening == Money::of_pence(-10000));
  CHECK(statement.closing == Money::of_pence(-6250));
  REQUIRE(statement.lines.size() == 3);
  CHECK(statement.lines[0].amount == Money::of_pence(-250));
  CHECK(statement.lines[1].amount == Money::of_pence(5000));
  CHECK(statement.lines[1].date == *Date::of(2025, 4, 9));
}

TEST_CASE("overdrawn balances are understood by each of their marks") {
  for (const std::string mark : {"OD", "DR", "D", "O/D", "-", "overdrawn"}) {
    CAPTURE(mark);
    const auto statement = statement_of(typed({
        "Date         Details                 Paid out    Paid in    Balance",
        "1 Apr 2025   Balance brought forward                        £5.00",
        "2 Apr 2025   SHOP                        7.50                 2.50 " + mark,
        "2 Apr 2025   Balance carried forward                          2.50 " + mark,
    }));
    CHECK(statement.closing == Money::of_pence(-250));
  }
}

TEST_CASE("days are read in the forms that banks print, and no day that does not exist") {
  for (const std::string day :
       {"2 Apr 2025", "02/04/2025", "02/04/25", "2-Apr-25", "2nd April 2025", "02APR25",
        "2025-04-02", "02.04.2025", "Wed 2 Apr 2025", "02 April"}) {
    CAPTURE(day);
    auto padded = day;
    padded.resize(16, ' ');
    const auto statement = statement_of(typed({
        "Statement 1 April 2025 to 30 April 2025",
        "Date            Details                 Paid out    Paid in    Balance",
        "                Opening balance                               £100.00",
        padded + "BUS                         2.50                 97.50",
        "                Closing balance                                 97.50",
    }));
    REQUIRE(statement.lines.size() == 1);
    CHECK(statement.lines[0].date == *Date::of(2025, 4, 2));
    CHECK(statement.lines[0].payee == "BUS");
  }
  CHECK(refusal_of(typed(with_row(small, 5,
                                  "31 Feb 2025  BUS                         2.50"
                                  "                 97.50"))) == Rule::date_impossible);
}

TEST_CASE("a day without a year, and no year anywhere, is refused") {
  auto rows = small;
  rows[1] = "";
  for (auto& row : rows) {
    const auto year = row.find(" 2025");
    if (year != row.npos) row.replace(year, 5, "     ");
  }
  CHECK(refusal_of(typed(rows)) == Rule::date_not_understood);
}

TEST_CASE("the year of a day comes from a period or the statement's date, said so, and no other") {
  auto rows = small;
  for (std::size_t i = 4; i < rows.size(); ++i) {
    const auto year = rows[i].find(" 2025");
    if (year != rows[i].npos) rows[i].replace(year, 5, "     ");
  }
  const auto warned = [](const ledger::Statement& statement) {
    return statement.warnings.empty() ? std::string{} : statement.warnings.front().text;
  };
  const std::string taken = "days are printed without their year: it is taken from ";
  CHECK(warned(statement_of(typed(rows))) ==
        taken + "the period 2025-04-01 to 2025-04-30, so check it");
  CHECK(warned(statement_of(typed(small))).empty());
  rows[1] = "Statement date 30 April 2025";
  CHECK(warned(statement_of(typed(rows))) ==
        taken + "the statement's date, 2025-04-30, so check it");
  for (const char* other : {"30 April 2026", "Date 30 April 2026", "Valid to 30 April 2026",
                            "Call us before 30 April 2026"}) {
    CAPTURE(other);
    rows[1] = other;
    CHECK(refusal_of(typed(rows)) == Rule::date_not_understood);
    CHECK(remedy_for(rows).find("2026-04-30 is not said to be the statement's date") !=
          std::string::npos);
  }
  rows[1] = "";
  rows.push_back("Interest 1 April 2026 to 30 April 2026");
  CHECK(refusal_of(typed(rows)) == Rule::date_not_understood);
  rows.back() = "Rates from 1 April 2026 to 30 April 2026";
  CHECK(refusal_of(typed(rows)) == Rule::date_not_understood);
}

TEST_CASE("a word of nothing but pound signs is read soon") {
  std::string word;
  for (int i = 0; i < 1'000'000; ++i) word += "\xC2\xA3";
  CHECK(imports::pdf::plain_word(word + "5" + word) == "5");
}

TEST_CASE("fractions of a penny, and money out and in at once, are refused by name") {
  CHECK(refusal_of(typed(with_row(small, 5,
                                  "2 Apr 2025   BUS                        2.501"
                                  "                 97.50"))) == Rule::money_fraction_of_penny);
  CHECK(refusal_of(typed(with_row(small, 5,
                                  "2 Apr 2025   BUS                         2.50"
                                  "       2.50      97.50"))) == Rule::row_not_understood);
}

TEST_CASE("a scan, a letter and words that are none are refused, each in its own way") {
  CHECK(refusal_of(typed({})) == Rule::pdf_without_text);
  CHECK(refusal_of(typed({"Dear Mrs Marlowe", "your new card is on its way"})) ==
        Rule::format_unknown);
  CHECK(refusal_of("") == Rule::pdf_unreadable);
  CHECK(refusal_of("<html><page >") == Rule::pdf_unreadable);
  CHECK(refusal_of("<html><page ><word xMin=\"nan\">x</word></page></html>") ==
        Rule::pdf_unreadable);
  CHECK_FALSE(imports::read("%PDF-1.4\n", "s.pdf"));
}

TEST_CASE("what stands beside the table is no part of it, and full stops end cells") {
  const auto statement = statement_of(typed({
      "Statement 1 April 2025 to 30 April 2025",
      "At a glance                 Date        Details                 Paid out    Paid in    "
      "Balance",
      "Start balance   £100.00     1 Apr       Start balance                                   "
      "£100.00",
      "Money out         £2.50     2 Apr 25.   BUS                         2.50.     blank.     "
      "97.50.",
      "End balance      £97.50     30 Apr      End balance                                      "
      "97.50",
  }));
  REQUIRE(statement.lines.size() == 1);
  CHECK(statement.lines[0].payee == "BUS");
  CHECK(statement.lines[0].amount == Money::of_pence(-250));
}

TEST_CASE("a second row of text goes with the line above it") {
  const auto statement = statement_of(typed({
      "Date         Details                 Paid out    Paid in    Balance",
      "1 Apr 2025   Opening balance                                £100.00",
      "2 Apr 2025   BUS                         2.50                 97.50",
      "             TO TOWN",
      "2 Apr 2025   Closing balance                                  97.50",
  }));
  REQUIRE(statement.lines.size() == 1);
  CHECK(statement.lines[0].payee == "BUS TO TOWN");
}

TEST_CASE("the numbers of two accounts name neither") {
  auto rows = small;
  rows[2] = "Pay in with account number 76543210";
  const auto statement = statement_of(typed(rows));
  CHECK(statement.number.empty());
  CHECK(statement.warnings.size() == 1);
}

TEST_CASE("words damaged by the thousand are each read or refused") {
  std::mt19937 random{20250406};
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>{0, n}(random);
  };
  std::size_t refused = 0;
  const auto whole = words_of("meridian");
  for (int i = 0; i < 400; ++i) {
    auto bytes = whole;
    for (auto changes = below(3) + 1; changes > 0; --changes) {
      const auto at = below(bytes.size() - 1);
      if (below(2) == 0) {
        bytes[at] = static_cast<char>(below(255));
      } else {
        bytes.erase(at, below(200));
      }
    }
    refused += read_words(bytes) ? 0U : 1U;
  }
  CHECK(refused > 50);
}

TEST_CASE("a hostile page is refused or read soon") {
  std::string xhtml = "<html><page >";
  for (int i = 0; i < 200'000; ++i) {
    xhtml += "<word xMin=\"1.0\" yMin=\"1.0\" xMax=\"9.0\" yMax=\"9.0\">balance</word>";
  }
  CHECK(refusal_of(xhtml + "</page></html>") == Rule::format_unknown);
  std::string deep = "<html><page >";
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  CHECK(refusal_of(deep + "</page></html>") == Rule::pdf_unreadable);
}
