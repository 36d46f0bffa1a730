// Where each budget stands. Every figure is read from the kept balances, but for what is still to
// come: regular payments, wages until the budget ends, and the unexpired part of an instalment.
#include "ledger/ensure.hpp"
#include "reconcile/committed.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/surplus.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Money;

struct Ahead {
  Money amount;
  bool estimate = false;
};
using AheadByLine = std::map<std::string, Ahead, std::less<>>;

void take_balances(const PersonView& view, BudgetPosition& position) {
  const auto net = [&](std::string_view prefix) { return view.net(position.budget, prefix); };
  position.opening = -net("opening") - net("from:");
  position.contributed = -net_of_account(view, position.budget, "received:person");
  position.received = -net("received:") - position.contributed;
  position.spent = net("cost:");
  position.bank = net("bank:");
  position.due_back = net("due-back:");
  position.handed_on = net("to:");
  position.repaid = net("surplus:") + net("due-to:") + position.handed_on;
  position.contracted = -net("contract:");
  position.owed = owed_by(view, position.budget);
  position.pots = net("pots:set-aside");
  const auto unexplained = unexplained_lines(view, position.budget);
  position.suspense_paid = unexplained.paid;
  position.suspense_received = unexplained.received;
}

void take_lines(const PersonView& view, const Budget& budget, const AheadByLine& ahead,
                BudgetPosition& position) {
  const auto add = [&](const std::string& ref, const std::string& category, Money planned) {
    const auto found = ahead.find(ref);
    const auto coming = found == ahead.end() ? Ahead{} : found->second;
    LinePosition line{
        ref,           category, planned,        net_of_account(view, budget.ref, "cost:" + ref),
        coming.amount, {},       coming.estimate};
    line.available = line.planned - line.spent - line.committed;
    position.lines.push_back(std::move(line));
  };
  for (const auto& line : budget.lines) add(line.ref, line.category, line.amount);
  // Cost outside the plan of the day (unplanned, or a line that a revision dropped) is shown too,
  // so that the lines sum to what is spent.
  for (const auto& balance : view.balances) {
    if (balance.budget != budget.ref || !balance.account.starts_with("cost:")) continue;
    const auto ref = balance.account.substr(5);
    if (budget.line(ref) == nullptr && !balance.net().is_zero()) add(ref, "other", Money{});
  }
}

std::string joined_names(const Budget& budget) {
  std::string names;
  for (const auto& funder : budget.funders) names += (names.empty() ? "" : " + ") + funder.name;
  return names;
}

BudgetPosition position_of(const PersonView& view, const Budget& budget) {
  BudgetPosition position{.person = view.facts->ref(),
                          .budget = budget.ref,
                          .deployment = budget.deployment,
                          .stream = budget.stream,
                          .funder = joined_names(budget),
                          .from = budget.from,
                          .to = budget.to,
                          .indicative = budget.indicative,
                          .agreed = budget.agreed,
                          .baseline = budget.baseline};
  const auto last = view.history().last_day(budget);
  if (last < budget.to) position.ended = last;
  take_balances(view, position);
  AheadByLine ahead;
  for (const auto& coming : commitments(view, budget)) {
    auto& line = ahead[coming.line];
    line.amount += coming.amount;
    line.estimate = line.estimate || coming.estimate;
    position.committed += coming.amount;
    position.estimate = position.estimate || coming.estimate;
  }
  if (budget.agreed) position.available = *budget.agreed - position.spent - position.committed;
  take_lines(view, budget, ahead, position);

  const auto surplus = surplus_of(view, budget);
  position.unexpired = surplus.unexpired;
  position.allowed_balance = surplus.allowed_balance;
  position.surplus = surplus.surplus;
  if (surplus.over) position.left = surplus.left;
  position.shortfall = surplus.shortfall;
  for (const auto& share : surplus.shares) {
    position.funders.push_back({share.name, share.received, share.part, share.carried});
  }
  return position;
}

}  // namespace

std::vector<BudgetPosition> positions(const PersonView& view) {
  std::vector<BudgetPosition> positions;
  for (const auto* budget : view.history().budgets_known(view.as_of))
    positions.push_back(position_of(view, *budget));
  if (view.facts->acts.empty()) return positions;
  for (const auto& owed : owed_back(view)) {
    const auto of = std::ranges::find(positions, owed.budget, &BudgetPosition::budget);
    const bool is_offset = owed.kind == OwedBack::Kind::offset;
    if (is_offset && of != positions.end()) of->set_off += owed.repaid;
  }
  return positions;
}

Money unexplained(const BudgetPosition& position) {
  return position.opening + position.received + position.contributed - position.spent +
         position.owed.total() + position.contracted - position.due_back - position.repaid -
         position.suspense_paid + position.suspense_received - position.bank;
}

}  // namespace reconcile
