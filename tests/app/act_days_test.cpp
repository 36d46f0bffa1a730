// The day of a decision: not in the future, not before the budget, and after what it follows.
#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using support::Folder;
using support::must;
using Words = std::vector<std::string>;

namespace {

const std::string person = R"(schema = "dpledger.person/1"

[person]
ref = "P0001"
name = "Moira Quayle"
holder = "self"

[[account]]
ref = "dp"
kind = "bank"
opened = 2025-04-01
balance = "0.00"

[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funder = "NHS Dale ICB"
account = "dp"
from = 2025-04-01
to = 2026-03-31
agreed = "12000.00"
agreed_on = 2025-03-20

[[budget.instalment]]
payer = "funder"
amount = "1000.00"
every = "month"
first = 2025-04-01

[[budget.line]]
ref = "garden"
category = "activities"
outcome = "A garden"
amount = "12000.00"
payees = ["GREEN THUMB GARDENS"]
)";

/// 3,000.00 came in April to June and nothing was spent; 400.00 of it is asked back on 20 June.
void make_book(const Folder& folder) {
  folder.write("moira.toml", person);
  folder.write("bank.csv", support::bank_heading +
                               "02/06/2025,FPI,'30-00-00,11111111,NHS DALE ICB,,1000.00,3000.00\n"
                               "01/05/2025,FPI,'30-00-00,11111111,NHS DALE ICB,,1000.00,2000.00\n"
                               "01/04/2025,FPI,'30-00-00,11111111,NHS DALE ICB,,1000.00,1000.00\n");
  for (const Words& words :
       {Words{"init", "--commissioner", "NHS Dale ICB"}, Words{"load", "moira.toml"},
        Words{"import", "bank.csv", "--account", "P0001/dp"},
        Words{"reconcile", "--as-of", "2025-06-20"},
        Words{"reclaim", "P0001", "2025", "400.00", "--until", "2025-07-31", "--reason", "not used",
              "--as-of", "2025-06-20"}}) {
    must(folder, words);
  }
}

/// Refused with a sentence that has this in it.
void refused(const Folder& folder, Words words, const std::string& said) {
  words.insert(words.end(), {"--as-of", "2025-06-25"});
  const auto answer = folder.run(words);
  CAPTURE(words, answer.out, answer.err);
  CHECK(answer.exit == 1);
  CHECK((answer.out + answer.err).find(said) != std::string::npos);
}

}  // namespace

TEST_CASE("no decision is recorded before its day has come", "[acts]") {
  const Folder folder;
  make_book(folder);
  const std::string future = "after today (25 June 2025)";
  refused(folder, {"repaid", "P0001", "R1", "100.00", "--on", "2025-06-26"}, future);
  refused(folder, {"write-off", "P0001", "R1", "--reason", "x", "--on", "2025-07-01"}, future);
  refused(folder, {"hold", "P0001", "2025", "--reason", "x", "--on", "2026-01-01"}, future);
  refused(folder, {"withdraw", "P0001", "1", "--reason", "x", "--on", "2025-07-01"}, future);
  CHECK(
      folder.run({"repaid", "P0001", "R1", "100.00", "--on", "2025-06-24", "--as-of", "2025-06-25"})
          .exit == 0);
}

TEST_CASE("no decision is about a budget before it begins", "[acts]") {
  const Folder folder;
  make_book(folder);
  const std::string early = "the budget begins on 1 April 2025";
  refused(folder, {"hold", "P0001", "2025", "--reason", "x", "--on", "2025-03-31"}, early);
  refused(folder, {"offset", "P0001", "2025", "10.00", "--reason", "x", "--on", "2025-03-31"},
          early);
  refused(folder,
          {"reclaim", "P0001", "2025", "10.00", "--until", "2025-07-31", "--reason", "x", "--on",
           "2025-03-31"},
          early);
}

TEST_CASE("nobody is asked to repay by a day that has passed", "[acts]") {
  const Folder folder;
  make_book(folder);
  refused(folder,
          {"reclaim", "P0001", "2025", "10.00", "--until", "2025-06-22", "--reason", "x", "--on",
           "2025-06-20"},
          "a day after today (2025-06-25)");
}

TEST_CASE("a decision follows what it is about", "[acts]") {
  const Folder folder;
  make_book(folder);
  refused(folder, {"repaid", "P0001", "R1", "100.00", "--on", "2025-06-19"},
          "nothing is asked back of P0001 on 19 June 2025");
  refused(folder, {"withdraw", "P0001", "1", "--reason", "x", "--on", "2025-06-19"},
          "take it back on that day or later");
  CHECK(folder
            .run({"withdraw", "P0001", "1", "--reason", "the return had come", "--as-of",
                  "2025-06-24"})
            .exit == 0);
  refused(folder, {"repaid", "P0001", "R1", "100.00"}, "nothing is asked back of P0001");
}

TEST_CASE("what a later day has given up is not repaid on an earlier one", "[acts]") {
  const Folder folder;
  make_book(folder);
  REQUIRE(folder
              .run({"write-off", "P0001", "R1", "350.00", "--reason", "hardship", "--as-of",
                    "2025-06-24"})
              .exit == 0);
  refused(folder, {"repaid", "P0001", "R1", "100.00", "--on", "2025-06-22"}, "at most £50.00");
  CHECK(folder.run({"repaid", "P0001", "R1", "--on", "2025-06-22", "--as-of", "2025-06-25"}).exit ==
        0);
}
