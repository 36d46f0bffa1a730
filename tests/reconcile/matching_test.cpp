// Each kind of match, as a caseworker would meet it.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

using namespace build;

namespace {
const std::string agency = "invoice:P0001:helping-hands-community-care-ltd:";
}

TEST_CASE("a wage is matched by name and amount, and is no longer owed") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-21", "-240.00", "MS A JONES");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched payee-amount, net-pay:P0001:W1:2025-06-20 -240.00");
  CHECK(answer.of(line).confidence == 960);
  CHECK(reconcile::why(answer.of(line)) ==
        "The text has the payee's surname and initial and the amount agrees, 1 day after it is "
        "due.");
  CHECK(answer.net("owed:net-pay:W1") == "0.00");
  CHECK(answer.net("bank:dp") == "-240.00");
}

TEST_CASE("of equal weekly wages the week that was not paid stays open, and no other") {
  Case luke;
  for (const auto* on : {"2025-06-06", "2025-06-13", "2025-06-20", "2025-06-27"}) {
    luke.payslip("W1", on, "100.00");
  }
  luke.bank("2025-06-06", "-100.00", "AMY JONES");
  const auto late = luke.bank("2025-06-14", "-100.00", "AMY JONES");
  const auto last = luke.bank("2025-06-27", "-100.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(late) == "matched payee-amount, net-pay:P0001:W1:2025-06-13 -100.00");
  CHECK(answer.said(last) == "matched payee-amount, net-pay:P0001:W1:2025-06-27 -100.00");
  CHECK(answer.net("owed:net-pay:W1") == "-100.00");
}

TEST_CASE("a line that names one worker never pays another") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "BRIAN OKAFOR");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched plan-payee, 2025/team");
  CHECK(answer.net("owed:net-pay:W1") == "-240.00");
}

TEST_CASE("an initial that two workers share tells neither, unless the amount does") {
  Case luke;
  luke.person.workers[1] = worker("W2", "Alan Jones");
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W2", "2025-06-20", "240.00");
  const auto equal = luke.bank("2025-06-20", "-240.00", "A JONES");
  luke.payslip("W2", "2025-06-27", "111.00");
  const auto told = luke.bank("2025-06-27", "-111.00", "A JONES");
  const Answer answer{luke};
  CHECK(answer.of(equal).state == ledger::MatchState::suggested);
  CHECK(answer.of(equal).alternatives.size() == 2);
  CHECK(answer.said(told) == "matched payee-amount, net-pay:P0001:W2:2025-06-27 -111.00");
  CHECK(answer.net("suspense") == "240.00");
}

TEST_CASE("an invoice's number with its amount is the surest evidence") {
  Case luke;
  luke.invoice("INV-4711", "2025-06-01", "300.00");
  luke.invoice("INV-4712", "2025-06-02", "300.00");
  const auto line = luke.bank("2025-06-20", "-300.00", "HELPING HANDS 4712");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched reference, " + agency + "INV-4712 -300.00");
  CHECK(answer.of(line).confidence == 990);
}

TEST_CASE("one payment of several invoices less a credit note") {
  Case luke;
  luke.invoice("1", "2025-06-01", "300.00");
  luke.invoice("2", "2025-06-08", "250.00");
  luke.invoice("3", "2025-06-09", "-40.00");
  luke.invoice("4", "2025-06-10", "99.00");
  const auto line = luke.bank("2025-06-20", "-510.00", "HELPING HANDS COMMUNITY CARE");
  const Answer answer{luke};
  CHECK(answer.of(line).rule == "several-items");
  CHECK(answer.of(line).items.size() == 3);
  CHECK(answer.net("owed:supplier:helping-hands-community-care-ltd") == "-99.00");
}

TEST_CASE("two sums that fit equally well are both suggested and neither is posted") {
  Case luke;
  for (const auto* amount : {"100.00", "200.00", "300.00", "400.00"}) {
    luke.invoice(amount, "2025-06-01", amount);
  }
  const auto line = luke.bank("2025-06-20", "-500.00", "HELPING HANDS COMMUNITY CARE");
  const Answer answer{luke};
  CHECK(answer.of(line).state == ledger::MatchState::suggested);
  CHECK(answer.of(line).alternatives.size() == 2);
  CHECK(answer.of(line).confidence < 700);
  CHECK(answer.net("suspense") == "500.00");
}

TEST_CASE("a quarter's PAYE is one payment of three tax months") {
  Case luke;
  luke.person.employer = ledger::Employer{true, false};
  luke.payslip("W1", "2025-04-25", "240.00", "10.00");
  luke.payslip("W1", "2025-05-23", "240.00", "20.00");
  luke.payslip("W1", "2025-06-20", "240.00", "30.00");
  luke.payslip("W1", "2025-07-18", "240.00", "40.00");
  const auto line = luke.bank("2025-07-20", "-60.00", "HMRC PAYE 123PA00012345");
  const Answer answer{luke};
  CHECK(answer.of(line).rule == "several-items");
  CHECK(answer.of(line).items.size() == 3);
  CHECK(answer.net("owed:paye") == "-40.00");
}

TEST_CASE("a quarter's PAYE paid short goes to the quarter's months, the oldest first") {
  Case luke;
  luke.person.employer = ledger::Employer{true, false};
  luke.payslip("W1", "2025-04-25", "240.00", "10.00");
  luke.payslip("W1", "2025-05-23", "240.00", "20.00");
  const auto line = luke.bank("2025-07-20", "-25.00", "HMRC");
  CHECK(Answer{luke}.said(line) ==
        "matched payee-amount-differs, paye:P0001:2025-26:M01 -10.00, "
        "paye:P0001:2025-26:M02 -15.00");
}

TEST_CASE("a month of pension goes to the provider") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00", "0", "12.50");
  const auto line = luke.bank("2025-07-10", "-12.50", "NEST IT000123456");
  CHECK(Answer{luke}.said(line) == "matched payee-amount, pension:P0001:2025-06 -12.50");
}

TEST_CASE("a payroll run pays everybody of one pay date in one line") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W2", "2025-06-20", "160.00");
  const auto line = luke.bank("2025-06-20", "-400.00", "PAYROLL BACS");
  const Answer answer{luke};
  CHECK(answer.of(line).rule == "payroll-run");
  CHECK(answer.of(line).items.size() == 2);
}

TEST_CASE("an advance and the rest settle one wage together") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W1", "2025-06-27", "300.00");
  const auto advance = luke.bank("2025-06-18", "-90.00", "AMY JONES ADVANCE");
  const auto rest = luke.bank("2025-06-20", "-150.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(advance) == "matched part-payments, net-pay:P0001:W1:2025-06-20 -90.00");
  CHECK(answer.said(rest) == "matched part-payments, net-pay:P0001:W1:2025-06-20 -150.00");
}

TEST_CASE("too much for the one open item: the item is settled and the excess is due back") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-250.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched payee-amount-differs, net-pay:P0001:W1:2025-06-20 -240.00");
  CHECK(answer.net("due-back:W1") == "10.00");
  CHECK(answer.net("owed:net-pay:W1") == "0.00");
}

TEST_CASE("a move between own accounts is one move, seen twice") {
  Case luke;
  luke.person.accounts.push_back(Case::account("savings"));
  luke.plan().accounts = {"dp", "savings"};
  const auto out = luke.bank("2025-06-20", "-500.00", "TRANSFER TO SAVINGS");
  const auto in = luke.bank("2025-06-21", "500.00", "TRANSFER", "savings");
  const Answer answer{luke};
  CHECK(answer.said(out) == "matched transfer, transfer:" + ledger::text(in) + " -500.00");
  CHECK(answer.said(in) == "matched transfer, transfer:" + ledger::text(out) + " 500.00");
  CHECK(answer.net("moving") == "0.00");
}

TEST_CASE("a payee of a plan line is coded to it, and its refund is taken off") {
  Case luke;
  const auto paid = luke.bank("2025-06-20", "-50.00", "GREEN THUMB GARDENS");
  const auto back = luke.bank("2025-09-20", "20.00", "GREEN THUMB GARDENS");
  const Answer answer{luke};
  CHECK(answer.said(paid) == "matched plan-payee, 2025/garden");
  CHECK(answer.said(back) == "matched plan-payee, 2025/garden");
  CHECK(answer.net("cost:garden") == "30.00");
}

TEST_CASE("interest is received; a bank charge needs a plan line") {
  Case luke;
  const auto interest = luke.bank("2025-06-30", "1.23", "GROSS INTEREST");
  const auto charge = luke.bank("2025-06-30", "-5.00", "ACCOUNT FEE");
  CHECK(Answer{luke}.said(interest) == "matched interest");
  CHECK(Answer{luke}.said(charge) == "unmatched unexplained");
  luke.plan().lines.push_back(plan_line("bank", "bank-charge", {}));
  CHECK(Answer{luke}.said(charge) == "matched bank-charge, 2025/bank");
  CHECK(Answer{luke}.net("received:interest") == "-1.23");
}

TEST_CASE("funding comes under the funder's name or an unfamiliar one; twice is a duplicate") {
  Case luke;
  luke.plan().instalments = {
      {ledger::Payer::funder, pounds("4640.00"), ledger::Every::month, day("2025-04-04"), false}};
  const auto named = luke.bank("2025-04-04", "4640.00", "NHS TRENT ICB");
  const auto twice = luke.bank("2025-04-07", "4640.00", "NHS TRENT ICB");
  const auto other = luke.bank("2025-05-06", "4640.00", "SBS 7742");
  const auto late = luke.bank("2025-08-25", "4640.00", "SBS 7742");
  const Answer answer{luke};
  CHECK(answer.said(named) == "matched payee-amount, funding:P0001:2025:2025-04-04 4640.00");
  CHECK(answer.said(other) == "matched funding-amount, funding:P0001:2025:2025-05-04 4640.00");
  CHECK(answer.of(late).state == ledger::MatchState::suggested);
  CHECK(answer.said(twice) == "matched duplicate, funding:P0001:2025:2025-04-04 4640.00");
  CHECK(answer.net("received:NHS Trent ICB") == "-13920.00");
}

TEST_CASE("cash, gambling and money to the holder are never guessed") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "100.00");
  for (const auto* text : {"CASH WITHDRAWAL LINK ATM", "LADBROKES", "S ASHDOWN"}) {
    const auto line = luke.bank("2025-06-20", "-100.00", text);
    CHECK(Answer{luke}.said(line) == "unmatched unexplained");
  }
}

TEST_CASE("an amount that agrees under no name is suggested, not posted") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "100.00");
  const auto line = luke.bank("2025-06-20", "-100.00", "FASTER PAYMENT 0042");
  const Answer answer{luke};
  CHECK(answer.of(line).state == ledger::MatchState::suggested);
  CHECK(answer.of(line).alternatives[0].items[0].key == "net-pay:P0001:W1:2025-06-20");
  CHECK(answer.net("suspense") == "100.00");
}

TEST_CASE("a person's decision stands over what the engine would say") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  luke.decide(line, ledger::Decision::Kind::unmatch, {});
  CHECK(Answer{luke}.said(line) == "unmatched decided");
  luke.decide(line, ledger::Decision::Kind::code, {}, "2025/garden");
  CHECK(Answer{luke}.said(line) == "matched decided, 2025/garden");
  luke.decide(line, ledger::Decision::Kind::match, {"net-pay:P0001:W1:2025-06-20"});
  CHECK(Answer{luke}.said(line) == "matched decided, net-pay:P0001:W1:2025-06-20 -240.00");
}

TEST_CASE("what a decided line moved beyond its items is due back from the last payee") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-300.00", "FPO 9");
  luke.decide(line, ledger::Decision::Kind::match, {"net-pay:P0001:W1:2025-06-20"});
  CHECK(Answer{luke}.net("due-back:W1") == "60.00");
}

TEST_CASE("money that leaves settles nothing that is to come in, whatever was decided: it waits") {
  Case luke;
  luke.plan().instalments = {
      {ledger::Payer::funder, pounds("600.00"), ledger::Every::once, day("2025-04-04"), false},
      {ledger::Payer::person, pounds("50.00"), ledger::Every::once, day("2025-04-04"), false}};
  const std::string kind = GENERATE("funding", "contribution");
  const auto key = kind + ":P0001:2025:2025-04-04";
  const bool came = GENERATE(false, true);
  if (came) luke.bank("2025-04-04", "600.00", "NHS TRENT ICB");
  if (came) luke.bank("2025-04-04", "50.00", "S ASHDOWN");
  const auto line = luke.bank("2025-04-20", "-70.00", "NHS TRENT ICB");
  luke.decide(line, ledger::Decision::Kind::match, {key});
  const Answer answer{luke};
  CHECK(answer.said(line) == "unmatched decided");
  CHECK(answer.net("suspense") == "70.00");
  CHECK(answer.net("received:NHS Trent ICB") == (came ? "-600.00" : "0.00"));
  CHECK(answer.net("received:person") == (came ? "-50.00" : "0.00"));
  CHECK(reconcile::why(answer.of(line)) ==
        "A person matched this payment to money that is to come in, which it cannot settle; it "
        "waits in suspense: please decide again.");
}

TEST_CASE("an unknown line of an account with two budgets waits in no budget's name") {
  Case luke;
  luke.person.budgets.push_back(budget("2025b", "2025-06-01", "2026-03-31"));
  const auto before = luke.bank("2025-05-20", "-7.00", "SHOP");
  const auto since = luke.bank("2025-06-20", "-7.00", "SHOP");
  const Answer answer{luke};
  CHECK(answer.entry(before).postings[0].budget == "2025");
  CHECK(answer.entry(since).postings[0].budget == "unassigned");
}

TEST_CASE("what was in an account before its first budget begins is that budget's") {
  Case luke;
  luke.plan().from = day("2025-08-01");
  luke.person.budgets.push_back(budget("2026", "2026-04-01", "2027-03-31"));
  luke.person.accounts.at(0).balance = pounds("50.00");
  luke.bank("2025-07-05", "5.17", "INTEREST");
  luke.bank("2025-07-08", "-12.34", "ART");
  const Answer answer{luke};
  for (const auto& entry : answer.entries) {
    if (entry.kind == ledger::EntryKind::plan) continue;
    for (const auto& posting : entry.postings) CHECK(posting.budget == "2025");
  }
  CHECK(answer.net("bank:dp") == "42.83");
}

TEST_CASE("PAYE of workers in two budgets is paid by both in proportion, to the penny") {
  Case luke;
  luke.person.budgets.push_back(budget("2025b", "2025-04-01", "2026-03-31"));
  luke.person.budgets[1].lines = {plan_line("nights", "pa-wages", {"W2"})};
  luke.person.workers[1].shares = {{"2025b", "nights", 100}};
  luke.payslip("W1", "2025-06-20", "240.00", "33.33");
  luke.payslip("W2", "2025-06-20", "240.00", "66.68");
  const auto line = luke.bank("2025-07-20", "-100.01", "HMRC");
  const Answer answer{luke};
  const auto& postings = answer.entry(line).postings;
  REQUIRE(postings.size() == 2);
  CHECK(ledger::text(postings[0].amount) == "33.33");
  CHECK(ledger::text(postings[1].amount) == "66.68");
  CHECK(answer.net("owed:paye") == "0.00");
}

TEST_CASE("the plan, the opening balance and ring-fenced money are booked without a line") {
  Case luke;
  luke.plan().contingency = pounds("500.00");
  luke.plan().pots = {{"redundancy", pounds("1200.00")}};
  luke.person.accounts[0].balance = pounds("75.00");
  const Answer answer{luke};
  CHECK(answer.net("plan:team") == "-10000.00");
  CHECK(answer.net("plan:contingency") == "-500.00");
  CHECK(answer.net("pot:redundancy") == "-1200.00");
  CHECK(answer.net("bank:dp") == "75.00");
}

TEST_CASE("a payslip that is corrected is taken back and posted anew") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const Answer before{luke};
  luke.payslips[0].record.net = pounds("250.00");
  const Answer after{luke};
  const std::vector<ledger::RecordedEntry> standing{
      {{1}, before.entry("payslip:W1:2025-06-20:2025-06-14"), {}, false, {}}};
  const auto changes = reconcile::changes(standing, after.entries);
  CHECK(changes.reversed == std::vector<ledger::EntryNo>{{1}});
  CHECK(changes.posted.size() == after.entries.size());
}

TEST_CASE("what only several invoices explain is theirs, though a later line has one's amount") {
  Case luke;
  luke.invoice("1", "2025-05-01", "300.00");
  luke.invoice("2", "2025-05-01", "200.00");
  luke.invoice("CN", "2025-05-05", "-50.00");
  luke.invoice("3", "2025-06-01", "410.00");
  const auto several = luke.bank("2025-05-15", "-450.00", "HELPING HANDS COMMUNITY CARE");
  luke.bank("2025-06-05", "-110.00", "HELPING HANDS COMMUNITY CARE");
  luke.bank("2025-06-12", "-300.00", "HELPING HANDS COMMUNITY CARE");
  const Answer answer{luke};
  CHECK(answer.of(several).rule == reconcile::rule::several_items);
  CHECK(answer.of(several).items.size() == 3);
  CHECK(answer.net("owed:supplier:helping-hands-community-care-ltd") == "0.00");
  CHECK(answer.net("suspense") == "0.00");
}

TEST_CASE("two weeks of what the plan pays weekly can be paid at once") {
  Case luke;
  auto& garden = luke.plan().lines[1];
  luke.plan().agreed = pounds("10000.00");
  luke.plan().agreed_on = day("2025-03-20");
  garden.each = pounds("20.00");
  garden.every = ledger::Every::week;
  garden.first = day("2025-06-02");
  const auto both = luke.bank("2025-06-09", "-40.00", "GREEN THUMB GARDENS");
  const Answer answer{luke};
  CHECK(answer.of(both).rule == reconcile::rule::several_items);
  CHECK(answer.of(both).items.size() == 2);
}

TEST_CASE("an advance long before pay day and the rest on the day settle one wage") {
  Case luke;
  for (const auto* on : {"2025-04-18", "2025-04-25", "2025-05-02"}) {
    luke.payslip("W1", on, "280.24");
  }
  const auto advance = luke.bank("2025-04-05", "-180.00", "AMY JONES ADVANCE");
  const auto rest = luke.bank("2025-04-18", "-100.24", "AMY JONES");
  luke.bank("2025-04-25", "-280.24", "AMY JONES");
  const auto first = luke.bank("2025-05-02", "-280.24", "AMY JONES");
  const auto again = luke.bank("2025-05-05", "-280.24", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.of(advance).rule == reconcile::rule::part_payments);
  CHECK(answer.of(rest).rule == reconcile::rule::part_payments);
  CHECK(answer.of(first).rule == reconcile::rule::payee_amount);
  CHECK(answer.of(again).rule == reconcile::rule::duplicate);
  CHECK(answer.net("owed:net-pay:W1") == "0.00");
}

TEST_CASE("delivered services cost their price; missed ones nothing, and no money moves") {
  Case luke;
  auto facts = [&] {
    auto person = luke.person;
    ledger::Service visits{
        .budget = "2025", .ref = "visits", .line = "garden", .from = day("2025-04-01")};
    visits.provider = "Trent Nursing";
    visits.price = pounds("21.40");
    person.services = {visits};
    auto made = luke.facts();
    made.history = ledger::PersonHistory{{person}};
    const ledger::Delivery delivery{
        .service = "visits", .period = {day("2025-04-07"), day("2025-04-13")}, .quantity = {2650}};
    auto missed = delivery;
    missed.delivered = false;
    made.deliveries = {{{3}, delivery}, {{3}, delivery}, {{3}, missed}};
    return made;
  }();
  const Answer answer{std::move(facts)};
  CHECK(answer.net("cost:garden") == "567.10");
  CHECK(answer.net("contract:Trent Nursing") == "-567.10");
  CHECK(answer.net("bank:dp") == "0.00");
}
