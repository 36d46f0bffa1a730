// Files that mean harm are read or refused, soon. How much memory each takes is measured by
// script/corpus, where no sanitizer is in the way.
#include "import/refusals.hpp"
#include "tests/import/support_files.hpp"
#include "tests/import/support_hostile.hpp"

#include <chrono>
#include <iostream>
#include <random>

#include <catch2/catch.hpp>

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// Read as inspect reads it. The words of a PDF are what a page without any gives.
ledger::Result<imports::Source> read(const std::string& bytes, const std::string& name) {
  imports::Asked asked;
  asked.propose = true;
  asked.pdf_words = [](std::string_view, const std::string&) {
    return ledger::Result<std::string>{std::string{"<doc></doc>"}};
  };
  return imports::read(bytes, name, asked);
}

struct Took {
  double seconds = 0;
  bool refused = false;
};

/// The time, and that a refusal says what a person can read.
Took take(const std::string& name, const std::string& bytes) {
  const auto began = Clock::now();
  const auto source = read(bytes, name);
  const Took took{Seconds{Clock::now() - began}.count(), !source};
  if (source) return took;
  CHECK(source.errors().size() <= imports::most_refusals + 1);
  for (const auto& error : source.errors()) CHECK(text(error).size() < 2000);
  return took;
}

}  // namespace

TEST_CASE("bombs, nesting, NULs, empty records and endless numbers are read or refused, soon",
          "[hostile]") {
  constexpr std::size_t size = 256 * 1024;
  constexpr double longest = 30;  // unoptimised, and with sanitizers
  int refused = 0, tried = 0;
  for (const auto& each : support::bombs()) {
    INFO(each.name);
    const auto took = take(each.name, each.make(size));
    CHECK(took.seconds < longest);
    if (took.seconds > 5) std::cout << "  " << each.name << ": " << took.seconds << " s\n";
    refused += took.refused ? 1 : 0;
    ++tried;
  }
  CHECK(tried > 90);
  CHECK(refused > 60);
  CHECK(refused < tried);
}

TEST_CASE("a line of megabytes is refused in every format, soon", "[hostile]") {
  constexpr std::size_t size = 4 * 1024 * 1024;  // no format has rows of more than 64 kB
  for (const auto& each : support::long_lines()) {
    INFO(each.name);
    const auto took = take(each.name, each.make(size));
    CHECK(took.refused);
    CHECK(took.seconds < 60);
    if (took.seconds > 5) std::cout << "  " << each.name << ": " << took.seconds << " s\n";
  }
}

TEST_CASE("no entity is expanded and no file is opened for one", "[hostile]") {
  for (const auto& each : support::bombs()) {
    if (each.name.find("laughs") == std::string::npos) continue;
    INFO(each.name);
    const auto source = read(each.make(1000), each.name);
    if (!source) continue;  // a document type is refused where XML is read
    CHECK((each.name.ends_with(".ofx") || each.name.ends_with(".html")));
    for (const auto& statement : source.value().statements) {
      for (const auto& line : statement.lines) {
        CHECK(line.description().find("haha") == std::string::npos);
        CHECK(line.description().find("root:") == std::string::npos);
      }
    }
  }
}

TEST_CASE("what is nested a hundred thousand deep is refused where the depth begins", "[hostile]") {
  int seen = 0;
  for (const auto& each : support::bombs()) {
    if (!each.name.starts_with("deep")) continue;
    INFO(each.name);
    const auto source = read(each.make(100'000 * 30), each.name);
    REQUIRE_FALSE(source);
    CHECK(source.errors().size() < 5);
    ++seen;
  }
  CHECK(seen >= 9);
}
