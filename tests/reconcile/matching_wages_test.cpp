// Wages as they are really paid: in advance, late, by the bureau, twice, wrongly.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

using namespace build;

namespace {

std::string net_pay(const std::string& worker, const std::string& on, const std::string& amount) {
  return "net-pay:P0001:" + worker + ":" + on + " " + amount;
}

Case with_bureau() {
  Case luke;
  auto fee = plan_line("payroll", "payroll-fee", {"TALLY BUREAU"});
  fee.amount = pounds("432.00");
  luke.plan().lines.push_back(fee);
  return luke;
}

}  // namespace

TEST_CASE("a bureau's line of one wage pays that wage and is not the bureau's fee") {
  auto luke = with_bureau();
  luke.payslip("W1", "2025-06-20", "223.71");
  const auto run = luke.bank("2025-06-20", "-223.71", "TALLY BUREAU BACS RUN");
  const auto fee = luke.bank("2025-06-24", "-36.00", "TALLY BUREAU");
  const Answer answer{luke};
  CHECK(answer.said(run) == "matched payroll-run, " + net_pay("W1", "2025-06-20", "-223.71"));
  CHECK(answer.said(fee) == "matched plan-payee, 2025/payroll");
}

TEST_CASE("a run without the one who was paid alone pays the others") {
  auto luke = with_bureau();
  luke.person.workers.push_back(worker("W3", "Carol Nwosu"));
  luke.payslip("W1", "2025-06-20", "998.69");
  luke.payslip("W2", "2025-06-20", "512.30");
  luke.payslip("W3", "2025-06-20", "900.01");
  const auto alone = luke.bank("2025-06-19", "-520.00", "BRIAN OKAFOR");
  const auto run = luke.bank("2025-06-20", "-1898.70", "TALLY BUREAU WAGES RUN");
  const Answer answer{luke};
  CHECK(answer.said(run) == "matched payroll-run, " + net_pay("W1", "2025-06-20", "-998.69") +
                                ", " + net_pay("W3", "2025-06-20", "-900.01"));
  CHECK(answer.said(alone) ==
        "matched payee-amount-differs, " + net_pay("W2", "2025-06-20", "-512.30"));
}

TEST_CASE("a bureau's line of wages that no payslip explains is not its fee but a question") {
  auto luke = with_bureau();
  luke.payslip("W1", "2025-06-20", "223.71");
  const auto run = luke.bank("2025-06-20", "-611.40", "TALLY BUREAU WAGES RUN");
  CHECK(Answer{luke}.of(run).state != ledger::MatchState::matched);
}

TEST_CASE("an advance some days before pay day and its rest are one wage, never an underpayment") {
  Case luke;
  for (const auto* on : {"2025-10-03", "2025-10-31", "2025-11-28"}) {
    luke.payslip("W1", on, on == std::string{"2025-10-31"} ? "412.80" : "398.11");
  }
  luke.bank("2025-10-03", "-398.11", "AMY JONES");
  const auto advance = luke.bank("2025-10-22", "-50.00", "AMY JONES ADVANCE");
  const auto rest = luke.bank("2025-10-31", "-362.80", "AMY JONES");
  const auto next = luke.bank("2025-11-20", "-50.00", "AMY JONES ADVANCE");
  const auto last = luke.bank("2025-11-28", "-348.11", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(advance) == "matched part-payments, " + net_pay("W1", "2025-10-31", "-50.00"));
  CHECK(answer.said(rest) == "matched part-payments, " + net_pay("W1", "2025-10-31", "-362.80"));
  CHECK(answer.said(next) == "matched part-payments, " + net_pay("W1", "2025-11-28", "-50.00"));
  CHECK(answer.said(last) == "matched part-payments, " + net_pay("W1", "2025-11-28", "-348.11"));
}

TEST_CASE("of equal weeks an advance and rest pay the week on whose day the rest falls") {
  Case luke;
  for (const auto* on : {"2025-07-11", "2025-07-18", "2025-07-25", "2025-08-01", "2025-08-08"}) {
    luke.payslip("W1", on, "245.19");
  }
  const auto dear = luke.bank("2025-07-11", "-246.00", "AMY JONES");
  for (const auto* on : {"2025-07-18", "2025-07-25", "2025-08-01"}) {
    luke.bank(on, "-245.19", "AMY JONES");
  }
  const auto advance = luke.bank("2025-08-04", "-50.00", "AMY JONES ADVANCE");
  const auto rest = luke.bank("2025-08-08", "-195.19", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(dear) ==
        "matched payee-amount-differs, " + net_pay("W1", "2025-07-11", "-245.19"));
  CHECK(answer.of(dear).evidence.find("difference=rounded-pound") != std::string::npos);
  CHECK(answer.said(advance) == "matched part-payments, " + net_pay("W1", "2025-08-08", "-50.00"));
  CHECK(answer.said(rest) == "matched part-payments, " + net_pay("W1", "2025-08-08", "-195.19"));
}

TEST_CASE("a wage whose payslip is missing takes neither the next month's nor is a duplicate") {
  Case luke;
  for (const auto* on : {"2025-04-28", "2025-05-28", "2025-06-27", "2025-08-28"}) {
    luke.payslip("W1", on, "1069.97");
    luke.bank(on, "-1069.97", "AMY JONES");
  }
  const auto missing = luke.bank("2025-07-28", "-1069.97", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.of(missing).state == ledger::MatchState::suggested);
  CHECK(answer.net("owed:net-pay:W1") == "0.00");
  CHECK(answer.net("due-back:W1") == "0.00");
}

TEST_CASE("equal weeks paid early round holidays keep their order") {
  Case luke;
  for (const auto* on : {"2025-04-04", "2025-04-11", "2025-04-17", "2025-04-25"}) {
    luke.payslip("W1", on, "180.00");
  }
  luke.bank("2025-04-04", "-180.00", "AMY JONES");
  const auto first = luke.bank("2025-04-09", "-180.00", "AMY JONES");
  const auto second = luke.bank("2025-04-15", "-180.00", "AMY JONES");
  luke.bank("2025-04-25", "-180.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(first) == "matched payee-amount, " + net_pay("W1", "2025-04-11", "-180.00"));
  CHECK(answer.said(second) == "matched payee-amount, " + net_pay("W1", "2025-04-17", "-180.00"));
}

TEST_CASE("two weeks in one line are the two that were owed, not one to come") {
  Case luke;
  for (const auto* on : {"2025-11-21", "2025-11-28", "2025-12-05", "2025-12-12"}) {
    luke.payslip("W1", on, "285.83");
  }
  luke.bank("2025-11-21", "-285.83", "AMY JONES");
  const auto both = luke.bank("2025-12-08", "-571.66", "AMY JONES");
  luke.bank("2025-12-12", "-285.83", "AMY JONES");
  CHECK(Answer{luke}.said(both) == "matched several-items, " +
                                       net_pay("W1", "2025-11-28", "-285.83") + ", " +
                                       net_pay("W1", "2025-12-05", "-285.83"));
}

TEST_CASE("two digits changed over explain a wage that was paid short") {
  Case luke;
  luke.payslip("W1", "2025-08-18", "810.34");
  luke.payslip("W1", "2025-09-18", "790.02");
  const auto wrong = luke.bank("2025-08-18", "-180.34", "AMY JONES");
  luke.bank("2025-09-18", "-790.02", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(wrong) ==
        "matched payee-amount-differs, " + net_pay("W1", "2025-08-18", "-180.34"));
  CHECK(answer.of(wrong).evidence.find("difference=transposed") != std::string::npos);
}

TEST_CASE("two lines that together come to three weeks pay those three") {
  Case luke;
  luke.payslip("W1", "2025-05-02", "201.10");
  luke.payslip("W1", "2025-05-09", "187.35");
  luke.payslip("W1", "2025-05-16", "210.05");
  const auto first = luke.bank("2025-05-16", "-300.00", "AMY JONES");
  const auto second = luke.bank("2025-05-19", "-298.50", "AMY JONES");
  luke.payslip("W1", "2025-05-30", "199.99");
  luke.bank("2025-05-30", "-199.99", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.of(first).rule == reconcile::rule::several_items);
  CHECK(answer.of(second).rule == reconcile::rule::several_items);
  CHECK(answer.net("owed:net-pay:W1") == "0.00");
}

TEST_CASE("a second advance of the same round sum is no duplicate of the first") {
  Case luke;
  luke.payslip("W1", "2025-11-07", "233.40");
  luke.payslip("W1", "2025-11-21", "240.15");
  luke.bank("2025-11-03", "-50.00", "AMY JONES ADVANCE");
  luke.bank("2025-11-07", "-183.40", "AMY JONES");
  const auto second = luke.bank("2025-11-14", "-50.00", "AMY JONES ADVANCE");
  luke.bank("2025-11-21", "-190.15", "AMY JONES");
  CHECK(Answer{luke}.said(second) ==
        "matched part-payments, " + net_pay("W1", "2025-11-21", "-50.00"));
}

TEST_CASE("a wage paid again while a return may have undone the first waits with that return") {
  Case luke;
  luke.payslip("W1", "2025-04-28", "520.00");
  luke.payslip("W2", "2025-04-28", "520.00");
  luke.bank("2025-04-28", "-520.00", "A JONES WAGES");
  luke.bank("2025-04-28", "-520.00", "B OKAFOR WAGES");
  const auto back = luke.bank("2025-05-01", "520.00", "RETURNED PAYMENT");
  const auto again = luke.bank("2025-05-03", "-520.00", "A JONES WAGES");
  const Answer answer{luke};
  REQUIRE(answer.of(back).state == ledger::MatchState::suggested);
  CHECK(answer.of(again).state == ledger::MatchState::suggested);
}
