// A caseworker's story: money has built up; some of it is set off, some asked back and looked at
// again; the bank shows the repayment; the letters say it in plain English.
#include "tests/app/support_asked.hpp"
#include "tests/app/support_bank.hpp"
#include "tests/app/support_signing.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::asked;
using support::Folder;
using Words = std::vector<std::string>;

namespace {

const std::string person = R"(schema = "dpledger.person/1"

[person]
ref = "P0001"
name = "Moira Quayle"
care_group = "chc-adult"
holder = "nominee"
holder_name = "Dennis Quayle"

[[account]]
ref = "dp"
kind = "bank"
opened = 2025-04-01
balance = "0.00"

[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funders = [{ name = "NHS Dale ICB", stream = "health", amount = "6000.00" }, { name = "Dale County Council", stream = "social-care", amount = "3000.00" }]
account = "dp"
from = 2025-04-01
to = 2026-03-31
agreed = "9000.00"
contingency = "600.00"
agreed_on = 2025-03-20
agreed_by = ["Commissioner: J. Brandt"]

[[budget.instalment]]
payer = "funder"
amount = "750.00"
every = "month"
first = 2025-04-01

[[budget.line]]
ref = "garden"
category = "activities"
outcome = "I am out in the garden"
amount = "8400.00"
payees = ["GREEN THUMB GARDENS"]
)";

/// Six instalments of 750 came, and 900 was spent.
const std::string bank = support::bank_heading +
                         "01/09/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,750.00,3600.00\n"
                         "01/08/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,750.00,2850.00\n"
                         "01/07/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,750.00,2100.00\n"
                         "02/06/2025,DEB,'30-00-00,11111111,GREEN THUMB GARDENS,900.00,,1350.00\n"
                         "01/06/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,750.00,2250.00\n"
                         "01/05/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,750.00,1500.00\n"
                         "01/04/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,750.00,750.00\n";

/// The council's 200 is paid back, and the health body's October instalment comes 300 short.
const std::string later =
    support::bank_heading +
    "20/10/2025,FPO,'30-00-00,11111111,DALE COUNTY COUNCIL R1,200.00,,3850.00\n"
    "01/10/2025,BGC,'30-00-00,11111111,NHS DALE ICB,,450.00,4050.00\n";

std::string refused(const Folder& folder, Words words) {
  words.insert(words.end(), {"--json", "--as-of", "2025-09-30", "--reason", "it built up"});
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 1);
  const auto first = json::parse(ran.out)["refusals"][0];
  return first["rule"].get<std::string>() + ": " + first["remedy"].get<std::string>();
}

void make_book(const Folder& folder) {
  folder.write("person.toml", person);
  folder.write("bank.csv", bank);
  folder.write("later.csv", later);
  REQUIRE(folder.run({"init", "--commissioner", "NHS Dale"}).exit == 0);
  REQUIRE(folder.run({"load", "person.toml"}).exit == 0);
  REQUIRE(folder.run({"import", "bank.csv", "--account", "P0001/dp"}).exit == 0);
  REQUIRE(folder.run({"reconcile", "--as-of", "2025-09-30"}).exit == 0);
}

std::string figure(const json& document, const char* name) {
  return document["budgets"][0][name];
}

std::size_t findings(const Folder& folder, const std::string& code, const std::string& as_of) {
  const auto all = asked(folder, {"findings"}, as_of)["findings"];
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const json& one) { return one["code"] == code; }));
}

/// R1: the council wants 400.00 back by 10 October.
void ask_back_400(const Folder& folder) {
  asked(folder,
        {"reclaim", "P0001", "2025", "400.00", "--funder", "Dale County Council", "--until",
         "2025-10-10", "--reason", "it built up"},
        "2025-09-30");
}

}  // namespace

TEST_CASE("unused money is set off and asked back, repaid, and nothing is asked for twice",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  const auto september = std::string{"2025-09-30"};

  // 3,600 in the bank, of which 25 of September's 750 are for the last day.
  const auto stands = asked(folder, {"surplus", "P0001"}, september);
  CHECK(figure(stands, "surplus") == "3575.00");
  CHECK(stands["budgets"][0]["shares"][1]["name"] == "Dale County Council");
  CHECK(stands["budgets"][0]["shares"][1]["part"] == "1191.67");
  CHECK(figure(asked(folder, {"balance", "P0001"}, september), "surplus") == "3575.00");

  // Too much, of nobody in particular, without an instalment: refused with what is possible.
  CHECK(refused(folder, {"offset", "P0001", "2025", "300.00"}).find("--funder") !=
        std::string::npos);
  const auto most = refused(folder, {"offset", "P0001", "2025", "600.00", "--funder",
                                     "NHS Dale ICB", "--due", "2025-10-01"});
  CHECK(most.find("at most £500.00") != std::string::npos);
  CHECK(refused(folder, {"reclaim", "P0001", "2025", "1500.00", "--funder", "Dale County Council",
                         "--until", "2025-10-28"})
            .find("at most £1,191.67") != std::string::npos);

  asked(folder,
        {"offset", "P0001", "2025", "300.00", "--funder", "NHS Dale ICB", "--due", "2025-10-01",
         "--reason", "it built up"},
        september);
  asked(folder,
        {"reclaim", "P0001", "2025", "400.00", "--funder", "Dale County Council", "--until",
         "2025-10-28", "--reason", "it built up"},
        september);
  const auto owed = asked(folder, {"owed-back"}, september);
  CHECK(owed["open"] == "700.00");
  CHECK(owed["overdue"] == "0.00");
  // What is asked for already is not there to be asked for again.
  CHECK(refused(folder, {"reclaim", "P0001", "2025", "800.00", "--funder", "Dale County Council",
                         "--until", "2025-10-28"})
            .find("at most £791.67") != std::string::npos);

  // They ask for another look; half of it stays.
  asked(folder, {"reconsider", "P0001", "R1"}, "2025-10-05");
  asked(folder, {"outcome", "P0001", "R1", "200.00", "--reason", "a bill was still to come"},
        "2025-10-12");

  REQUIRE(folder.run({"import", "later.csv", "--account", "P0001/dp"}).exit == 0);
  REQUIRE(folder.run({"reconcile", "--as-of", "2025-10-31"}).exit == 0);
  const auto october = std::string{"2025-10-31"};
  const auto repaid = asked(folder, {"owed-back"}, october);
  CHECK(repaid["open"] == "0.00");
  for (const auto& row : repaid["owed"]) CHECK(row["state"] == "settled");
  for (const auto* code :
       {"repayment-overdue", "funding-wrong-amount", "unplanned-spending", "payment-to-holder"}) {
    CHECK(findings(folder, code, october) == 0);
  }
  const json funders = asked(folder, {"balance"}, october)["budgets"][0]["funders"];
  CHECK(funders[0]["received"] == "3500.00");
  CHECK(asked(folder, {"acts"}, october)["acts"].size() == 4);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("what is not repaid is overdue, falls into a band, and can be paid a part at a time",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  ask_back_400(folder);
  const auto november = asked(folder, {"owed-back"}, "2025-11-15");
  CHECK(november["overdue"] == "400.00");
  CHECK(november["owed"][0]["bands"] == json{"0.00", "0.00", "400.00", "0.00", "0.00"});
  CHECK(asked(folder, {"surplus"}, "2025-11-15")["budgets"][0]["asked"] == "400.00");

  asked(folder,
        {"instalments", "P0001", "R1", "150.00", "--every", "month", "--first", "2025-12-01"},
        "2025-11-15");
  const auto agreed = asked(folder, {"owed-back"}, "2025-11-15")["owed"][0];
  CHECK(agreed["instalments_to_come"] == 3);
  CHECK(agreed["next_due"] == "2025-12-01");
  CHECK(agreed["state"] == "open");

  asked(folder, {"repaid", "P0001", "R1", "150.00", "--reason", "a cheque"}, "2025-11-30");
  asked(folder, {"write-off", "P0001", "R1", "--reason", "it would cost more to chase"},
        "2025-12-15");
  const auto again =
      folder.run({"reclaim", "P0001", "2025", "1191.67", "--funder", "Dale County Council",
                  "--until", "2026-01-20", "--reason", "left", "--as-of", "2025-12-16"});
  CHECK(again.exit == 1);
  CHECK(again.err.find("£250.00 was given up") != std::string::npos);
  const auto settled = asked(folder, {"owed-back"}, "2025-12-15")["owed"][0];
  CHECK(settled["open"] == "0.00");
  CHECK(settled["elsewhere"] == "150.00");
  CHECK(settled["given_up"] == "250.00");
}

TEST_CASE(
    "a notice says why, how much, by when, who must repay, and that it can be looked at again",
    "[owed-back]") {
  const Folder folder;
  make_book(folder);
  asked(folder,
        {"reclaim", "P0001", "2025", "400.00", "--funder", "Dale County Council", "--until",
         "2025-10-28", "--reason", "no gardener came in July"},
        "2025-09-30");
  const auto letter = folder.run({"letter", "P0001", "R1"});
  REQUIRE(letter.exit == 0);
  for (const auto* said :
       {"Dennis Quayle", "Dale County Council", "£400.00", "28 October 2025", "No gardener came in",
        "You must repay it", "look at this decision again", "has not been used"}) {
    CAPTURE(said, letter.out);
    CHECK(letter.out.find(said) != std::string::npos);
  }
  const auto page = folder.run({"letter", "P0001", "R1", "--format", "html"});
  REQUIRE(page.exit == 0);
  CHECK(page.out.find("<p></p>") == std::string::npos);
  CHECK(page.out.find("£400.00") != std::string::npos);
}

TEST_CASE("a reclaim that was repaid is not taken back, wherever the money came from",
          "[owed-back]") {
  const Folder folder;
  make_book(folder);
  ask_back_400(folder);
  asked(folder, {"repaid", "P0001", "R1", "150.00", "--reason", "a cheque"}, "2025-09-30");
  const auto said = refused(folder, {"withdraw", "P0001", "1"});
  CHECK(support::has(said, "act-impossible"));
  CHECK(support::has(said, "dpledger acts"));
  CHECK(asked(folder, {"owed-back"}, "2025-09-30")["owed"][0]["elsewhere"] == "150.00");
  // Once it turns out that no cheque came, nothing stands in the way.
  asked(folder, {"withdraw", "P0001", "2", "--reason", "it bounced"}, "2025-09-30");
  asked(folder, {"withdraw", "P0001", "1", "--reason", "a slip"}, "2025-09-30");
  CHECK(asked(folder, {"owed-back"}, "2025-09-30")["owed"].empty());
}

TEST_CASE("a letter is the same a year later, whatever came to the book since", "[owed-back]") {
  const Folder folder;
  make_book(folder);
  asked(folder,
        {"reclaim", "P0001", "2025", "400.00", "--funder", "Dale County Council", "--until",
         "2025-10-28", "--reason", "no gardener came in July"},
        "2025-09-30");
  asked(folder,
        {"offset", "P0001", "2025", "300.00", "--funder", "NHS Dale ICB", "--due", "2025-10-01",
         "--reason", "it built up"},
        "2025-09-30");
  const auto letters = [&] {
    return folder.run({"letter", "P0001", "R1"}).out + folder.run({"letter", "P0001", "2"}).out;
  };
  const auto then = letters();
  CHECK(then.find("in the bank") != std::string::npos);

  // A bill of August turns up, the decision is looked at again, the plan is revised.
  folder.write("late.csv",
               "person,number,supplier,date,due,amount,plan_line,description\n"
               "P0001,77,Green Thumb Gardens,2025-08-02,2025-08-30,500.00,garden,Hedges\n");
  REQUIRE(folder.run({"import", "late.csv"}).exit == 0);
  REQUIRE(folder.run({"import", "later.csv", "--account", "P0001/dp"}).exit == 0);
  REQUIRE(folder.run({"reconcile", "--as-of", "2025-10-31"}).exit == 0);
  asked(folder, {"reconsider", "P0001", "R1"}, "2025-09-30");
  asked(folder, {"outcome", "P0001", "R1", "200.00", "--reason", "a bill"}, "2025-09-30");
  auto revised = person;
  revised.insert(revised.find("[person]"), "version_from = 2025-09-30\n");
  revised.replace(revised.find("Moira"), 5, "Maura");
  folder.write("revised.toml", revised);
  REQUIRE(folder.run({"load", "revised.toml"}).exit == 0);
  CHECK(asked(folder, {"surplus"}, "2025-09-30")["budgets"][0]["surplus"] == "3075.00");
  CHECK(letters() == then);
}

TEST_CASE("a letter as a PDF is a page of large type with its data, and can be signed",
          "[owed-back][pdf]") {
  const Folder folder;
  make_book(folder);
  asked(folder,
        {"reclaim", "P0001", "2025", "400.00", "--funder", "Dale County Council", "--until",
         "2025-10-28", "--reason", "no gardener came in July"},
        "2025-09-30");
  const auto refused = folder.run({"letter", "P0001", "R1", "--format", "pdf"});
  CHECK(refused.exit == 1);
  CHECK(refused.err.find("a PDF is no text") != std::string::npos);
  const auto written = folder.run({"letter", "P0001", "R1", "--out", "notice.pdf"});
  INFO(written.err);
  REQUIRE(written.exit == 0);
  const auto text = support::shell(folder, "pdftotext -layout notice.pdf -");
  for (const auto* said :
       {"Dennis Quayle", "Dale County Council", "£400.00", "28 October 2025", "Page 1 of"}) {
    CAPTURE(said, text);
    CHECK(text.find(said) != std::string::npos);
  }
  CHECK(text.find("DRAFT") == std::string::npos);
  support::shell(folder, "pdfdetach -save 1 -o letter.json notice.pdf");
  CHECK(folder.read("letter.json") + "\n" == folder.run({"letter", "P0001", "R1", "--json"}).out);
  support::make_signer(folder, "ann", support::for_documents);
  const auto is_signed = folder.run(support::sign("notice.pdf", "ann"));
  INFO(is_signed.err);
  REQUIRE(is_signed.exit == 0);
  CHECK(folder.run({"verify", "notice.pdf", "--ca", "ca.pem"}).exit == 0);
  CHECK(folder.run({"letter", "P0001", "R1", "--out", "notice.pdf"}).exit == 1);
}

TEST_CASE("no letter is signed with a login name", "[owed-back]") {
  const Folder folder;
  make_book(folder);
  const auto ask = [&](const std::string& by) {
    asked(folder,
          {"reclaim", "P0001", "2025", "100.00", "--funder", "Dale County Council", "--until",
           "2025-10-28", "--reason", "it built up", "--by", by},
          "2025-09-30");
  };
  ask("jbrandt");
  ask("J. Brandt");
  const auto blank = folder.run({"letter", "P0001", "R1"}).out;
  CHECK(blank.find("jbrandt") == std::string::npos);
  CHECK(blank.find("Signed: ___") != std::string::npos);
  CHECK(folder.run({"letter", "P0001", "R1", "--by", "R. Patel"}).out.find("R. Patel, for Dale") !=
        std::string::npos);
  CHECK(folder.run({"letter", "P0001", "R2", "--by", "R. Patel"}).out.find("J. Brandt, for Dale") !=
        std::string::npos);
}

TEST_CASE("after a death it is asked of the estate", "[owed-back]") {
  const Folder folder;
  make_book(folder);
  auto dead = person;
  dead.insert(dead.find("holder = "), "died = 2025-09-10\n");
  dead.insert(dead.find("[person]"), "version_from = 2025-09-10\n");
  folder.write("dead.toml", dead);
  REQUIRE(folder.run({"load", "dead.toml"}).exit == 0);
  const auto act = asked(folder,
                         {"reclaim", "P0001", "2025", "400.00", "--funder", "Dale County Council",
                          "--until", "2025-11-30", "--reason", "care has ended"},
                         "2025-09-30");
  CHECK(act["ref"] == "R1");
  const auto letter = folder.run({"letter", "P0001", "R1"});
  CAPTURE(letter.out);
  CHECK(letter.out.find("The personal representatives of Moira Quayle") != std::string::npos);
  CHECK(letter.out.find("We are sorry that Moira Quayle has died") != std::string::npos);
  CHECK(letter.out.find("from the estate of") != std::string::npos);
}

TEST_CASE("payments on hold are not missed; an act taken back was never decided", "[owed-back]") {
  const Folder folder;
  make_book(folder);
  asked(folder, {"hold", "P0001", "2025", "--reason", "no return since June"}, "2025-09-20");
  folder.write("quiet.csv",
               support::bank_heading +
                   "25/10/2025,DEB,'30-00-00,11111111,GREEN THUMB GARDENS,100.00,,3500.00\n");
  REQUIRE(folder.run({"import", "quiet.csv", "--account", "P0001/dp"}).exit == 0);
  REQUIRE(folder.run({"reconcile", "--as-of", "2025-10-25"}).exit == 0);
  CHECK(findings(folder, "funding-missing", "2025-10-25") == 0);
  asked(folder, {"withdraw", "P0001", "1", "--reason", "the return had come"}, "2025-10-25");
  CHECK(findings(folder, "funding-missing", "2025-10-25") == 1);
  CHECK(asked(folder, {"acts"}, "2025-10-25")["acts"][0]["taken_back"] == true);
}
