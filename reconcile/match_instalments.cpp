// Instalments that come so late that their days no longer tell which they are. A funder pays in for
// nothing else, so what it sends beyond what its days ask for is what it did not send before: the
// oldest first, however long ago. Only where more came than was ever due is a line one too many.
//
// Lines that are nearer to one instalment than to any other have found it before; so has what comes
// some days before its day, though the one before it is missing.
#include "reconcile/answers.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;

/// Nothing is asked of a line but which of the party's instalments it is, and it pays them whole.
bool asks_which(const Desk& desk, const Row& row, std::size_t party) {
  if (row.match.state != ledger::MatchState::suggested || row.match.alternatives.empty()) {
    return false;
  }
  const auto& its = desk.items_of(party);
  return std::ranges::all_of(row.match.alternatives, [&](const ledger::Alternative& one) {
    std::int64_t sum = 0;
    for (const auto& settled : one.items) {
      const auto item = desk.item(settled.key);
      if (!item || !is_instalment(desk, *item) || std::ranges::count(its, *item) == 0) return false;
      sum += settled.amount.pence();
    }
    return sum == row.pence;
  });
}

class LateInstalments {
 public:
  LateInstalments(Desk& desk, std::size_t party) : desk_{desk}, missed_{desk}, party_{party} {}

  /// Returns whether any line found its instalments.
  bool match() {
    bool any = false;
    for (const auto at : desk_.rows_of(party_)) {
      auto& row = desk_.rows[at];
      if (!may_be_late(row)) continue;
      const auto items = items_for(row);
      if (!items.empty()) settle(row, items);
      any = !items.empty() || settle_wrong_amount(row) || any;
    }
    return any;
  }

 private:
  bool may_be_late(const Row& row) const {
    if (row.decision != nullptr || row.grade() < Grade::initial) return false;
    if (row.undone != desk_.matching_undone) return false;
    return desk_.waits(row) || asks_which(desk_, row, party_);
  }

  /// What is due on the line's own days, by itself or with what was missed before; else the oldest
  /// of just its amount, its own or of all funders; else the oldest that together come to it.
  Items items_for(const Row& row) const {
    Items close;
    for (const auto item : desk_.items_of(party_)) {
      if (is_instalment(desk_, item) && is_close(desk_, row, item)) close.push_back(item);
    }
    std::ranges::stable_sort(close, {},
                             [&](auto item) { return desk_.gap(item, row.date).cost(); });
    for (const auto item : close) {
      if (desk_.open[item] == row.pence) return {item};
    }
    if (const auto equal = missed_.oldest_equal(row, party_)) return {*equal};
    if (auto shares = for_all(row); !shares.empty()) return shares;
    for (const auto item : close) {
      auto items = missed_.with(item, row, party_);
      if (!items.empty()) return items;
    }
    return missed_.oldest_of(row, party_, row.pence, plus_days(row.date, 1));
  }

  /// One funder that sent late what all of them were to send.
  Items for_all(const Row& row) const {
    const bool funder = desk_.parties()[party_].kind == PartyKind::funder;
    return funder ? missed_.of_all_funders(row) : Items{};
  }

  void settle(Row& row, const Items& items) {
    row.done = false;
    row.match = {};
    const auto gap = desk_.gap(items.front(), row.date);
    for (const auto item : items) desk_.settle(row, item, desk_.open[item]);
    const int sure = confidence_of_amount(row.grade(), gap);
    if (items.size() == 1) {
      return desk_.match(row, rule::payee_amount, sure, evidence_of(row, gap));
    }
    desk_.match(row, rule::several_items, std::min(sure, sure::of_several),
                evidence_of(row, gap) + ";items=" + std::to_string(items.size()));
  }

  /// The oldest missed of which the line is another amount, as practice knows them, or as another
  /// line was that paid an equal one. Returns whether there is one.
  bool settle_wrong_amount(Row& row) {
    if (!desk_.waits(row) || desk_.parties()[party_].kind != PartyKind::funder) return false;
    const auto twin = paid_as_wrongly(desk_, row, party_, habit_days);
    const auto missed = missed_.before(row, party_);
    for (const auto item : missed) {
      const auto why = why_it_differs(desk_, row, item);
      const bool as_twin = twin && desk_.items[*twin].amount == desk_.items[item].amount &&
                           desk_.open[item] == desk_.items[item].amount.pence();
      const bool only_one = missed.size() == 1 && is_about(row, item) && waits_alone(row);
      if (why.empty() && !as_twin && !only_one) continue;
      auto evidence = evidence_of(row, desk_.gap(item, row.date));
      if (!why.empty()) evidence += ";difference=" + std::string{why};
      desk_.settle(row, item, row.pence);
      const int sure = why.empty() && !as_twin ? sure::of_only_one : sure::of_difference;
      desk_.match(row, rule::payee_amount_differs, sure, std::move(evidence));
      return true;
    }
    return false;
  }

  /// No further from what is open of it than an instalment's amount may be without a person.
  bool is_about(const Row& row, std::size_t item) const {
    const auto owed = desk_.open[item];
    const auto apart = std::abs(row.pence - owed);
    return row.grade() >= Grade::partial && owed == desk_.items[item].amount.pence() &&
           apart * 100 <= owed * row.tolerances->differs_most_instalment;
  }

  /// Nothing else that the funder sent in the years about it waits.
  bool waits_alone(const Row& row) const {
    const auto& rows = desk_.rows_of(party_);
    return std::ranges::all_of(rows, [&](std::size_t at) {
      const auto& other = desk_.rows[at];
      const bool suggested = other.match.state == ledger::MatchState::suggested;
      return &other == &row || other.pence <= 0 || std::abs(other.date - row.date) > habit_days ||
             !(desk_.waits(other) || suggested);
    });
  }

  Desk& desk_;
  MissedInstalments missed_;
  std::size_t party_;
};

}  // namespace

std::optional<std::size_t> paid_as_wrongly(const Desk& desk, const Row& row, std::size_t party,
                                           int within) {
  std::optional<std::size_t> found;
  for (const auto at : desk.rows_of(party)) {
    const auto& other = desk.rows[at];
    const int days = std::abs(row.date - other.date);
    const bool equal = &other != &row && other.done && other.undone == row.undone &&
                       other.pence == row.pence && days <= within;
    if (!equal || other.match.state != ledger::MatchState::matched) continue;
    if (other.match.rule != rule::payee_amount_differs || other.match.items.size() != 1) continue;
    const auto item = desk.item(other.match.items.front().key);
    if (!item || !is_instalment(desk, *item)) continue;
    found = item;
    within = days - 1;
  }
  return found;
}

bool match_late_instalments(Desk& desk) {
  bool any = false;
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    const auto kind = desk.parties()[party].kind;
    if (kind != PartyKind::funder && kind != PartyKind::person) continue;
    if (desk.rows_of(party).empty()) continue;
    any = LateInstalments{desk, party}.match() || any;
  }
  return any;
}

}  // namespace reconcile
