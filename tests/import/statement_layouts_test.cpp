// Every layout on a file of its own (fixtures/statements, with what each must give), and the banks'
// peculiarities one by one.
#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>

using namespace ledger;
using imports::Source;

namespace {

const std::filesystem::path statements = std::filesystem::path{DPLEDGER_FIXTURES} / "statements";

std::string or_dash(const std::optional<Money>& money) {
  return money ? text(*money) : "-";
}

std::string account_of(const Statement& statement) {
  if (!statement.sort_code.empty()) return statement.sort_code + " " + statement.number;
  return statement.masked.empty() ? "-" : statement.masked;
}

Source source_of(const std::string& bytes) {
  auto source = imports::read(bytes, "t.csv");
  if (!source) FAIL(text(source.error()));
  return std::move(source).value();
}
Statement statement_of(const std::string& bytes) {
  return source_of(bytes).statements.at(0);
}
Error refusal_of(const std::string& bytes, const imports::Asked& asked = {}) {
  const auto source = imports::read(bytes, "t.csv", asked);
  REQUIRE_FALSE(source);
  return source.error();
}

const std::string lloyds_heading =
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance";

}  // namespace

TEST_CASE("every bank's file gives the lines, the sum and the balances that it holds") {
  const auto rows = support::table(statements / "EXPECTED.tsv");
  REQUIRE(rows.size() >= 25);
  for (const auto& row : rows) {
    INFO(row.at("file") << ", statement " << row.at("statement"));
    const auto source = imports::read(support::bytes_of(statements / row.at("file")), "f");
    if (!source) FAIL(text(source.error()));
    CHECK(source.value().format == row.at("format"));
    CHECK(source.value().encoding == row.at("encoding"));
    const auto place = static_cast<std::size_t>(std::stoi(row.at("statement")) - 1);
    REQUIRE(place < source.value().statements.size());
    const auto& statement = source.value().statements[place];
    const auto booked = support::booked(statement);
    CHECK(account_of(statement) == row.at("account"));
    CHECK(statement.currency == row.at("currency"));
    CHECK(std::to_string(booked.lines) == row.at("lines"));
    CHECK(std::to_string(booked.pending) == row.at("pending"));
    CHECK(text(booked.sum) == row.at("sum"));
    CHECK(or_dash(statement.opening) == row.at("opening"));
    CHECK(or_dash(statement.closing) == row.at("closing"));
    CHECK(std::to_string(statement.breaks.size()) == row.at("breaks"));
  }
}

TEST_CASE("every fixture of a statement stands in the table") {
  const auto rows = support::table(statements / "EXPECTED.tsv");
  for (const auto& file : support::files_below(statements)) {
    const auto name = file.filename().string();
    if (file.extension() == ".pdf") continue;  // pdf_test.cpp has them
    const bool known = name == "EXPECTED.tsv" ||
                       std::any_of(rows.begin(), rows.end(),
                                   [&](const auto& row) { return row.at("file") == name; });
    INFO(name);
    CHECK(known);
  }
}

TEST_CASE("an extra empty field at the end of heading, rows, both or neither makes no difference") {
  const std::string row = "03/04/2025,FPO,'30-00-00,01234567,SHOP,10.00,,90.00";
  for (const auto* heading_end : {"", ","}) {
    for (const auto* row_end : {"", ",", ",,"}) {
      const auto statement =
          statement_of(lloyds_heading + heading_end + "\n" + row + row_end + "\n");
      CHECK(statement.lines.size() == 1);
      CHECK(statement.closing == Money::of_pence(9000));
    }
  }
}

TEST_CASE("columns are found by their names, in any order") {
  const auto statement =
      statement_of("Balance,Amount,Description,Date\n90.00,-10.00,SHOP,03/04/2025\n");
  CHECK(statement.lines.at(0).payee == "SHOP");
  CHECK(statement.lines.at(0).amount == Money::of_pence(-1000));
}

TEST_CASE("a line's text does not depend on how wide the bank pads it") {
  const auto of = [](const std::string& memo) {
    return statement_of(
               "Number,Date,Account,Amount,Subcategory,Memo\n ,22/05/2025,20-00-00 12345678,"
               "-60.00,PAYMENT," +
               memo + "\n")
        .lines.at(0)
        .description();
  };
  CHECK(of("CORNER SHOP, LONDON   ON 02 SEP    BCC") == "CORNER SHOP, LONDON ON 02 SEP BCC");
  CHECK(of("CORNER SHOP, LONDON     ON 02 SEP  BCC  ") ==
        of("CORNER SHOP, LONDON   ON 02 SEP    BCC"));
  CHECK(of("\"CORNER SHOP\tLONDON\"") == "CORNER SHOP LONDON");
}

TEST_CASE("the form of a file's dates is decided once, so no row is read another way") {
  const auto error = refusal_of("Date,Description,Amount\n03/04/2025,A,1.00\n2025-04-04,B,1.00\n");
  CHECK(error.broken == Rule::date_not_understood);
  CHECK(error.where == Where{"t.csv", 3, 1});
  CHECK(refusal_of("Date,Description,Amount\n03/04/2025,A,1.00\n12/25/2025,B,1.00\n").broken ==
        Rule::date_impossible);
}

TEST_CASE("a Monzo amount is counted once although three columns print it") {
  const auto source = imports::read(support::bytes_of(statements / "monzo.csv"), "f");
  REQUIRE(source);
  const auto& lines = source.value().statements.at(0).lines;
  CHECK(lines.at(0).amount == Money::of_pence(-615));
  CHECK(lines.at(0).bank_id == "tx_0000K7");
}

TEST_CASE("a row with money in both directions, or in neither, is not understood") {
  const std::string start = lloyds_heading + "\n03/04/2025,FPO,'30-00-00,01234567,SHOP,";
  CHECK(refusal_of(start + "10.00,5.00,90.00\n").broken == Rule::row_not_understood);
  CHECK(refusal_of(start + ",,\n").broken == Rule::text_missing);
  CHECK(refusal_of(start + "-10.00,,90.00\n").broken == Rule::money_not_understood);
}

TEST_CASE("every bad cell of a file is named with its place, up to fifty") {
  std::string file = "Date,Description,Amount\n";
  for (int i = 0; i < 60; ++i) file += "31/02/2025,A,\"1,23.4\"\n";
  const auto source = imports::read(file, "t.csv");
  REQUIRE_FALSE(source);
  REQUIRE(source.errors().size() == 51);
  CHECK(source.errors()[49].broken != Rule::more_refused);
  CHECK(source.errors()[50].broken == Rule::more_refused);
  CHECK(source.errors()[1].where == Where{"t.csv", 2, 15});
  CHECK(source.errors()[1].found == "1,23.4");
}

TEST_CASE("a file with fifty bad cells and no more is not said to have more") {
  std::string file = "Date,Description,Amount\n";
  for (int i = 0; i < 25; ++i) file += "31/02/2025,A,\"1,23.4\"\n";
  const auto source = imports::read(file, "t.csv");
  REQUIRE_FALSE(source);
  CHECK(source.errors().size() == 50);
  CHECK(source.errors().back().broken != Rule::more_refused);
}

TEST_CASE("a statement that breaks at every line has every break, fifty remarks and a count") {
  std::string file = "Date,Description,Amount,Balance\n";
  for (int i = 0; i < 20'000; ++i) file += "03/04/2025,A,1.00," + std::to_string(7 * i) + ".00\n";
  const auto broken = statement_of(file);
  CHECK(broken.breaks.size() == 19'999);
  REQUIRE(broken.warnings.size() == 51);
  CHECK(broken.warnings[49].line > 0);
  CHECK(broken.warnings[50].text.starts_with("19949 more"));
}

TEST_CASE("rows that move no money do not crowd out the remark on a balance that breaks") {
  std::string file = "Date,Description,Amount,Balance\n03/04/2025,A,1.00,9.00\n";
  for (int i = 0; i < 100; ++i) file += "03/04/2025,A,0.00,9.00\n";
  const auto broken = statement_of(file + "04/04/2025,A,1.00,11.00\n");
  CHECK(broken.warnings.size() == 52);
  CHECK(broken.warnings.back().line == 103);
}

TEST_CASE("a heading that two layouts know is ambiguous; a profile decides") {
  const std::string three = "09/05/2025,SHOP,-18.25\n";
  CHECK(source_of(three).format == "hsbc");
  const imports::Asked other{{}, "nationwide"};
  CHECK(refusal_of(three, other).broken == Rule::format_unknown);
  CHECK(refusal_of(three, {{}, "no-such-bank"}).broken == Rule::profile_unknown);
}

TEST_CASE("what a manifest says of the kind must be what the file holds") {
  const auto error =
      refusal_of("Date,Description,Amount\n03/04/2025,A,1.00\n", {FileKind::payroll, ""});
  CHECK(error.broken == Rule::kind_mismatch);
}

TEST_CASE("amounts in another currency are read and named") {
  const auto statement = statement_of(
      "Date,Counter Party,Reference,Type,Amount (EUR),Balance (EUR)\n"
      "10/05/2025,Shop,REF,CARD,-18.25,81.75\n");
  CHECK(statement.currency == "EUR");
}

TEST_CASE("a file of more accounts than any bank sends is refused, and one of as many is read") {
  auto file = lloyds_heading + "\n";
  for (int i = 0; i < 10'000; ++i) {
    file += "01/04/2025,DEB,309021," + std::to_string(10'000'000 + i) + ",BUS,1.00,,\n";
  }
  CHECK(source_of(file).statements.size() == 10'000);
  const auto error = refusal_of(file + "01/04/2025,DEB,309021,20000000,BUS,1.00,,\n");
  CHECK(error.broken == Rule::file_too_large);
  CHECK(error.found == "more than 10000 accounts");
}

TEST_CASE("a file of pending rows alone has nothing to book") {
  CHECK(refusal_of("Date Processed,Description,Amount,\nPending,SHOP,£1.00,\n").broken ==
        Rule::statement_without_lines);
}

TEST_CASE("an account number without its leading zero gets it back only where a bank loses it") {
  const auto lloyds =
      statement_of(lloyds_heading + "\n03/04/2025,FPO,300000,1234567,A,1.00,,9.00\n");
  CHECK(lloyds.number == "01234567");
  const auto natwest = statement_of(
      "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
      "09 May 2025,POS,A,-1.00,9.00,DP,1234567\n");
  CHECK(natwest.number == "1234567");
  CHECK(refusal_of(lloyds_heading + "\n03/04/2025,FPO,300000,1.23E+15,A,1.00,,9.00\n").broken ==
        Rule::number_not_understood);
}
