#include "reconcile/answers.hpp"

#include <algorithm>
#include <utility>

namespace reconcile {

static std::string evidence_for(const Desk& desk, const Reading& explanation, const Row& row) {
  return evidence_of(row, desk.gap(explanation.items.back(), row.date)) + explanation.evidence;
}

std::vector<ledger::Settled> shares_of(const Desk& desk, const Reading& explanation,
                                       std::size_t row) {
  std::vector<ledger::Settled> shares;
  std::vector<std::int64_t> open;
  std::int64_t owed = 0;
  for (const auto item : explanation.items) {
    open.push_back(desk.open[item]);
    owed += open.back();
  }
  const bool whole = explanation.rows.size() == 1 && owed == desk.rows[row].pence;
  const bool several = explanation.rows.size() > 1;
  for (const auto at : explanation.rows) {
    auto left = desk.rows[at].pence;
    // A credit note is taken off by the first of several lines, which pays so much more.
    for (std::size_t i = 0; several && i < open.size(); ++i) {
      if (open[i] == 0 || (open[i] < 0) == (left < 0)) continue;
      left -= open[i];
      if (at == row) {
        shares.push_back({desk.items[explanation.items[i]].key, ledger::Money::of_pence(open[i])});
      }
      open[i] = 0;
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto part = whole                         ? open[i]
                        : (open[i] < 0) != (left < 0) ? 0
                        : left < 0                    ? std::max(left, open[i])
                                                      : std::min(left, open[i]);
      if (part == 0) continue;
      open[i] -= part;
      left -= part;
      if (at == row) {
        shares.push_back({desk.items[explanation.items[i]].key, ledger::Money::of_pence(part)});
      }
    }
    if (at == row) break;
  }
  return shares;
}

void post(Desk& desk, const Reading& explanation) {
  std::vector<std::vector<ledger::Settled>> shares;
  for (const auto at : explanation.rows) shares.push_back(shares_of(desk, explanation, at));
  for (std::size_t i = 0; i < explanation.rows.size(); ++i) {
    auto& row = desk.rows[explanation.rows[i]];
    auto evidence = evidence_for(desk, explanation, row);
    for (const auto& share : shares[i])
      desk.settle(row, *desk.item(share.key), share.amount.pence());
    desk.match(row, explanation.rule, explanation.confidence, std::move(evidence));
  }
}

void add_alternative(std::vector<ledger::Alternative>& others, const Desk& desk,
                     const Reading& explanation, std::size_t row) {
  if (others.size() >= desk.rows[row].tolerances->alternatives_most) return;
  ledger::Alternative other;
  other.rule = explanation.rule;
  other.items = shares_of(desk, explanation, row);
  const bool known = std::ranges::any_of(
      others, [&](const ledger::Alternative& each) { return each.items == other.items; });
  if (!known) others.push_back(std::move(other));
}

}  // namespace reconcile
