// What a fact of nine years ago still says about a line of today: whoever reads fewer years of a
// person has to bring all of it forward (docs/decisions/0021-settled-years.md). And what
// it says nothing of: how a payee is paid, a number and an excess are looked for within two years.
#include "tests/reconcile/build.hpp"

using namespace build;
using Kind = ledger::Decision::Kind;

namespace {

/// A budget a year from April 2016 to March 2026, each carried into the next.
struct TenYears : Case {
  TenYears() {
    const auto planned = plan().lines;
    person.accounts[0].opened = day("2016-04-01");
    person.budgets.clear();
    for (int year = 2016; year < 2026; ++year) {
      auto made = budget(std::to_string(year), std::to_string(year) + "-04-01",
                         std::to_string(year + 1) + "-03-31");
      made.lines = planned;
      if (year > 2016) made.follows = std::to_string(year - 1);
      person.budgets.push_back(std::move(made));
    }
    for (auto& each : person.workers) {
      each.from = day("2016-04-01");
      each.shares.clear();
      for (const auto& year : person.budgets) each.shares.push_back({year.ref, "team", 100});
    }
  }
};

/// The same facts without all that is dated before a day.
ledger::PersonFacts since(ledger::PersonFacts facts, const std::string& from) {
  const auto first = day(from);
  std::erase_if(facts.lines, [&](const auto& line) { return line.line.date < first; });
  std::erase_if(facts.payslips, [&](const auto& slip) { return slip.record.pay_date < first; });
  std::erase_if(facts.invoices, [&](const auto& bill) { return bill.record.date < first; });
  return facts;
}

}  // namespace

TEST_CASE("a decision about a line is proposed for two years, and no longer") {
  TenYears luke;
  const auto next = luke.bank("2025-07-03", "-29.50", "ACME PARROTS 9912");
  const auto old = luke.bank("2016-06-02", "-31.00", "ACME PARROTS 4471");
  luke.decide(old, Kind::code, {}, "2016/garden");
  CHECK(Answer{luke}.said(next) == "unmatched unexplained");
  CHECK(Answer{since(luke.facts(), "2023-04-01")}.said(next) == "unmatched unexplained");
  const auto newer = luke.bank("2023-08-02", "-31.00", "ACME PARROTS 4471");
  luke.decide(newer, Kind::code, {}, "2023/garden");
  const Answer answer{luke};
  REQUIRE(answer.said(next) == "suggested learned");
  CHECK(answer.of(next).alternatives.front().plan_line == "2025/garden");
}

TEST_CASE("the number of an invoice settles it for two years, and no longer") {
  TenYears luke;
  luke.invoice("INV-0180", "2023-07-01", "55.31");
  const auto paid = luke.bank("2025-06-10", "-55.31", "HELPING HANDS INV-0180");
  CHECK(Answer{luke}.said(paid) ==
        "matched reference, invoice:P0001:helping-hands-community-care-ltd:INV-0180 -55.31");
  luke.invoices.clear();
  luke.invoice("INV-0180", "2016-06-01", "55.31");
  CHECK(Answer{luke}.said(paid) == "matched plan-payee, 2025/agency");
  CHECK(Answer{luke}.said(paid) == Answer{since(luke.facts(), "2023-04-01")}.said(paid));
}

TEST_CASE("what was paid too much comes back within two years, and from the nearer payment") {
  TenYears luke;
  luke.payslip("W1", "2016-06-17", "240.00");
  luke.bank("2016-06-17", "-250.00", "AMY JONES");
  const auto back = luke.bank("2025-06-20", "10.00", "AMY JONES");
  CHECK(Answer{luke}.said(back) == Answer{since(luke.facts(), "2023-04-01")}.said(back));
  luke.payslip("W1", "2024-06-21", "240.00");
  luke.bank("2024-06-21", "-250.00", "AMY JONES");
  CHECK(Answer{luke}.said(back) ==
        "matched overpayment-returned, net-pay:P0001:W1:2024-06-21 0.00");
}

TEST_CASE(
    "what a funder sent years ago and nobody explained says nothing of what it missed this year") {
  TenYears luke;
  luke.person.budgets.back().instalments = {
      {ledger::Payer::funder, pounds("1000.00"), ledger::Every::month, day("2025-04-01"), false}};
  for (const auto* on : {"2025-04-01", "2025-06-01", "2025-07-01", "2025-08-01"}) {
    luke.bank(on, "1000.00", "NHS TRENT ICB");
  }
  const auto late = luke.bank("2025-08-12", "700.00", "NHS TRENT ICB");
  const std::string missed = "matched payee-amount-differs, funding:P0001:2025:2025-05-01 700.00";
  CHECK(Answer{luke}.said(late) == missed);
  luke.bank("2017-06-05", "640.00", "NHS TRENT ICB");
  CHECK(Answer{luke}.said(late) == missed);
  luke.bank("2025-06-12", "640.00", "NHS TRENT ICB");
  CHECK(Answer{luke}.said(late) != missed);
}

TEST_CASE("whose name a line has is told among all who were ever paid") {
  TenYears luke;
  luke.invoice("INV-0180", "2016-06-01", "55.31", "Acme Parrot Keepers Ltd");
  const auto paid = luke.bank("2025-06-10", "-55.31", "ACME PARROT KEEPERS");
  luke.plan().lines.push_back(plan_line("pets", "activities", {"Parrot Keepers"}));
  luke.person.budgets.back().lines.push_back(plan_line("pets", "activities", {"Parrot Keepers"}));
  const Answer answer{luke};
  const Answer cut{since(luke.facts(), "2024-04-01")};
  CHECK(cut.said(paid) == "matched plan-payee, 2025/pets");
  CHECK(answer.said(paid) != cut.said(paid));
}

TEST_CASE("how often a payee was paid eight years ago says nothing of a payment made twice today") {
  TenYears luke;
  for (auto on = day("2016-04-01"); on < day("2022-04-01"); on = plus_days(on, 7)) {
    luke.payslip("W1", text(on), "240.00");
    luke.bank(text(on), "-240.00", "AMY JONES");
  }
  for (auto on = day("2023-01-06"); on < day("2026-01-01"); on = plus_days(on, 28)) {
    luke.payslip("W1", text(on), "960.00");
    luke.bank(text(on), "-960.00", "AMY JONES");
  }
  const auto again = luke.bank("2025-05-30", "-960.00", "AMY JONES");
  const auto said = Answer{luke}.said(again);
  CHECK(said == "matched duplicate, net-pay:P0001:W1:2025-05-23 -960.00");
  CHECK(said == Answer{since(luke.facts(), "2022-12-01")}.said(again));
}

TEST_CASE("a name under which a supplier trades is known by the lines about its invoices") {
  const std::string supplier = "Helping Hands Community Care Ltd";
  TenYears luke;
  for (auto& budget : luke.person.budgets) {
    for (auto& line : budget.lines) {
      if (line.ref == "agency") line.payees = {supplier, "Larkrise Rota"};
    }
  }
  for (auto on = day("2016-04-04"); on < day("2021-04-01"); on = plus_days(on, 28)) {
    luke.bank(text(on), "-41.00", "LARKRISE ROTA");
  }
  std::vector<ledger::LineId> paid;
  for (int month = 1; month < 10; ++month) {
    const auto number = std::to_string(month);
    luke.invoice("A" + number, "2025-0" + number + "-03", "10" + number + ".37");
    paid.push_back(luke.bank("2025-0" + number + "-17", "-10" + number + ".37", "LARKRISE ROTA"));
  }
  const Answer answer{luke};
  CHECK(answer.said(paid[4]) ==
        "matched payee-amount, invoice:P0001:helping-hands-community-care-ltd:A5 -105.37");
}

TEST_CASE("a wage that was not paid and one paid twice years ago leave today's wages as they are") {
  TenYears luke;
  std::vector<ledger::LineId> lines;
  int week = 0;
  for (auto on = day("2016-04-01"); on < day("2026-03-20"); on = plus_days(on, 7), ++week) {
    luke.payslip("W1", text(on), "240.00");
    // A year of wages a day late, of which one is missing and a later one is paid twice.
    const bool late = week < 52;
    if (week == 20) continue;
    lines.push_back(luke.bank(text(plus_days(on, late ? 1 : 0)), "-240.00", "AMY JONES"));
    if (week == 40) luke.bank(text(plus_days(on, 2)), "-240.00", "AMY JONES");
  }
  const Answer answer{luke};
  const Answer cut{since(luke.facts(), "2022-04-01")};
  for (const auto line : lines) {
    const auto known =
        std::ranges::find(cut.facts.lines, line, [](const auto& book) { return book.line.id; });
    if (known != cut.facts.lines.end()) CHECK(answer.of(line) == cut.of(line));
  }
}
