// hold, release, withdraw: payments of a budget wait and go on; an act is taken back.
#include "app/acting.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace app {

using ledger::Act;

Outcome run_hold(const Arguments& arguments) {
  auto begun = Acting::begin(arguments);
  if (!begun) return begun.errors();
  auto& acting = begun.value();
  const auto budget = acting.budget(1);
  if (!budget) return budget.errors();
  if (auto refused = reason_missing(arguments)) return *refused;
  const auto& ref = budget.value()->ref;
  const auto holds = ledger::holds_of(acting.facts().acts, ref);
  if (const auto hold = ledger::hold_on(holds, acting.on()); hold.held != nullptr) {
    return impossible("payments of budget " + ref + " are on hold since " + pretty(hold.held->on),
                      "`dpledger release` lets them go on");
  }
  auto act = acting.act(Act::Kind::hold);
  act.budget = ref;
  return acting.record(act, "From " + pretty(act.on) +
                                " on no payment of the funder is made into "
                                "budget " +
                                ref + ", and none is missed.");
}

Outcome run_release(const Arguments& arguments) {
  auto begun = Acting::begin(arguments);
  if (!begun) return begun.errors();
  auto& acting = begun.value();
  const auto budget = acting.budget(1);
  if (!budget) return budget.errors();
  const auto& ref = budget.value()->ref;
  const auto holds = ledger::holds_of(acting.facts().acts, ref);
  if (ledger::hold_on(holds, acting.on()).held == nullptr) {
    return impossible("payments of budget " + ref + " are not on hold on " + pretty(acting.on()),
                      "`dpledger acts " + acting.ref() + "` shows when they were");
  }
  auto act = acting.act(Act::Kind::release);
  act.budget = ref;
  return acting.record(act, "Payments into budget " + ref +
                                " are made again; those that waited "
                                "are due on " +
                                pretty(act.on) + ".");
}

namespace {

const Act* act_numbered(const Acting& acting, const std::string& word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size()) return nullptr;
  const auto found = std::ranges::find(acting.facts().acts, number, &Act::number);
  return found == acting.facts().acts.end() ? nullptr : &*found;
}

/// A reclaim of which something was repaid, from the person's accounts or from elsewhere, is not
/// taken back: what was repaid would be nowhere.
std::optional<Outcome> repaid_already(const Acting& acting, const Act& reclaim) {
  const auto known = ledger::reclaims(acting.facts().acts);
  const auto* asked = ledger::reclaim_of(known, reclaim.ref);
  if (asked == nullptr) return std::nullopt;
  if (!asked->elsewhere.is_zero()) {
    return impossible(
        pretty(asked->elsewhere) + " of " + reclaim.ref + " was repaid from elsewhere already",
        "`dpledger write-off` gives up the rest; if nothing was repaid, take the act "
        "that says so back first (`dpledger acts`)");
  }
  const auto all = ledger::reclaims(acting.facts().acts, acting.on());
  if (ledger::reclaim_of(all, reclaim.ref) == nullptr) return std::nullopt;
  const auto repaid = acting.owed(reclaim.ref).repaid;
  if (repaid.is_zero()) return std::nullopt;
  return impossible(pretty(repaid) + " of " + reclaim.ref + " is repaid already",
                    "`dpledger write-off` gives up the rest");
}

}  // namespace

Outcome run_withdraw(const Arguments& arguments) {
  auto begun = Acting::begin(arguments);
  if (!begun) return begun.errors();
  auto& acting = begun.value();
  const auto* taken = act_numbered(acting, arguments.words.at(1));
  if (taken == nullptr) return refusal(ledger::Rule::act_unknown, arguments.words.at(1));
  if (auto refused = reason_missing(arguments)) return *refused;
  const auto standing = ledger::standing_acts(acting.facts().acts);
  const bool stands = std::ranges::find(standing, taken) != standing.end();
  if (!stands) {
    return impossible("act " + std::to_string(taken->number) + " is taken back already, or is a " +
                          "taking back itself",
                      "decide it anew");
  }
  if (acting.on() < taken->on) {
    return impossible("act " + std::to_string(taken->number) + " is of " + pretty(taken->on),
                      "take it back on that day or later");
  }
  if (taken->kind == Act::Kind::reclaim) {
    if (auto refused = repaid_already(acting, *taken)) return *refused;
  }
  auto act = acting.act(Act::Kind::withdraw);
  act.withdrawn = taken->number;
  act.ref = taken->ref;
  act.budget = taken->budget;
  return acting.record(act, "Act " + std::to_string(taken->number) + " (" +
                                std::string{ledger::text(taken->kind)} +
                                ") is taken back; both stay on record.");
}

}  // namespace app
