// Every table of the shared corpus, read as `inspect` reads it: by a layout, or by a proposal.
#include "tests/import/support_files.hpp"

#include <iostream>

#include <catch2/catch.hpp>

namespace {

const std::filesystem::path corpus = std::filesystem::path{DPLEDGER_SHARED} / "corpus";

struct Total {
  int lines = 0;
  std::int64_t sum = 0;
};

Total total_of(const imports::Source& source) {
  Total total;
  for (const auto& statement : source.statements) {
    const auto booked = support::booked(statement);
    total.lines += booked.lines;
    total.sum += booked.sum.pence();
  }
  return total;
}

bool names_a_line(const imports::Source& source) {
  return std::any_of(source.warnings.begin(), source.warnings.end(), [](const auto& warning) {
    return warning.text.find("line ") != std::string::npos;
  });
}

}  // namespace

TEST_CASE("every table of the corpus gives what others agree on, or says what it had to assume") {
  if (!std::filesystem::exists(corpus / "EXPECTED.tsv")) {
    WARN("the corpus is not here: this test looked at nothing");
    return;
  }
  int agreeing = 0, differing = 0, refused = 0;
  for (const auto& row : support::table(corpus / "EXPECTED.tsv")) {
    const auto& path = row.at("path");
    const auto& status = row.at("status");
    if (!path.starts_with("csv/")) continue;
    INFO(path);
    const auto source = imports::read(support::bytes_of(corpus / path), path, {.propose = true});
    if (status == "reject") {
      CHECK_FALSE(source);
      ++refused;
    } else if (status == "partial") {
      // Refused with the line, or read without it, and then it is said.
      CHECK((source ? names_a_line(source.value()) : source.error().where.line > 0));
    } else if (status == "agreed" || status == "single") {
      if (!source) FAIL(text(source.error()));
      const auto total = total_of(source.value());
      const bool same = std::to_string(total.lines) == row.at("n_transactions") &&
                        std::to_string(total.sum) == row.at("signed_sum_minor_units");
      (same ? agreeing : differing) += 1;
      if (same) continue;
      std::cout << "  " << path << ": " << total.lines << ", " << total.sum << ", not "
                << row.at("n_transactions") << ", " << row.at("signed_sum_minor_units") << "\n";
      // Nothing in the file proves it: then it says so.
      CHECK(source.value().format == "proposed");
      CHECK(source.value().warnings.size() >= 2);
    }
  }
  std::cout << "  tables of the corpus: " << agreeing << " agree, " << differing << " differ, "
            << refused << " refused\n";
  CHECK(agreeing >= 45);
  CHECK(differing <= 2);
  CHECK(refused >= 5);
}
