// What recorded payment runs put forward: as it was recorded, and what of it the plan has no more
// since it was revised.
#include "ledger/moved_instalments.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/payment_run.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Act;

using Instalment = std::tuple<std::string, std::string, ledger::Date>;  ///< budget, funder, due

/// By instalment the acts that put it forward, of those that `known` has not.
std::map<Instalment, std::vector<const Act*>> unknown_acts(const std::vector<const Act*>& standing,
                                                           ledger::Period run,
                                                           const std::vector<Payment>& known) {
  std::map<Instalment, std::vector<const Act*>> unknown;
  for (const auto* act : standing) {
    if (act->kind != Act::Kind::pay || !act->until || *act->until > run.last) continue;
    const bool is_known = std::ranges::any_of(known, [&](const Payment& payment) {
      return payment.due == *act->until && payment.budget == act->budget &&
             payment.funder == act->funder;
    });
    if (!is_known) unknown[{act->budget, act->funder, *act->until}].push_back(act);
  }
  return unknown;
}

/// A plan that was revised since may know the instalment no more: what an act says of it, without
/// money.
Payment unknown_payment(const PersonView& view, const Act& act) {
  return {.person = view.facts->ref(),
          .budget = act.budget,
          .funder = act.funder,
          .account = {},
          .due = *act.until,
          .payable = *act.until,
          .period = {*act.until, *act.until},
          .whole_days = 1};
}

/// All of it was put forward, and none is due.
Payment payment_of(const PersonView& view, const std::vector<const Act*>& acts) {
  auto payment = unknown_payment(view, *acts.back());
  payment.state = PaymentState::no_longer_due;
  payment.run = acts.back()->ref;
  for (const auto* act : acts) {
    payment.put_forward += act->amount;
    payment.acts.push_back(act->number);
  }
  payment.paid_before = payment.over = payment.put_forward;
  return payment;
}

/// An act does not say which of several instalments of a day it is: the one that comes to just as
/// much, else the first that comes to more, else the first. Each is taken once, while there are
/// enough.
Payment taken_for(const PersonView& view, const Act& act, std::vector<Payment>& known) {
  const auto grade = [&](const Payment& payment) {
    const auto due = payment.whole - payment.set_off;
    return due == act.amount ? 0 : due > act.amount ? 1 : 2;
  };
  auto best = known.end();
  for (auto one = known.begin(); one != known.end(); ++one) {
    const bool of_day =
        one->budget == act.budget && one->funder == act.funder && one->due == *act.until;
    if (of_day && (best == known.end() || grade(*one) < grade(*best))) best = one;
  }
  if (best == known.end()) {
    auto unknown = unknown_payment(view, act);
    unknown.whole = act.amount;  // what was paid stands
    return unknown;
  }
  auto taken = *best;
  known.erase(best);
  return taken;
}

}  // namespace

std::vector<Payment> no_longer_due(const PersonView& view, ledger::Period run,
                                   const std::vector<Payment>& known) {
  const auto standing = ledger::standing_acts(view.facts->acts, view.as_of);
  const auto unknown = unknown_acts(standing, run, known);
  if (unknown.empty()) return {};
  const auto moved = ledger::moved_instalments(view.history(), standing);
  std::vector<Payment> gone;
  for (const auto& [instalment, acts] : unknown) {
    if (!moved.contains(instalment)) gone.push_back(payment_of(view, acts));
  }
  return gone;
}

std::vector<Payment> payments_of_run(const PersonView& view, std::string_view run) {
  std::vector<const Act*> paid;
  auto last = view.as_of;
  for (const auto* act : ledger::standing_acts(view.facts->acts, view.as_of)) {
    if (act->kind != Act::Kind::pay || act->ref != run || !act->until) continue;
    paid.push_back(act);
    last = std::max(last, *act->until);
  }
  if (paid.empty()) return {};
  auto known = payments(view, {view.as_of, last});
  std::vector<Payment> of_run;
  for (const auto* act : paid) {
    auto payment = taken_for(view, *act, known);
    payment.amount = act->amount;
    payment.run = act->ref;
    of_run.push_back(std::move(payment));
  }
  std::ranges::stable_sort(of_run, [](const auto& a, const auto& b) {
    return std::tie(a.budget, a.due, a.funder) < std::tie(b.budget, b.due, b.funder);
  });
  return of_run;
}

}  // namespace reconcile
