// Where each budget stands. Every figure is read from the kept balances, but for what is still to
// come: regular payments, wages until the budget ends, and the unexpired part of an instalment.
#include "ledger/ensure.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/services.hpp"
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

/// The plan's regular payments that are not due yet, or due and inside their grace, and not paid.
void add_regulars(const PersonView& view, const Budget& budget, AheadByLine& ahead) {
  const auto grace = view.parameters->days("regular-grace-days", view.as_of);
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::regular) continue;
    if (view.as_of > plus_days(item.item.due, grace)) continue;
    const auto& part = item.item.parts.front();
    if (part.budget != budget.ref) continue;
    ahead[part.line].amount += ledger::at_least_nothing(-item.open());
  }
}

/// The last day that payslips known on the day pay a worker for.
std::optional<Date> paid_until(const PersonView& view, const std::string& worker) {
  std::optional<Date> last;
  for (const auto& payslip : view.facts->payslips) {
    const auto& record = payslip.record;
    if (record.worker != worker || record.pay_date > view.as_of) continue;
    last = std::max(last, std::optional{record.period.last});
  }
  return last;
}

/// The days for which a worker is still to be paid from a budget: all that no payslip covers yet,
/// also those before today, so that nothing looks free on the day before pay day.
int days_ahead(const PersonView& view, const ledger::Worker& worker, const Budget& budget) {
  auto after = paid_until(view, worker.ref).value_or(view.as_of);
  after = std::max({after, plus_days(worker.from, -1), plus_days(budget.from, -1)});
  auto until = view.history().days_run(budget).last;
  if (worker.to) until = std::min(until, *worker.to);
  if (const auto& died = view.history().latest().died; died && *died <= view.as_of) {
    until = std::min(until, *died);
  }
  return std::max(0, until - after);
}

/// Usual week × rate for the weeks ahead, by the plan lines that bear it. An estimate; the
/// employer's own shares are not guessed.
void add_wages(const PersonView& view, const Budget& budget, AheadByLine& ahead) {
  for (const auto& worker : view.history().on(view.as_of).workers) {
    if (!worker.hours || !worker.rate || worker.shares.empty()) continue;
    const auto days = days_ahead(view, worker, budget);
    if (days == 0) continue;
    // hours are hundredths and a week has seven days
    const auto whole = ledger::half_up(*worker.rate, worker.hours->hundredths * days, 700);
    std::vector<std::int64_t> percents;
    for (const auto& share : worker.shares) {
      const auto* bears = view.history().budget(share.budget);
      const auto mine = view.history().days_held(budget);
      const auto other = bears == nullptr ? mine : view.history().days_held(*bears);
      const bool now = bears != nullptr && other.first <= mine.last && other.last >= mine.first;
      percents.push_back(now ? share.percent : 0);
    }
    if (std::ranges::count(percents, 0) == std::ssize(percents)) continue;
    const auto amounts = ledger::apportion(whole, percents);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      if (worker.shares[i].budget != budget.ref || amounts[i].is_zero()) continue;
      auto& line = ahead[worker.shares[i].line];
      line.amount += amounts[i];
      line.estimate = true;
    }
  }
}

void take_balances(const PersonView& view, BudgetPosition& position) {
  const auto net = [&](std::string_view prefix) { return view.net(position.budget, prefix); };
  position.opening = -net("opening") - net("from:");
  position.contributed = -net_of_account(view, position.budget, "received:person");
  position.received = -net("received:") - position.contributed;
  position.spent = net("cost:");
  position.bank = net("bank:");
  position.due_back = net("due-back:");
  position.repaid = net("surplus:") + net("due-to:") + net("to:");
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

/// What the commissioner has ordered and is not recorded yet, and its regular payments to come: no
/// statement of the person's will show them.
void add_services(const PersonView& view, const Budget& budget, AheadByLine& ahead) {
  if (budget.deployment != ledger::Deployment::notional) return;
  for (const auto& service : view.history().on(view.as_of).services) {
    if (service.budget == budget.ref) ahead[service.line].amount += still_ordered(view, service);
  }
  for (const auto& due : ledger::due_regulars(view.history())) {
    if (due.budget == budget.ref && due.due > view.as_of) ahead[due.line].amount += due.amount;
  }
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
  add_regulars(view, budget, ahead);
  add_wages(view, budget, ahead);
  add_services(view, budget, ahead);
  for (const auto& [line, coming] : ahead) {
    position.committed += coming.amount;
    position.estimate = position.estimate || coming.estimate;
  }
  if (budget.agreed) position.available = *budget.agreed - position.spent - position.committed;
  take_lines(view, budget, ahead, position);

  const auto surplus = surplus_of(view, budget);
  position.unexpired = surplus.unexpired;
  position.allowed_balance = surplus.allowed_balance;
  position.surplus = surplus.surplus;
  position.shortfall = surplus.shortfall;
  for (const auto& share : surplus.shares) {
    position.funders.push_back({share.name, share.received, share.part});
  }
  return position;
}

}  // namespace

std::vector<BudgetPosition> positions(const PersonView& view) {
  std::vector<BudgetPosition> positions;
  for (const auto* budget : view.history().budgets_known(view.as_of))
    positions.push_back(position_of(view, *budget));
  return positions;
}

Money unexplained(const BudgetPosition& position) {
  return position.opening + position.received + position.contributed - position.spent +
         position.owed.total() + position.contracted - position.due_back - position.repaid -
         position.suspense_paid + position.suspense_received - position.bank;
}

}  // namespace reconcile
