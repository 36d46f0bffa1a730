// Statements as PDF, from rows that are typed here: how banks print days, amounts and texts, and
// what is refused.
#include "import/pdf/rows.hpp"
#include "tests/import/support_files.hpp"
#include "tests/import/support_pdf_words.hpp"

#include <random>

#include <catch2/catch.hpp>

using ledger::Date;
using ledger::Money;
using ledger::Rule;
using namespace pdf_words;

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
