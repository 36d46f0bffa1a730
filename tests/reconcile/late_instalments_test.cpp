// Instalments that come late, early, together or twice, and what is missing then.
#include "ledger/schedule.hpp"
#include "tests/reconcile/build_acts.hpp"

using namespace build;

namespace {

using Strings = std::vector<std::string>;
constexpr auto nhs = "NHS TRENT ICB";

/// 1,000 a month from April 2025, or in another rhythm.
Acted funded(ledger::Every every = ledger::Every::month, const std::string& amount = "1000.00") {
  Acted luke;
  luke.plan().instalments = {
      {ledger::Payer::funder, pounds(amount), every, day("2025-04-01"), false}};
  return luke;
}

/// Pays the instalments of a life on their days, but for those that are left out.
void pay(Acted& luke, ledger::Every every, const std::string& last, const Strings& without) {
  for (const auto on : ledger::due_days(day("2025-04-01"), every, {day("2025-04-01"), day(last)})) {
    if (std::ranges::count(without, ledger::text(on)) > 0) continue;
    luke.bank(ledger::text(on), "1000.00", nhs);
  }
}

std::string due(const std::string& on, const std::string& amount = "1000.00") {
  return "funding:P0001:2025:" + on + " " + amount;
}

/// "code amount" of what is open about instalments.
Strings about_funding(const Books& books) {
  Strings all;
  for (const auto& finding : reconcile::findings(books.view())) {
    if (finding.code.find("fund") == std::string::npos && !finding.code.starts_with("contrib")) {
      continue;
    }
    all.push_back(finding.code + " " + ledger::text(finding.amount));
  }
  std::ranges::sort(all);
  return all;
}

}  // namespace

TEST_CASE("an instalment that comes months late is the one that was missed, and no duplicate",
          "[instalments]") {
  const std::string on = GENERATE("2025-06-02", "2025-07-02", "2025-08-02", "2025-09-02",
                                  "2025-10-02", "2026-03-02", "2026-05-20");
  auto luke = funded();
  pay(luke, ledger::Every::month, std::min<std::string>(on, "2026-03-31"), {"2025-05-01"});
  const auto late = luke.bank(on, "1000.00", nhs);
  luke.bank("2026-06-20", "-1.00", "GREEN THUMB GARDENS");
  const Answer answer{luke};
  CHECK(answer.said(late).ends_with(" payee-amount, " + due("2025-05-01")));
}

TEST_CASE("as many instalments as were due: nothing is missing and nothing is double",
          "[instalments]") {
  const auto every = GENERATE(ledger::Every::month, ledger::Every::four_weeks, ledger::Every::week);
  const int skipped = GENERATE(1, 2, 4);
  const int later = GENERATE(20, 33, 61, 95, 140);
  auto luke = funded(every);
  const auto missed = ledger::nth_due(day("2025-04-01"), every, skipped);
  const auto came = plus_days(missed, later);
  const auto until = plus_days(came, 9);
  pay(luke, every, ledger::text(until), {ledger::text(missed)});
  luke.bank(ledger::text(came), "1000.00", nhs);
  luke.bank(ledger::text(until), "-1.00", "GREEN THUMB GARDENS");
  CAPTURE(ledger::text(missed), ledger::text(came));
  CHECK(about_funding(Books{luke, ledger::text(until)}) == Strings{});
}

TEST_CASE("one more than was ever due is a duplicate, also when one came late", "[instalments]") {
  auto luke = funded();
  pay(luke, ledger::Every::month, "2025-09-05", {"2025-05-01"});
  luke.bank("2025-08-02", "1000.00", nhs);
  luke.bank("2025-09-02", "1000.00", nhs);
  luke.bank("2025-09-25", "-1.00", "GREEN THUMB GARDENS");
  CHECK(about_funding(Books{luke, "2025-09-25"}) == Strings{"funding-duplicate 1000.00"});
}

TEST_CASE("one fewer than was due is missing: the younger of two, when one came late",
          "[instalments]") {
  auto luke = funded();
  pay(luke, ledger::Every::month, "2025-09-05", {"2025-05-01", "2025-06-01"});
  const auto late = luke.bank("2025-09-10", "1000.00", nhs);
  luke.bank("2025-09-25", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-09-25"};
  CHECK(books.answer().said(late) == "matched payee-amount, " + due("2025-05-01"));
  CHECK(about_funding(books) == Strings{"funding-missing 1000.00"});
}

TEST_CASE("several months in one line are the missed ones and the one that is due",
          "[instalments]") {
  auto luke = funded();
  SECTION("one missed, paid with the next that is due") {
    pay(luke, ledger::Every::month, "2025-09-05", {"2025-05-01", "2025-09-01"});
    const auto both = luke.bank("2025-09-01", "2000.00", nhs);
    luke.bank("2025-09-25", "-1.00", "GREEN THUMB GARDENS");
    const Books books{luke, "2025-09-25"};
    CHECK(books.answer().said(both) ==
          "matched several-items, " + due("2025-05-01") + ", " + due("2025-09-01"));
    CHECK(about_funding(books).empty());
  }
  SECTION("two missed, paid long after both, between others") {
    pay(luke, ledger::Every::month, "2025-09-05", {"2025-04-01", "2025-06-01"});
    const auto both = luke.bank("2025-09-18", "2000.00", nhs);
    luke.bank("2025-09-25", "-1.00", "GREEN THUMB GARDENS");
    const Books books{luke, "2025-09-25"};
    CHECK(books.answer().said(both) ==
          "matched several-items, " + due("2025-04-01") + ", " + due("2025-06-01"));
    CHECK(about_funding(books).empty());
  }
  SECTION("of three that were missed the two oldest") {
    pay(luke, ledger::Every::month, "2025-09-05", {"2025-04-01", "2025-05-01", "2025-06-01"});
    const auto both = luke.bank("2025-09-18", "2000.00", nhs);
    luke.bank("2025-09-25", "-1.00", "GREEN THUMB GARDENS");
    const Books books{luke, "2025-09-25"};
    CHECK(books.answer().said(both) ==
          "matched several-items, " + due("2025-04-01") + ", " + due("2025-05-01"));
    CHECK(about_funding(books) == Strings{"funding-missing 1000.00"});
  }
}

TEST_CASE("what came a week or less before its day is that day's, though the one before is missing",
          "[instalments]") {
  auto luke = funded();
  pay(luke, ledger::Every::month, "2025-05-05", {});
  SECTION("four days before: July's, as the next ones show") {
    const auto early = luke.bank("2025-06-27", "1000.00", nhs);
    luke.bank("2025-08-01", "1000.00", nhs);
    luke.bank("2025-08-20", "-1.00", "GREEN THUMB GARDENS");
    const Books books{luke, "2025-08-20"};
    CHECK(books.answer().said(early) == "matched payee-amount, " + due("2025-07-01"));
    CHECK(about_funding(books) == Strings{"funding-missing 1000.00"});
  }
  SECTION("while nothing came after it, as many came as were due by then: none is missing") {
    luke.bank("2025-06-27", "1000.00", nhs);
    luke.bank("2025-06-30", "-1.00", "GREEN THUMB GARDENS");
    CHECK(about_funding(Books{luke, "2025-06-30"}) == Strings{});
  }
  SECTION("nine days before: it is June's that comes late") {
    const auto late = luke.bank("2025-06-22", "1000.00", nhs);
    luke.bank("2025-07-20", "-1.00", "GREEN THUMB GARDENS");
    const Books books{luke, "2025-07-20"};
    CHECK(books.answer().said(late) == "matched payee-amount, " + due("2025-06-01"));
    CHECK(about_funding(books) == Strings{"funding-missing 1000.00"});
  }
  SECTION("four days before, and one on the day: both came") {
    luke.bank("2025-06-27", "1000.00", nhs);
    luke.bank("2025-07-01", "1000.00", nhs);
    luke.bank("2025-07-20", "-1.00", "GREEN THUMB GARDENS");
    CHECK(about_funding(Books{luke, "2025-07-20"}).empty());
  }
}

TEST_CASE("a late instalment of one funder is not taken for what another has not sent",
          "[instalments]") {
  auto luke = funded();
  luke.plan().funders = {{"NHS Trent ICB", "health", pounds("25000.00")},
                         {"Trent County Council", "social-care", pounds("25000.00")}};
  const bool council_late = GENERATE(true, false);
  for (const auto* on : {"2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01", "2025-08-01"}) {
    luke.bank(on, "500.00", nhs);
    if (std::string{on} != "2025-05-01") luke.bank(on, "500.00", "TRENT COUNTY COUNCIL");
  }
  luke.bank("2025-08-02", "500.00", council_late ? "TRENT COUNTY COUNCIL" : nhs);
  luke.bank("2025-08-25", "-1.00", "GREEN THUMB GARDENS");
  const auto said = about_funding(Books{luke, "2025-08-25"});
  if (council_late) CHECK(said.empty());
  if (!council_late) CHECK(said == Strings{"funding-duplicate 500.00", "funding-missing 500.00"});
}

TEST_CASE("the person's own part that comes months late is the one that was missed",
          "[instalments]") {
  auto luke = funded();
  luke.plan().instalments.push_back(
      {ledger::Payer::person, pounds("80.00"), ledger::Every::month, day("2025-04-01"), false});
  pay(luke, ledger::Every::month, "2025-08-05", {});
  for (const auto* on : {"2025-04-01", "2025-06-01", "2025-07-01", "2025-08-01", "2025-08-05"}) {
    luke.bank(on, "80.00", "STEPHEN ASHDOWN");
  }
  luke.bank("2025-08-25", "-1.00", "GREEN THUMB GARDENS");
  CHECK(about_funding(Books{luke, "2025-08-25"}).empty());
}

TEST_CASE("days without a statement may have had the instalment: what comes twice is a duplicate",
          "[instalments]") {
  auto luke = funded();
  luke.person.accounts[0].opened = day("2024-04-01");
  pay(luke, ledger::Every::month, "2025-09-05", {"2025-04-01", "2025-05-01"});
  luke.bank("2025-09-02", "1000.00", nhs);
  luke.bank("2025-09-25", "-1.00", "GREEN THUMB GARDENS");
  auto facts = luke.facts();
  ledger::StatementFrame frame;
  frame.account = "dp";
  frame.covered = {day("2025-06-01"), day("2025-09-25")};
  frame.import = {1};
  facts.frames.push_back(frame);
  const Answer answer{facts};
  CHECK(std::ranges::count(answer.matches, "duplicate", &ledger::Match::rule) == 1);
}

TEST_CASE("the same wrong amount again is the instalment that was missed, else one too many",
          "[instalments]") {
  auto luke = funded();
  luke.bank("2025-04-01", "1000.00", nhs);
  const bool missed = GENERATE(true, false);
  if (!missed) luke.bank("2025-05-01", "1000.00", nhs);
  const std::string amount = GENERATE("995.00", "871.50", "1040.00");
  luke.bank("2025-06-01", amount, nhs);
  const auto again = luke.bank("2025-06-03", amount, nhs);
  luke.bank("2025-06-20", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-06-20"};
  CAPTURE(amount, books.answer().said(again));
  CHECK(books.net("suspense") == "0.00");
  const auto wrong = amount == "995.00" ? "5.00" : amount == "871.50" ? "128.50" : "40.00";
  const auto once = "funding-wrong-amount " + std::string{wrong};
  if (missed) CHECK(about_funding(books) == Strings{once, once});
  if (!missed) CHECK(about_funding(books) == Strings{"funding-duplicate " + amount, once});
}

TEST_CASE("another amount long after the one instalment that was missed is that instalment",
          "[instalments]") {
  auto luke = funded();
  pay(luke, ledger::Every::month, "2025-08-05", {"2025-05-01"});
  const std::string amount = GENERATE("700.00", "1210.00");
  const bool besides = GENERATE(true, false);
  const auto late = luke.bank("2025-08-12", amount, nhs);
  if (besides) luke.bank("2025-08-13", "640.00", nhs);
  luke.bank("2025-08-20", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-08-20"};
  const auto settled = ledger::text(std::min(pounds(amount), pounds("1000.00")));
  if (!besides) {
    CHECK(books.answer().said(late) ==
          "matched payee-amount-differs, " + due("2025-05-01", settled));
  }
  if (besides) CHECK(books.answer().of(late).state != ledger::MatchState::matched);
}

TEST_CASE("a person's own part is paid out in parts of any size, and no more than it",
          "[instalments]") {
  auto luke = funded();
  luke.plan().instalments.push_back(
      {ledger::Payer::person, pounds("80.00"), ledger::Every::month, day("2025-04-01"), false});
  luke.bank("2025-04-01", "1000.00", nhs);
  luke.bank("2025-04-01", "80.00", "STEPHEN ASHDOWN");
  auto& asked = luke.reclaim("2025-04-20", "60.00", "2025-05-20");
  asked.funder = "person";
  const auto first = luke.bank("2025-04-28", "-25.00", "STEPHEN ASHDOWN");
  const std::string rest = GENERATE("-35.00", "-30.00", "-36.00");
  const auto second = luke.bank("2025-05-06", rest, "STEPHEN ASHDOWN");
  const Answer answer{luke.facts()};
  CHECK(answer.said(first).starts_with("matched "));
  CHECK(answer.said(first).ends_with(", repayment:P0001:R1 -25.00"));
  CAPTURE(answer.said(second));
  CHECK((answer.of(second).state == ledger::MatchState::matched) == (rest != "-36.00"));
}

TEST_CASE("under an unfamiliar name too, what comes late is what was missed", "[instalments]") {
  auto luke = funded();
  for (const auto* on : {"2025-04-01", "2025-06-02", "2025-07-01"}) {
    luke.bank(on, "1000.00", "SBS 7742");
  }
  const auto late = luke.bank("2025-07-03", "1000.00", "SBS 7742");
  const auto again = luke.bank("2025-07-04", "1000.00", "SBS 7742");
  luke.bank("2025-07-20", "-1.00", "GREEN THUMB GARDENS");
  const Answer answer{luke};
  CHECK(answer.said(late) == "matched funding-amount, " + due("2025-05-01"));
  CHECK(answer.of(again).rule == "duplicate");
}

TEST_CASE("what one funder sends late for all of them is the whole instalment that was missed",
          "[instalments]") {
  const std::string who = GENERATE("NHS TRENT ICB", "TRENT COUNTY COUNCIL");
  const std::string on = GENERATE("2025-07-22", "2025-08-22", "2025-09-18", "2026-02-18");
  const bool two = GENERATE(false, true);
  auto luke = funded();
  luke.plan().funders = {{"NHS Trent ICB", "health", pounds("75000.00")},
                         {"Trent County Council", "social-care", pounds("25000.00")}};
  for (const auto day_of : ledger::due_days(day("2025-04-01"), ledger::Every::month,
                                            {day("2025-04-01"), day("2026-02-28")})) {
    if (day_of == day("2025-06-01") || (two && day_of == day("2025-05-01"))) continue;
    luke.bank(ledger::text(day_of), "750.00", nhs);
    luke.bank(ledger::text(plus_days(day_of, 1)), "250.00", "TRENT COUNTY COUNCIL");
  }
  const auto late = luke.bank(on, two ? "2000.00" : "1000.00", who);
  luke.bank("2026-02-28", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2026-02-28"};
  const auto said = books.answer().said(late);
  CAPTURE(who, on, two, said);
  CHECK(said.find(due("2025-06-01")) != said.npos);
  CHECK((said.find(due("2025-05-01")) != said.npos) == two);
  CHECK(about_funding(books) == Strings{});
  CHECK(books.net("received:NHS Trent ICB") == "-8250.00");
  CHECK(books.net("received:Trent County Council") == "-2750.00");
}

TEST_CASE("what a funder sent twice and had back is in no surplus, and nobody is asked about it",
          "[instalments]") {
  const std::string on = GENERATE("2025-06-03", "2025-06-20", "2025-12-20");
  auto luke = funded();
  pay(luke, ledger::Every::month, "2025-12-31", {});
  const auto twice = luke.bank("2025-06-02", "1000.00", nhs);
  const auto back = luke.bank(on, "-1000.00", nhs);
  luke.bank("2025-12-31", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-12-31"};
  CHECK(books.answer().of(back).items.front().key == ledger::reversal_key(twice));
  CHECK(books.answer().of(back).state == ledger::MatchState::matched);
  CHECK(books.net("received:NHS Trent ICB") == "-9000.00");
  CHECK(books.net("suspense") == "0.00");
  CHECK(about_funding(books) == Strings{});
}

TEST_CASE("another sum that goes to a funder is not what it sent twice", "[instalments]") {
  const auto [on, amount] = GENERATE(std::pair{"2025-06-20", "-900.00"},    // not what it sent
                                     std::pair{"2025-05-20", "-1000.00"});  // nor before it came
  auto luke = funded();
  pay(luke, ledger::Every::month, "2025-12-31", {});
  luke.bank("2025-06-02", "1000.00", nhs);
  const auto back = luke.bank(on, amount, nhs);
  const Books books{luke, "2025-12-31"};
  CHECK(books.answer().of(back).state != ledger::MatchState::matched);
  CHECK(about_funding(books) == Strings{"funding-duplicate 1000.00"});
}

TEST_CASE("what came long after a death and went back needs nobody's answer", "[instalments]") {
  auto luke = funded();
  pay(luke, ledger::Every::month, "2025-06-30", {});
  luke.person.died = day("2025-06-10");
  const auto sent = luke.bank("2025-11-03", "1000.00", nhs);
  const auto back = luke.bank("2025-11-20", "-1000.00", nhs);
  const Books books{luke, "2025-12-31"};
  CHECK(books.answer().of(sent).state == ledger::MatchState::matched);
  CHECK(books.answer().of(back).state == ledger::MatchState::matched);
  CHECK(books.net("suspense") == "0.00");
  CHECK(books.net("received:NHS Trent ICB") == "-3000.00");
  CHECK_FALSE(books.raises("funding-after-death"));
}
