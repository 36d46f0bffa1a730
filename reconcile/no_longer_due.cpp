// What payment runs put forward for instalments that a revision of the plan took away.
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

Payment payment_of(const PersonView& view, const std::vector<const Act*>& acts) {
  const auto& act = *acts.back();
  Payment payment{.person = view.facts->ref(),
                  .budget = act.budget,
                  .funder = act.funder,
                  .account = {},
                  .due = *act.until,
                  .payable = *act.until,
                  .period = {*act.until, *act.until},
                  .whole_days = 1,
                  .whole = {},
                  .set_off = {},
                  .put_forward = {},
                  .arrived = {},
                  .paid_before = {},
                  .arrived_of_day = {},
                  .amount = {},
                  .over = {},
                  .state = PaymentState::no_longer_due,
                  .run = act.ref};
  for (const auto* each : acts) {
    payment.put_forward += each->amount;
    payment.acts.push_back(each->number);
  }
  payment.paid_before = payment.over = payment.put_forward;
  return payment;
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

}  // namespace reconcile
