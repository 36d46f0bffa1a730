// What acts do to the instalments of a plan: less by what is set off, later while on hold.
#include "ledger/set_off.hpp"

#include "ledger/contribution.hpp"
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ledger {
namespace {

/// Takes as much of an offset as there is of its funder in the instalments it names.
void set_off(const PersonHistory& history, const Act& offset, std::vector<DueInstalment>& due) {
  const auto payer = offset.funder == own_part ? Payer::person : Payer::funder;
  auto left = offset.amount;
  for (auto& each : due) {
    if (each.budget != offset.budget || each.payer != payer || each.due != offset.until) continue;
    for (const auto& share : shares_of(history, each)) {
      const auto part = std::min(left, share.amount);
      if (share.funder != offset.funder || part <= Money{}) continue;
      each.set_off.push_back({offset.number, offset.funder, part});
      each.amount -= part;
      left -= part;
    }
  }
}

/// What each funder of a budget pays of it, in pence, as the version of a day says.
std::vector<std::int64_t> weights_on(const PersonHistory& history, const Budget& budget, Date day) {
  std::vector<std::int64_t> weights;
  if (budget.funders.size() == 1) return {1};  // all of it, whatever the person contributes
  const auto since = instalments_since(history, budget.ref, day);
  for (const auto& amount : net_amounts(budget, since).by_funder) {
    weights.push_back(at_least_nothing(amount).pence());
  }
  return weights;
}

void put_on_hold(const std::vector<Act>& acts, std::vector<DueInstalment>& due) {
  std::map<std::string, std::vector<Hold>> holds;
  for (auto& each : due) {
    if (each.payer != Payer::funder) continue;
    const auto [known, added] = holds.try_emplace(each.budget);
    if (added) known->second = holds_of(acts, each.budget);
    // Released on a day on which the next hold begins, it waits on.
    for (auto hold = hold_on(known->second, each.due); hold.held != nullptr;
         hold = hold_on(known->second, *hold.until)) {
      each.held = !hold.until;
      each.released = hold.until;
      if (each.held) break;
    }
  }
}

}  // namespace

std::vector<DueInstalment> due_instalments(const PersonHistory& history,
                                           const std::vector<Act>& acts) {
  auto due = due_instalments(history);
  if (acts.empty()) return due;
  for (const auto* act : standing_acts(acts)) {
    if (act->kind == Act::Kind::offset) set_off(history, *act, due);
  }
  put_on_hold(acts, due);
  return due;
}

std::vector<EndedOffset> ended_offsets(const PersonHistory& history, const std::vector<Act>& acts) {
  std::vector<EndedOffset> ended;
  std::map<int, Money> taken;
  const auto is_offset = [](const Act& act) { return act.kind == Act::Kind::offset; };
  if (std::ranges::none_of(acts, is_offset)) return ended;
  for (const auto& due : due_instalments(history, acts)) {
    for (const auto& off : due.set_off) taken[off.act] += off.amount;
  }
  for (const auto* act : standing_acts(acts)) {
    if (act->kind != Act::Kind::offset) continue;
    const auto left = act->amount - taken[act->number];
    if (left <= Money{}) continue;
    auto on = act->until.value_or(act->on);
    if (const auto& died = history.latest().died) on = std::min(on, *died);
    if (const auto* budget = history.budget(act->budget)) {
      on = std::min(on, history.days_run(*budget).last);
    }
    ended.push_back({act->number, left, std::max(on, act->on)});
  }
  std::ranges::sort(ended, {}, [](const EndedOffset& one) { return std::pair{one.on, one.act}; });
  return ended;
}

std::vector<FunderShare> shares_of(const PersonHistory& history, const DueInstalment& due) {
  auto gross = due.amount;
  for (const auto& off : due.set_off) gross += off.amount;
  std::vector<FunderShare> shares;
  if (due.payer == Payer::person) {
    shares.push_back({std::string{own_part}, gross});
  } else if (const auto* budget = history.budget_on(due.budget, due.due); budget != nullptr) {
    auto weights = weights_on(history, *budget, due.due);
    if (std::ranges::count(weights, 0) == std::ssize(weights) && !weights.empty()) weights[0] = 1;
    const auto amounts = weights.empty() ? std::vector<Money>{} : apportion(gross, weights);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      shares.push_back({budget->funders[i].name, amounts[i]});
    }
  }
  for (const auto& off : due.set_off) {
    const auto of = std::ranges::find(shares, off.funder, &FunderShare::funder);
    if (of != shares.end()) of->amount -= off.amount;
  }
  return shares;
}

}  // namespace ledger
