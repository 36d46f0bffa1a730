#include "reports/error_rate.hpp"

#include <bit>
#include <cstdint>

#include <catch2/catch.hpp>

using reports::most_in_error;

namespace {

/// By looking at every sample there is: the largest number in error for which samples with no more
/// errors than were found are more than 100 − confidence in a hundred of all.
std::int64_t by_looking(int items, int drawn, int errors, int confidence) {
  std::int64_t most = errors;
  for (int in_error = errors; in_error <= items; ++in_error) {
    const auto wrong = (std::uint32_t{1} << static_cast<unsigned>(in_error)) - 1;
    std::int64_t few = 0;
    std::int64_t all = 0;
    for (std::uint32_t sample = 0; sample < std::uint32_t{1} << static_cast<unsigned>(items);
         ++sample) {
      if (std::popcount(sample) != drawn) continue;
      ++all;
      if (std::popcount(sample & wrong) <= errors) ++few;
    }
    if (few * 100 > all * (100 - confidence)) most = in_error;
  }
  return most;
}

}  // namespace

TEST_CASE("of a thousand items, none of 59 in error: at most 48, sure to 95 per cent") {
  // 59 without an error is the sample that says five per cent of a very large population.
  CHECK(most_in_error(1000, 59, 0, 95) == 48);
  CHECK(most_in_error(1'000'000'000, 59, 0, 95) > 49'000'000);
  CHECK(most_in_error(1'000'000'000, 59, 0, 95) < 50'000'000);
}

TEST_CASE("when every item was drawn the errors found are all there are") {
  CHECK(most_in_error(7, 7, 2, 95) == 2);
  CHECK(most_in_error(90'000, 90'000, 2, 95) == 2);
}

TEST_CASE("nothing is said of no sample, or of one that is too large to be counted") {
  CHECK_FALSE(most_in_error(10, 0, 0, 95));
  CHECK_FALSE(most_in_error(90'000, 5001, 2, 95));
}

TEST_CASE("the most in error is what looking at every sample shows") {
  for (int items = 1; items <= 10; ++items) {
    for (int drawn = 1; drawn <= items; ++drawn) {
      for (int errors = 0; errors <= drawn; ++errors) {
        for (const int confidence : {80, 95}) {
          CAPTURE(items, drawn, errors, confidence);
          CHECK(most_in_error(items, drawn, errors, confidence) ==
                by_looking(items, drawn, errors, confidence));
        }
      }
    }
  }
}
