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
