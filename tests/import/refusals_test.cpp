// Every rule that this room can break, made to happen by a file: fixtures/refusals/RULE/input.csv
// (or input.txt), and what a person is told: expected-csv.txt. DPLEDGER_APPROVE=1 writes the latter
// anew. (input.toml there is the person file's: person_file_test.cpp.)
#include "import/csv/recognise.hpp"
#include "tests/import/support_files.hpp"

#include <cstdlib>
#include <set>

#include <catch2/catch.hpp>

using ledger::Rule;
namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path{DPLEDGER_FIXTURES} / "refusals";

std::string shown(const ledger::Errors& errors) {
  std::string out;
  for (const auto& error : errors) out += text(error) + "\n";
  return out;
}

/// Rules that take no file to break, or one too large to keep.
const std::set<Rule> broken_elsewhere = {Rule::file_too_large, Rule::profile_unknown,
                                         Rule::kind_mismatch, Rule::format_ambiguous};

const std::set<Rule> ours = {Rule::file_empty,
                             Rule::file_too_large,
                             Rule::file_binary,
                             Rule::encoding_unknown,
                             Rule::text_unterminated,
                             Rule::line_too_long,
                             Rule::xml_damaged,
                             Rule::archive_damaged,
                             Rule::file_cut_short,
                             Rule::markup_damaged,
                             Rule::format_unknown,
                             Rule::format_ambiguous,
                             Rule::kind_mismatch,
                             Rule::profile_unknown,
                             Rule::column_count,
                             Rule::column_unknown,
                             Rule::column_missing,
                             Rule::row_not_understood,
                             Rule::row_duplicated,
                             Rule::money_not_understood,
                             Rule::money_fraction_of_penny,
                             Rule::money_too_large,
                             Rule::date_not_understood,
                             Rule::date_impossible,
                             Rule::number_not_understood,
                             Rule::text_missing,
                             Rule::word_unknown,
                             Rule::sign_unproved,
                             Rule::statement_without_lines,
                             Rule::statement_missing,
                             Rule::bank_refused,
                             Rule::tax_month_unknown,
                             Rule::no_payslips,
                             Rule::period_backwards,
                             Rule::value_out_of_range,
                             Rule::not_supported};

}  // namespace

TEST_CASE("every refusal of this room happens, and tells a person where, what and what to do") {
  const bool approve = std::getenv("DPLEDGER_APPROVE") != nullptr;
  std::set<Rule> happened;
  for (const auto& each : fs::directory_iterator{folder}) {
    for (const auto* name : {"input.csv", "input.txt"}) {
      const auto input = each.path() / name;
      if (!fs::exists(input)) continue;
      INFO(input);
      const auto source = imports::read(support::bytes_of(input), name);
      REQUIRE_FALSE(source);
      const auto rule = each.path().filename().string();
      CHECK(ledger::describe(source.error().broken).name == rule);
      happened.insert(source.error().broken);
      const auto expected = each.path() / "expected-csv.txt";
      if (approve) std::ofstream{expected} << shown(source.errors());
      CHECK(shown(source.errors()) == support::bytes_of(expected));
    }
  }
  for (const auto rule : ours) {
    INFO(ledger::describe(rule).name);
    CHECK(happened.count(rule) + broken_elsewhere.count(rule) == 1);
  }
}

TEST_CASE("a heading that two layouts share is refused, naming both") {
  std::vector<imports::Layout> layouts;
  for (const auto& layout : imports::built_in_layouts()) layouts.push_back(layout);
  auto twin = layouts.front();
  twin.name = "twin";
  layouts.push_back(twin);
  const std::string text =
      "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
      "Debit Amount,Credit Amount,Balance\n";
  const std::string file = "f.csv";
  imports::Refusals refusals{file};
  CHECK_FALSE(imports::recognise(text, layouts, {}, refusals));
  const auto errors = refusals.take();
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].broken == Rule::format_ambiguous);
  CHECK(errors[0].found == "lloyds, twin");
}

TEST_CASE("a file of a kind that is not read is refused by its name, with what to do instead") {
  struct Case {
    std::string bytes, what, remedy;
  };
  const std::string iso =
      "<?xml version=\"1.0\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:";
  const std::vector<Case> cases = {
      {"\xD0\xCF\x11\xE0\xA1\xB1", ".xls", "save it as .xlsx"},
      {"\x1F\x8B\x08", "gzip", "unpack"},
      {"7z\xBC\xAF\x27\x1C", "7-Zip", "unpack"},
      {"Rar!\x1A\x07", "RAR", "unpack"},
      {"\x89PNG\r\n\x1A\n", "picture", "proves nothing"},
      {"\xFF\xD8\xFF\xE0", "picture", "proves nothing"},
      {"{\\rtf1\\ansi Statement}", "RTF", "CSV"},
      {"<OFC>\n<DTD>2", "OFC", "OFX"},
      {"<!DOCTYPE html><html><body>Please sign in</body></html>", "web page", "sign in"},
      {"SQLite format 3\n", "a book", "--book"},
      {"{\"transactions\": []}", "JSON", "CSV"},
      {"[\n  {\"amount\": 1}\n]", "JSON", "CSV"},
      {iso + "pain.001.001.09\"/>", "pain.001", "CAMT.053"},
      {iso + "camt.029.001.09\"/>", "no statement", "CAMT.053"},
      {"<?xml version=\"1.0\"?><Workbook "
       "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
       "Excel 2003", ".xlsx"},
      {"<?xml version=\"1.0\"?><a/>", "an XML document", "CAMT"},
      {"{1:F01BANKGB2LXXXX0000000000}{2:I103X}{4:\nno fields\n-}", "SWIFT", "MT940"},
      {"MIME-Version: 1.0\nContent-Type: text/plain\n", "mail", "attached"},
  };
  for (const auto& each : cases) {
    INFO(each.what);
    const auto source = imports::read(each.bytes, "f");
    REQUIRE_FALSE(source);
    CHECK(source.error().broken == Rule::not_supported);
    CHECK(source.error().found.find(each.what) != std::string::npos);
    CHECK(source.error().remedy.find(each.remedy) != std::string::npos);
  }
}

TEST_CASE("a table whose first cell is a bracket is not taken for another format") {
  const auto source = imports::read("[Account],Note\nx,y\n", "f.csv");
  REQUIRE_FALSE(source);
  CHECK(source.error().broken == Rule::format_unknown);
}
