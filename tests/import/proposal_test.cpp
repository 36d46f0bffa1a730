// Profiles proposed from what stands in a table: what is proved, what is assumed, what is refused.
#include "import/profile/profile.hpp"
#include "tests/import/support_files.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

namespace {

using imports::Profile;
using imports::Proposal;
using imports::Role;
using ledger::Money;
using ledger::Rule;
using Lines = std::vector<std::string>;

Proposal proposed(std::string_view file) {
  auto made = imports::propose_profile(file, "f.csv");
  if (!made) FAIL(text(made.error()));
  return std::move(made).value();
}

imports::Source read_unknown(std::string_view file) {
  auto source = imports::read(file, "f.csv", {.propose = true});
  if (!source) FAIL(text(source.error()));
  return std::move(source).value();
}

std::string refusal_of(std::string_view file) {
  const auto source = imports::read(file, "f.csv", {.propose = true});
  return source ? "read" : text(source.error());
}

Lines lines_of(const imports::Source& source) {
  Lines out;
  for (const auto& statement : source.statements) {
    for (const auto& line : statement.lines) {
      out.push_back(text(line.date) + " " + text(line.amount) + " " + line.description());
    }
  }
  return out;
}

bool says(const std::vector<std::string>& sentences, std::string_view part) {
  return std::ranges::any_of(
      sentences, [&](const auto& each) { return each.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("an unknown table is read by its proposal, which is said and can be saved") {
  const std::string file =
      "Booked on,Shop or sender,Moved,Left over\n"
      "04/30/2025,ALDERBROOK CARE,-118.20,331.80\n"
      "05/01/2025,TOP UP,200.00,531.80\n"
      "05/02/2025,GREENWAY TAXIS,-14.00,517.80\n";
  const auto source = read_unknown(file);
  CHECK(source.format == "proposed");
  REQUIRE(source.warnings.size() >= 1);
  CHECK(source.warnings.front().text.find("no layout or saved profile") == 0);
  CHECK(lines_of(source) == Lines{"2025-04-30 -118.20 ALDERBROOK CARE", "2025-05-01 200.00 TOP UP",
                                  "2025-05-02 -14.00 GREENWAY TAXIS"});
  CHECK(source.statements.front().breaks.empty());
  const auto made = proposed(file);
  CHECK(made.dates_proved);
  CHECK(made.sign_proved);
  CHECK(made.profile.has(Role::balance));

  imports::Profiles saved;
  auto profile = imports::read_profile(source.proposal, "proposal");
  REQUIRE(profile);
  CHECK(profile.value() == made.profile);
  profile.value().name = "mine";
  saved.add(profile.value());
  const auto again = imports::read(file, "f.csv", {.profiles = &saved});
  REQUIRE(again);
  CHECK(again.value().format == "mine");
  CHECK(lines_of(again.value()) == lines_of(source));
}

TEST_CASE("without being asked to propose, an unknown table stays refused") {
  const auto source = imports::read("A,B,C\n01/04/2025,shop,1.00\n", "f.csv");
  REQUIRE_FALSE(source);
}

TEST_CASE("the running balance decides the sign against heading and minus") {
  const auto made = proposed(
      "Date,What,Sum,Balance\n13/04/2025,a,5.00,95.00\n14/04/2025,b,20.00,75.00\n"
      "15/04/2025,c,-7.00,82.00\n");
  CHECK(made.sign_proved);
  CHECK(made.profile.sign == imports::Sign::charge_is_positive);
  CHECK(says(made.reasons, "2 of 2 rows"));
}

TEST_CASE("an amount and a balance that fit either way round are told by their headings") {
  const std::string portal =
      "Txn Date,Card Reference,Cardholder,Merchant,Town,Amount,Cr/Dr,Status,Balance\n"
      "01/04/2025 09:12,CR-00041,A Sample,TOP UP,,450.00,CR,Settled,450.00\n"
      "02/04/2025 11:40,CR-00041,A Sample,ALDERBROOK CARE,LEEDS,118.20,DR,Settled,331.80\n"
      "02/04/2025 12:05,CR-00077,B Example,GREENWAY TAXIS,YORK,14.00,DR,Settled,61.00\n"
      "03/04/2025 08:30,CR-00077,B Example,ONLINE SHOP,,25.00,DR,Declined,61.00\n";
  const auto source = read_unknown(portal);
  CHECK(lines_of(source) == Lines{"2025-04-01 450.00 TOP UP",
                                  "2025-04-02 -118.20 ALDERBROOK CARE LEEDS",
                                  "2025-04-02 -14.00 GREENWAY TAXIS YORK"});
  REQUIRE(source.statements.size() == 2);
  CHECK(source.statements[0].closing == Money::of_pence(33180));
  CHECK(proposed(portal).profile.has(Role::direction));

  const auto plain = read_unknown(
      "Day,What,Amount,Balance\n01/04/2025,TOP UP,450.00,450.00\n14/04/2025,SHOP,-118.20,331.80\n");
  CHECK(lines_of(plain) == Lines{"2025-04-01 450.00 TOP UP", "2025-04-14 -118.20 SHOP"});
}

TEST_CASE("words for in and out decide where the balance fits with and without them") {
  const std::string file =
      "Date,Desc,Amount,D/C,Balance\n01/04/2025,A,10.00,D,90.00\n02/04/2025,B,5.00,C,95.00\n";
  CHECK(lines_of(read_unknown(file)) == Lines{"2025-04-01 -10.00 A", "2025-04-02 5.00 B"});
  CHECK(proposed(file).sign_proved);
}

TEST_CASE("words that say the other way than the balance are an assumption, and prove nothing") {
  const auto made = proposed(
      "Date,Desc,Amount,D/C,Balance\n13/04/2025,a,10.00,C,90.00\n14/04/2025,b,5.00,D,95.00\n"
      "15/04/2025,c,5.00,D,100.00\n16/04/2025,d,6.00,D,106.00\n17/04/2025,e,6.00,D,112.00\n");
  CHECK_FALSE(made.sign_proved);
  CHECK(says(made.assumptions, "D/C says the other way"));
}

TEST_CASE("what the balance proves in two ways, and no heading tells, is assumed and not proved") {
  const auto made = proposed(
      "Day,What,Moved,Left\n01/04/2025,TOP UP,450.00,450.00\n14/04/2025,SHOP,118.20,331.80\n");
  CHECK_FALSE(made.sign_proved);
  CHECK(says(made.assumptions, "in more than one way"));
}

TEST_CASE("values alone tell two columns, in and out, from the balance") {
  const auto made = proposed(
      "13/04/2025;shop;;5,00;1.095,00\n14/04/2025;wages;200,00;;1.295,00\n"
      "15/04/2025;taxi;;7,50;1.287,50\n");
  CHECK(made.sign_proved);
  CHECK(made.profile.separator == ';');
  CHECK(made.profile.money.decimal == ',');
  CHECK_FALSE(made.profile.has_heading());
  const auto source = read_unknown(
      "13/04/2025;shop;;5,00;1.095,00\n14/04/2025;wages;200,00;;1.295,00\n"
      "15/04/2025;taxi;;7,50;1.287,50\n");
  CHECK(lines_of(source) ==
        Lines{"2025-04-13 -5.00 shop", "2025-04-14 200.00 wages", "2025-04-15 -7.50 taxi"});
}

TEST_CASE("where nothing proves the order of day and month, Britain's is assumed and said") {
  const auto made = proposed("Date,What,Sum,More\n01/04/2025,a,-5.00,x\n01/04/2025,b,-6.00,y\n");
  CHECK_FALSE(made.dates_proved);
  CHECK(imports::pattern_of(made.profile.dates) == "DD/MM/YYYY");
  CHECK(says(made.assumptions, "no day above 12"));
  const auto proved = proposed("Date,What,Sum,More\n01/04/2025,a,-5.00,x\n13/04/2025,b,-6.00,y\n");
  CHECK(proved.dates_proved);
  const auto american =
      proposed("Date,What,Sum,More\n04/13/2025,a,-5.00,x\n04/01/2025,b,-6.00,y\n");
  CHECK(american.dates_proved);
  CHECK(imports::pattern_of(american.profile.dates) == "MM/DD/YYYY");
}

TEST_CASE("days in two orders are no form at all") {
  CHECK(refusal_of("Date,What,Sum,More\n04/13/2025,a,-5.00,x\n13/04/2025,b,-6.00,y\n")
            .find("not written in one form") != std::string::npos);
}

TEST_CASE("a word beside unsigned amounts says which way they go") {
  const auto made =
      proposed("Datum;Naam;Bedrag;Af Bij\n20250413;WINKEL;12,50;Af\n20250414;LOON;900,00;Bij\n");
  CHECK(made.profile.has(Role::direction));
  const auto source = read_unknown(
      "Datum;Naam;Bedrag;Af Bij\n20250413;WINKEL;12,50;Af\n20250414;LOON;900,00;Bij\n");
  CHECK(lines_of(source) == Lines{"2025-04-13 -12.50 WINKEL", "2025-04-14 900.00 LOON"});
}

TEST_CASE("a card's unsigned amounts are taken for spending, and that is said to be assumed") {
  const auto made = proposed("Date,Card number,Merchant,Amount\n13/04/2025,**** 1234,SHOP,12.50\n");
  CHECK(made.profile.sign == imports::Sign::charge_is_positive);
  CHECK_FALSE(made.sign_proved);
  CHECK(says(made.assumptions, "positive goes out"));
}

TEST_CASE("preamble, footer and balances beside labels are found") {
  const auto source = read_unknown(
      "Kontoauszug;;;;\nAnfangssaldo;;;1.000,00;\n\nBuchungstag;Empfaenger;Verwendungszweck;Betrag;"
      "Waehrung\n13.04.2025;Stadtwerke;Strom;-84,50;EUR\n14.04.2025;Firma;Gehalt;2.150,00;EUR\n"
      "Endsaldo;;;3.065,50;\nErstellt am heutigen Tag;;;;\n");
  REQUIRE(source.statements.size() == 1);
  const auto& statement = source.statements.front();
  CHECK(statement.currency == "EUR");
  CHECK(statement.opening == Money::of_pence(100000));
  CHECK(statement.closing == Money::of_pence(306550));
  CHECK(statement.breaks.empty());
  CHECK(statement.lines.size() == 2);
}

TEST_CASE("pending rows that the balance counts are booked; others are not") {
  const std::string head = "Date,Name,Status,Amount,Balance\n";
  const auto counted =
      read_unknown(head +
                   "13/04/2025,a,Completed,-5.00,95.00\n14/04/2025,b,Pending,-6.00,89.00\n"
                   "15/04/2025,c,Completed,-9.00,80.00\n");
  CHECK_FALSE(counted.statements.front().lines[1].pending);
  const auto apart =
      read_unknown(head +
                   "13/04/2025,a,Completed,-5.00,95.00\n14/04/2025,b,Pending,-6.00,\n"
                   "15/04/2025,c,Completed,-9.00,86.00\n");
  CHECK(apart.statements.front().lines.back().pending);
  CHECK(apart.statements.front().breaks.empty());
}

TEST_CASE("cards of several people in one file become statements of their own") {
  const auto source = read_unknown(
      "Date,Card number,Cardholder,Merchant,Amount,Balance\n"
      "13/04/2025,**** 1111,A Sample,TOP UP,100.00,100.00\n"
      "14/04/2025,**** 2222,B Example,TAXI,-14.00,61.00\n"
      "15/04/2025,**** 1111,A Sample,SHOP,-9.00,91.00\n"
      "16/04/2025,**** 2222,B Example,SHOP,-1.00,60.00\n");
  REQUIRE(source.statements.size() == 2);
  CHECK(source.statements[0].masked == "**** 1111");
  CHECK(source.statements[0].holder == "A Sample");
  CHECK(source.statements[1].closing == Money::of_pence(6000));
}

TEST_CASE("a heading that a layout knows, above days that it never writes, is looked at anew") {
  const auto source =
      read_unknown("Date,Description,Amount\n2025-04-30,Shop,-5.00\n2025-05-01,Wages,100.00\n");
  CHECK(source.format == "proposed");
  CHECK(lines_of(source) == Lines{"2025-04-30 -5.00 Shop", "2025-05-01 100.00 Wages"});
}

TEST_CASE("a currency named in a heading is that of the amounts") {
  const auto source = read_unknown(
      "Datum;Text;Belastung;Gutschrift;Saldo CHF\n30.04.2025;Miete;1'500.00;;8'500.00\n"
      "02.05.2025;Lohn;;4'000.50;12'500.50\n");
  CHECK(source.statements.front().currency == "CHF");
  CHECK(source.statements.front().breaks.empty());
}

TEST_CASE("a damaged row of an unknown table is refused with its line") {
  const std::string file =
      "Datum;Text;Betrag;Saldo\n13.04.2025;a;-5,00;95,00\n14.04.2025;b;-6,OO;89,00\n"
      "15.04.2025;c;-1,00;88,00\n16.04.2025;d;-1,00;87,00\n17.04.2025;e;-1,00;86,00\n"
      "18.04.2025;f;-1,00;85,00\n19.04.2025;g;-1,00;84,00\n20.04.2025;h;-1,00;83,00\n"
      "21.04.2025;i;-1,00;82,00\n22.04.2025;j;-1,00;81,00\n23.04.2025;k;-1,00;80,00\n";
  CHECK(refusal_of(file).find("f.csv:3:14: this is not an amount of money") == 0);
  auto other = file;
  other.replace(other.find("OO"), 2, "00");
  other.replace(other.find("15.04"), 5, "31.04");
  CHECK(refusal_of(other).find("f.csv:4:1: there is no such day") == 0);
}

TEST_CASE("what is no statement is not read as one") {
  CHECK(refusal_of("Name,Street,Town\nA Sample,1 High Street,Leeds\n").find("f.csv:") == 0);
  CHECK(refusal_of("Name,Born,Town\nA Sample,01/04/1990,Leeds\nB Example,13/05/1999,York\n")
            .find("read") != 0);
  CHECK(refusal_of("Date,Label,Amount,Currency\n").find("read") != 0);
  CHECK(refusal_of("Date,Station,Most,Least\n30/04/2025,Leeds,17.2,5.1\n01/05/2025,York,18.9,7.0\n")
            .find("no column beside the days holds amounts") != std::string::npos);
  CHECK(refusal_of("Invoice No,Date,Customer,Net,VAT,Gross\n1001,30/04/2025,A Ltd,100.00,20.00,"
                   "120.00\n1002,01/05/2025,B Ltd,50.00,10.00,60.00\n")
            .find("no column beside the days holds amounts") != std::string::npos);
  CHECK(refusal_of("Date,Base,Quote,Rate\n30/04/2025,GBP,EUR,1.17\n01/05/2025,GBP,EUR,1.18\n")
            .find("read") != 0);
  CHECK(refusal_of("2025-04-01,1.00\n2025-04-02,$2.00\n").find("fewer than three columns") !=
        std::string::npos);
  CHECK(refusal_of("just words\nand more of them\n").find("read") != 0);
  // One of our own files with a column that is wrong stays one of our own files.
  CHECK(refusal_of("person,number,supplier,date,due,amount,plan_line,describtion\n"
                   "P1,1,S,2025-04-01,,1.00,a,b\n")
            .find("column is not known") != std::string::npos);
}

TEST_CASE("a payroll is never taken for a bank's statement") {
  const auto source = imports::read(
      "Pay Date,Employee,Gross Pay,PAYE,National Insurance,Net Pay\n"
      "30/04/2025,A Jones,1200.00,10.00,20.00,1170.00\n",
      "f.csv", {.propose = true});
  if (source) CHECK(source.value().statements.empty());
}

TEST_CASE("what goes out and comes in with both signs in two columns is refused") {
  CHECK(refusal_of("Date,Label,Debit,Credit\n13/04/2025,a,0.00,20.00\n14/04/2025,b,0.00,-13.50\n"
                   "15/04/2025,c,-33.50,0.00\n16/04/2025,d,1500.00,0.00\n")
            .find("both signs") != std::string::npos);
}

// ---- any table, written by any profile, is read back

TEST_CASE("a table cut anywhere is refused or gives the lines before the cut") {
  const std::string file =
      "Datum;Text;Betrag;Saldo\n13.04.2025;a;-5,00;95,00\n14.04.2025;b;-6,00;89,00\n"
      "15.04.2025;c;12,00;101,00\n16.04.2025;\"d;e\";-1,00;100,00\n";
  const auto whole = lines_of(read_unknown(file));
  REQUIRE(whole.size() == 4);
  for (std::size_t size = 0; size < file.size(); ++size) {
    const auto source = imports::read(file.substr(0, size), "f.csv", {.propose = true});
    if (!source) continue;
    INFO(file.substr(0, size));
    const auto lines = lines_of(source.value());
    const auto ends = static_cast<std::size_t>(
        std::count(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size), '\n'));
    CHECK(lines.size() <= std::max<std::size_t>(ends, 1));
  }
}
