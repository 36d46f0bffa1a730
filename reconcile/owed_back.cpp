#include "reconcile/owed_back.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "ledger/set_off.hpp"
#include "reconcile/surplus.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using Limits = std::vector<int>;

/// Puts an amount that is due on a day where it belongs.
void age(OwedBack& owed, const Limits& limits, Date as_of, Date due, Money amount) {
  std::size_t band = 0;
  if (const int over = as_of - due; over > 0) {
    band = 1;
    while (band <= limits.size() && over > limits[band - 1]) ++band;
  }
  owed.bands[band] += amount;
  if (!owed.next_due || due < *owed.next_due) owed.next_due = due;
}

/// What lines up to the day repaid under a ref.
Money repaid_of(const PersonView& view, const std::string& ref) {
  const auto key = ledger::repayment_key(view.facts->ref(), ref);
  Money repaid;
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::repayment) continue;
    if (item.item.key == key || item.item.key.starts_with(key + ":")) repaid -= item.settled;
  }
  return repaid;
}

/// What was repaid counts for the earliest days first.
void age_dues(OwedBack& owed, const ledger::Reclaim& reclaim, const Limits& limits, Date as_of) {
  auto repaid = owed.repaid;
  for (const auto& due : reclaim.dues) {
    const auto covered = std::min(due.amount, repaid);
    repaid -= covered;
    const auto open = due.amount - covered;
    if (!due.whole) ++(open.is_zero() ? owed.instalments_paid : owed.instalments_to_come);
    // Nothing is overdue while it is looked at again.
    const auto day = owed.reconsidering ? std::min(due.due, as_of) : as_of;
    if (!open.is_zero()) age(owed, limits, day, due.due, open);
  }
}

OwedBack row_of(const PersonView& view, const ledger::Act& act, const Limits& limits) {
  OwedBack owed{.person = view.facts->ref(), .budget = act.budget, .funder = act.funder};
  owed.ref = act.ref;
  owed.who = act.who;
  owed.on = act.on;
  owed.until = act.until;
  owed.asked = act.amount;
  owed.bands.resize(limits.size() + 2);
  return owed;
}

OwedBack owed_under(const PersonView& view, const ledger::Reclaim& reclaim, const Limits& limits) {
  auto owed = row_of(view, *reclaim.asked, limits);
  // A later outcome may leave less than had been given up of what was asked for before.
  const auto could = ledger::at_least_nothing(reclaim.decided - reclaim.elsewhere);
  owed.given_up =
      std::min(reclaim.given_up, could) + ledger::at_least_nothing(owed.asked - reclaim.decided);
  owed.elsewhere = reclaim.elsewhere;
  owed.repaid = repaid_of(view, reclaim.ref());
  owed.open = ledger::at_least_nothing(reclaim.amount - owed.repaid);
  owed.reconsidering = reclaim.reconsidering != nullptr;
  age_dues(owed, reclaim, limits, view.as_of);
  return owed;
}

/// What is set off is repaid by its instalment, on the day of that; or its instalment never comes.
void add_offsets(const PersonView& view, const Limits& limits, std::vector<OwedBack>& all) {
  const auto due = due_instalments(view.history(), view.facts->acts);
  const auto ended = ledger::ended_offsets(view.history(), view.facts->acts);
  for (const auto* act : ledger::standing_acts(view.facts->acts, view.as_of)) {
    if (act->kind != ledger::Act::Kind::offset) continue;
    auto owed = row_of(view, *act, limits);
    owed.kind = OwedBack::Kind::offset;
    owed.ref = "act " + std::to_string(act->number);
    for (const auto& each : due) {
      if (each.held || std::max(each.payable(), act->on) > view.as_of) continue;
      for (const auto& off : each.set_off) {
        if (off.act == act->number) owed.repaid += off.amount;
      }
    }
    for (const auto& one : ended) {
      if (one.act == act->number && one.on <= view.as_of) owed.given_up += one.amount;
    }
    owed.open = owed.asked - owed.given_up - owed.repaid;
    if (!owed.open.is_zero()) {
      age(owed, limits, view.as_of, act->until.value_or(act->on), owed.open);
    }
    all.push_back(std::move(owed));
  }
}

/// What an account owes beyond what was asked for or set off.
void add_others(const PersonView& view, const Limits& limits, std::vector<OwedBack>& all) {
  constexpr std::string_view due_to = "due-to:";
  std::map<std::pair<std::string, std::string>, Money> told;
  for (const auto& owed : all) told[{owed.budget, owed.funder}] += owed.open;
  for (const auto& balance : view.balances) {
    if (!balance.account.starts_with(due_to)) continue;
    const auto funder = balance.account.substr(due_to.size());
    const auto rest = -balance.net() - told[{balance.budget, funder}];
    if (rest.is_zero()) continue;
    OwedBack owed{.person = view.facts->ref(), .budget = balance.budget, .funder = funder};
    owed.kind = OwedBack::Kind::other;
    owed.asked = owed.open = rest;
    owed.bands.resize(limits.size() + 2);
    owed.bands[0] = rest;
    all.push_back(std::move(owed));
  }
}

}  // namespace

bool OwedBack::is_overdue() const {
  return std::any_of(bands.begin() + (bands.empty() ? 0 : 1), bands.end(),
                     [](Money amount) { return amount > Money{}; });
}

std::string_view text(OwedBack::Kind kind) {
  switch (kind) {
    case OwedBack::Kind::reclaim:
      return "reclaim";
    case OwedBack::Kind::offset:
      return "offset";
    case OwedBack::Kind::other:
      return "other";
  }
  throw ledger::Defect{"owed back for no reason"};
}

std::vector<int> band_limits(const ledger::Parameters& parameters, Date on) {
  Limits limits;
  for (const auto* name :
       {"owed-back-band-1-days", "owed-back-band-2-days", "owed-back-band-3-days"}) {
    limits.push_back(parameters.days(name, on));
  }
  return limits;
}

Money due_unasked(const PersonView& view, std::string_view budget, std::string_view funder) {
  Money due;
  for (const auto& owed : owed_back(view)) {
    const bool its = owed.budget == budget && owed.funder == funder;
    if (its && owed.kind == OwedBack::Kind::other) due += owed.open;
  }
  return ledger::at_least_nothing(due);
}

std::vector<OwedBack> owed_back(const PersonView& view) {
  const auto limits = band_limits(*view.parameters, view.as_of);
  std::vector<OwedBack> all;
  for (const auto& reclaim : ledger::reclaims(view.facts->acts, view.as_of)) {
    all.push_back(owed_under(view, reclaim, limits));
  }
  add_offsets(view, limits, all);
  add_others(view, limits, all);
  std::ranges::stable_sort(all, [](const OwedBack& a, const OwedBack& b) {
    return std::tie(a.budget, a.funder) < std::tie(b.budget, b.funder);
  });
  return all;
}

}  // namespace reconcile
