#include "reconcile/sent_after_death.hpp"

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
        if (counts && !is_undone(line)) take(line, known);
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

  bool is_undone(const LineView& line) const {
    const auto key = ledger::reversal_key(line.line->line.id);
    return std::ranges::any_of(view_.lines, [&](const LineView& other) {
      return other.match != nullptr &&
             std::ranges::count(other.match->items, key, &ledger::Settled::key) > 0;
    });
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
    const auto sender = sender_of(line);
    for (const auto& [funder, amount] : parts) {
      const auto& whose = sender.empty() ? funder : sender;
      if (whose.empty()) continue;
      sent_.by_sender[whose] += amount;
      (funder.empty() ? sent_.waiting[whose] : sent_.booked[funder]) += amount;
    }
  }

  /// The one funder that the line names, or whose share its match says it is.
  std::string sender_of(const LineView& line) const {
    const FoldedText text{line.line->line.description()};
    const auto slug = pair_value(line.match->evidence, funder_pair);
    std::string sender;
    for (const auto& funder : budget_.funders) {
      const bool its =
          slug.empty() ? mentions_firm(text, funder.name) : ledger::slug(funder.name) == slug;
      if (!its) continue;
      if (!sender.empty()) return {};
      sender = funder.name;
    }
    if (sender.empty() && budget_.funders.size() == 1) return budget_.funders.front().name;
    return sender;
  }

  const PersonView& view_;
  const ledger::Budget& budget_;
  std::vector<const LineView*> known_;
  Parts beyond_;  ///< what each has sent more than it had to
  SentAfterDeath sent_;
};

}  // namespace

SentAfterDeath sent_after_death(const PersonView& view, const ledger::Budget& budget) {
  if (!view.history().latest().died) return {};
  return Sent{view, budget}.all();
}

}  // namespace reconcile
