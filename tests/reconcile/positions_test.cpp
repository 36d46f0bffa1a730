#include "tests/reconcile/build_view.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace build_view;
using reconcile::BudgetPosition;

namespace {

/// As a view has them.
void by_name(std::vector<ledger::Balance>& balances) {
  std::ranges::sort(balances, {}, [](const ledger::Balance& balance) {
    return std::tie(balance.budget, balance.account);
  });
}

BudgetPosition position(Case& made, std::string_view as_of) {
  const auto all = reconcile::positions(made.view(as_of));
  REQUIRE(all.size() == 1);
  CHECK(reconcile::unexplained(all.front()).is_zero());
  return all.front();
}

/// The agreed instalments of every four weeks, the first on 4 April.
ledger::PersonVersion funded() {
  auto version = person();
  version.budgets[0].instalments = {{ledger::Payer::funder, pounds("4640.00"),
                                     ledger::Every::four_weeks, day("2025-04-04"), false}};
  return version;
}
constexpr auto first_instalment = "funding:P0001:2025:2025-04-04";

void receive(Case& made) {
  const auto line = made.line("2025-04-04", "4640.00", "NHS TRENT CCG");
  made.match(line, {{first_instalment, pounds("4640.00")}});
}

}  // namespace

TEST_CASE("cost is spent when it arises and owed until it is paid", "[positions]") {
  Case made;
  auto slip = payslip("W1", "2025-03-31", "2025-04-27", "2025-04-25", "500.00");
  slip.gross = pounds("600.00");
  slip.tax = pounds("60.00");
  slip.employee_pension = pounds("40.00");
  slip.employer_ni = pounds("25.00");
  slip.employer_pension = pounds("15.00");
  made.pay(slip);
  CHECK(position(made, "2025-04-24").spent.is_zero());
  const auto before = position(made, "2025-04-25");
  CHECK(before.spent == pounds("640.00"));
  CHECK(before.owed.net_pay == pounds("500.00"));
  CHECK(before.owed.paye == pounds("85.00"));
  CHECK(before.owed.pension == pounds("55.00"));
  CHECK(before.shortfall == pounds("640.00"));

  const auto line = made.line("2025-04-28", "-500.00", "A JONES");
  made.match(line, {{"net-pay:P0001:W1:2025-04-25", pounds("-500.00")}});
  const auto after = position(made, "2025-04-28");
  CHECK(after.spent == pounds("640.00"));
  CHECK(after.owed.net_pay.is_zero());
  CHECK(after.bank == pounds("-500.00"));
}

TEST_CASE("a regular payment is committed until it is paid or its grace has passed",
          "[positions]") {
  auto version = person();
  auto& line = version.budgets[0].lines[1];
  line.each = pounds("120.00");
  line.every = ledger::Every::once;
  line.first = day("2025-05-01");
  Case made{version};
  CHECK(position(made, "2025-04-20").committed == pounds("120.00"));
  CHECK(position(made, "2025-05-15").committed == pounds("120.00"));
  CHECK(position(made, "2025-05-16").committed.is_zero());
  CHECK(position(made, "2025-04-20").available == pounds("60200.00"));

  const auto paid = made.line("2025-05-02", "-120.00", "GREEN THUMB");
  made.match(paid, {{"plan:P0001:2025:garden:2025-05-01", pounds("-120.00")}});
  CHECK(position(made, "2025-05-02").committed.is_zero());
  CHECK(position(made, "2025-05-02").spent == pounds("120.00"));
}

TEST_CASE("what a worker will still cost is estimated from the usual week", "[positions]") {
  auto version = person();
  version.workers[0].hours = ledger::parse_quantity("24").value();
  version.workers[0].rate = pounds("12.80");
  Case made{version};
  const auto at = position(made, "2026-03-17");  // two weeks before the end
  CHECK(at.committed == pounds("614.40"));
  CHECK(at.estimate);
  CHECK(at.lines[0].estimate);
  CHECK_FALSE(at.lines[1].estimate);
  CHECK(position(made, "2026-03-31").committed.is_zero());

  made.pay(payslip("W1", "2026-02-26", "2026-03-24", "2026-03-17", "500.00"));
  CHECK(position(made, "2026-03-17").committed == pounds("307.20"));
}

TEST_CASE("a worker who leaves costs nothing after the last day", "[positions]") {
  auto version = person();
  version.workers[0].hours = ledger::parse_quantity("24").value();
  version.workers[0].rate = pounds("12.80");
  version.workers[0].to = day("2026-03-24");
  Case made{version};
  CHECK(position(made, "2026-03-17").committed == pounds("307.20"));
}

TEST_CASE("nothing is available before the budget is agreed", "[positions]") {
  auto version = person();
  version.budgets[0].agreed.reset();
  version.budgets[0].agreed_on.reset();
  Case made{version};
  CHECK_FALSE(position(made, "2025-05-01").available.has_value());
  CHECK(position(made, "2025-05-01").allowed_balance.is_zero());
}

TEST_CASE("an instalment in advance runs out by the day", "[positions]") {
  Case made{funded()};
  receive(made);
  CHECK(position(made, "2025-04-04").unexpired == pounds("4640.00"));
  // 4640.00 × 27 ÷ 28 and × 1 ÷ 28, cut to the penny
  CHECK(position(made, "2025-04-05").unexpired == pounds("4474.28"));
  CHECK(position(made, "2025-05-01").unexpired == pounds("165.71"));
  CHECK(position(made, "2025-05-02").unexpired.is_zero());
}

TEST_CASE("an instalment in arrears, or one that has not come, is not unexpired", "[positions]") {
  auto version = funded();
  version.budgets[0].instalments[0].arrears = true;
  Case arrears{version};
  receive(arrears);
  CHECK(position(arrears, "2025-04-05").unexpired.is_zero());
  Case missing{funded()};
  CHECK(position(missing, "2025-04-05").unexpired.is_zero());
}

TEST_CASE("surplus is what is left after everything, and never below nothing", "[positions]") {
  auto version = funded();
  version.budgets[0].pots = {{"redundancy", pounds("200.00")}};
  version.budgets[0].contingency_weeks = 1;
  Case made{version};
  receive(made);
  made.line("2025-04-05", "50.00", "J SMITH");
  const auto at = position(made, "2025-05-02");
  CHECK(at.bank == pounds("4690.00"));
  CHECK(at.pots == pounds("200.00"));
  CHECK(at.allowed_balance == pounds("1156.82"));  // 60320.00 × 7 ÷ 365 = 1156.8219…
  CHECK(at.suspense_received == pounds("50.00"));
  CHECK(at.surplus == pounds("3283.18"));
  CHECK(at.funders.at(0).surplus == pounds("3283.18"));
  CHECK(at.shortfall.is_zero());
  CHECK(position(made, "2025-04-04").surplus.is_zero());
}

TEST_CASE("a surplus goes back in proportion to what each paid in", "[positions]") {
  auto version = funded();
  version.budgets[0].funders = {{"NHS Trent CCG", "health", pounds("45240.00")},
                                {"Trent Council", "social-care", pounds("15080.00")}};
  version.budgets[0].contingency_weeks = 0;
  Case made{version};
  receive(made);
  const auto at = position(made, "2025-05-02");
  CHECK(at.surplus == pounds("4640.00"));
  REQUIRE(at.funders.size() == 2);
  CHECK(at.funders[0].received == pounds("3480.00"));
  CHECK(at.funders[0].surplus == pounds("3480.00"));
  CHECK(at.funders[1].surplus == pounds("1160.00"));
}

TEST_CASE("a plan line does not take in the cost of one whose name begins so", "[positions]") {
  auto version = person();
  version.budgets[0].lines.push_back({"team-2", "pa-wages", "", pounds("0.00"), {}, {}, {}, {}});
  Case made{version};
  made.code(made.line("2025-05-01", "-10.00", "SOMEONE"), "2025/team-2");
  const auto at = position(made, "2025-05-01");
  CHECK(at.lines[0].spent.is_zero());
  CHECK(at.lines.back().spent == pounds("10.00"));
}

TEST_CASE("cost outside the plan stands in a line of its own", "[positions]") {
  Case made;
  made.code(made.line("2025-05-01", "-10.00", "SOMEONE"), "2025/unplanned");
  const auto at = position(made, "2025-05-01");
  CHECK(at.lines.back().ref == "unplanned");
  CHECK(at.lines.back().available == pounds("-10.00"));
  CHECK(at.spent == pounds("10.00"));
}

TEST_CASE("a notional budget has no bank, surplus or shortfall", "[positions]") {
  auto version = person();
  version.budgets[0].deployment = ledger::Deployment::notional;
  version.budgets[0].accounts.clear();
  Case made{version};
  auto view = made.view("2025-05-01");
  view.balances.push_back({"2025", "contract:trent", {}, pounds("80.00")});
  view.balances.push_back({"2025", "cost:team", pounds("80.00"), {}});
  by_name(view.balances);
  const auto at = reconcile::positions(view).at(0);
  CHECK(at.spent == pounds("80.00"));
  CHECK(at.bank.is_zero());
  CHECK(at.shortfall.is_zero());
  CHECK(reconcile::unexplained(at).is_zero());
}

TEST_CASE("money on its way between own accounts is suspense until it arrives", "[positions]") {
  auto version = person();
  version.accounts.push_back({.ref = "card", .opened = day("2025-04-01")});
  version.budgets[0].accounts.push_back("card");
  Case made{version};
  const auto out = made.line("2025-05-01", "-100.00", "TO CARD");
  const auto in = made.line("2025-05-02", "100.00", "FROM DP");
  made.facts.lines[1].account = "card";
  made.match(out, {{ledger::transfer_key(in), pounds("-100.00")}}, reconcile::rule::transfer);
  made.match(in, {{ledger::transfer_key(out), pounds("100.00")}}, reconcile::rule::transfer);
  CHECK(position(made, "2025-05-01").suspense_paid == pounds("100.00"));
  CHECK(position(made, "2025-05-02").suspense_paid.is_zero());
  CHECK(position(made, "2025-05-02").bank.is_zero());
}

TEST_CASE("opening, income, cost and what is open explain every bank balance",
          "[positions][property]") {
  const bool held = rc::check("nothing is unexplained after any postings", [] {
    static const std::vector<std::string> accounts{"bank:dp",
                                                   "bank:card",
                                                   "opening",
                                                   "received:NHS Trent CCG",
                                                   "received:person",
                                                   "received:interest",
                                                   "cost:team",
                                                   "cost:garden",
                                                   "cost:unplanned",
                                                   "owed:net-pay:W1",
                                                   "owed:paye",
                                                   "owed:pension",
                                                   "owed:supplier:x",
                                                   "owed:other-deductions",
                                                   "due-back:W1",
                                                   "suspense",
                                                   "moving",
                                                   "surplus:NHS Trent CCG",
                                                   "due-to:NHS Trent CCG",
                                                   "from:2024",
                                                   "to:2026",
                                                   "contract:trent"};
    Case made;
    auto view = made.view("2025-05-01");
    std::vector<ledger::RecordedEntry> entries;
    std::deque<ledger::Entry> kept;
    const auto count = *rc::gen::inRange(0, 40);
    for (int i = 0; i < count; ++i) {
      const auto debit = *rc::gen::elementOf(accounts);
      const auto credit = *rc::gen::elementOf(accounts);
      if (debit == credit) continue;
      const auto amount = ledger::Money::of_pence(*rc::gen::inRange(1, 10'000'000));
      const ledger::Entry entry{day("2025-04-20"),
                                ledger::EntryKind::line,
                                "line:x",
                                {{"2025", debit, credit, amount, {}}},
                                {}};
      entries.push_back({{i + 1}, entry, {}, false, {}});
      view.entries.push_back(&kept.emplace_back(entry));
    }
    // Balances without their entries must be explained too.
    if (*rc::gen::arbitrary<bool>()) view.entries.clear();
    for (auto& balance : ledger::balances_of(entries)) view.balances.push_back(balance);
    by_name(view.balances);
    const auto at = reconcile::positions(view).at(0);
    RC_ASSERT(reconcile::unexplained(at).is_zero());
    RC_ASSERT(!at.surplus.is_negative());
    RC_ASSERT(!at.shortfall.is_negative());
    ledger::Money by_line;
    for (const auto& line : at.lines) by_line += line.spent;
    RC_ASSERT(by_line == at.spent);
    ledger::Money returned;
    for (const auto& funder : at.funders) returned += funder.surplus;
    RC_ASSERT(returned == at.surplus);
  });
  REQUIRE(held);
}
