// QIF: the order of its days, its records and splits, and how little it proves.
#include "tests/import/support_files.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Rule;
using ledger::Statement;

namespace {

const std::filesystem::path fixtures = DPLEDGER_FIXTURES;

imports::Source source_of(const std::string& bytes) {
  auto source = imports::read(bytes, "t.qif");
  if (!source) FAIL(text(source.error()));
  return source.value();
}
Statement read_one(const std::string& bytes) {
  const auto source = source_of(bytes);
  REQUIRE(source.statements.size() == 1);
  return source.statements.front();
}
ledger::Error refusal_of(const std::string& bytes) {
  const auto source = imports::read(bytes, "t.qif");
  REQUIRE_FALSE(source);
  return source.error();
}

/// A record a day, each of one pound.
std::string with_days(const std::vector<std::string>& days, const std::string& before = "") {
  auto bytes = before + "!Type:Bank\n";
  for (const auto& day : days) bytes += "D" + day + "\nT1.00\nPSHOP\n^\n";
  return bytes;
}
std::string first_day(const std::string& day) {
  return text(read_one(with_days({day})).lines.at(0).date);
}
bool is_warned_of_days(const std::string& bytes) {
  const auto source = source_of(bytes);
  return std::any_of(source.warnings.begin(), source.warnings.end(), [](const auto& warning) {
    return warning.text.find("days or months") != std::string::npos;
  });
}

}  // namespace

TEST_CASE("Quicken's ways to write a day all mean one day", "[qif]") {
  for (const auto* day :
       {"6/4/2018", "06/04/18", " 6/ 4'18", "6/ 4'18", "06.04.2018", "6.4'2018", "06-04-2018",
        "2018-04-06", "2018/4/6", "6 Apr 2018", "06-Apr-18", "20180406"}) {
    CAPTURE(day);
    CHECK(first_day(day) == "2018-04-06");
  }
  CHECK(first_day("3/11' 2") == "2002-11-03");
  CHECK(first_day("1/2/98") == "1998-02-01");
  for (const auto* day : {"6/4", "2018", "6/4/118", "6//4/2018", "6/4/2018x"}) {
    CAPTURE(day);
    CHECK(refusal_of(with_days({day})).broken == Rule::date_not_understood);
  }
  CHECK(refusal_of(with_days({"31/04/2018"})).broken == Rule::date_impossible);
  CHECK(refusal_of(with_days({"06042018"})).broken == Rule::date_impossible);
  CHECK(refusal_of(with_days({"13/13/2018"})).broken == Rule::date_impossible);
}

TEST_CASE("the order of days is decided by all of them together", "[qif]") {
  const auto day_first = read_one(with_days({"04/05/2025", "13/05/2025"}));
  CHECK(text(day_first.lines.at(0).date) == "2025-05-04");
  const auto month_first = read_one(with_days({"04/05/2025", "04/13/2025"}));
  CHECK(text(month_first.lines.at(0).date) == "2025-04-05");
  const auto both = refusal_of(with_days({"04/05/2025", "13/05/2025", "05/13/2025"}));
  CHECK(both.broken == Rule::date_not_understood);
  CHECK(both.where.line == 6);
  CHECK(both.found == "13/05/2025 and 05/13/2025");
}

TEST_CASE("where nothing decides, the day is first and a person is told by an example", "[qif]") {
  CHECK(first_day("04/05/2025") == "2025-05-04");
  CHECK(is_warned_of_days(with_days({"04/05/2025"})));
  CHECK_FALSE(is_warned_of_days(with_days({"05/05/2025"})));
  CHECK_FALSE(is_warned_of_days(with_days({"04/05/2025", "13/05/2025"})));
  CHECK_FALSE(is_warned_of_days(with_days({"04/05/2025"}, "!Option:MDY\n")));
}

TEST_CASE("!Option:MDY puts the month first, and a day that cannot be so is refused", "[qif]") {
  CHECK(text(read_one(with_days({"04/05/2025"}, "!Option:MDY\n")).lines.at(0).date) ==
        "2025-04-05");
  CHECK(refusal_of(with_days({"13/05/2025"}, "!Option:MDY\n")).broken == Rule::date_not_understood);
}

TEST_CASE("payee, memo and number keep their places", "[qif]") {
  const auto s = read_one(
      "!Type:Bank\nD13/05/2025\nT1,234.56\nN000123\nPA JONES\nMWAGES\nCX\n^\n"
      "D13/05/2025\nT-1\nN000124\nPSHOP\n^\nD14/05/2025\nT-1.000\nMONLY MEMO\n^\n");
  REQUIRE(s.lines.size() == 3);
  CHECK(s.lines[0].amount.pence() == 123456);
  CHECK(s.lines[0].payee == "A JONES");
  CHECK(s.lines[0].reference == "WAGES");
  CHECK(s.lines[0].type == "000123");
  CHECK(s.lines[1].reference == "000124");
  CHECK(s.lines[2].payee == "ONLY MEMO");
  CHECK(s.lines[2].amount.pence() == -100);
  CHECK(s.lines[0].bank_id.empty());
}

TEST_CASE("a record that is not whole, or says two things, is refused at its line", "[qif]") {
  const auto rule = [](const std::string& record) {
    const auto refusal = refusal_of("!Type:Bank\nD13/05/2025\nT2\n^\n" + record);
    CHECK(refusal.where.line >= 5);
    return refusal.broken;
  };
  CHECK(rule("D13/05/2025\nPSHOP\n^\n") == Rule::text_missing);
  CHECK(rule("T1\nPSHOP\n^\n") == Rule::text_missing);
  CHECK(rule("D13/05/2025\nT1\nD14/05/2025\n^\n") == Rule::row_not_understood);
  CHECK(rule("D13/05/2025\nT1\nU2\n^\n") == Rule::row_not_understood);
  CHECK(rule("D13/05/2025\nT1\n?what\n^\n") == Rule::row_not_understood);
  CHECK(rule("D13/05/2025\nT1.005\n^\n") == Rule::money_fraction_of_penny);
  CHECK(rule("D13/05/2025\nTone\n^\n") == Rule::money_not_understood);
  CHECK(rule("D13/05/2025\n") == Rule::file_cut_short);
  CHECK(rule("D13/05/2025\nT1.2") == Rule::file_cut_short);
  CHECK(rule("!Type:Shoes\n") == Rule::word_unknown);
}

TEST_CASE("a last record without its mark counts when it is whole, with a warning", "[qif]") {
  const std::string first = "!Type:Bank\nD13/05/2025\nT1\nPSHOP\n^\n";
  const auto s = read_one(first + "D14/05/2025\nT2\nPSHOP\n");
  CHECK(s.lines.size() == 2);
  CHECK(s.warnings.size() == 1);
  CHECK(refusal_of(first + "D14/05/2025\nT2\n").broken == Rule::file_cut_short);
}

TEST_CASE("a first record without its mark counts when it can be no opening balance", "[qif]") {
  const auto is_read = [](const std::string& record, const std::string& account = "") {
    const auto source = imports::read(account + "!Type:Bank\nD13/05/2025\nT1\n" + record, "t.qif");
    if (!source) CHECK(source.error().broken == Rule::file_cut_short);
    return source && source.value().statements.at(0).lines.size() == 1;
  };
  const std::string named = "!Account\nNCare\nTBank\n^\n";
  CHECK(is_read("PSHOP\n"));
  CHECK(is_read("PSHOP\nLFood\n", named));
  CHECK(is_read("PSHOP\nL[Savings]\n"));
  CHECK_FALSE(is_read("PSHOP\n", named));  // L[Care] may have followed
  CHECK_FALSE(is_read("MSHOP\n"));
  CHECK_FALSE(is_read("POpening Balance\n"));
  CHECK_FALSE(is_read("ML1\nL[Care]\n"));
  CHECK_FALSE(is_read("PSHOP"));
  const auto s = read_one("!Type:Bank\nD13/05/2025\nT1\nPSHOP\n!Type:Cat\nNx\n^\n");
  CHECK(s.lines.size() == 1);
  CHECK(s.warnings.size() == 1);
  const auto opened = read_one(named + "!Type:Bank\nD13/05/2025\nT1\nPOpening Balance\nL[Care]\n");
  CHECK(opened.lines.empty());
  CHECK(opened.opening == ledger::Money::of_pence(100));
}

TEST_CASE("movements among the names of accounts are refused where the first stands", "[qif]") {
  const auto error = refusal_of("!Account\nNCare\nTBank\n^\nD13/05/2025\nT-1.00\nPSHOP\n^\n");
  CHECK(error.broken == Rule::row_not_understood);
  CHECK(error.where.line == 6);
  CHECK(error.remedy.find("!Type:Bank") != std::string::npos);
  CHECK(refusal_of("!Account\nNCare\nTBank\n^\nD13/05/2025\nU2\n^\n!Type:Bank\nD13/05/2025\n"
                   "T1\n^\n")
            .where.line == 6);
}

TEST_CASE("splits that do not make up their total are a break", "[qif]") {
  const auto of = [](const std::string& last) {
    return read_one("!Type:Bank\nD13/05/2025\nT-10\nSA\n$-9.00\nSB\nD1/1'20\nEmemo\n$" + last +
                    "\n^\n");
  };
  CHECK(of("-1.00").breaks.empty());
  CHECK(of("-1.01").breaks == std::vector<int>{2});
  CHECK(of("-1.01").warnings.size() == 1);
}

TEST_CASE("Quicken's opening balance opens the account and is no movement", "[qif]") {
  const auto with = [](const std::string& record) {
    return read_one("!Account\nNCare\nTBank\n^\n!Type:Bank\n" + record +
                    "D14/05/2025\nT1\nPSHOP\n^\n");
  };
  const auto opened = with("D13/05/2025\nT250\nPOpening Balance\nL[Care]\n^\n");
  CHECK(opened.opening == ledger::Money::of_pence(25000));
  CHECK(opened.lines.size() == 1);
  CHECK(with("D13/05/2025\nT250\nPAnfang\nL[Care]\n^\n").opening);
  CHECK(with("D13/05/2025\nT0.00\nPOpening Balance\nL[Care]\n^\n").lines.size() == 2);
  CHECK_FALSE(with("D13/05/2025\nT0.00\nPOpening Balance\nL[Care]\n^\n").opening);
  CHECK(with("D13/05/2025\nT250\nPOpening Balance\nLGift\n^\n").lines.size() == 2);
}

TEST_CASE("each account of a file is a statement; lists and investments are left out", "[qif]") {
  const auto source = source_of(
      "!Option:AutoSwitch\n!Account\nNOne\nTBank\n^\nNTwo\nTBank\n^\n!Clear:AutoSwitch\n"
      "!Account\nNOne\n^\n!Type:Bank\nD13/05/2025\nT1\n^\n!Account\nNTwo\n^\n!Type:CCard \n"
      "D13/05/2025\nT2\n^\n!Type:Cat\nNx\nD99/99\nT7\n^\n!Type:Invst\nD13/05/2025\nT9\n^\n");
  REQUIRE(source.statements.size() == 2);
  CHECK(source.statements[0].masked == "One");
  CHECK(source.statements[1].masked == "Two");
  CHECK(source.statements[1].lines.at(0).amount.pence() == 200);
  CHECK(source.warnings.size() == 3);
  const auto numbered =
      read_one("!Account\nN30-90-21 01234567\n^\n!Type:Bank\nD13/05/2025\nT1\n^\n");
  CHECK(numbered.sort_code == "309021");
  CHECK(numbered.number == "01234567");
}

TEST_CASE("a QIF without movements is refused, or read as one that has none", "[qif]") {
  CHECK(refusal_of("!Type:Invst\nD1/1/25\n^\n").broken == Rule::not_supported);
  CHECK(refusal_of("!Type:Bank\n").broken == Rule::statement_without_lines);
  CHECK(refusal_of("!Account\nNx\n^\n!Type:CCard\n").broken == Rule::statement_without_lines);
  CHECK(refusal_of("!Option:AutoSwitch\n").broken == Rule::statement_missing);
  const auto warning = [](const std::string& bytes) {
    const auto source = source_of(bytes);
    CHECK(source.statements.empty());
    REQUIRE(source.warnings.size() == 1);
    return source.warnings[0].text;
  };
  CHECK(warning("!Type:Cat\nNx\n^\n") ==
        "no statement is in this file; it holds a list (!Type:Cat): nothing of that is a movement");
  CHECK(warning("!Account\nNOne\nTBank\n^\n!Type:Class\nNx\n^\n") ==
        "no statement is in this file; it holds names of accounts (!Account) and a list "
        "(!Type:Class): nothing of that is a movement");
}

TEST_CASE("line ends of every kind give the same lines", "[qif]") {
  const auto whole = support::bytes_of(fixtures / "statements" / "quicken.qif");
  const auto lines = read_one(whole).lines;
  for (const auto* end : {"\r\n", "\r"}) {
    std::string other;
    for (const char c : whole) other += c == '\n' ? std::string{end} : std::string{c};
    CHECK(read_one(other).lines == lines);
  }
  CHECK(lines.at(1).file_line == 18);
}

TEST_CASE("a QIF cut anywhere is refused, or read up to a whole record", "[qif]") {
  const auto whole = support::bytes_of(fixtures / "statements" / "quicken.qif");
  const auto lines = read_one(whole).lines;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    const auto source = imports::read(std::string_view{whole}.substr(0, size), "cut");
    if (!source) continue;
    for (const auto& statement : source.value().statements) {
      for (std::size_t i = 0; i < statement.lines.size(); ++i) {
        CHECK(statement.lines[i].date == lines.at(i).date);
        CHECK(statement.lines[i].amount == lines.at(i).amount);
      }
    }
  }
}

TEST_CASE("movements written as QIF are read as they were", "[qif]") {
  REQUIRE(rc::check("write, then read", [] {
    const auto count = *rc::gen::inRange(1, 30);
    std::string bytes = "!Type:Bank\n";
    std::vector<std::int64_t> pence;
    for (int i = 0; i < count; ++i) {
      pence.push_back(*rc::gen::inRange<std::int64_t>(-9'999'999, 9'999'999));
      bytes += "D13/" + std::to_string(1 + i % 12) + "/25\nT" +
               text(ledger::Money::of_pence(pence.back())) + "\nPSHOP\n^\n";
    }
    const auto source = imports::read(bytes, "t");
    RC_ASSERT(source);
    std::int64_t sum = 0;
    for (const auto& line : source.value().statements.at(0).lines) sum += line.amount.pence();
    RC_ASSERT(source.value().statements.at(0).lines.size() == pence.size());
    RC_ASSERT(sum == std::accumulate(pence.begin(), pence.end(), std::int64_t{0}));
  }));
}

TEST_CASE("thousands of damaged QIF files are each read or refused", "[qif]") {
  std::mt19937 random{4711};
  const auto whole = support::bytes_of(fixtures / "statements" / "quicken.qif");
  const std::string liked = "^!$SDTU'/0\n\r ";
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    auto bytes = whole;
    for (int k = 0; k < 3; ++k) bytes[random() % bytes.size()] = liked[random() % liked.size()];
    refused += imports::read(bytes, "damaged") ? 0 : 1;
  }
  CHECK(refused > 500);
  CHECK(refused < 3000);
}
