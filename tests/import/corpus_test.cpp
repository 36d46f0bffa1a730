// The shared corpus, where it is there: what other programs agree on, and nothing that crashes.
#include "tests/import/support_files.hpp"

#include <iostream>

#include <catch2/catch.hpp>

namespace {

const std::filesystem::path corpus = std::filesystem::path{DPLEDGER_SHARED} / "corpus";

bool corpus_is_here() {
  if (std::filesystem::exists(corpus / "EXPECTED.tsv")) return true;
  WARN("the corpus is not here: these tests looked at nothing");
  return false;
}

/// Of the banks and cards that are read.
const std::vector<std::string> ours = {
    "csv/Metasaura__ofxstatement-lloyds/", "csv/WillOnGit__nationwide-transaction-parser/",
    "csv/jameshaworthcs__countinghouse/",  "csv/bank2ynab__bank2ynab/MonzoDataExport",
    "csv/bank2ynab__bank2ynab/MS_JANE",    "csv/cantino__reckon/data_fixtures/nationwide.csv"};

bool is_ours(const std::string& path) {
  return std::any_of(ours.begin(), ours.end(),
                     [&](const auto& each) { return path.starts_with(each); });
}

}  // namespace

TEST_CASE("files of the banks we read give the count and the sum that others agree on") {
  if (!corpus_is_here()) return;
  int compared = 0;
  for (const auto& row : support::table(corpus / "EXPECTED.tsv")) {
    const auto& path = row.at("path");
    const auto& status = row.at("status");
    if (!is_ours(path) || (status != "agreed" && status != "single")) continue;
    INFO(path);
    const auto source = imports::read(support::bytes_of(corpus / path), path);
    if (!source) FAIL(text(source.error()));
    int lines = 0;
    std::int64_t sum = 0;
    for (const auto& statement : source.value().statements) {
      const auto booked = support::booked(statement);
      lines += booked.lines;
      sum += booked.sum.pence();
    }
    CHECK(std::to_string(lines) == row.at("n_transactions"));
    CHECK(std::to_string(sum) == row.at("signed_sum_minor_units"));
    std::cout << "  " << path << ": " << source.value().format << ", " << lines << " lines, " << sum
              << " pence\n";
    ++compared;
  }
  CHECK(compared == 12);
}

TEST_CASE("what is no statement, or is damaged, is refused with its line") {
  if (!corpus_is_here()) return;
  int refused = 0;
  for (const auto& row : support::table(corpus / "EXPECTED.tsv")) {
    const auto& path = row.at("path");
    const bool damaged = row.at("status") == "partial" && is_ours(path);
    if (!path.starts_with("csv/") || (row.at("status") != "reject" && !damaged)) continue;
    INFO(path);
    const auto source = imports::read(support::bytes_of(corpus / path), path);
    REQUIRE_FALSE(source);
    if (damaged) CHECK((source.error().where.line == 6 || source.error().where.line == 7));
    std::cout << "  " << text(source.error()).substr(0, 150) << "\n";
    ++refused;
  }
  CHECK(refused >= 9);
}

TEST_CASE("no file of the corpus, whatever its format, does more than be read or be refused") {
  if (!corpus_is_here()) return;
  std::size_t read = 0, refused = 0;
  for (const auto& file : support::files_below(corpus)) {
    const auto source = imports::read(support::bytes_of(file), file.string());
    (source ? read : refused) += 1;
    if (!source) {
      CHECK_FALSE(ledger::describe(source.error().broken).name.empty());
    }
  }
  std::cout << "  the whole corpus: " << read << " read, " << refused << " refused\n";
  CHECK(read + refused > 250);
}
