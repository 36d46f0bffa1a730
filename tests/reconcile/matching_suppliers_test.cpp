// Invoices as they are really paid: together, less a credit note, in parts, under another name.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

using namespace build;

namespace {
const std::string agency = "invoice:P0001:helping-hands-community-care-ltd:";
const std::string firm = "HELPING HANDS COMMUNITY CARE";
}  // namespace

TEST_CASE("an invoice's number beside the sum of it and another pays both") {
  Case luke;
  luke.invoice("OA-6101", "2025-05-20", "410.26");
  luke.invoice("OA-6118", "2025-06-01", "608.00");
  const auto both = luke.bank("2025-06-12", "-1018.26", firm + " OA-6118");
  const Answer answer{luke};
  CHECK(answer.said(both) ==
        "matched several-items, " + agency + "OA-6101 -410.26, " + agency + "OA-6118 -608.00");
}

TEST_CASE("an invoice's number beside what is left after its credit note settles both") {
  Case luke;
  luke.invoice("3392", "2025-06-01", "399.42");
  luke.invoice("3393", "2025-06-03", "-40.00");
  const auto line = luke.bank("2025-06-12", "-359.42", firm + " INV 3392");
  const Answer answer{luke};
  CHECK(answer.of(line).rule == reconcile::rule::several_items);
  CHECK(answer.of(line).items.size() == 2);
  CHECK(answer.net("owed:supplier:helping-hands-community-care-ltd") == "0.00");
}

TEST_CASE("two invoices of one day and amount and one payment without a number: which, we ask") {
  Case luke;
  luke.invoice("71", "2025-06-01", "120.00");
  luke.invoice("72", "2025-06-01", "120.00");
  const auto one = luke.bank("2025-06-12", "-120.00", firm);
  const Answer answer{luke};
  CHECK(answer.of(one).state == ledger::MatchState::suggested);
  CHECK(answer.of(one).alternatives.size() == 2);
}

TEST_CASE("two equal invoices that could have been paid the other way round are both asked") {
  Case luke;
  luke.invoice("171", "2025-06-01", "120.00");
  luke.invoice("172", "2025-06-05", "120.00");
  const auto first = luke.bank("2025-06-12", "-120.00", firm);
  const auto second = luke.bank("2025-06-14", "-120.00", firm);
  const Answer answer{luke};
  CHECK(answer.of(first).state == ledger::MatchState::suggested);
  CHECK(answer.of(second).state == ledger::MatchState::suggested);
}

TEST_CASE("an equal invoice that had not come yet is not what an earlier line paid") {
  Case luke;
  luke.invoice("171", "2025-06-01", "120.00");
  luke.invoice("172", "2025-07-01", "120.00");
  const auto first = luke.bank("2025-06-12", "-120.00", firm);
  const auto second = luke.bank("2025-07-12", "-120.00", firm);
  const Answer answer{luke};
  CHECK(answer.said(first) == "matched payee-amount, " + agency + "171 -120.00");
  CHECK(answer.said(second) == "matched payee-amount, " + agency + "172 -120.00");
}

TEST_CASE("a number that is no invoice of theirs settles none of another amount") {
  Case luke;
  luke.invoice("ME-4117", "2025-06-01", "310.80");
  const auto line = luke.bank("2025-06-12", "-403.41", firm + " ME-4142");
  const Answer answer{luke};
  const bool settled = answer.net("owed:supplier:helping-hands-community-care-ltd") == "0.00";
  CHECK_FALSE(settled);
  CHECK(answer.of(line).items.empty());
}

TEST_CASE("a supplier who is paid under the owner's name is paid its invoices") {
  Case luke;
  luke.plan().lines[1].payees = {"WILLOW OCCUPATIONAL THERAPY", "DAFYDD OGDEN"};
  const std::string willow = "Willow Occupational Therapy";
  luke.invoice("INV-0180", "2025-06-01", "55.31", willow);
  luke.invoice("INV-0182", "2025-06-08", "41.27", willow);
  luke.invoice("INV-0190", "2025-06-15", "47.90", willow);
  const auto numbered = luke.bank("2025-06-10", "-55.31", "DAFYDD OGDEN INV-0180");
  const auto bare = luke.bank("2025-06-17", "-41.27", "DAFYDD OGDEN");
  const auto snack = luke.bank("2025-06-19", "-12.00", "DAFYDD OGDEN");
  const Answer answer{luke};
  const std::string key = "invoice:P0001:willow-occupational-therapy:";
  CHECK(answer.said(numbered) == "matched reference, " + key + "INV-0180 -55.31");
  CHECK(answer.said(bare) == "matched payee-amount, " + key + "INV-0182 -41.27");
  CHECK(answer.said(snack) == "matched plan-payee, 2025/garden");
}

TEST_CASE("payees of one plan line who have nothing to do with each other stay apart") {
  Case luke;
  luke.plan().lines[1].payees = {"GREEN THUMB GARDENS", "CITY POOL"};
  luke.invoice("1001", "2025-06-01", "40.00", "Green Thumb Gardens");
  const auto pool = luke.bank("2025-06-05", "-40.00", "CITY POOL");
  luke.bank("2025-06-12", "-40.00", "CITY POOL");
  const Answer answer{luke};
  CHECK(answer.said(pool) == "matched plan-payee, 2025/garden");
}

TEST_CASE("so many invoices that not every sum can be tried: what was found is only suggested") {
  Case luke;
  for (int i = 0; i < 40; ++i) {
    luke.invoice(std::to_string(9000 + i), "2025-06-01",
                 std::to_string(101 + i * 7) + "." + std::to_string(10 + i));
  }
  const auto line = luke.bank("2025-06-12", "-209.21", firm);  // the first two
  const Answer answer{luke};
  CHECK(answer.of(line).state == ledger::MatchState::suggested);
  CHECK(answer.of(line).evidence.find("search=bounded") != std::string::npos);
}

TEST_CASE("a fee that has risen is still this month's fee") {
  Case luke;
  auto& garden = luke.plan().lines[1];
  luke.plan().agreed = pounds("10000.00");
  luke.plan().agreed_on = day("2025-03-20");
  garden.each = pounds("36.00");
  garden.every = ledger::Every::month;
  garden.first = day("2025-05-15");
  luke.bank("2025-05-15", "-36.00", "GREEN THUMB GARDENS");
  const auto dearer = luke.bank("2025-06-16", "-38.00", "GREEN THUMB GARDENS");
  luke.bank("2025-07-15", "-36.00", "GREEN THUMB GARDENS");
  CHECK(Answer{luke}.said(dearer) ==
        "matched payee-amount-differs, plan:P0001:2025:garden:2025-06-15 -36.00");
}

TEST_CASE("a payment near the only open invoice pays it, though it is of another amount") {
  for (const auto& text : {firm, firm + " HH-1042"}) {
    Case luke;
    luke.invoice("HH-1042", "2025-05-10", "320.00");
    const auto line = luke.bank("2025-05-20", "-300.00", text);
    const Answer answer{luke};
    CHECK(answer.of(line).state == ledger::MatchState::matched);
    REQUIRE(answer.of(line).items.size() == 1);
    CHECK(ledger::text(answer.of(line).items[0].amount) == "-300.00");
    CHECK(answer.of(line).rule == (text == firm ? reconcile::rule::payee_amount_differs
                                                : reconcile::rule::reference_amount_differs));
  }
}

TEST_CASE("a payment far from the amount of the only open invoice is not taken for it") {
  Case luke;
  luke.invoice("HH-1042", "2025-05-10", "320.00");
  const auto line = luke.bank("2025-05-20", "-90.00", firm);
  CHECK(Answer{luke}.of(line).items.empty());
}

TEST_CASE("the only explanation of a line is not said to be one of several") {
  Case luke;
  luke.payslip("W1", "2025-05-30", "600.00");
  const auto line = luke.bank("2025-05-12", "-50.00", "AMY JONES");
  const Answer answer{luke};
  REQUIRE(answer.of(line).alternatives.size() == 1);
  CHECK(reconcile::why(answer.of(line)).find("more than one") == std::string::npos);
}

TEST_CASE("a number of two digits is read where the text has the whole of it") {
  for (const auto* text : {" HH-42", " HH42", " HH 42"}) {
    Case luke;
    luke.invoice("HH-41", "2025-05-10", "300.00");
    luke.invoice("HH-42", "2025-05-10", "300.00");
    const auto line = luke.bank("2025-05-20", "-300.00", firm + text);
    CHECK(Answer{luke}.said(line) == "matched reference, " + agency + "HH-42 -300.00");
  }
  Case luke;
  luke.invoice("HH-41", "2025-05-10", "300.00");
  luke.invoice("HH-42", "2025-05-10", "300.00");
  const auto bare = luke.bank("2025-05-20", "-300.00", firm + " 42");
  CHECK(Answer{luke}.of(bare).state == ledger::MatchState::suggested);
}

TEST_CASE("a payee of the plan that is misspelt or cut short is asked about, not booked") {
  Case luke;
  luke.plan().lines[1].payees = {"RIVERSIDE SWIM CENTRE"};
  const auto slip = luke.bank("2025-06-05", "-12.00", "RIVERSIDE SWIM CENRE");
  const auto cut = luke.bank("2025-06-12", "-12.00", "RIVERSIDE");
  const auto other = luke.bank("2025-06-13", "-12.00", "RIVERSIDE GARAGE");
  const auto back = luke.bank("2025-06-14", "3.00", "RIVERSIDE SWIM CENRE");
  const Answer answer{luke};
  for (const auto line : {slip, cut}) {
    CHECK(answer.said(line) == "suggested several-explanations");
    REQUIRE(answer.of(line).alternatives.size() == 1);
    CHECK(answer.of(line).alternatives[0].plan_line == "2025/garden");
  }
  CHECK(answer.said(other) == "unmatched unexplained");
  CHECK(answer.said(back) == "unmatched unexplained");
  CHECK(answer.net("suspense") == "33.00");
}

TEST_CASE("of a misspelt supplier the bills that are open are asked about beside the plan") {
  Case luke;
  luke.invoice("1001", "2025-06-01", "40.00");
  const auto line = luke.bank("2025-06-05", "-52.00", "HELPING HANDS COMUNITY CARE");
  const Answer answer{luke};
  CHECK(answer.said(line) == "suggested several-explanations");
  REQUIRE(answer.of(line).alternatives.size() == 2);
  CHECK(answer.of(line).alternatives[0].items.at(0).key ==
        "invoice:P0001:helping-hands-community-care-ltd:1001");
  CHECK(answer.of(line).alternatives[1].plan_line == "2025/agency");
}

TEST_CASE(
    "what is marked, or was spent after a death, is told by its finding and not asked about") {
  Case luke;
  luke.plan().lines[1].payees = {"RIVERSIDE SWIM CENTRE"};
  const auto marked = luke.bank("2025-06-05", "-12.00", "RIVERSIDE SWIM CENRE ATM");
  luke.person.died = day("2025-06-10");
  const auto after = luke.bank("2025-06-12", "-12.00", "RIVERSIDE SWIM CENRE");
  const Answer answer{luke};
  CHECK(answer.said(marked) == "unmatched unexplained");
  CHECK(answer.said(after) == "unmatched unexplained");
}
