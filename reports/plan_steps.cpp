#include "reports/plan_steps.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Budget;
using ledger::Money;

/// Lines in the order of the plan, then the contingency.
std::vector<std::pair<std::string, Money>> amounts(const Budget& budget) {
  std::vector<std::pair<std::string, Money>> all;
  for (const auto& line : budget.lines) all.emplace_back(line.ref, line.amount);
  all.emplace_back(contingency_line, budget.contingency);
  return all;
}

std::optional<Money> amount_of(const std::vector<std::pair<std::string, Money>>& all,
                               const std::string& line) {
  const auto at = std::ranges::find(all, line, &std::pair<std::string, Money>::first);
  return at == all.end() ? std::nullopt : std::optional{at->second};
}

std::vector<LineChange> changes_of(const Budget& before, const Budget& after) {
  const auto old = amounts(before);
  const auto now = amounts(after);
  std::vector<LineChange> changes;
  for (const auto& [line, amount] : now) {
    const auto was = amount_of(old, line).value_or(Money{});
    if (was != amount) changes.push_back({line, was, amount});
  }
  for (const auto& [line, was] : old) {
    if (!amount_of(now, line) && !was.is_zero()) changes.push_back({line, was, {}});
  }
  return changes;
}

/// What lines lost goes to those that gained, in the order of the plan.
std::vector<LineMove> moves_of(std::vector<LineChange> changes) {
  std::vector<LineMove> moves;
  for (auto& giver : changes) {
    for (auto& taker : changes) {
      const auto lost = ledger::at_least_nothing(giver.before - giver.after);
      const auto gained = ledger::at_least_nothing(taker.after - taker.before);
      const auto amount = std::min(lost, gained);
      if (amount.is_zero()) continue;
      moves.push_back({giver.line, taker.line, amount});
      giver.before -= amount;
      taker.before += amount;
    }
  }
  return moves;
}

/// What of a budget is agreed, not what has been recorded of it since (reviews, an end).
bool is_same_plan(const Budget& a, const Budget& b) {
  return a.agreed == b.agreed && a.agreed_on == b.agreed_on && a.indicative == b.indicative &&
         a.indicative_on == b.indicative_on && a.lines == b.lines &&
         a.contingency == b.contingency && a.approvals == b.approvals &&
         a.agreed_by == b.agreed_by && a.funders == b.funders && a.instalments == b.instalments;
}

using ApprovedVersions = std::vector<ledger::ApprovedVersion>;

std::optional<ledger::ApprovedVersion> approved_of(const PlanStep& step,
                                                   const ApprovedVersions& versions) {
  const auto found = std::ranges::find(versions, step.from, &ledger::ApprovedVersion::from);
  return found == versions.end() ? std::nullopt : std::optional{*found};
}

}  // namespace

Money planned_sum(const Budget& budget) {
  auto sum = budget.contingency;
  for (const auto& line : budget.lines) sum += line.amount;
  return sum;
}

std::vector<PlanStep> plan_steps(const ledger::PersonHistory& history, const std::string& ref,
                                 const ledger::Parameters& parameters, ledger::Date as_of) {
  std::vector<PlanStep> steps;
  const auto in_force = approved_versions(history, ref, as_of, parameters);
  const auto ever = approved_versions(history, ref, {}, parameters);
  for (const auto& version : history.versions()) {
    const auto* budget = version.budget(ref);
    if (budget == nullptr) continue;
    if (!steps.empty() && is_same_plan(steps.back().budget, *budget)) continue;
    PlanStep step{version.from, *budget, {}, {}, {}, authority_of(*budget, parameters)};
    if (!steps.empty()) {
      step.agreed_before = steps.back().budget.agreed;
      step.changes = changes_of(steps.back().budget, *budget);
      step.moves = moves_of(step.changes);
    }
    step.approved = approved_of(step, in_force);
    if (!step.approved) step.approved = approved_of(step, ever);
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace reports
