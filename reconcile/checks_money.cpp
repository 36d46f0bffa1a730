// Where the budgets stand: too much, too little, a plan line overspent.
#include "ledger/reclaims.hpp"
#include "reconcile/check.hpp"
#include "reconcile/coverage.hpp"
#include "reconcile/known_line.hpp"
#include "reconcile/surplus.hpp"

#include <algorithm>

namespace reconcile {

using ledger::Money;

Findings check_surplus(const PersonView& view, const Check& check) {
  Findings found;
  const auto low = view.parameters->money("surplus-low-below", view.as_of);
  for (const auto& stands : surpluses(view)) {
    // What is asked back, set off or given up already needs nobody's attention until it is overdue.
    const auto asked_in_all = ledger::at_least_nothing(stands.asked());
    const auto free = stands.surplus - asked_in_all - stands.written_off();
    const auto* budget = view.history().budget(stands.budget);
    const bool waits = budget != nullptr && has_its_time(view, *budget);
    if (free <= Money{} || waits) continue;
    auto why = "Of " + pretty(stands.bank) + " in the bank " + pretty(stands.surplus) +
               " is more than what is owed (" + pretty(stands.owed.total()) + "), set aside (" +
               pretty(stands.pots) + "), paid in advance (" + pretty(stands.unexpired) +
               ") and allowed to stay (" + pretty(stands.allowed_balance) + ").";
    if (const auto asked = asked_in_all - stands.unasked(); asked > Money{}) {
      why += " " + pretty(asked) + " of it is asked back or set off already.";
    }
    if (!stands.unasked().is_zero()) {
      why += " " + pretty(stands.unasked()) + " of it goes back as another budget took over.";
    }
    if (stands.over) {
      why += " The budget is over, so nothing may stay any more: " + pretty(stands.left) +
             " is left when all is paid.";
    }
    if (const auto* own = stands.share(ledger::own_part); own != nullptr && own->left > Money{}) {
      why += " " + pretty(own->left) + " of that is the person's own.";
    }
    auto raised = finding(
        view, check, {stands.budget, "surplus:" + stands.budget, view.as_of, free, std::move(why)});
    if (low && free < *low) raised.severity = ledger::Severity::low;
    found.push_back(std::move(raised));
  }
  return found;
}

namespace {

/// What a budget owes that lines which wait for a person may have paid: it has left the bank and is
/// owed as well until somebody answers. Of each line the explanation that pays most.
Money asked_about(const PersonView& view, const std::string& budget) {
  Money asked;
  for (const auto& line : view.lines) {
    if (line.match == nullptr || line.match->state != ledger::MatchState::suggested) continue;
    Money most;
    for (const auto& offered : line.match->alternatives) {
      if (!offered.fits()) continue;
      Money pays;
      for (const auto& settled : offered.items) {
        const auto* item = settled.amount.is_negative() ? view.item(settled.key) : nullptr;
        if (item != nullptr && budget_of(item->item) == budget) pays -= settled.amount;
      }
      most = std::max(most, pays);
    }
    asked += std::min(most, magnitude(line.line->line.amount));
  }
  return asked;
}

}  // namespace

/// The figure of the balance, also where payments wait for a person: until somebody answers they
/// are not known to have paid what is owed. The sentence says how much that could be.
Findings check_shortfall(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& position : positions(view)) {
    if (position.shortfall <= Money{}) continue;
    About about{
        position.budget, "shortfall:" + position.budget, view.as_of, position.shortfall, {}};
    if (const auto unseen = unseen_account(*view.facts, position.budget, view.as_of);
        !unseen.empty()) {
      about.cannot_test = true;
      about.why = "Whether the bank holds enough for what is owed (" +
                  pretty(position.owed.total()) + ") and set aside (" + pretty(position.pots) +
                  ") cannot be tested: no statement of " + unseen + " is known. Import them.";
      found.push_back(finding(view, check, std::move(about)));
      continue;
    }
    auto& why = about.why;
    why = "The " + pretty(position.bank) + " in the bank is " + pretty(position.shortfall) +
          " less than what is owed (" + pretty(position.owed.total()) + ") and set aside (" +
          pretty(position.pots) + ").";
    const auto asked = asked_about(view, position.budget);
    if (!asked.is_zero()) {
      why += " Lines that wait for a person may have paid " + pretty(asked) + " of it.";
    }
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

namespace {

/// The source of the posting that took the line beyond its amount.
std::vector<ledger::Evidence> evidence_beyond(const PersonView& view, const std::string& budget,
                                              const LinePosition& line) {
  auto entries = view.entries;
  std::ranges::stable_sort(entries, {}, &ledger::Entry::date);
  const auto account = "cost:" + line.ref;
  Money spent;
  for (const auto* entry : entries) {
    for (const auto& posting : entry->postings) {
      if (posting.budget != budget) continue;
      if (posting.debit == account) spent += posting.amount;
      if (posting.credit == account) spent -= posting.amount;
    }
    if (spent <= line.planned) continue;
    return evidence_of_source(view, entry->source);
  }
  return {};
}

/// A line that a later version leaves out allows as little as one that it keeps at nothing.
std::string allowance(const PersonView& view, const std::string& budget, const LinePosition& line) {
  const auto* now = view.history().budget_on(budget, view.as_of);
  if (now == nullptr || now->line(line.ref) == nullptr) {
    return "The plan has the line " + line.ref + " no more, and nothing is planned for it; ";
  }
  return "The plan line " + line.ref + " allows " + pretty(line.planned) + "; ";
}

}  // namespace

Findings check_plan_lines(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& position : positions(view)) {
    if (!position.agreed) continue;
    const auto day = std::min(view.as_of, position.ended.value_or(position.to));
    for (const auto& line : position.lines) {
      const bool known =
          known_line(view.history(), position.budget, line.ref, view.as_of) != nullptr;
      if (!known || line.spent <= line.planned) continue;
      const auto over = line.spent - line.planned;
      found.push_back(finding(view, check,
                              {position.budget, position.budget + "/" + line.ref, day, over,
                               allowance(view, position.budget, line) + pretty(line.spent) +
                                   " is spent, " + pretty(over) + " too much.",
                               evidence_beyond(view, position.budget, line)}));
    }
  }
  return found;
}

}  // namespace reconcile
