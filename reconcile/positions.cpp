// Where each budget stands. Every figure is read from the kept balances, but for what is still to
// come: regular payments, wages until the budget ends, and the unexpired part of an instalment.
#include "ledger/ensure.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/committed.hpp"
#include "reconcile/known_line.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/surplus.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <map>
#include <set>

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
  // Cost outside the plan of the day (unplanned, or a line that a revision left out)
  // is shown too, so that the lines sum to what is spent and to what is committed.
  std::set<std::string, std::less<>> outside;
  for (const auto& balance : view.balances) {
    if (balance.budget != budget.ref || !balance.account.starts_with("cost:")) continue;
    if (!balance.net().is_zero()) outside.insert(balance.account.substr(5));
  }
  for (const auto& [ref, coming] : ahead) outside.insert(ref);  // a version before had it
  for (const auto& ref : outside) {
    if (budget.line(ref) != nullptr) continue;
    const auto* known = known_line(view.history(), budget.ref, ref, view.as_of);
    add(ref, known == nullptr ? "other" : known->category, Money{});
  }
}

std::string joined_names(const Budget& budget) {
  std::string names;
  for (const auto& funder : budget.funders) names += (names.empty() ? "" : " + ") + funder.name;
  return names;
}

/// Nothing where no version of the budget was agreed by the day, though one will be.
std::optional<Money> agreed_by_now(const PersonView& view, const Budget& budget) {
  const auto first = ledger::first_agreed(view.history(), budget.ref);
  return first && *first > view.as_of ? std::nullopt : budget.agreed;
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
                          .agreed = agreed_by_now(view, budget),
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
  if (position.agreed) position.available = *position.agreed - position.spent - position.committed;
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
