// Archives of statements, workbooks, and web pages with a table: read as their text would be.
#include "import/sheet/archive.hpp"
#include "import/sheet/cell_value.hpp"
#include "import/sheet/workbook_parts.hpp"
#include "tests/import/support_archives.hpp"
#include "tests/import/support_files.hpp"

#include <random>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;
using imports::Source;
using support::Sheet;
using support::workbook;
using support::zipped;

namespace {

const std::filesystem::path statements = std::filesystem::path{DPLEDGER_FIXTURES} / "statements";

Source source_of(const std::string& bytes) {
  auto source = imports::read(bytes, "t.zip");
  if (!source) FAIL(text(source.error()));
  return std::move(source).value();
}
Error refusal_of(const std::string& bytes) {
  const auto source = imports::read(bytes, "t.zip");
  REQUIRE_FALSE(source);
  return source.error();
}

/// A row of an HSBC statement with a heading.
std::string cells(const std::string& day, const std::string& words, const std::string& amount) {
  return "<row>" + day + words + amount + "</row>";
}
std::string inline_text(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string number(const std::string& text, int style = 0) {
  return "<c s=\"" + std::to_string(style) + "\"><v>" + text + "</v></c>";
}
const std::string heading = cells(inline_text("date"), inline_text("desc"), inline_text("amount"));
const std::string rows =
    heading + cells(inline_text("30/04/2025"), inline_text("SHOP, THE \"BEST\""), number("-4.5")) +
    cells(inline_text("30/04/2025"), inline_text("GRANT"), number("12.300000000000001", 2));

std::string table_of(const std::string& part, bool from_1904 = false) {
  imports::SharedTexts texts;
  REQUIRE(
      texts.take("<sst><si><t>one</t></si><si><r><t>two</t></r><r><t xml:space=\"preserve\"> "
                 "&amp; more</t></r><rPh><t>no</t></rPh></si><si/></sst>"));
  const std::vector<bool> days = {false, true};
  imports::CsvText table{10'000};
  REQUIRE(imports::write_sheet("<worksheet><sheetData>" + part + "</sheetData></worksheet>",
                               {&texts, &days, from_1904}, table));
  return table.text();
}

}  // namespace

TEST_CASE("the files of an archive are read as one, each with its own places") {
  const auto lloyds = support::bytes_of(statements / "lloyds.csv");
  const auto camt = support::bytes_of(statements / "camt053.xml");
  const auto source = source_of(zipped({{"april/lloyds.csv", lloyds},
                                        {"camt.xml", camt},
                                        {"__MACOSX/._camt.xml", "noise"},
                                        {"april/", ""}}));
  CHECK(source.format == "zip");
  REQUIRE(source.statements.size() == 2);
  CHECK(text(support::booked(source.statements[0]).sum) == "1387.00");
  CHECK(source.statements[1].iban == "GB45OAKB30902101234567");
  REQUIRE(source.warnings.size() >= 2);
  CHECK(source.warnings[1].text == "statement 2 is of camt.xml (camt.053)");
}

TEST_CASE("one file of an archive that is refused refuses it whole, and is named") {
  const auto lloyds = support::bytes_of(statements / "lloyds.csv");
  auto bad = lloyds;
  bad.replace(bad.find("\n") + 1, 2, "99");
  const auto error = refusal_of(zipped({{"a.csv", lloyds}, {"b.csv", bad}}));
  CHECK(error.where.file == "t.zip/b.csv");
  CHECK(error.where.line == 2);
  const auto beside = refusal_of(zipped({{"a.csv", lloyds}, {"notes.txt", "hello\n"}}));
  CHECK(beside.where.file == "t.zip/notes.txt");
  CHECK(beside.remedy.find("if notes.txt is no statement, take it out") != std::string::npos);
  const auto alone = refusal_of(zipped({{"notes.txt", "hello\n"}}));
  CHECK(alone.remedy.find("take it out") == std::string::npos);
}

TEST_CASE("archives that cannot be read safely are refused by name") {
  const std::string lloyds = support::bytes_of(statements / "lloyds.csv");
  const auto inner = zipped({{"lloyds.csv", lloyds}});
  CHECK(refusal_of(zipped({{"inner.zip", inner}})).broken == Rule::not_supported);
  const auto locked = refusal_of(zipped({{"a.csv", lloyds}}, "secret"));
  CHECK(locked.broken == Rule::not_supported);
  CHECK(locked.found == "encrypted: a.csv");
  CHECK(refusal_of(zipped({{"zeros", std::string(80'000'000, '0')}})).broken ==
        Rule::file_too_large);
  CHECK(
      refusal_of(zipped({{"a", std::string(20'000'000, '0')}, {"b", std::string(20'000'000, '0')}}))
          .broken == Rule::file_too_large);
  support::Parts many;
  for (int i = 0; i < 2100; ++i) many.emplace_back(std::to_string(i), "x");
  CHECK(refusal_of(zipped(many)).broken == Rule::file_too_large);
  CHECK(refusal_of(inner.substr(0, inner.size() - 30)).broken == Rule::archive_damaged);
  auto changed = inner;
  changed[60] = static_cast<char>(changed[60] ^ 1);
  CHECK_FALSE(imports::read(changed, "t.zip"));
}

TEST_CASE("a workbook is read as the table that its sheet shows") {
  const auto source = source_of(workbook({{"Statement", rows, ""}}));
  REQUIRE(source.statements.size() == 1);
  const auto& lines = source.statements[0].lines;
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].payee == "SHOP, THE \"BEST\"");
  CHECK(text(lines[0].amount) == "-4.50");
  CHECK(lines[0].file_line == 2);
  CHECK(text(lines[1].amount) == "12.30");
}

TEST_CASE("the first visible sheet of more than one row is read, and the others are named") {
  const auto source =
      source_of(workbook({{"Cover", "<row>" + inline_text("Hello") + "</row>", ""},
                          {"Old", rows, "hidden"},
                          {"May", rows, ""},
                          {"June", heading, ""},
                          {"Budget",
                           "<row>" + inline_text("Care") + inline_text("Week") +
                               inline_text("Sum") + "</row><row>" + number("12") + "</row>",
                           ""}}));
  CHECK(source.statements.at(0).lines.size() == 2);
  REQUIRE(source.warnings.size() == 1);
  CHECK(source.warnings[0].text ==
        "only the sheet May was read; left aside: Cover, Old (hidden), June, "
        "Budget");
  CHECK(refusal_of(workbook({{"Old", rows, "hidden"}})).broken == Rule::file_empty);
}

TEST_CASE("a second visible sheet with rows under the same heading refuses the workbook") {
  const auto title = "<row>" + inline_text("Account of June") + "</row>";
  const auto error = refusal_of(
      workbook({{"May", rows, ""}, {"Budget", title + title, ""}, {"June", title + rows, ""}}));
  CHECK(error.broken == Rule::not_supported);
  CHECK(error.found == "rows under one heading in the sheets May and June");
  CHECK(error.remedy.find("save each sheet") == 0);
}

TEST_CASE("rows of a sheet are lines of the table, empty ones too, and columns keep their places") {
  CHECK(
      table_of("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"D3\" t=\"s\"><v>1</v></c></row>"
               "<row r=\"4\"><c r=\"A4\" t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>a\nb</v></c>"
               "<c t=\"e\"><v>#REF!</v></c><c t=\"d\"><v>2025-04-30T00:00:00</v></c></row>") ==
      "\n\n,one,,two & more\nTRUE,a b,#REF!,2025-04-30");
}

TEST_CASE("days of a sheet are told by their style, in both ways of counting") {
  const auto day = [](const std::string& stored, bool from_1904 = false) {
    return table_of("<row>" + number(stored, 1) + "</row>", from_1904);
  };
  CHECK(day("45777") == "2025-04-30");
  CHECK(day("45777.75") == "2025-04-30");
  CHECK(day("45776.9999999999999") == "2025-04-30");
  CHECK(day("44315", true) == "2025-04-30");
  CHECK(day("1") == "1900-01-01");
  CHECK(day("59") == "1900-02-28");
  CHECK(day("61") == "1900-03-01");
  CHECK(day("60") == "60");
  CHECK(day("0.5") == "0.5");
  CHECK(day("-1") == "-1");
  CHECK(day("9999999") == "9999999");
  for (const char* format : {"dd/mm/yyyy", "[$-809]d mmm yy", "yyyy\\-mm\\-dd", "D"}) {
    INFO(format);
    CHECK(imports::shows_days(std::string_view{format}));
  }
  for (const char* format :
       {"General", "0.00", "[Red]0.00", "\"day\" 0", "h:mm", "#,##0;[Red]-d", "_d0", ""}) {
    INFO(format);
    CHECK_FALSE(imports::shows_days(std::string_view{format}));
  }
  CHECK(imports::shows_days(14));
  CHECK_FALSE(imports::shows_days(4));
  CHECK_FALSE(imports::shows_days(20));
}

TEST_CASE("numbers of a sheet lose a computer's noise and nothing else") {
  struct Case {
    const char* stored;
    const char* shown;
  };
  for (const auto& each : std::vector<Case>{{"12.300000000000001", "12.3"},
                                            {"12.299999999999999", "12.3"},
                                            {"0.30000000000000004", "0.3"},
                                            {"1234567.8900000001", "1234567.89"},
                                            {"1.0000000000000001E-2", "0.01"},
                                            {"5.5511151231257827E-17", "0"},
                                            {"-99.999999999999986", "-100"},
                                            {"1.23456789E7", "12345678.9"},
                                            {"1.2345678E+7", "12345678"},
                                            {"12345678", "12345678"},
                                            {"007", "007"},
                                            {"12.345", "12.345"},
                                            {"0.001", "0.001"},
                                            {"1.2345678901234567E+19", "1.2345678901234567E+19"},
                                            {"1e999999999999", "1e999999999999"},
                                            {"1.2.3", "1.2.3"},
                                            {"abc", "abc"},
                                            {"", ""},
                                            {"-", "-"}}) {
    INFO(each.stored);
    CHECK(imports::number_text(each.stored) == each.shown);
  }
}

TEST_CASE("any amount, stored with noise as a computer leaves it, is read to the penny") {
  const bool held = rc::check([](std::int32_t pence) {
    char stored[64];
    std::snprintf(stored, sizeof stored, "%.17g", pence / 100.0);
    const auto read = parse_money(imports::number_text(stored));
    RC_ASSERT(static_cast<bool>(read));
    RC_ASSERT(read.value().pence() == pence);
  });
  CHECK(held);
}

TEST_CASE("a sheet that would grow beyond all bounds, or is damaged, is refused") {
  std::string far;
  for (int i = 1; i < 20'000; ++i) {
    far += "<row r=\"" + std::to_string(i) + "\"><c r=\"XFD" + std::to_string(i) +
           "\"><v>1</v></c></row>";
  }
  CHECK(refusal_of(workbook({{"Far", far, ""}})).broken == Rule::file_too_large);
  const auto repeated = std::string(30'000, 'x');
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "<row><c t=\"s\"><v>0</v></c></row>";
  CHECK(refusal_of(workbook({{"Many", many, ""}}, {"<t>" + repeated + "</t>"})).broken ==
        Rule::file_too_large);
  for (const char* damaged :
       {"<row r=\"2\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"99999999\"/>",
        "<row><c r=\"AAAA1\"/></row>", "<row><c t=\"s\"><v>7</v></c></row>", "<row><c>"}) {
    INFO(damaged);
    CHECK(refusal_of(workbook({{"Sheet", damaged, ""}})).broken == Rule::archive_damaged);
  }
}

TEST_CASE("a sheet may be many times its table, as far as memory is bounded") {
  const auto padded = [](std::size_t megabytes) {
    return workbook(
        {{"Statement", rows + "<!--" + std::string(megabytes << 20U, ' ') + "-->", ""}});
  };
  CHECK(imports::read(padded(40), "t.xlsx"));
  CHECK(refusal_of(padded(60)).broken == Rule::file_too_large);
}

TEST_CASE("workbooks and archives with bytes changed are read or refused") {
  const auto book = workbook({{"Statement", rows, ""}});
  const auto archive = zipped({{"a.csv", support::bytes_of(statements / "lloyds.csv")}});
  std::mt19937 random{20250430};
  for (const auto& whole : {book, archive}) {
    for (int i = 0; i < 600; ++i) {
      auto bytes = whole;
      for (auto changes = random() % 3 + 1; changes > 0; --changes) {
        bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
      }
      if (i % 3 == 0) bytes.resize(random() % bytes.size());
      const auto source = imports::read(bytes, "changed");
      if (!source) REQUIRE_FALSE(source.errors().empty());
    }
  }
}

TEST_CASE("a web page that a bank calls an Excel file is read as its table") {
  const std::string page =
      "<html><head><style>td { a > b }</style></head><body><table>\n"
      "<tr><td colspan=\"3\">Transactions<br>of May</td></tr>\n"
      "<TR><TH>date</TH><TH>desc</TH><TH>amount</TH></TR>\n"
      "<!-- <tr> --><tr><td>30/04/2025&nbsp;</td><td>SHOP &amp; CO, LTD<td>-&pound;4.50</tr>\n"
      "<tr><td>01/05/2025</td><td>GRANT</td><td>100.00</td></tr></table></body></html>";
  const auto source = source_of(page);
  REQUIRE(source.statements.size() == 1);
  const auto& lines = source.statements[0].lines;
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].payee == "SHOP & CO, LTD");
  CHECK(text(lines[0].amount) == "-4.50");
  CHECK(lines[0].file_line == 4);
  CHECK(refusal_of("<html><body><p>Please log in</p></body></html>").broken == Rule::not_supported);
}
