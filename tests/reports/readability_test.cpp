// The measure of plain English measures what it says.
#include "tests/support/readability.hpp"

#include <map>
#include <string>

#include <catch2/catch.hpp>

TEST_CASE("syllables are counted by the rule that the source of the scores states",
          "[readability]") {
  const std::map<std::string, int> known{
      {"pay", 1},     {"paid", 1}, {"money", 2},     {"carers", 2}, {"please", 1},
      {"table", 2},   {"owed", 1}, {"needed", 2},    {"wages", 2},  {"December", 3},
      {"HMRC", 4},    {"the", 1},  {"insurance", 3}, {"agreed", 2}, {"£1,200.00", 1},
      {"receive", 2}, {"free", 1}, {"used", 1},      {"wanted", 2}, {"times", 1}};
  for (const auto& [word, count] : known) {
    INFO(word);
    CHECK(readability::syllables(word) == count);
  }
}

TEST_CASE("the formulas are Flesch's and Kincaid's, and tell easy from hard", "[readability]") {
  // six words, six syllables, one sentence: 206.835 - 6.09 - 84.6 and 2.34 + 11.8 - 15.59
  const auto easy = readability::tally("The cat sat on the mat.");
  CHECK(easy.ease() == Approx(116.145));
  CHECK(easy.grade() == Approx(-1.45));
  const auto hard = readability::tally(
      "Unexpired contributions necessitate proportionate apportionment, notwithstanding "
      "supplementary reconciliation obligations.");
  CHECK(hard.grade() > 20);
  CHECK(readability::tally("Pay HMRC £60.00 by 22 May 2025. Do it now.").sentences == 2);
  CHECK(readability::jargon_in("The line waits in Suspense.") == "suspense");
}
