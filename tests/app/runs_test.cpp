// A commissioner's month from the command line: pay, record, tell, book.
#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"

#include <catch2/catch.hpp>

using support::asked;
using support::Folder;
using support::has;

namespace {

/// A thousand pounds a month of one funder; a statement that begins with nothing in the account.
void make_book(const Folder& folder, const std::string& rows) {
  folder.write("person.toml",
               "schema = \"dpledger.person/1\"\n[person]\nref = \"P0007\"\nname = \"Una Marsh\"\n"
               "care_group = \"chc-adult\"\n[[account]]\nref = \"dp\"\nkind = \"bank\"\n"
               "opened = 2025-04-01\nbalance = \"0.00\"\n[[budget]]\nref = \"b\"\n"
               "deployment = \"direct-payment\"\nstream = \"health\"\nfunder = \"NHS Marsh ICB\"\n"
               "account = \"dp\"\nfrom = 2025-04-01\nto = 2026-03-31\nagreed = \"12000.00\"\n"
               "agreed_on = 2025-03-20\n[[budget.instalment]]\npayer = \"funder\"\n"
               "amount = \"1000.00\"\nevery = \"month\"\nfirst = 2025-04-01\n[[budget.line]]\n"
               "ref = \"care\"\ncategory = \"agency\"\noutcome = \"Help at home\"\n"
               "amount = \"12000.00\"\npayees = [\"KINDLY CARE\"]\n");
  folder.write("bank.csv", support::bank_heading + rows);
  support::must(folder, {"init", "--commissioner", "NHS Marsh"});
  support::must(folder, {"load", "person.toml", "--as-of", "2025-03-20"});
  support::must(folder, {"import", "bank.csv", "--account", "P0007/dp"});
}

nlohmann::json run_to(const Folder& folder, const std::string& last, const std::string& as_of,
                      const std::string& name = {}) {
  std::vector<std::string> words{"payment-run", "--to", last};
  if (!name.empty()) words.insert(words.end(), {"--record", name});
  return asked(folder, words, as_of);
}

const std::string april = "01/04/2025,FPI,'60-14-07,04418304,NHS MARSH ICB,,1000.00,1000.00\n";

}  // namespace

TEST_CASE("the rest of an instalment of which a part arrived is paid by one run, not by each",
          "[runs]") {
  const Folder folder;
  make_book(folder,
            "20/05/2025,FPO,'60-14-07,04418304,KINDLY CARE,600.00,,1000.00\n"
            "01/05/2025,FPI,'60-14-07,04418304,NHS MARSH ICB,,600.00,1600.00\n" +
                april);
  support::must(folder, {"reconcile", "--as-of", "2025-05-25"});
  CHECK(run_to(folder, "2025-05-31", "2025-05-25", "may")["amount"] == "400.00");
  CHECK(run_to(folder, "2025-05-31", "2025-05-25")["amount"] == "0.00");

  folder.write("more.csv", support::bank_heading +
                               "28/05/2025,FPI,'60-14-07,04418304,NHS MARSH ICB,,400.00,1400.00\n");
  support::must(folder, {"import", "more.csv", "--account", "P0007/dp"});
  support::must(folder, {"reconcile", "--as-of", "2025-05-29"});
  const auto after = run_to(folder, "2025-05-31", "2025-05-29");
  CHECK(after["amount"] == "0.00");
  CHECK(after["funders"].empty());
  CHECK(asked(folder, {"check"}, "2025-05-29")["holds"] == true);
}

TEST_CASE("what is set off after the whole was put forward and came is paid too much, once",
          "[runs]") {
  const Folder folder;
  make_book(folder,
            "03/05/2025,FPO,'60-14-07,04418304,KINDLY CARE,5.00,,1995.00\n"
            "01/05/2025,FPI,'60-14-07,04418304,NHS MARSH ICB,,1000.00,2000.00\n" +
                april);
  support::must(folder, {"reconcile", "--as-of", "2025-04-25"});
  CHECK(run_to(folder, "2025-05-31", "2025-04-25", "may")["amount"] == "1000.00");
  support::must(folder, {"offset", "P0007", "b", "10.00", "--due", "2025-05-01", "--reason",
                         "unused", "--as-of", "2025-04-25"});
  support::must(folder, {"reconcile", "--as-of", "2025-05-25"});
  const auto after = run_to(folder, "2025-06-30", "2025-05-25");
  CHECK(after["amount"] == "1000.00");
  CHECK(after["funders"][0]["over"] == "10.00");
  CHECK(after["funders"][0]["paid_before"] == "1000.00");
}

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

TEST_CASE(
    "what a run put forward for a budget that was closed since is no longer due, and says what "
    "to do",
    "[runs]") {
  const Folder folder;
  make_book(folder, april);
  run_to(folder, "2025-05-31", "2025-04-25", "may");
  auto closed = folder.read("person.toml");
  const std::string head = "[person]";
  closed.insert(closed.find(head), "version_from = 2025-04-28\n");
  const std::string end = "agreed_on = 2025-03-20\n";
  closed.insert(closed.find(end) + end.size(),
                "closed_on = 2025-04-30\nclosed_because = \"moved away\"\n");
  folder.write("closed.toml", closed);
  support::must(folder, {"load", "closed.toml", "--as-of", "2025-04-28"});
  const auto said = folder.run({"payment-run", "--to", "2025-06-30", "--as-of", "2025-04-29"}).out;
  CHECK(has(said, "Paid too much, or not due any more"));
  const auto run = run_to(folder, "2025-06-30", "2025-04-29");
  const auto& gone = run["payments"].back();
  CHECK(gone["state"] == "no-longer-due");
  CHECK(gone["over"] == "1000.00");
  CHECK(has(gone["remark"], "take it back (`withdraw P0007 1`)"));
  CHECK(gone["acts"] == nlohmann::json{1});
  support::must(folder, {"withdraw", "P0007", "1", "--reason", "stopped", "--as-of", "2025-04-29"});
  CHECK_FALSE(has(folder.run({"payment-run", "--to", "2025-06-30", "--as-of", "2025-04-29"}).out,
                  "not due any more"));
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("a payee reads days in words, and of an instalment in arrears on the first day no days",
          "[runs]") {
  const Folder folder;
  make_book(folder, april);
  auto revised = folder.read("person.toml");
  const std::string first = "first = 2025-04-01\n";
  revised.insert(revised.find(first) + first.size(), "arrears = true\n");
  revised.replace(revised.find("P0007"), 5, "P0008");
  folder.write("arrears.toml", revised);
  support::must(folder, {"load", "arrears.toml", "--as-of", "2025-03-20"});
  const auto run = asked(folder, {"payment-run", "P0008", "--to", "2025-05-31", "--record", "may"},
                         "2025-04-29");
  CHECK(has(run["payments"][0]["remark"], "it pays for no day of the budget"));
  CHECK_FALSE(has(run.dump(), "0 of"));
  const auto told = folder.run({"remittances", "may", "--as-of", "2025-04-29"}).out;
  CHECK(has(told, "1 May 2025"));
  CHECK(has(told, "30 April 2025"));
  CHECK_FALSE(has(told, "2025-0"));
  CHECK_FALSE(has(told, "31 March 2025"));
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
