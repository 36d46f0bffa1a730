// Two funders of one budget: each pays its own share of an instalment by itself, or one pays all.
#include "reconcile/payment_run.hpp"
#include "tests/reconcile/build_acts.hpp"

using namespace build;

namespace {

using ledger::Decision;
using reconcile::PaymentState;
using Strings = std::vector<std::string>;

constexpr auto nhs = "NHS TRENT ICB";
constexpr auto council = "TRENT COUNTY COUNCIL";

/// 1,000 a month: 600 from the NHS and 400 from the council.
Acted integrated() {
  Acted luke;
  luke.plan().funders = {{"NHS Trent ICB", "health", pounds("30000.00")},
                         {"Trent County Council", "social-care", pounds("20000.00")}};
  return luke;
}

std::string april(const std::string& amount) {
  return "funding:P0001:2025:2025-04-01 " + amount;
}

/// "funder state amount (arrived)" of the instalments of a month.
Strings payments(const Books& books, const std::string& first, const std::string& last) {
  Strings all;
  for (const auto& payment : reconcile::payments(books.view(), {day(first), day(last)})) {
    if (payment.due < day(first)) continue;
    all.push_back(payment.funder + " " + std::string{reconcile::text(payment.state)} + " " +
                  ledger::text(payment.amount) + " (" + ledger::text(payment.arrived) + ")");
  }
  return all;
}

/// "code amount: why" of what is open about instalments.
Strings about_funding(const Books& books) {
  Strings all;
  for (const auto& finding : reconcile::findings(books.view())) {
    if (!finding.code.starts_with("funding")) continue;
    all.push_back(finding.code + " " + ledger::text(finding.amount) + ": " + finding.why);
  }
  return all;
}

std::string about_returned(const Books& books) {
  for (const auto& finding : reconcile::findings(books.view())) {
    if (finding.code == "returned-payment") return finding.why;
  }
  return {};
}

}  // namespace

TEST_CASE("two funders each pay their own share of one instalment, on different days",
          "[funders]") {
  const bool council_first = GENERATE(false, true);
  auto luke = integrated();
  const auto health = luke.bank(council_first ? "2025-04-04" : "2025-04-01", "600.00", nhs);
  const auto social = luke.bank(council_first ? "2025-04-01" : "2025-04-04", "400.00", council);
  const Books books{luke, "2025-04-20"};
  CHECK(books.answer().said(health) == "matched payee-amount, " + april("600.00"));
  CHECK(books.answer().said(social) == "matched payee-amount, " + april("400.00"));
  CHECK(books.net("received:NHS Trent ICB") == "-600.00");
  CHECK(books.net("received:Trent County Council") == "-400.00");
  CHECK(books.net("suspense") == "0.00");
  CHECK(about_funding(books).empty());
  CHECK(payments(books, "2025-04-01", "2025-04-30") ==
        Strings{"NHS Trent ICB paid 0.00 (600.00)", "Trent County Council paid 0.00 (400.00)"});
}

TEST_CASE("one funder sends the whole instalment for both", "[funders]") {
  auto luke = integrated();
  const auto line = luke.bank("2025-04-01", "1000.00", nhs);
  const Books books{luke, "2025-04-20"};
  CHECK(books.answer().said(line) == "matched payee-amount, " + april("1000.00"));
  CHECK(books.net("received:NHS Trent ICB") == "-600.00");
  CHECK(books.net("received:Trent County Council") == "-400.00");
  CHECK(about_funding(books).empty());
}

TEST_CASE("the funder that has not paid is named, and the payment run asks only that one",
          "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  luke.bank("2025-04-28", "-1.00", "GREEN THUMB GARDENS");
  SECTION("nothing is said while the council still has time") {
    CHECK(about_funding(Books{luke, "2025-04-07"}).empty());
  }
  SECTION("afterwards its share is missing, and nothing of the NHS's") {
    const Books books{luke, "2025-04-28"};
    CHECK(about_funding(books) ==
          Strings{"funding-missing 400.00: Of the instalment of 1 April 2025 (£1,000.00) the share "
                  "of Trent County Council (£400.00) did not come: nothing more was found on any "
                  "statement by 28 April 2025."});
    CHECK(payments(books, "2025-04-01", "2025-04-30") ==
          Strings{"NHS Trent ICB paid 0.00 (600.00)", "Trent County Council due 400.00 (0.00)"});
  }
  SECTION("three weeks late it is found all the same") {
    const auto late = luke.bank("2025-04-23", "400.00", council);
    const Books books{luke, "2025-04-28"};
    CHECK(books.answer().said(late) == "matched payee-amount, " + april("400.00"));
    CHECK(about_funding(books).empty());
  }
}

TEST_CASE("a funder that pays less than its share is named at once, the other still has time",
          "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  luke.bank("2025-04-02", "400.00", council);
  luke.bank("2025-05-01", "590.00", nhs);
  const Books books{luke, "2025-05-03"};
  CHECK(about_funding(books) ==
        Strings{"funding-wrong-amount 10.00: Of the instalment of 1 May 2025 (£1,000.00) NHS Trent "
                "ICB paid £10.00 too little of its share (£600.00): nothing more was found on any "
                "statement by 1 May 2025."});
  CHECK(payments(books, "2025-05-01", "2025-05-31") ==
        Strings{"NHS Trent ICB due 10.00 (590.00)", "Trent County Council due 400.00 (0.00)"});
}

TEST_CASE("a funder that pays more than its share is named with its share, and who lacks theirs",
          "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  luke.bank("2025-04-02", "400.00", council);
  luke.bank("2025-05-01", "780.00", nhs);
  luke.bank("2025-05-02", "400.00", council);
  CHECK(
      about_funding(Books{luke, "2025-05-20"}) ==
      Strings{"funding-wrong-amount 180.00: Of the instalment of 1 May 2025 (£1,000.00) NHS Trent "
              "ICB paid £180.00 more than its share (£600.00)."});
  luke.bank("2025-06-01", "630.00", nhs);
  const auto said = about_funding(Books{luke, "2025-06-20"});
  REQUIRE(said.size() == 2);
  CHECK(
      said[0] ==
      "funding-missing 400.00: Of the instalment of 1 June 2025 (£1,000.00) NHS Trent ICB "
      "paid £30.00 more than its share (£600.00); the share of Trent County Council (£400.00) did "
      "not come: nothing more was found on any statement by 1 June 2025.");
}

TEST_CASE("equal shares are told apart by who pays them", "[funders]") {
  auto luke = integrated();
  luke.plan().funders[0].amount = luke.plan().funders[1].amount = pounds("25000.00");
  const auto social = luke.bank("2025-04-01", "500.00", council);
  const Books books{luke, "2025-04-20"};
  CHECK(books.answer().said(social) == "matched payee-amount, " + april("500.00"));
  CHECK(books.net("received:NHS Trent ICB") == "0.00");
  CHECK(books.net("received:Trent County Council") == "-500.00");
  CHECK(payments(books, "2025-04-01", "2025-04-30") ==
        Strings{"NHS Trent ICB due 500.00 (0.00)", "Trent County Council paid 0.00 (500.00)"});
}

TEST_CASE("a share under a name that nobody knows is told by its amount and day", "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  const auto strange = luke.bank("2025-04-02", "400.00", "SBS 7742");
  const Books books{luke, "2025-04-20"};
  CHECK(books.answer().said(strange) == "matched funding-amount, " + april("400.00"));
  CHECK(books.net("received:Trent County Council") == "-400.00");
}

TEST_CASE("a share that is paid twice is that funder's, and a duplicate", "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  luke.bank("2025-04-02", "400.00", council);
  const auto again = luke.bank("2025-04-05", "400.00", council);
  const Books books{luke, "2025-04-20"};
  CHECK(books.answer().said(again) == "matched duplicate, " + april("400.00"));
  CHECK(books.net("received:NHS Trent ICB") == "-600.00");
  CHECK(books.net("received:Trent County Council") == "-800.00");
  CHECK(books.raises("funding-duplicate"));
}

TEST_CASE("a funder that pays two months in one line pays its share of both", "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  luke.bank("2025-05-01", "600.00", nhs);
  luke.bank("2025-06-02", "600.00", nhs);
  luke.bank("2025-06-03", "400.00", council);
  const auto both = luke.bank("2025-05-02", "800.00", council);
  const Books books{luke, "2025-06-20"};
  CHECK(books.answer().said(both) ==
        "matched several-items, " + april("400.00") + ", funding:P0001:2025:2025-05-01 400.00");
  CHECK(books.net("received:NHS Trent ICB") == "-1800.00");
  CHECK(books.net("received:Trent County Council") == "-1200.00");
}

TEST_CASE("the person's own contribution stands apart from what the funders share", "[funders]") {
  auto luke = integrated();
  luke.plan().instalments.push_back(
      {ledger::Payer::person, pounds("250.00"), ledger::Every::month, day("2025-04-01"), false});
  luke.bank("2025-04-01", "750.00",
            nhs);  // of 1,250 in all 500 is the council's, and 250 of that the person's
  const auto own = luke.bank("2025-04-01", "250.00", "STEPHEN ASHDOWN");
  const Books books{luke, "2025-04-28"};
  CHECK(books.answer().said(own) ==
        "matched payee-amount, contribution:P0001:2025:2025-04-01 250.00");
  CHECK(books.net("received:Trent County Council") == "0.00");
  CHECK(books.raises("funding-missing"));
}

TEST_CASE("what a person matched to an instalment is the share of whom the line names",
          "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  const auto odd = luke.bank("2025-04-09", "150.00", council);
  luke.decide(odd, Decision::Kind::match, {"funding:P0001:2025:2025-04-01"});
  const Books books{luke, "2025-04-28"};
  CHECK(books.answer().said(odd) == "matched decided, " + april("150.00"));
  CHECK(books.net("received:Trent County Council") == "-150.00");
  CHECK(payments(books, "2025-04-01", "2025-04-30") ==
        Strings{"NHS Trent ICB paid 0.00 (600.00)", "Trent County Council due 250.00 (150.00)"});
}

TEST_CASE("a payment to a funder takes nothing from the share that it paid, whatever was decided",
          "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "400.00", council);
  const auto out = luke.bank("2025-04-09", "-150.00", council);
  luke.decide(out, Decision::Kind::match, {"funding:P0001:2025:2025-04-01"});
  const Books books{luke, "2025-04-28"};
  CHECK(books.answer().said(out) == "unmatched decided");
  CHECK(books.net("received:Trent County Council") == "-400.00");
  CHECK(books.net("received:NHS Trent ICB") == "0.00");
  CHECK(books.net("suspense") == "150.00");
  CHECK(books.net("bank:dp") == "250.00");
  CHECK(payments(books, "2025-04-01", "2025-04-30") ==
        Strings{"NHS Trent ICB due 600.00 (0.00)", "Trent County Council paid 0.00 (400.00)"});
}

TEST_CASE("a share that came back is asked for again, of its funder alone", "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  luke.bank("2025-04-02", "400.00", council);
  luke.bank("2025-04-04", "-400.00", "RETURNED TRENT COUNTY COUNCIL");
  const Books books{luke, "2025-04-28"};
  CHECK(about_returned(books) ==
        "Of the instalment of 1 April 2025 (£1,000.00) the share of Trent County Council (£400.00) "
        "came back and was not paid again.");
  CHECK(books.net("received:NHS Trent ICB") == "-600.00");
  CHECK(books.net("received:Trent County Council") == "0.00");
  CHECK(payments(books, "2025-04-01", "2025-04-30") ==
        Strings{"NHS Trent ICB paid 0.00 (600.00)", "Trent County Council due 400.00 (0.00)"});
}

TEST_CASE("unused money set off makes the share of its own funder less", "[funders]") {
  auto luke = integrated();
  luke.offset("2025-03-20", "150.00", "2025-04-01").funder = "Trent County Council";
  const auto health = luke.bank("2025-04-01", "600.00", nhs);
  const auto social = luke.bank("2025-04-03", "250.00", council);
  const Books books{luke, "2025-04-28"};
  CHECK(books.answer().said(health) == "matched payee-amount, " + april("600.00"));
  CHECK(books.answer().said(social) == "matched payee-amount, " + april("250.00"));
  CHECK(books.net("received:Trent County Council") == "-400.00");
  CHECK(payments(books, "2025-04-01", "2025-04-30") ==
        Strings{"NHS Trent ICB paid 0.00 (600.00)", "Trent County Council paid 0.00 (250.00)"});
}

TEST_CASE("no order of the lines changes what two funders' lines are", "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.00", nhs);
  luke.bank("2025-04-01", "400.00", council);
  luke.bank("2025-05-01", "1000.00", nhs);
  luke.bank("2025-06-05", "400.00", council);
  luke.bank("2025-06-02", "600.00", nhs);
  auto other = luke;
  std::ranges::reverse(other.lines);
  const Answer one{luke};
  const Answer two{other};
  for (const auto& line : luke.lines) CHECK(one.said(line.line.id) == two.said(line.line.id));
  CHECK(one.said(luke.lines[2].line.id) ==
        "matched payee-amount, funding:P0001:2025:2025-05-01 1000.00");
  CHECK(one.net("received:Trent County Council") == "-1200.00");
}

TEST_CASE("funders that send something of their own each, never to the penny, pay apart",
          "[funders]") {
  auto luke = integrated();
  const auto health = luke.bank("2025-04-01", "590.00", nhs);
  const auto social = luke.bank("2025-04-02", "380.00", council);
  luke.bank("2025-04-20", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-04-20"};
  CHECK(books.answer().said(health) == "matched payee-amount-differs, " + april("590.00"));
  CHECK(books.answer().said(social) == "matched payee-amount-differs, " + april("380.00"));
  CHECK(books.net("received:NHS Trent ICB") == "-590.00");
  CHECK(books.net("received:Trent County Council") == "-380.00");
}

TEST_CASE("a penny too much of one funder hides neither that the other paid nothing nor too little",
          "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "600.01", nhs);
  luke.bank("2025-04-02", "400.00", council);
  luke.bank("2025-05-01", "600.01", nhs);
  luke.bank("2025-06-01", "600.01", nhs);
  luke.bank("2025-06-02", "150.00", council);
  luke.bank("2025-07-01", "600.00", nhs);
  luke.bank("2025-07-02", "400.00", council);
  const auto said = about_funding(Books{luke, "2025-07-20"});
  REQUIRE(said.size() == 3);
  CHECK(said[0] ==
        "funding-missing 400.00: Of the instalment of 1 May 2025 (£1,000.00) NHS Trent ICB paid "
        "£0.01 more than its share (£600.00); the share of Trent County Council (£400.00) did not "
        "come: nothing more was found on any statement by 2 July 2025.");
  CHECK(said[1].starts_with("funding-wrong-amount 0.01: Of the instalment of 1 April 2025"));
  CHECK(said[2] ==
        "funding-wrong-amount 250.00: Of the instalment of 1 June 2025 (£1,000.00) NHS Trent ICB "
        "paid £0.01 more than its share (£600.00); Trent County Council paid £250.00 too little of "
        "its share (£400.00): nothing more was found on any statement by 2 July 2025.");
}

TEST_CASE("what the person contributes is taken off the council's share alone", "[funders]") {
  auto luke = integrated();
  luke.plan().funders[0].amount = luke.plan().funders[1].amount = pounds("6000.00");
  luke.plan().agreed = pounds("12000.00");
  luke.plan().instalments[0].amount = pounds("900.00");
  luke.plan().instalments.push_back(
      {ledger::Payer::person, pounds("100.00"), ledger::Every::month, day("2025-04-03"), false});
  SECTION("each sends its own") {
    luke.bank("2025-04-01", "500.00", nhs);
    luke.bank("2025-04-02", "400.00", council);
  }
  SECTION("the NHS sends it for both") {
    luke.bank("2025-04-01", "900.00", nhs);
  }
  luke.bank("2025-04-03", "100.00", "STEPHEN ASHDOWN");
  const Books books{luke, "2025-04-20"};
  CHECK(books.net("received:NHS Trent ICB") == "-500.00");
  CHECK(books.net("received:Trent County Council") == "-400.00");
  CHECK(books.net("received:person") == "-100.00");
  CHECK(about_funding(books).empty());
  CHECK(payments(Books{luke, "2025-05-02"}, "2025-05-01", "2025-05-31") ==
        Strings{"NHS Trent ICB due 500.00 (0.00)", "Trent County Council due 400.00 (0.00)"});
}

TEST_CASE("funders that never send their share to the penny are told apart by their names",
          "[funders]") {
  auto luke = integrated();
  const auto health = luke.bank("2025-04-01", "590.00", nhs);
  const auto social = luke.bank("2025-04-02", "415.00", council);
  luke.bank("2025-05-01", "590.00", nhs);
  luke.bank("2025-05-02", "415.00", council);
  const Books books{luke, "2025-05-20"};
  CHECK(books.answer().said(health) == "matched payee-amount-differs, " + april("590.00"));
  CHECK(books.answer().said(social) == "matched payee-amount-differs, " + april("400.00"));
  CHECK(books.net("received:NHS Trent ICB") == "-1180.00");
  CHECK(books.net("received:Trent County Council") == "-830.00");
  CHECK(books.net("suspense") == "0.00");
  CHECK(about_funding(books).size() == 2);
}

TEST_CASE("one funder's wrong sum for all does not say that they pay apart", "[funders]") {
  auto luke = integrated();
  luke.bank("2025-04-01", "990.00", nhs);
  luke.bank("2025-04-03", "5.00", council);
  const Books books{luke, "2025-04-20"};
  CHECK(books.net("received:NHS Trent ICB") == "-594.00");
}
