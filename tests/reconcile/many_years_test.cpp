// What a fact of nine years ago still says about a line of today: whoever reads fewer years of a
// person has to bring all of it forward (docs/decisions/0021-a-month-reads-all-years.md).
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

TEST_CASE("a decision about a line of nine years ago is proposed for a line of today") {
  TenYears luke;
  const auto first = luke.bank("2016-06-02", "-31.00", "ACME PARROTS 4471");
  const auto next = luke.bank("2025-07-03", "-29.50", "ACME PARROTS 9912");
  luke.decide(first, Kind::code, {}, "2016/garden");
  const Answer answer{luke};
  REQUIRE(answer.said(next) == "suggested learned");
  CHECK(answer.of(next).alternatives.front().plan_line == "2025/garden");
  CHECK(Answer{since(luke.facts(), "2024-04-01")}.said(next) == "unmatched unexplained");
}

TEST_CASE("the number of an invoice that has been open for nine years settles it") {
  TenYears luke;
  luke.invoice("INV-0180", "2016-06-01", "55.31");
  const auto paid = luke.bank("2025-06-10", "-55.31", "HELPING HANDS INV-0180");
  CHECK(Answer{luke}.said(paid) ==
        "matched reference, invoice:P0001:helping-hands-community-care-ltd:INV-0180 -55.31");
  CHECK(Answer{since(luke.facts(), "2024-04-01")}.said(paid) == "matched plan-payee, 2025/agency");
}

TEST_CASE("what was paid too much nine years ago may come back today") {
  TenYears luke;
  luke.payslip("W1", "2016-06-17", "240.00");
  luke.bank("2016-06-17", "-250.00", "AMY JONES");
  const auto back = luke.bank("2025-06-20", "10.00", "AMY JONES");
  CHECK(Answer{luke}.said(back) ==
        "matched overpayment-returned, net-pay:P0001:W1:2016-06-17 0.00");
  CHECK(Answer{since(luke.facts(), "2024-04-01")}.said(back) != Answer{luke}.said(back));
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
