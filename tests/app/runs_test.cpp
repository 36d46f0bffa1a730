// A commissioner's month from the command line: pay, record, tell, book.
#include "tests/app/support_asked.hpp"

#include <catch2/catch.hpp>

using support::Folder;
using support::has;

TEST_CASE("a payment run is proposed, recorded once, told to its payees and left out of the next",
          "[runs]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const std::vector<std::string> until{"payment-run", "--to", "2025-07-31", "--as-of",
                                       "2025-07-05"};
  const auto proposed = folder.run(until);
  CHECK(proposed.exit == 0);
  CHECK(has(proposed.out, "1 payment"));
  CHECK(has(proposed.out, "--record"));

  auto record = until;
  record.insert(record.end(), {"--record", "july", "--out", "july.csv"});
  const auto recorded = folder.run(record);
  CHECK(recorded.exit == 0);
  const auto file = folder.read("july.csv");
  CHECK(has(file, "sort_code"));
  CHECK(has(file, "july,"));

  CHECK(has(folder.run(until).out, "0 payments"));
  const auto again = folder.run(
      {"payment-run", "--to", "2025-07-31", "--as-of", "2025-07-05", "--record", "july"});
  CHECK(again.exit == 1);
  CHECK(has(again.err, "recorded already"));

  const auto told = folder.run({"remittances", "july", "--as-of", "2025-07-06"});
  CHECK(told.exit == 0);
  CHECK(has(told.out, "is paid."));
  CHECK(folder.run({"remittances", "august"}).exit == 1);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("a run that cannot write its file records nothing", "[runs]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  folder.write("taken.csv", "something of mine\n");
  const auto refused = folder.run({"payment-run", "--to", "2025-07-31", "--as-of", "2025-07-05",
                                   "--record", "july", "--out", "taken.csv"});
  CHECK(refused.exit == 1);
  CHECK(folder.read("taken.csv") == "something of mine\n");
  CHECK(folder.run({"remittances", "july"}).exit == 1);
}

TEST_CASE("the journal is coded by the map, and month-end says that it ties to the books",
          "[runs]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  folder.write("codes.csv",
               "account,care_group,stream,deployment,funder,prior_year,cost_centre,subjective,"
               "analysis_1,analysis_2,other\n"
               "spending,,,,,,CC1,SUB1,A,B,000000\n"
               "bank,,,,,,CC2,SUB2,A,B,000000\n");
  const auto journal = folder.run(
      {"journal", "--from", "2025-06-01", "--to", "2025-06-30", "--codes", "codes.csv", "--csv"});
  CHECK(journal.exit == 0);
  CHECK(has(journal.out, ",spending,CC1,SUB1,A,B,000000,"));
  CHECK(has(journal.out, ",bank,CC2,SUB2,A,B,000000,"));
  const auto page =
      folder.run({"journal", "--from", "2025-06-01", "--to", "2025-06-30", "--codes", "codes.csv"});
  CHECK(has(page.out, "without a code"));
  const auto month = folder.run({"month-end", "--month", "2025-06"});
  CHECK(month.exit == 0);
  CHECK(has(month.out, "agree to the penny"));
  CHECK(folder.run({"month-end", "--month", "June"}).exit == 1);
  folder.write("wrong.csv", "account,cost_centre\nbank,1\n");
  CHECK(
      folder.run({"journal", "--from", "2025-06-01", "--to", "2025-06-30", "--codes", "wrong.csv"})
          .exit == 1);
}
