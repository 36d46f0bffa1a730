// A table that cannot prove which way its money goes says so when most of it seems to come in.
#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>

namespace {

/// The warnings of the one statement that say the sign is not proved.
std::vector<std::string> doubts(const std::string& bytes) {
  const auto source = imports::read(bytes, "t.csv");
  if (!source) FAIL(text(source.error()));
  REQUIRE(source.value().statements.size() == 1);
  std::vector<std::string> found;
  for (const auto& warning : source.value().statements[0].warnings) {
    if (warning.text.find("--profile") != std::string::npos) found.push_back(warning.text);
  }
  return found;
}

}  // namespace

TEST_CASE("one signed amount without a balance, most of it coming in, is doubted", "[csv]") {
  const std::string rows = "01/04/2025,SHOP A,12.00\n02/04/2025,SHOP B,7.50\n";
  const auto doubted = doubts("Date,Description,Amount\n" + rows);
  REQUIRE(doubted.size() == 1);
  CHECK(doubted[0].starts_with("2 of 2 amounts are read as coming in"));
  CHECK(doubts("Date,Description,Amount\n" + rows + "03/04/2025,PAYMENT,-19.50\n").size() == 1);
  CHECK(doubts("Date,Desc,Amount\n" + rows).size() == 1);
  CHECK(doubts(rows).size() == 1);  // HSBC has no heading
}

TEST_CASE("a card's file with the signs of a bank is doubted too", "[csv]") {
  const std::string heading = "Date Processed,Description,Amount\n";
  CHECK(doubts(heading + "01-Apr-2025,SHOP A,-12.00\n02-Apr-2025,SHOP B,-7.50\n").size() == 1);
  CHECK(doubts(heading + "01-Apr-2025,SHOP A,12.00\n02-Apr-2025,SHOP B,7.50\n").empty());
}

TEST_CASE("where money mostly goes out, or the file proves its signs, nothing is doubted",
          "[csv]") {
  const std::string heading = "Date,Description,Amount\n";
  CHECK(doubts(heading + "01/04/2025,SHOP A,-12.00\n02/04/2025,PAY,7.50\n").empty());
  CHECK(
      doubts("Date,Description,Amount,Balance\n01/04/2025,A,12.00,12.00\n02/04/2025,B,1.00,13.00\n")
          .empty());
  CHECK(doubts("Number,Date,Account,Amount,Subcategory,Memo\n"
               " ,01/04/2025,20-00-00 12345678,12.00,FT,A\n")
            .empty());
}
