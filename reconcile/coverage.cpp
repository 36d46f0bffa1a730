#include "reconcile/coverage.hpp"

#include <algorithm>
#include <optional>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Period;
using ledger::StatementFrame;

/// Later ones too: what opens after a period with what was there before tells of the days between.
std::vector<const StatementFrame*> frames_of(const ledger::PersonFacts& facts,
                                             const std::string& account) {
  std::vector<const StatementFrame*> frames;
  for (const auto& frame : facts.frames) {
    if (frame.account == account && frame.covered) frames.push_back(&frame);
  }
  std::ranges::stable_sort(frames,
                           [](const auto* a, const auto* b) { return *a->covered < *b->covered; });
  return frames;
}

/// Spans of days of which the files tell, in order and apart from each other.
std::vector<Period> spans_of(const std::vector<const StatementFrame*>& frames, bool of_pool) {
  std::vector<Period> spans;
  const StatementFrame* reach = nullptr;  // the one that goes furthest so far
  for (const auto* frame : frames) {
    const bool beyond =
        reach == nullptr || frame->covered->first > plus_days(reach->covered->last, 1);
    const auto join = beyond && reach != nullptr ? join_of(*reach, *frame) : Join::joined;
    const bool apart = join == Join::gap || (join == Join::unknown && !of_pool);
    if (spans.empty() || apart) {
      spans.push_back(*frame->covered);
    } else {
      spans.back().last = std::max(spans.back().last, frame->covered->last);
    }
    if (reach == nullptr || frame->covered->last >= reach->covered->last) reach = frame;
  }
  return spans;
}

}  // namespace

Join join_of(const StatementFrame& before, const StatementFrame& after) {
  const bool adjoin = after.covered->first <= plus_days(before.covered->last, 1);
  const bool printed = before.printed && after.printed;
  const bool balances = before.closing && after.opening;
  if (adjoin && printed) return Join::joined;
  if (balances) return *before.closing == *after.opening ? Join::joined : Join::gap;
  return printed ? Join::gap : Join::unknown;
}

std::vector<Period> days_without_statement(const ledger::PersonFacts& facts,
                                           const std::string& account, Period period) {
  const auto frames = frames_of(facts, account);
  const auto* opened = facts.history.account(account);
  auto spans = spans_of(frames, opened != nullptr && !opened->pool.empty());
  auto next = period.first;
  if (opened != nullptr) {
    next = std::max(next, opened->opened);
    const bool joins = !frames.empty() && frames.front()->opening == opened->balance;
    if (joins && opened->opened < spans.front().first) spans.front().first = opened->opened;
  }
  std::vector<Period> missing;
  for (const Period& span : spans) {
    if (span.last < next) continue;
    if (span.first > period.last) break;
    if (span.first > next) missing.push_back({next, plus_days(span.first, -1)});
    next = plus_days(span.last, 1);
  }
  if (next <= period.last) missing.push_back({next, period.last});
  return missing;
}

std::string unseen_account(const ledger::PersonFacts& facts, const std::string& ref, Date day) {
  const auto& version = facts.history.on(day);
  const auto* budget = facts.history.budget_on(ref, day);
  if (budget == nullptr || budget->accounts.empty()) return {};
  const auto is_seen = [&](const std::string& account) {
    const auto* held = version.account(account);
    return held == nullptr || held->kind == ledger::AccountKind::managed ||
           std::ranges::count(facts.frames, account, &ledger::StatementFrame::account) > 0 ||
           std::ranges::count(facts.lines, account, &ledger::BookLine::account) > 0;
  };
  if (std::ranges::any_of(budget->accounts, is_seen)) return {};
  return facts.ref() + "/" + budget->accounts.front();
}

std::string account_paid_into(const ledger::PersonVersion& person, const ledger::Budget& budget,
                              Date day) {
  const ledger::Account* newest = nullptr;
  for (const auto& ref : budget.accounts) {
    const auto* account = person.account(ref);
    if (account == nullptr || account->opened > day) continue;
    if (newest == nullptr || account->opened > newest->opened) newest = account;
  }
  if (newest != nullptr) return newest->ref;
  return budget.accounts.empty() ? std::string{} : budget.accounts.front();
}

}  // namespace reconcile
