// The shared corpus, where it is there: every file of every format against what other programs
// agree on. Prints a table by format, and why a file differs.
#include "tests/import/support_files.hpp"

#include <iomanip>
#include <iostream>

#include <catch2/catch.hpp>

namespace {

using Row = std::map<std::string, std::string>;

const std::filesystem::path corpus = std::filesystem::path{DPLEDGER_SHARED} / "corpus";

bool corpus_is_here() {
  if (std::filesystem::exists(corpus / "EXPECTED.tsv")) return true;
  WARN("the corpus is not here: these tests looked at nothing");
  return false;
}

/// Files that are right to differ, by the end of their path, and why. One that starts to agree
/// fails the test as one that stops does.
struct Exception {
  std::string path;
  std::string why;
  std::string rule;  ///< by which it is refused; empty: it is read, with warnings
};
const std::vector<Exception> exceptions = {
    {"aclindsa__ofxgo/valid_responses/moneymrkt1_v203.ofx", "amounts with fractions of a penny",
     "money-fraction-of-penny"},
    {"sample_statement_credit_card_inverse_sign_en.csv",
     "nothing in it says that a plus goes out: the proposal says what it assumes", ""},
    {"bank2ynab__bank2ynab/test_row_format_default.csv",
     "the row without a day and an amount is counted by others; here it is named and left out", ""},
    {"cmxl/mt940-headers.txt", "neither of a line's two dates is a day", "date-impossible"},
};

struct Total {
  std::size_t count = 0;
  std::int64_t sum = 0;
};

/// Booked lines of a statement; every line of what is no statement; payslips and their net pay.
Total total_of(const imports::Source& source) {
  Total total;
  for (const auto& statement : source.statements) {
    for (const auto& line : statement.lines) {
      if (line.pending && statement.basis == ledger::Basis::statement) continue;
      ++total.count;
      total.sum += line.amount.pence();
    }
  }
  for (const auto& slip : source.payslips) {
    ++total.count;
    total.sum += slip.net.pence();
  }
  return total;
}

enum class Verdict { agrees, refused_as_meant, judged, differs };

struct Judged {
  Verdict verdict = Verdict::differs;
  std::string why;
};

using Read = ledger::Result<imports::Source>;

Judged judge_value(const Row& row, const Read& read) {
  if (!read) return {Verdict::differs, text(read.error())};
  const auto total = total_of(read.value());
  const auto count = std::to_string(total.count);
  const auto sum = std::to_string(total.sum);
  if (count == row.at("n_transactions") && sum == row.at("signed_sum_minor_units")) {
    return {Verdict::agrees, {}};
  }
  return {Verdict::differs, count + " lines, " + sum + "; others say " + row.at("n_transactions") +
                                " lines, " + row.at("signed_sum_minor_units")};
}

bool names_a_line(const imports::Source& source) {
  return std::any_of(source.warnings.begin(), source.warnings.end(), [](const auto& warning) {
    return warning.line > 0 || warning.text.find("line ") != std::string::npos;
  });
}

/// A file with a row that cannot be read is refused with its line; or, by a proposal, read without
/// that row, and then its line is said.
Judged judge_partial(const Row& row, const Read& read) {
  if (!read) {
    const bool names = read.error().where.line > 0;
    return {names ? Verdict::refused_as_meant : Verdict::differs, text(read.error())};
  }
  const auto total = total_of(read.value());
  const bool rest =
      names_a_line(read.value()) && std::to_string(total.count) == row.at("n_transactions");
  return {rest ? Verdict::agrees : Verdict::differs, "read, and no line is named"};
}

Judged judge(const Row& row, const Read& read) {
  const auto& status = row.at("status");
  if (status.starts_with("agreed") || status == "single") return judge_value(row, read);
  if (status == "partial") return judge_partial(row, read);
  if (status == "reject") {
    return read ? Judged{Verdict::differs, "read as " + read.value().format}
                : Judged{Verdict::refused_as_meant, {}};
  }
  return {Verdict::judged, {}};  // out of scope, disputed, a fragment: that it ends is enough
}

const Exception* exception_of(const std::string& path) {
  const auto found = std::find_if(exceptions.begin(), exceptions.end(),
                                  [&](const auto& each) { return path.ends_with(each.path); });
  return found == exceptions.end() ? nullptr : &*found;
}

/// Is it refused by the rule, or read with a warning, as the list of exceptions says?
bool differs_as_known(const Exception& known, const Read& read) {
  if (!read) return ledger::describe(read.error().broken).name == known.rule;
  return known.rule.empty() && read.value().warnings.size() >= 2;
}

struct OfFormat {
  int files = 0, agree = 0, refused = 0, judged = 0, known = 0, differ = 0;
};

void print(const std::map<std::string, OfFormat>& table) {
  std::cout << "  format    files  agree  refused as meant  no crash  known  differ\n";
  for (const auto& [format, of] : table) {
    std::cout << "  " << std::left << std::setw(8) << format << std::right << std::setw(7)
              << of.files << std::setw(7) << of.agree << std::setw(18) << of.refused
              << std::setw(10) << of.judged << std::setw(7) << of.known << std::setw(8) << of.differ
              << "\n";
  }
}

}  // namespace

TEST_CASE("every file of the corpus gives what others agree on, or is refused as it must be",
          "[corpus]") {
  if (!corpus_is_here()) return;
  std::map<std::string, OfFormat> table;
  std::size_t exceptions_met = 0;
  for (const auto& row : support::table(corpus / "EXPECTED.tsv")) {
    const auto& path = row.at("path");
    const auto read = imports::read(support::bytes_of(corpus / path), path, {.propose = true});
    const auto judged = judge(row, read);
    const bool agrees = judged.verdict != Verdict::differs;
    auto& of = table[path.substr(0, path.find('/'))];
    auto& all = table["~ all"];
    for (auto* each : {&of, &all}) {
      ++each->files;
      each->agree += judged.verdict == Verdict::agrees ? 1 : 0;
      each->refused += judged.verdict == Verdict::refused_as_meant ? 1 : 0;
      each->judged += judged.verdict == Verdict::judged ? 1 : 0;
    }
    const auto* known = exception_of(path);
    INFO(path << ": " << judged.why);
    if (known != nullptr) {
      ++exceptions_met;
      CHECK_FALSE(agrees);
      CHECK(differs_as_known(*known, read));
    } else {
      CHECK(agrees);
    }
    if (agrees) continue;
    for (auto* each : {&of, &all}) ++(known != nullptr ? each->known : each->differ);
    std::cout << "  " << path << ": " << judged.why << (known ? " (" + known->why + ")" : "")
              << "\n";
  }
  print(table);
  CHECK(exceptions_met == exceptions.size());
  CHECK(table["~ all"].files > 250);
  CHECK(table["~ all"].agree + table["~ all"].refused > 200);
}

TEST_CASE("no file of the corpus, whatever its format, does more than be read or be refused",
          "[corpus]") {
  if (!corpus_is_here()) return;
  std::size_t read = 0, refused = 0;
  for (const auto& file : support::files_below(corpus)) {
    const auto source = imports::read(support::bytes_of(file), file.string());
    (source ? read : refused) += 1;
    if (source) continue;
    CHECK_FALSE(ledger::describe(source.error().broken).name.empty());
    CHECK(text(source.error()).size() < 1000);
  }
  CHECK(read + refused > 250);
}
