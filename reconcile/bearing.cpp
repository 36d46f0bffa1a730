#include "reconcile/bearing.hpp"

#include <algorithm>
#include <string_view>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::PlanLine;
using ledger::Share;
using ledger::Worker;

bool is_named(const std::vector<Share>& shares, std::string_view budget) {
  return std::ranges::find(shares, budget, &Share::budget) != shares.end();
}

/// The next budget after one that bears the worker, where the worker stayed and no share names it.
const Budget* next_unnamed(const ledger::PersonHistory& history, const Worker& worker,
                           std::string_view budget) {
  const auto* next = history.follower(budget);
  if (next == nullptr || is_named(worker.shares, next->ref)) return nullptr;
  return worker.to && *worker.to < next->from ? nullptr : next;
}

/// The line of the next budget that stands for one of the budget before; null when none does.
const PlanLine* line_for(const Budget& next, std::string_view before, const Worker& worker) {
  const PlanLine* naming = nullptr;
  int names = 0;
  for (const auto& line : next.lines) {
    if (std::ranges::find(line.payees, worker.ref) == line.payees.end()) continue;
    ++names;
    if (naming == nullptr || line.ref == before) naming = &line;
  }
  const auto* same = next.line(before);
  const bool other_is_meant = names == 1 && naming != same;
  return other_is_meant || same == nullptr ? (names == 1 ? naming : nullptr) : same;
}

void add(std::vector<Share>& shares, Share share) {
  const auto known = std::ranges::find_if(shares, [&](const Share& each) {
    return each.budget == share.budget && each.line == share.line;
  });
  if (known == shares.end()) {
    shares.push_back(std::move(share));
  } else {
    known->percent += share.percent;
  }
}

}  // namespace

std::vector<Share> shares_of(const ledger::PersonHistory& history, const Worker& worker) {
  auto all = worker.shares;
  for (std::size_t i = 0; i < all.size(); ++i) {  // of what is added, the next ones again
    const auto share = all[i];
    const auto* next = next_unnamed(history, worker, share.budget);
    const auto* line = next == nullptr ? nullptr : line_for(*next, share.line, worker);
    const auto* before = history.budget(share.budget);
    const bool later = before != nullptr && next != nullptr && before->from < next->from;
    if (line != nullptr && later) add(all, {next->ref, line->ref, share.percent});
  }
  return all;
}

std::vector<const Budget*> taken_over_without_line(const ledger::PersonHistory& history,
                                                   const Worker& worker) {
  std::vector<const Budget*> taken_over;
  const auto all = shares_of(history, worker);
  for (const auto& share : all) {
    const auto* next = next_unnamed(history, worker, share.budget);
    if (next != nullptr && !is_named(all, next->ref)) taken_over.push_back(next);
  }
  return taken_over;
}

const Budget* holding(const ledger::PersonHistory& history,
                      const std::vector<const Budget*>& budgets, Date day) {
  const auto at = std::ranges::find_if(
      budgets, [&](const Budget* each) { return history.days_held(*each).holds(day); });
  return at == budgets.end() ? nullptr : *at;
}

const Worker* worker_of(const ledger::PersonHistory& history, const ledger::Payslip& payslip) {
  const auto* worker = history.on(payslip.pay_date).worker(payslip.worker);
  return worker != nullptr ? worker : history.worker(payslip.worker);
}

}  // namespace reconcile
