// What is agreed for six years, by the kind of life.
#include "tests/reconcile/support_years_draft.hpp"

#include <array>
#include <initializer_list>
#include <utility>

namespace years {
namespace {

using ledger::Budget;
using ledger::Every;
using ledger::Money;
using ledger::Payer;

constexpr std::array<const char*, 2> refs{"W1", "W2"};
constexpr std::array<const char*, 2> names{"Asha Quill", "Tomos Vane"};

Money money(Pence pence) {
  return Money::of_pence(pence);
}

void add_line(Budget& budget, const char* ref, const char* category, Pence pence,
              const char* payee = nullptr) {
  ledger::PlanLine plan;
  plan.ref = ref;
  plan.category = category;
  plan.amount = money(pence);
  if (payee != nullptr) plan.payees = {payee};
  budget.lines.push_back(std::move(plan));
}

/// All that its funders give is agreed; it comes by the month.
void fund(Budget& budget, std::vector<ledger::Funder> funders) {
  Money all;
  for (const auto& funder : funders) all += funder.amount;
  budget.stream = funders.front().stream;
  budget.funders = std::move(funders);
  budget.agreed = all;
  budget.instalments = {
      {Payer::funder, money(all.pence() / 12), Every::month, plus_days(budget.from, 4), false}};
}

Budget begun(const std::string& ref, int year) {
  Budget made{.ref = ref, .from = april_after(year), .to = plus_days(april_after(year + 1), -1)};
  made.agreed_on = plus_days(made.from, -20);
  return made;
}

Budget plain(int year) {
  auto made = begun(budget_ref(year), year);
  fund(made, {{icb, "health", money(6'000'000)}});
  made.accounts = {"dp"};
  if (year > 0) made.follows = budget_ref(year - 1);
  add_line(made, "team", "pa-wages", 4'000'000);
  add_line(made, "agency", "agency", 1'500'000, "Larkrise Homecare Ltd");
  add_line(made, "garden", "activities", 500'000, "Thornhill Gardens");
  return made;
}

/// A tenth is the person's own.
void contribute(Budget& budget) {
  budget.instalments.front().amount = money(450'000);
  budget.instalments.push_back(
      {Payer::person, money(50'000), Every::month, plus_days(budget.from, 9), false});
}

void entrust(Budget& budget) {
  budget.deployment = ledger::Deployment::third_party;
  budget.organisation = organisation;
  budget.accounts = {account_of(Kind::third_party)};
  budget.lines.back().amount = money(320'000);
  add_line(budget, "fee", "payroll-fee", 180'000, organisation);
  auto& fee = budget.lines.back();
  fee.each = money(15'000);
  fee.every = Every::month;
  fee.first = plus_days(budget.from, 20);
}

/// One worker and the gardener.
void leave_health_out(Budget& budget) {
  fund(budget, {{council, "social-care", money(3'000'000)}});
  budget.lines.clear();
  add_line(budget, "team", "pa-wages", 2'500'000);
  add_line(budget, "garden", "activities", 500'000, "Thornhill Gardens");
}

Budget of_health(int year, Kind kind) {
  auto made = begun(health_ref(year), year);
  if (kind == Kind::staggered) {  // the first is of half a year
    made.to = plus_days(plus_months(april_after(year), 6), -1);
    if (year > 0) made.from = plus_months(april_after(year), -6);
    made.agreed_on = plus_days(made.from, -20);
  }
  fund(made, {{icb, "health", money(3'600'000)}});
  made.accounts = {account_of(Kind::two_purses, true)};
  if (year > 0) made.follows = health_ref(year - 1);
  add_line(made, "night", "pa-wages", 2'100'000);
  add_line(made, "agency", "agency", 1'500'000, "Larkrise Homecare Ltd");
  return made;
}

/// It holds nothing that the next could take over.
Budget bought(int year) {
  auto made = begun(notional_ref(year), year);
  made.deployment = ledger::Deployment::notional;
  fund(made, {{council, "social-care", money(2'000'000)}});
  made.instalments.clear();
  add_line(made, "visits", "agency", 1'500'000, nurses);
  add_line(made, "days", "respite", 500'000, organisation);
  return made;
}

void add_services(ledger::PersonVersion& person, int year) {
  const auto add = [&](const std::string& line, const char* provider, const char* kind,
                       const char* unit, Pence price, std::int64_t quantity) {
    person.services.push_back({notional_ref(year),
                               line + "-" + budget_ref(year),
                               line,
                               provider,
                               kind,
                               unit,
                               money(price),
                               {quantity},
                               Every::week,
                               april_after(year),
                               {}});
  };
  add("visits", nurses, "spot", "hour", 2'005 + 60 * year, 1'200);
  add("days", organisation, "block", "day", 6'500, 100);
}

Budget held(Kind kind, int year) {
  auto made = plain(year);
  switch (kind) {
    case Kind::joint:
    case Kind::apart:
      fund(made, {{icb, "health", money(3'600'000)}, {council, "social-care", money(2'400'000)}});
      break;
    case Kind::own_part:
      fund(made, {{council, "social-care", money(6'000'000)}});
      contribute(made);
      break;
    case Kind::handed_back:
      if (year % 2 == 1) fund(made, {{council, "social-care", money(6'000'000)}});
      break;
    case Kind::third_party:
      entrust(made);
      break;
    case Kind::two_purses:
    case Kind::staggered:
      leave_health_out(made);
      break;
    case Kind::plain:
    case Kind::reclaimed:
    case Kind::set_off:
    case Kind::notional:
    case Kind::notional_beside:
      break;
  }
  return made;
}

void add_workers(ledger::PersonVersion& person, Kind kind) {
  for (std::size_t who = 0; who < refs.size(); ++who) {
    ledger::Worker worker{.ref = refs[who], .name = names[who], .from = april_after(0)};
    const bool nights = has_two_purses(kind) && who == 1;
    for (int year = 0; year <= many; ++year) {
      if (year == many && !(nights && kind == Kind::staggered)) continue;
      worker.shares.push_back(
          {nights ? health_ref(year) : budget_ref(year), nights ? "night" : "team", 100});
    }
    person.workers.push_back(std::move(worker));
  }
}

}  // namespace

std::string budget_ref(int year) {
  return std::to_string(2016 + year);
}

std::string notional_ref(int year) {
  return budget_ref(year) + "n";
}

std::string health_ref(int year) {
  return budget_ref(year) + "h";
}

std::string account_of(Kind kind, bool health) {
  if (kind == Kind::third_party) return "held";
  return health && has_two_purses(kind) ? "nhs" : "dp";
}

ledger::PersonHistory agreed(Kind kind) {
  ledger::PersonVersion person;
  person.ref = "P0001";
  person.name = "Rowan Birkett";
  const bool holds_money = kind != Kind::notional;
  const auto open = [&](const std::string& ref) {
    person.accounts.push_back({.ref = ref, .opened = april_after(0)});
  };
  if (holds_money) open(account_of(kind));
  if (holds_money) add_workers(person, kind);
  if (has_two_purses(kind)) open(account_of(kind, true));
  for (int year = 0; year < many; ++year) {
    if (holds_money) person.budgets.push_back(held(kind, year));
    if (has_two_purses(kind)) person.budgets.push_back(of_health(year, kind));
    if (kind != Kind::notional && kind != Kind::notional_beside) continue;
    person.budgets.push_back(bought(year));
    add_services(person, year);
  }
  if (kind == Kind::staggered) person.budgets.push_back(of_health(many, kind));
  return ledger::PersonHistory{{person}};
}

}  // namespace years
