// A table finds its reader: a layout, a saved profile of some version, or a proposal.
#include "import/profile/profile.hpp"
#include "tests/import/support_archives.hpp"
#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>

using ledger::Rule;

namespace {

std::string text_cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string number_cell(const std::string& stored, int style) {
  return "<c s=\"" + std::to_string(style) + "\"><v>" + stored + "</v></c>";
}
std::string row(const std::vector<std::string>& cells) {
  std::string out = "<row>";
  for (const auto& each : cells) out += each;
  return out + "</row>";
}

std::string refused(const std::string& file, const imports::Asked& asked = {}) {
  const auto source = imports::read(file, "f.csv", asked);
  return source ? "read" : text(source.error());
}

imports::Profile profile_of(const std::string& heading, int version) {
  auto made = imports::read_profile(
      "schema = \"dpledger.profile/1\"\nname = \"cards\"\nversion = " + std::to_string(version) +
          "\nkind = \"bank\"\ndates = \"DD/MM/YYYY\"\n[columns]\ndate = \"Day\"\npayee = \"" +
          heading + "\"\namount = \"Moved\"\n",
      "p.toml");
  REQUIRE(made);
  return std::move(made).value();
}

}  // namespace

TEST_CASE("a workbook's own days stand under a bank's heading, as typed days do") {
  const auto head = row({text_cell("Date"), text_cell("Type"), text_cell("Description"),
                         text_cell("Value"), text_cell("Balance"), text_cell("Account Number")});
  const auto line = [&](const std::string& day, const std::string& moved, const std::string& left) {
    return row({number_cell(day, 1), text_cell("POS"), text_cell("SHOP"), number_cell(moved, 2),
                number_cell(left, 2), text_cell("309021-12345678")});
  };
  const auto file = support::workbook(
      {{"Statement", head + line("45777", "-4.5", "95.5") + line("45778", "-5", "90.5"), ""}});
  const auto source = imports::read(file, "t.xlsx");
  if (!source) FAIL(text(source.error()));
  CHECK(source.value().format == "natwest");
  const auto& lines = source.value().statements.front().lines;
  REQUIRE(lines.size() == 2);
  CHECK(text(lines[0].date) == "2025-04-30");
  CHECK(text(lines[1].date) == "2025-05-01");
}

TEST_CASE("a workbook with days of both kinds is refused: a spreadsheet turned some round") {
  const auto head = row({text_cell("date"), text_cell("desc"), text_cell("amount")});
  const auto one = row({number_cell("45777", 1), text_cell("SHOP"), number_cell("-4.5", 2)});
  const auto other = row({text_cell("13/05/2025"), text_cell("SHOP"), number_cell("-4.5", 2)});
  CHECK(refused(support::workbook({{"Statement", head + one + one, ""}})) == "read");
  CHECK(refused(support::workbook({{"Statement", head + one + other, ""}}))
            .find("every day of this file is written as 2025-04-30") != std::string::npos);
}

TEST_CASE("an unknown heading of three columns is never a damaged row of a file without one") {
  const std::string file =
      "Date,Merchant,Charge\n13/04/2025,SHOP,12.34\n14/04/2025,PAYMENT RECEIVED,-12.34\n";
  CHECK(refused(file).find("columns seen: Date, Merchant, Charge") != std::string::npos);
  CHECK(refused(file).find("dpledger profile f.csv") != std::string::npos);
  const auto source = imports::read(file, "f.csv", {.propose = true});
  REQUIRE(source);
  CHECK(source.value().format == "proposed");
  const auto& lines = source.value().statements.front().lines;
  REQUIRE(lines.size() == 2);
  CHECK(text(lines[0].amount) == "-12.34");
  CHECK(text(lines[1].amount) == "12.34");
  CHECK(refused("31/13/2025,SHOP,12.34\n14/04/2025,SHOP,-12.34\n").find("f.csv:1:1") == 0);
}

TEST_CASE("an older file is read by the version of its profile that has its heading") {
  imports::Profiles saved;
  saved.add(profile_of("Shop", 1));
  saved.add(profile_of("Merchant", 2));
  const std::string rows = "13/04/2025,A,-1.00\n";
  for (const char* name : {"", "cards"}) {
    INFO(name);
    const imports::Asked asked{.profile = name, .profiles = &saved};
    const auto older = imports::read("Day,Shop,Moved\n" + rows, "f.csv", asked);
    REQUIRE(older);
    CHECK(older.value().format == "cards");
    CHECK(older.value().profile_version == 1);
    REQUIRE(older.value().warnings.size() == 1);
    CHECK(older.value().warnings[0].text.find("read by version 1 of the profile cards") == 0);
    const auto newer = imports::read("Day,Merchant,Moved\n" + rows, "f.csv", asked);
    REQUIRE(newer);
    CHECK(newer.value().profile_version == 2);
    CHECK(newer.value().warnings.empty());
  }
  const imports::Asked named{.profile = "cards", .profiles = &saved};
  CHECK(refused("Day,Place,Moved\n" + rows, named).find("version 2") != std::string::npos);
}

TEST_CASE("the currency of an amount abroad is not the account's") {
  const std::string rows =
      "14/04/2025,A,-12.00,EUR,-10.00,90.00\n15/04/2025,B,5.00,GBP,5.00,95.00\n"
      "16/04/2025,C,-6.00,USD,-5.00,90.00\n";
  for (const char* head : {"Date,Text,Local Amount,Local Ccy,Billing Amount,Balance\n",
                           "Date,Text,Local Amount,Ccy,Billing Amount,Balance\n",
                           "Date,Text,There,Ccy,Billing Amount,Balance\n"}) {
    INFO(head);
    const auto source = imports::read(head + rows, "f.csv", {.propose = true});
    REQUIRE(source);
    REQUIRE(source.value().statements.size() == 1);
    const auto& statement = source.value().statements.front();
    CHECK(statement.breaks.empty());
    REQUIRE(statement.lines.size() == 3);
    CHECK(text(statement.lines[0].amount) == "-10.00");
  }
}
