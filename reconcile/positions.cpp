// Where each budget stands. Every figure is read from the kept balances, but for what is still to
// come: regular payments, wages until the budget ends, and the unexpired part of an instalment.
#include "ledger/ensure.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Money;

/// Exactly one account: "cost:team" must not take in "cost:team-2".
Money exactly(const PersonView& view, const std::string& budget, const std::string& account) {
  Money sum;
  for (const auto& balance : view.balances) {
    if (balance.budget == budget && balance.account == account) sum += balance.net();
  }
  return sum;
}

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
  auto until = budget.to;
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
      const bool now = bears != nullptr && bears->from <= budget.to && bears->to >= budget.from;
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

/// Of the last instalment that arrived in advance, the part for the days still to run.
Money unexpired(const PersonView& view, const Budget& budget) {
  std::map<Date, int> numbered;
  Money unexpired;
  for (const auto& due : ledger::due_instalments(view.history())) {
    if (due.budget != budget.ref || due.payer != ledger::Payer::funder) continue;
    const auto nth = ++numbered[due.due];
    if (due.arrears) continue;
    const auto key = ledger::funding_key(view.facts->ref(), budget.ref, due.due, nth);
    const auto* item = view.item(key);
    if (item == nullptr || item->settled <= Money{}) continue;
    const auto to_run = due.period.last - std::max(view.as_of, due.period.first) + 1;
    unexpired =
        to_run <= 0 ? Money{} : ledger::rounded_down(item->settled, to_run, due.period.days());
  }
  return unexpired;
}

Money allowed_balance(const Budget& budget) {
  if (!budget.agreed) return {};
  return ledger::half_up(*budget.agreed, 7L * budget.contingency_weeks, budget.period().days());
}

/// Paid and received lines that nobody can explain yet, and money on its way between own accounts.
/// The standing entries tell the two apart; the balance says what they come to.
void take_suspense(const PersonView& view, BudgetPosition& position) {
  Money paid;
  Money received;
  for (const auto* entry : view.entries) {
    for (const auto& posting : entry->postings) {
      if (posting.budget != position.budget) continue;
      if (posting.debit == "suspense") paid += posting.amount;
      if (posting.credit == "suspense") received += posting.amount;
    }
  }
  const auto net = view.net(position.budget, "suspense");
  if (paid - received != net) {  // balances without their entries: all that is known is the net
    paid = ledger::at_least_nothing(net);
    received = ledger::at_least_nothing(-net);
  }
  const auto moving = view.net(position.budget, "moving");
  position.suspense_paid = paid + ledger::at_least_nothing(moving);
  position.suspense_received = received + ledger::at_least_nothing(-moving);
}

void take_balances(const PersonView& view, BudgetPosition& position) {
  const auto net = [&](std::string_view prefix) { return view.net(position.budget, prefix); };
  position.opening = -net("opening") - net("from:");
  position.contributed = -exactly(view, position.budget, "received:person");
  position.received = -net("received:") - position.contributed;
  position.spent = net("cost:");
  position.bank = net("bank:");
  position.due_back = net("due-back:");
  position.repaid = net("surplus:") + net("due-to:") + net("to:");
  position.contracted = -net("contract:");
  position.owed = {-net("owed:net-pay:"), -net("owed:paye"), -net("owed:pension"),
                   -net("owed:supplier:"), -net("owed:other-deductions")};
  position.pots = net("pots:set-aside");
  take_suspense(view, position);
}

void take_lines(const PersonView& view, const Budget& budget, const AheadByLine& ahead,
                BudgetPosition& position) {
  const auto add = [&](const std::string& ref, const std::string& category, Money planned) {
    const auto found = ahead.find(ref);
    const auto coming = found == ahead.end() ? Ahead{} : found->second;
    LinePosition line{
        ref,           category, planned,        exactly(view, budget.ref, "cost:" + ref),
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

/// A surplus goes back to those who paid it, in proportion to what each paid in.
void take_funders(const PersonView& view, const Budget& budget, BudgetPosition& position) {
  std::vector<std::int64_t> weights;
  std::vector<std::int64_t> agreed;
  for (const auto& funder : budget.funders) {
    const auto received = -exactly(view, budget.ref, "received:" + funder.name);
    position.funders.push_back({funder.name, received, {}});
    weights.push_back(ledger::at_least_nothing(received).pence());
    agreed.push_back(ledger::at_least_nothing(funder.amount).pence());
  }
  if (position.contributed > Money{}) {
    position.funders.push_back({"person", position.contributed, {}});
    weights.push_back(position.contributed.pence());
    agreed.push_back(0);
  }
  const auto nothing = [](const auto& all) {
    return std::ranges::count(all, 0) == std::ssize(all);
  };
  if (nothing(weights)) weights = agreed;
  if (nothing(weights)) weights.assign(weights.size(), 1);
  if (weights.empty()) return;
  const auto shares = ledger::apportion(position.surplus, weights);
  for (std::size_t i = 0; i < shares.size(); ++i) position.funders[i].surplus = shares[i];
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
  take_balances(view, position);
  AheadByLine ahead;
  add_regulars(view, budget, ahead);
  add_wages(view, budget, ahead);
  for (const auto& [line, coming] : ahead) {
    position.committed += coming.amount;
    position.estimate = position.estimate || coming.estimate;
  }
  if (budget.agreed) position.available = *budget.agreed - position.spent - position.committed;
  take_lines(view, budget, ahead, position);

  if (budget.deployment != ledger::Deployment::notional) {
    const auto kept = position.owed.total() + position.pots;
    position.unexpired = unexpired(view, budget);
    position.allowed_balance = allowed_balance(budget);
    position.surplus =
        ledger::at_least_nothing(position.bank - kept - position.unexpired -
                                 position.allowed_balance - position.suspense_received);
    position.shortfall = ledger::at_least_nothing(kept - position.bank);
  }
  take_funders(view, budget, position);
  return position;
}

/// Each budget as the version of the day has it, else as the latest version that knows it.
std::vector<const Budget*> budgets_begun(const PersonView& view) {
  std::map<std::string_view, const Budget*> by_ref;
  for (const auto& version : view.history().versions()) {
    if (version.from && *version.from > view.as_of) continue;
    for (const auto& budget : version.budgets) by_ref[budget.ref] = &budget;
  }
  std::vector<const Budget*> begun;
  for (const auto& [ref, budget] : by_ref) begun.push_back(budget);
  std::ranges::stable_sort(begun, {}, &Budget::from);
  return begun;
}

}  // namespace

std::vector<BudgetPosition> positions(const PersonView& view) {
  std::vector<BudgetPosition> positions;
  for (const auto* budget : budgets_begun(view)) positions.push_back(position_of(view, *budget));
  return positions;
}

Money unexplained(const BudgetPosition& position) {
  return position.opening + position.received + position.contributed - position.spent +
         position.owed.total() + position.contracted - position.due_back - position.repaid -
         position.suspense_paid + position.suspense_received - position.bank;
}

}  // namespace reconcile
