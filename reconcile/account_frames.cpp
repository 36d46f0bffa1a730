#include "reconcile/account_frames.hpp"

#include "ledger/pool.hpp"

#include <algorithm>

namespace reconcile {

std::map<std::string, Frames> frames_by_account(const PersonView& view) {
  std::map<std::string, Frames> accounts;
  for (const auto& frame : view.facts->frames) {
    if (!frame.covered || frame.covered->first > view.as_of) continue;
    // What the statements of a pool lack is said of the pool, once.
    const auto* account = view.history().account(frame.account);
    const bool shared = account != nullptr && !account->pool.empty();
    if (shared && !ledger::is_pool(view.facts->ref())) continue;
    accounts[frame.account].push_back(&frame);
  }
  for (auto& [account, frames] : accounts) {
    std::ranges::stable_sort(frames, [&](const auto* a, const auto* b) {
      if (*a->covered != *b->covered) return *a->covered < *b->covered;
      return view.evidence(a->import, 0) < view.evidence(b->import, 0);
    });
  }
  return accounts;
}

std::string budget_of_account(const PersonView& view, const std::string& account,
                              ledger::Date day) {
  std::string only;
  for (const auto& budget : view.history().on(day).budgets) {
    const bool serves = std::ranges::find(budget.accounts, account) != budget.accounts.end();
    if (!serves || !budget.period().holds(day)) continue;
    if (!only.empty()) return {};
    only = budget.ref;
  }
  return only;
}

}  // namespace reconcile
