// Damaged files by the thousand: every one is read or refused, soon. The fuzzer (tests/fuzz) goes
// on from here.
#include "import/text_of_file.hpp"
#include "tests/import/support_files.hpp"

#include <chrono>
#include <random>

#include <catch2/catch.hpp>

namespace {

const std::filesystem::path fixtures = DPLEDGER_FIXTURES;

/// One to four random changes: a byte, a piece cut out, a piece twice, the end cut off.
std::string damaged(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>{0, n}(random);
  };
  static const std::string liked = std::string{"\",\n\r'=-£.:/0129\xFF\x81 "} + '\0';
  for (auto changes = below(3) + 1; changes > 0 && !bytes.empty(); --changes) {
    const auto at = below(bytes.size() - 1);
    const auto size = below(std::min<std::size_t>(40, bytes.size() - at));
    switch (below(4)) {
      case 0:
        bytes[at] = static_cast<char>(below(255));
        break;
      case 1:
        bytes.erase(at, size);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, size));
        break;
      case 3:
        bytes.insert(at, 1, liked[below(liked.size() - 1)]);
        break;
      case 4:
        bytes.resize(at);
        break;
    }
  }
  return bytes;
}

}  // namespace

TEST_CASE("thousands of damaged statements are each read or refused") {
  std::mt19937 random{20250406};
  const auto began = std::chrono::steady_clock::now();
  std::size_t refused = 0, tried = 0;
  for (const auto& folder : {fixtures / "statements", fixtures / "refusals"}) {
    for (const auto& file : support::files_below(folder)) {
      const auto extension = file.extension();
      if (extension != ".csv" && extension != ".txt") continue;
      const auto whole = support::bytes_of(file);
      if (whole.size() > 20'000) continue;
      for (int i = 0; i < 60; ++i, ++tried) {
        const auto source = imports::read(damaged(whole, random), "damaged");
        if (!source) {
          refused += 1;
          REQUIRE(source.error().where.line >= 0);
        }
        (void)imports::read_manifest(damaged(whole, random), "damaged");
      }
    }
  }
  CHECK(tried > 1500);
  CHECK(refused > tried / 4);
  CHECK(refused < tried);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{120});
}

TEST_CASE("seeds of every fuzzer, damaged by the thousand, are each read or refused, soon") {
  std::mt19937 random{20260406};
  const auto began = std::chrono::steady_clock::now();
  std::size_t refused = 0, tried = 0, seeds = 0;
  const auto try_one = [&](const std::filesystem::path& file, std::string bytes) {
    imports::Asked asked;
    asked.propose = true;
    const bool words = file.extension() == ".xhtml";  // what pdftotext says of a PDF
    asked.pdf_words = [&](std::string_view, const std::string&) {
      return ledger::Result<std::string>{words ? bytes : std::string{}};
    };
    const auto source = imports::read(words ? "%PDF-1.4\n" : bytes, "damaged", asked);
    ++tried;
    if (source) return;
    ++refused;
    REQUIRE_FALSE(source.errors().empty());
    REQUIRE(source.errors().size() <= 51);
  };
  for (const auto& folder :
       {fixtures.parent_path() / "tests" / "fuzz" / "seeds", fixtures / "statements",
        fixtures / "payroll", fixtures / "pdf-words"}) {
    for (const auto& file : support::files_below(folder)) {
      const auto whole = support::bytes_of(file);
      if (whole.size() > 20'000) continue;
      ++seeds;
      INFO(file);
      for (int i = 0; i < 60; ++i) try_one(file, damaged(whole, random));
    }
  }
  CHECK(seeds > 50);
  CHECK(tried > 3000);
  CHECK(refused > tried / 4);
  CHECK(refused < tried);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{120});
}

TEST_CASE("every beginning of a file is read or refused") {
  for (const auto* name :
       {"nationwide.csv", "natwest-old.csv", "santander.txt", "nationwide-utf16.csv"}) {
    const auto whole = support::bytes_of(fixtures / "statements" / name);
    REQUIRE(whole.size() > 100);
    int read = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
      read += imports::read(std::string_view{whole}.substr(0, size), "cut") ? 1 : 0;
    }
    CHECK(read > 0);
  }
}

TEST_CASE("a file beyond the largest is refused by its size, unread") {
  const std::string_view enormous{"x", imports::largest_file + 1};
  const auto source = imports::read(enormous, "enormous.csv");
  REQUIRE_FALSE(source);
  CHECK(source.error().broken == ledger::Rule::file_too_large);
}

TEST_CASE("a large file of one mistake stops at fifty refusals") {
  std::string bytes = "Date,Description,Amount\n";
  for (int i = 0; i < 200'000; ++i) bytes += "x\n";
  const auto source = imports::read(bytes, "wrong.csv");
  REQUIRE_FALSE(source);
  CHECK(source.errors().size() == 51);
}
