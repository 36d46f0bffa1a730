// What was paid twice, came back, or came again: what is settled, due back and owed still.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

using namespace build;

namespace {
const std::string agency = "invoice:P0001:helping-hands-community-care-ltd:";
}

TEST_CASE("an item paid twice: the later line is the duplicate, due back from the payee") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto first = luke.bank("2025-06-19", "-240.00", "AMY JONES");
  const auto second = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(first) == "matched payee-amount, net-pay:P0001:W1:2025-06-20 -240.00");
  CHECK(answer.said(second) == "matched duplicate, net-pay:P0001:W1:2025-06-20 -240.00");
  CHECK(answer.net("due-back:W1") == "240.00");
}

TEST_CASE("a payment that came back and was made again settles its item once") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto sent = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  const auto back = luke.bank("2025-06-23", "240.00", "RETURNED PAYMENT AMY JONES");
  const auto again = luke.bank("2025-06-24", "-240.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(sent) == "matched payee-amount, net-pay:P0001:W1:2025-06-20 -240.00");
  CHECK(answer.said(back) == "matched reversal, reversal:" + ledger::text(sent) + " 240.00");
  CHECK(answer.said(again) == "matched payee-amount, net-pay:P0001:W1:2025-06-20 -240.00");
  CHECK(answer.net("owed:net-pay:W1") == "0.00");
  CHECK(answer.entry(back).postings[0].credit == "owed:net-pay:W1");
}

TEST_CASE("a payment that came back and was not made again is owed still") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.bank("2025-06-20", "-240.00", "AMY JONES");
  luke.bank("2025-06-23", "240.00", "UNPAID FPO");
  CHECK(Answer{luke}.net("owed:net-pay:W1") == "-240.00");
}

TEST_CASE("an overpayment that is sent back is no longer due back") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.bank("2025-06-20", "-250.00", "AMY JONES");
  const auto back = luke.bank("2025-08-20", "10.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(back) == "matched overpayment-returned, net-pay:P0001:W1:2025-06-20 0.00");
  CHECK(answer.net("due-back:W1") == "0.00");
}

TEST_CASE("an instalment twice under the same unfamiliar name is a duplicate too") {
  Case luke;
  luke.plan().instalments = {
      {ledger::Payer::funder, pounds("4640.00"), ledger::Every::once, day("2025-04-04"), false}};
  luke.bank("2025-04-04", "4640.00", "SBS 7742");
  const auto twice = luke.bank("2025-04-11", "4640.00", "SBS 7742");
  const Answer answer{luke};
  CHECK(answer.said(twice) == "matched duplicate, funding:P0001:2025:2025-04-04 4640.00");
  CHECK(answer.net("received:NHS Trent ICB") == "-9280.00");
}

TEST_CASE("a wage paid by a run and then alone: the later line is the duplicate") {
  Case luke;
  luke.payslip("W1", "2025-04-25", "260.00");
  luke.payslip("W2", "2025-04-25", "390.00");
  const auto run = luke.bank("2025-04-25", "-650.00", "BACS PAYROLL");
  const auto again = luke.bank("2025-04-28", "-390.00", "BRIAN OKAFOR");
  const Answer answer{luke};
  CHECK(answer.of(run).rule == reconcile::rule::payroll_run);
  CHECK(answer.said(again) == "matched duplicate, net-pay:P0001:W2:2025-04-25 -390.00");
  CHECK(answer.net("due-back:W2") == "390.00");
}

TEST_CASE("one wage of a run that came back is owed again, until it is made again") {
  Case luke;
  luke.payslip("W1", "2025-04-25", "260.00");
  luke.payslip("W2", "2025-04-25", "390.00");
  const auto run = luke.bank("2025-04-25", "-650.00", "BACS PAYROLL");
  const auto back = luke.bank("2025-04-28", "390.00", "BRIAN OKAFOR RETURNED");
  const Answer owed{luke};
  CHECK(owed.said(back) == "matched reversal, " + ledger::reversal_key(run) + " 390.00");
  CHECK(owed.net("owed:net-pay:W2") == "-390.00");
  CHECK(owed.net("owed:net-pay:W1") == "0.00");
  const auto repaid = luke.bank("2025-04-30", "-390.00", "BRIAN OKAFOR");
  const Answer answer{luke};
  CHECK(answer.said(repaid) == "matched payee-amount, net-pay:P0001:W2:2025-04-25 -390.00");
  CHECK(answer.net("owed:net-pay:W2") == "0.00");
  CHECK(answer.net("suspense") == "0.00");
}

TEST_CASE("a line of which a part came back keeps what it paid, whatever else is paid later") {
  Case luke;
  int number = 4001;
  for (const auto* on : {"2025-05-06", "2025-05-17"}) {
    for (const auto* owed : {"1.00", "4.00", "2.00", "3.00"}) {
      luke.invoice(std::to_string(++number), on, owed);
    }
  }
  const auto sent = luke.bank("2025-05-09", "-5.00", "HELPING HANDS COMMUNITY CARE");
  luke.bank("2025-05-20", "-5.00", "HELPING HANDS COMMUNITY CARE");
  const auto paid = "matched several-items, " + agency + "4002 -1.00, " + agency + "4003 -4.00";
  CHECK(Answer{luke}.said(sent) == paid);
  const auto back = luke.bank("2025-05-10", "1.00", "RETURNED");
  const Answer answer{luke};
  CHECK(answer.said(sent) == paid);
  CHECK(answer.said(back) == "matched reversal, " + ledger::reversal_key(sent) + " 1.00");
  // 20.00 was owed, 5.00 paid, 1.00 came back; the other payment waits for a person.
  CHECK(answer.net("owed:supplier:helping-hands-community-care-ltd") == "-16.00");
  CHECK(answer.net("suspense") == "5.00");
}

TEST_CASE("a payroll run paid twice is a duplicate of the whole run") {
  Case luke;
  luke.payslip("W1", "2025-04-25", "260.00");
  luke.payslip("W2", "2025-04-25", "390.00");
  luke.bank("2025-04-25", "-650.00", "BACS PAYROLL");
  const auto again = luke.bank("2025-04-28", "-650.00", "BACS PAYROLL");
  const Answer answer{luke};
  CHECK(answer.of(again).rule == reconcile::rule::duplicate);
  CHECK(answer.net("due-back:W1") == "260.00");
  CHECK(answer.net("due-back:W2") == "390.00");
}

TEST_CASE("the number of an invoice that is paid already tells a duplicate from its equal") {
  Case luke;
  luke.invoice("HH-1041", "2025-04-20", "780.00");
  luke.invoice("HH-1046", "2025-05-01", "780.00");
  luke.bank("2025-05-06", "-780.00", "HELPING HANDS HH-1046");
  const auto again = luke.bank("2025-05-13", "-780.00", "HELPING HANDS HH-1046");
  const Answer answer{luke};
  CHECK(answer.said(again) == "matched duplicate, " + agency + "HH-1046 -780.00");
}

TEST_CASE("the same invoice again, in one file or two, is one invoice") {
  Case luke;
  luke.invoice("7", "2025-05-01", "300.00");
  luke.invoice("7", "2025-05-01", "300.00");
  const Answer answer{luke};
  CHECK(answer.net("owed:supplier:helping-hands-community-care-ltd") == "-300.00");
}
