#include "reconcile/sent_after_death.hpp"

#include "ledger/reclaims.hpp"
#include "reconcile/check.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/mentions.hpp"
#include "reconcile/reasons.hpp"

#include <algorithm>
#include <utility>

namespace reconcile {
namespace {

using ledger::Money;

constexpr std::string_view received = "received:";

/// The one funder of a budget that a line names, or whose share its match says it is.
std::string sender_of(const ledger::Budget& budget, const LineView& line) {
  const FoldedText text{line.line->line.description()};
  const auto slug = pair_value(line.match->evidence, funder_pair);
  std::string sender;
  for (const auto& funder : budget.funders) {
    const bool its =
        slug.empty() ? mentions_firm(text, funder.name) : ledger::slug(funder.name) == slug;
    if (!its) continue;
    if (!sender.empty()) return {};
    sender = funder.name;
  }
  if (sender.empty() && budget.funders.size() == 1) return budget.funders.front().name;
  return sender;
}

/// Lines that raise `funding-after-death`; and of what a person decided to be an instalment, as
/// much as its funder has sent in all beyond what it had to.
class Sent {
 public:
  Sent(const PersonView& view, const ledger::Budget& budget)
      : view_{view}, budget_{budget}, known_{funding_after_death(view)} {
    for (const auto& line : view.lines) {
      if (line.entry == nullptr) continue;
      for (const auto& posting : line.entry->postings) add_arrived(posting);
    }
    for (const auto& item : view.items) {
      if (item.item.kind != ledger::ItemKind::funding || budget_of(item.item) != budget.ref)
        continue;
      for (const auto& part : funder_parts(view, item)) beyond_[part.funder] -= part.whole;
    }
  }

  SentAfterDeath all() {
    const auto& died = view_.history().latest().died;
    for (const bool known : {true, false}) {
      for (const auto& line : view_.lines) {
        const bool later = line.line->line.date > *died && line.line->line.amount > Money{};
        if (!later || line.match == nullptr || line.entry == nullptr) continue;
        const bool counts = known ? is_known(line) : is_decided(line);
        if (counts && !is_undone(view_, line)) take(line, known);
      }
    }
    return std::move(sent_);
  }

 private:
  using Parts = std::map<std::string, Money>;  ///< by funder; nobody's under an empty name

  bool is_known(const LineView& line) const { return std::ranges::count(known_, &line) > 0; }
  bool is_decided(const LineView& line) const {
    return line.match->rule == rule::decided && !is_known(line);
  }

  void add_arrived(const ledger::Posting& posting) {
    if (posting.budget != budget_.ref) return;
    const auto to = funder_of(posting.credit);
    const auto from = funder_of(posting.debit);
    if (!to.empty()) beyond_[to] += posting.amount;
    if (!from.empty()) beyond_[from] -= posting.amount;
  }

  /// The funder whose money an account is; nobody's is empty.
  std::string funder_of(const std::string& account) const {
    if (!account.starts_with(received)) return {};
    const auto name = account.substr(received.size());
    const bool is_funder = std::ranges::count(budget_.funders, name, &ledger::Funder::name) > 0;
    return is_funder ? name : std::string{};
  }

  void take(const LineView& line, bool known) {
    Parts parts;
    for (const auto& posting : line.entry->postings) {
      if (posting.budget != budget_.ref) continue;
      if (known && posting.credit == "suspense") parts[{}] += posting.amount;
      const auto funder = funder_of(posting.credit);
      if (funder.empty()) continue;
      auto& left = beyond_[funder];
      const auto beyond = std::min(posting.amount, ledger::at_least_nothing(left));
      left -= beyond;
      const auto amount = known ? posting.amount : beyond;
      if (!amount.is_zero()) parts[funder] += amount;
    }
    add(line, parts);
  }

  void add(const LineView& line, const Parts& parts) {
    const auto sender = sender_of(budget_, line);
    for (const auto& [funder, amount] : parts) {
      const auto& whose = sender.empty() ? funder : sender;
      if (whose.empty()) continue;
      sent_.by_sender[whose] += amount;
      (funder.empty() ? sent_.waiting[whose] : sent_.booked[funder]) += amount;
    }
  }

  const PersonView& view_;
  const ledger::Budget& budget_;
  std::vector<const LineView*> known_;
  Parts beyond_;  ///< what each has sent more than it had to
  SentAfterDeath sent_;
};

/// Something that a funder had back of a budget.
struct HadBack {
  std::string budget, funder;
  ledger::Date on;
  Money left;
};

/// What lines repaid of what was asked back, and what was repaid from elsewhere.
std::vector<HadBack> had_back(const PersonView& view) {
  std::vector<HadBack> all;
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::repayment) continue;
    for (const auto* line : item.settled_by) {
      if (line->match == nullptr) continue;
      Money repaid;
      for (const auto& settled : line->match->items) {
        if (settled.key == item.item.key) repaid -= settled.amount;
      }
      all.push_back({budget_of(item.item), item.item.payee, line->line->line.date, repaid});
    }
  }
  for (const auto* act : ledger::standing_acts(view.facts->acts, view.as_of)) {
    if (act->kind != ledger::Act::Kind::repaid) continue;
    all.push_back({act->budget, act->funder, act->on, act->amount});
  }
  return all;
}

}  // namespace

std::vector<StillHere> still_here(const PersonView& view) {
  std::vector<StillHere> here;
  auto back = had_back(view);
  for (const auto* line : funding_after_death(view)) {
    auto left = line->line->line.amount;
    const auto ref = view.budget_of(*line);
    const auto* budget = view.history().budget(ref);
    const auto sender = budget == nullptr ? std::string{} : sender_of(*budget, *line);
    for (auto& one : back) {
      const bool its = one.budget == ref && one.funder == sender;
      if (!its || one.on < line->line->line.date) continue;
      const auto part = std::min(left, ledger::at_least_nothing(one.left));
      left -= part;
      one.left -= part;
    }
    if (left > Money{}) here.push_back({line, left});
  }
  return here;
}

SentAfterDeath sent_after_death(const PersonView& view, const ledger::Budget& budget) {
  if (!view.history().latest().died) return {};
  return Sent{view, budget}.all();
}

}  // namespace reconcile
