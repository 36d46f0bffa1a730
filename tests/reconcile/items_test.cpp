#include "tests/reconcile/build.hpp"

using namespace build;

namespace {

std::vector<std::string> keys(const std::vector<ledger::Item>& items) {
  std::vector<std::string> found;
  for (const auto& item : items) found.push_back(item.key + " " + ledger::text(item.amount));
  return found;
}
using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("a payslip makes net pay due on its pay date, and PAYE and pension for its month") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00", "60.00", "15.00");
  CHECK(keys(Answer{luke}.items) == Keys{"net-pay:P0001:W1:2025-06-20 -240.00",
                                         "paye:P0001:2025-26:M03 -60.00",
                                         "pension:P0001:2025-06 -15.00"});
}

TEST_CASE("pay dates of the 5th and the 6th belong to two tax months but one month of pension") {
  Case luke;
  luke.payslip("W1", "2025-06-05", "100.00", "10.00", "1.00");
  luke.payslip("W1", "2025-06-06", "100.00", "20.00", "2.00");
  luke.payslips[1].record.period.first = day("2025-06-06");
  const Answer answer{luke};
  CHECK(keys(answer.items) == Keys{"net-pay:P0001:W1:2025-06-05 -100.00",
                                   "net-pay:P0001:W1:2025-06-06 -100.00",
                                   "paye:P0001:2025-26:M02 -10.00", "paye:P0001:2025-26:M03 -20.00",
                                   "pension:P0001:2025-06 -3.00"});
}

TEST_CASE("the same worker and period twice: the second payslip is held") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W1", "2025-06-20", "250.00");
  const Answer answer{luke};
  CHECK(keys(answer.items) == Keys{"net-pay:P0001:W1:2025-06-20 -240.00"});
  CHECK(answer.net("cost:team") == "240.00");
}

TEST_CASE("which payslip is held does not depend on the order in which files came") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W1", "2025-06-20", "250.00");
  std::swap(luke.payslips[0], luke.payslips[1]);
  CHECK(keys(Answer{luke}.items) == Keys{"net-pay:P0001:W1:2025-06-20 -240.00"});
}

TEST_CASE(
    "the employer summary replaces what the payslips say, and the difference eases the cost") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00", "60.00");
  ledger::EmployerSummary summary{"P0001", {2025, 3}, {}, {}, {}, {}, {}, pounds("45.00"), 2};
  luke.summaries.push_back({{2}, summary});
  const Answer answer{luke};
  CHECK(keys(answer.items).back() == "paye:P0001:2025-26:M03 -45.00");
  CHECK(answer.net("owed:paye") == "-45.00");
  CHECK(answer.net("cost:team") == "285.00");
}

TEST_CASE("a month that the summary makes nothing of leaves nothing due to HMRC") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00", "60.00");
  luke.summaries.push_back({{2}, {"P0001", {2025, 3}, {}, {}, {}, {}, {}, {}, 2}});
  const Answer answer{luke};
  CHECK(keys(answer.items) == Keys{"net-pay:P0001:W1:2025-06-20 -240.00"});
  CHECK(answer.net("owed:paye") == "0.00");
}

TEST_CASE("a worker in two plan lines is split by share and not a penny is lost") {
  Case luke;
  luke.person.workers[0].shares = {{"2025", "team", 67}, {"2025", "garden", 33}};
  luke.payslip("W1", "2025-06-20", "100.01", "10.01", "0.01");
  const Answer answer{luke};
  CHECK(answer.net("cost:team") == "73.73");
  CHECK(answer.net("cost:garden") == "36.30");
  CHECK(answer.net("owed:net-pay:W1") == "-100.01");
}

TEST_CASE("pay to somebody who is no worker costs the budget, on no plan line") {
  Case luke;
  luke.payslip("W9", "2025-06-20", "100.00");
  CHECK(Answer{luke}.net("cost:unplanned") == "100.00");
}

TEST_CASE("a credit note is money to come; two invoices of one number are told apart") {
  Case luke;
  luke.invoice("41", "2025-06-01", "-30.00");
  luke.invoice("41", "2025-06-02", "90.00");
  CHECK(keys(Answer{luke}.items) ==
        Keys{"invoice:P0001:helping-hands-community-care-ltd:41 30.00",
             "invoice:P0001:helping-hands-community-care-ltd:41#2 -90.00"});
}

TEST_CASE("an invoice takes the place of the regular payment that it asks for, once") {
  Case luke;
  auto& line = luke.plan().lines[1];
  line.each = pounds("50.00");
  line.every = ledger::Every::month;
  line.first = day("2026-01-10");
  luke.invoice("7", "2026-02-08", "50.00", "Green Thumb Gardens Limited");
  CHECK(keys(Answer{luke}.items) == Keys{"plan:P0001:2025:garden:2026-01-10 -50.00",
                                         "invoice:P0001:green-thumb-gardens-limited:7 -50.00",
                                         "plan:P0001:2025:garden:2026-03-10 -50.00"});
}

TEST_CASE("instalments of funder and person are expected with their own keys") {
  Case luke;
  luke.plan().instalments = {
      {ledger::Payer::funder, pounds("400.00"), ledger::Every::once, day("2025-04-04"), false},
      {ledger::Payer::person, pounds("20.00"), ledger::Every::once, day("2025-04-05"), false}};
  CHECK(keys(Answer{luke}.items) ==
        Keys{"funding:P0001:2025:2025-04-04 400.00", "contribution:P0001:2025:2025-04-05 20.00"});
}
