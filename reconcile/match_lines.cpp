// The stages in order; then those lines that came back, on their own, so that each keeps what it
// had settled and the payment made again finds its item open.
#include "reconcile/desk.hpp"
#include "reconcile/engine.hpp"
#include "reconcile/funders_apart.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/reconcile.hpp"

namespace reconcile {
namespace {

using Stage = void (*)(Desk&);
constexpr Stage stages[] = {
    match_decided,
    match_references,
    match_paid_references,
    match_repaid_in_turn,
    match_payee_amounts,
    match_choice,
    match_repayments,
    match_parts_returned,
    match_duplicates,
    match_runs_again,
    match_overpayments_returned,
    match_sent_back,
    match_plan_payees,
    match_bank_items,
    match_unfamiliar_funding,
    suggest_learned,
    suggest_misspelt_payees,
    suggest_by_amount,
};

void leave_the_rest(Desk& desk) {
  for (auto& row : desk.rows) {
    if (!desk.waits(row)) continue;
    row.done = true;
    row.match.rule = rule::unexplained;
    row.match.evidence = std::string{"name="} + std::string{text(row.grade())};
  }
}

/// Every line of a pass ends in one state, with what spoke for and against it.
void go_through(Desk& desk) {
  for (const auto stage : stages) stage(desk);
  leave_the_rest(desk);
  give_reasons(desk);
}

std::vector<ledger::Match> matches_of(Desk& desk) {
  pair_returned(desk);
  pair_transfers(desk);
  go_through(desk);
  bool any_undone = false;
  for (const auto& row : desk.rows) any_undone = any_undone || row.undone;
  if (any_undone) {
    desk.matching_undone = true;
    desk.reopen();
    go_through(desk);
  }
  std::vector<ledger::Match> matches(desk.rows.size());
  for (auto& row : desk.rows) matches[row.index] = std::move(row.match);
  return matches;
}

}  // namespace

std::vector<ledger::Match> match_lines(const Groundwork& ground,
                                       const std::vector<ledger::Item>& items) {
  Desk desk{ground, items};
  const auto shares = set_apart(desk);
  if (!shares) return matches_of(desk);
  Desk of_shares{ground, *shares};
  auto matches = matches_of(of_shares);
  for (auto& match : matches) put_together(match);
  return matches;
}

std::vector<ledger::Match> match_lines(const ledger::PersonFacts& facts,
                                       const std::vector<ledger::Item>& items,
                                       const ledger::Parameters& parameters) {
  return match_lines(Groundwork{facts, parameters}, items);
}

}  // namespace reconcile
