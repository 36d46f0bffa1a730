#include "reconcile/may_have_paid.hpp"

#include "reconcile/match_rules.hpp"
#include "reconcile/mentions.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using ledger::Alternative;
using ledger::Settled;

/// Nobody has said what it is, a person or the engine. What is not reconciled yet counts too.
bool waits(const LineView& line) {
  return line.match == nullptr || !rule::is_booked(*line.match);
}

bool is_offered(const LineView& line, const std::string& key) {
  if (line.match == nullptr) return false;
  const auto names = [&](const Alternative& one) {
    return one.fits() && std::ranges::count(one.items, key, &Settled::key) > 0;
  };
  return std::ranges::any_of(line.match->alternatives, names);
}

/// Whether a suggestion that fits explains all of the line.
bool is_all_offered(const LineView& line) {
  const auto all = [&](const Alternative& one) {
    ledger::Money sum;
    for (const auto& settled : one.items) sum += settled.amount;
    return one.fits() && (one.items.empty() || sum >= line.line->line.amount);
  };
  return line.match != nullptr && std::ranges::any_of(line.match->alternatives, all);
}

}  // namespace

WaitingCredits::WaitingCredits(const PersonView& view) : view_{view} {
  for (const auto& line : view.lines) {
    if (line.line->line.amount > ledger::Money{} && waits(line)) waiting_.push_back(&line);
  }
}

bool WaitingCredits::may_have_paid(const LineView& line, const Lacking& lacking) const {
  if (is_offered(line, lacking.key)) return true;
  if (is_all_offered(line)) return false;
  const auto& credit = line.line->line;
  const auto early = view_.parameters->days("funding-early-days", lacking.due);
  if (credit.date < plus_days(lacking.due, -early)) return false;
  const bool serves =
      lacking.accounts.empty() || std::ranges::count(lacking.accounts, line.line->account) > 0;
  if (!serves) return false;
  return std::ranges::count(lacking.amounts, credit.amount) > 0 ||
         mentions_firm(FoldedText{credit.description()}, lacking.funder);
}

std::vector<WaitingCredit> WaitingCredits::that_may_have_paid(const Lacking& lacking) const {
  std::vector<WaitingCredit> found;
  for (const auto* line : waiting_) {
    const auto& credit = line->line->line;
    if (!may_have_paid(*line, lacking)) continue;
    found.push_back({credit.id, credit.date, credit.amount, credit.description()});
  }
  std::ranges::stable_sort(found, {}, &WaitingCredit::date);
  return found;
}

}  // namespace reconcile
