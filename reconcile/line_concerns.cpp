#include "ledger/schedule.hpp"
#include "reconcile/check.hpp"
#include "reconcile/known_line.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/mentions.hpp"
#include "reconcile/split.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using ledger::MatchState;
using ledger::Money;

FoldedText text_of(const LineView& line) {
  return FoldedText{line.line->line.description()};
}

bool has_type(const PersonView& view, const LineView& line, std::string_view list) {
  return FoldedText{line.line->line.type}.has_any(view.parameters->words(list));
}

bool is_after_death(const PersonView& view, const LineView& line) {
  const auto& died = view.history().latest().died;
  return died && line.line->line.date > *died;
}

Mention holder_mention(const PersonView& view, const FoldedText& text) {
  const auto& person = view.history().latest();
  return std::max(mention_of_person(text, person.name),
                  mention_of_person(text, person.who_holds()));
}

/// A worker by name; by surname alone only where it is not the holder who is meant.
bool names_worker(const PersonView& view, const FoldedText& text) {
  auto best = Mention::none;
  for (const auto& version : view.history().versions()) {
    for (const auto& worker : version.workers) {
      best = std::max(best, mention_of_person(text, worker.name));
    }
  }
  return best == Mention::full || (best == Mention::surname && best > holder_mention(view, text)) ||
         (best == Mention::surname && holder_mention(view, text) == Mention::none);
}

bool plan_names(const ledger::PersonVersion& version, const ledger::PlanLine& line,
                const FoldedText& text) {
  return std::ranges::any_of(line.payees, [&](const auto& payee) {
    return version.worker(payee) == nullptr && mentions_firm(text, payee);
  });
}

bool names_supplier(const PersonView& view, const FoldedText& text) {
  for (const auto& [import, invoice] : view.facts->invoices) {
    if (mentions_firm(text, invoice.supplier)) return true;
  }
  for (const auto& version : view.history().versions()) {
    for (const auto& budget : version.budgets) {
      const bool named = std::ranges::any_of(
          budget.lines, [&](const auto& line) { return plan_names(version, line, text); });
      if (named) return true;
    }
  }
  return false;
}

/// The organisation that holds the money of a third-party budget: it is no holder of a direct
/// payment, and what it takes (a fee) or brings (from its other account) is its business with the
/// commissioner.
bool names_organisation(const PersonView& view, const FoldedText& text) {
  for (const auto& version : view.history().versions()) {
    for (const auto& budget : version.budgets) {
      const bool holds = budget.deployment == ledger::Deployment::third_party;
      if (holds && mentions_firm(text, budget.organisation)) return true;
    }
  }
  return false;
}

bool names_own_funder(const PersonView& view, const FoldedText& text) {
  for (const auto& version : view.history().versions()) {
    for (const auto& budget : version.budgets) {
      for (const auto& funder : budget.funders) {
        if (mentions_firm(text, funder.name)) return true;
      }
    }
  }
  return false;
}

/// A word of a funder's name that says something, or what only funders are called.
bool names_funder(const PersonView& view, const FoldedText& text) {
  for (const auto* word : {"nhs", "ccg", "icb", "council"}) {
    if (text.has(word)) return true;
  }
  return names_own_funder(view, text);
}

bool names_authority(const PersonView& view, const FoldedText& text) {
  return text.has_any(view.parameters->words("hmrc")) ||
         text.has_any(view.parameters->words("pension"));
}

/// Someone the books know: a word in the name ("Cash", "Wager") says nothing against the payment.
bool names_known(const PersonView& view, const FoldedText& text) {
  return names_worker(view, text) || names_supplier(view, text) || names_authority(view, text) ||
         names_organisation(view, text);
}

/// The payment of a payslip that has a finding of its own, where its line is still unexplained.
bool names_ghost(const PersonView& view, const FoldedText& text) {
  return std::ranges::any_of(view.facts->payslips, [&](const auto& payslip) {
    return payslip_concern(view, payslip.record) == "ghost-worker" &&
           mention_of_person(text, payslip.record.name) == Mention::full;
  });
}

bool has_plan(const PersonView& view) {
  return std::ranges::any_of(view.history().latest().budgets, [](const auto& budget) {
    return budget.deployment != ledger::Deployment::notional && !budget.lines.empty();
  });
}

std::string_view concern_of_payment(const PersonView& view, const LineView& line) {
  const auto text = text_of(line);
  const auto& words = *view.parameters;
  if (has_type(view, line, "cash-type")) return "cash-withdrawal";
  const bool known = names_known(view, text);
  if (!known) {
    if (text.has_any(words.words("prohibited"))) return "prohibited-spending";
    if (text.has_any(words.words("cash"))) return "cash-withdrawal";
    if (holder_mention(view, text) == Mention::full) return "payment-to-holder";
    if (text.has("savings") || text.has_any({"own account"})) return "payment-to-holder";
  }
  if (is_after_death(view, line) || names_ghost(view, text)) return {};
  if (!known && text.has_any(words.words("wages"))) return "ghost-worker";
  return has_plan(view) ? "unplanned-spending" : std::string_view{};
}

/// Only NHS money may come into it: no social care, no contribution of the person's own.
bool is_nhs_only(const PersonView& view, const std::string& account) {
  bool serves = false;
  for (const auto& version : view.history().versions()) {
    for (const auto& budget : version.budgets) {
      if (std::ranges::find(budget.accounts, account) == budget.accounts.end()) continue;
      serves = true;
      const bool health = std::ranges::all_of(
          budget.funders, [](const auto& funder) { return funder.stream == "health"; });
      const bool own = std::ranges::any_of(budget.instalments, [](const auto& instalment) {
        return instalment.payer == ledger::Payer::person;
      });
      if (!health || own) return false;
    }
  }
  return serves;
}

/// A credit of exactly an instalment's amount close to one that has arrived already.
bool repeats_instalment(const PersonView& view, const LineView& line) {
  const auto& booked = line.line->line;
  const auto near = view.parameters->days("funding-duplicate-days", booked.date);
  return std::ranges::any_of(view.items, [&](const ItemView& item) {
    return item.item.kind == ledger::ItemKind::funding && item.item.amount == booked.amount &&
           item.open().is_zero() && std::abs(booked.date - item.item.due) <= near;
  });
}

/// Every budget that the line's account serves was agreed after the day, or is not agreed yet.
bool is_before_agreement(const PersonView& view, const LineView& line, ledger::Date day) {
  bool serves = false;
  for (const auto& version : view.history().versions()) {
    for (const auto& budget : version.budgets) {
      const auto& accounts = budget.accounts;
      if (std::ranges::find(accounts, line.line->account) == accounts.end()) continue;
      serves = true;
      const auto agreed = ledger::first_agreed(view.history(), budget.ref);
      if (budget.agreed && !budget.agreed_on) return false;  // nobody says when it was agreed
      if (agreed && *agreed <= day) return false;
    }
  }
  return serves;
}

std::string_view concern_of_credit(const PersonView& view, const LineView& line) {
  const auto text = text_of(line);
  if (names_funder(view, text)) {
    if (is_after_death(view, line)) return {};
    if (is_before_agreement(view, line, line.line->line.date)) return "funding-before-agreement";
    return repeats_instalment(view, line) ? "funding-duplicate" : std::string_view{};
  }
  if (!is_nhs_only(view, line.line->account) || names_organisation(view, text)) return {};
  const auto& words = *view.parameters;
  // HMRC gives employers back what it had too much of, or statutory pay that a summary recovers.
  const bool employs = !view.history().on(line.line->line.date).workers.empty();
  const bool undoes = text.has_any(words.words("returned")) || text.has("refund") ||
                      (employs && text.has_any(words.words("hmrc"))) ||
                      text.has_any(words.words("interest")) ||
                      has_type(view, line, "interest-type");
  return undoes ? std::string_view{} : "third-party-deposit";
}

std::string_view concern_of_duplicate(const PersonView& view, const LineView& line) {
  if (is_undone(view, line)) return {};
  if (line.line->line.amount.is_negative()) return "duplicate-payment";
  const auto& items = line.match->items;
  const bool own = !items.empty() && items.front().key.starts_with("contribution:");
  if (own) return "overpaid";
  return is_after_death(view, line) ? std::string_view{} : "funding-duplicate";
}

/// What a matched line paid for lies before the death, or cannot be told to lie after it.
bool pays_for_life(const PersonView& view, const std::string& key, ledger::Date died) {
  if (!coded_to(key).empty()) return false;
  const auto* item = view.item(key);
  if (item == nullptr) return true;
  switch (item->item.kind) {
    case ledger::ItemKind::net_pay: {
      const auto* payslip = payslip_of(view, item->item);
      return payslip == nullptr || payslip->record.period.first <= died;
    }
    case ledger::ItemKind::invoice:
      return item->item.arises <=
             plus_days(died, view.parameters->days("after-death-invoice-days", died));
    case ledger::ItemKind::regular:
      return item->item.due <= died;
    case ledger::ItemKind::paye:
    case ledger::ItemKind::pension:
    case ledger::ItemKind::funding:
    case ledger::ItemKind::contribution:
    case ledger::ItemKind::repayment:
      return true;
  }
  return true;
}

bool is_spending_after(const PersonView& view, const LineView& line, ledger::Date died) {
  if (line.match == nullptr || !line.line->line.amount.is_negative()) return false;
  const auto& match = *line.match;
  if (match.state == MatchState::suggested || match.rule == rule::duplicate) return false;
  if (is_undone(view, line)) return false;
  if (match.state == MatchState::unmatched) {
    const auto text = text_of(line);
    return line_concern(view, line).empty() && !names_known(view, text) &&
           !names_funder(view, text) && !names_ghost(view, text);
  }
  if (match.items.empty()) return !match.plan_line.empty() && match.rule != rule::bank_charge;
  return std::ranges::any_of(
      match.items, [&](const auto& settled) { return !pays_for_life(view, settled.key, died); });
}

/// Spent on the line of a plan, where none is agreed to this day: a draft covers nothing. What was
/// spent before an agreement that came late is covered by it.
bool is_of_a_draft(const PersonView& view, const LineView& line) {
  return !line.match->plan_line.empty() && line.line->line.amount.is_negative() &&
         is_before_agreement(view, line, view.as_of);
}

/// All that a waiting line may be is an instalment that has come already.
bool may_only_pay_again(const PersonView& view, const LineView& line) {
  if (line.match->state != MatchState::suggested || line.match->alternatives.empty()) return false;
  return std::ranges::all_of(line.match->alternatives, [&](const auto& alternative) {
    if (alternative.items.empty()) return false;
    const auto& key = alternative.items.front().key;
    const auto* item = key.starts_with("funding:") ? view.item(key) : nullptr;
    return item != nullptr && item->open() <= Money{};
  });
}

}  // namespace

bool pays_a_funder(const PersonView& view, const LineView& line) {
  return line.line->line.amount.is_negative() && names_own_funder(view, text_of(line));
}

bool is_unexplained(const LineView& line) {
  return line.match != nullptr && line.match->state == MatchState::unmatched;
}

bool is_undone(const PersonView& view, const LineView& line) {
  const auto key = ledger::reversal_key(line.line->line.id);
  return std::ranges::any_of(view.lines, [&](const LineView& other) {
    if (other.match == nullptr) return false;
    return std::ranges::any_of(other.match->items,
                               [&](const auto& settled) { return settled.key == key; });
  });
}

std::string_view line_concern(const PersonView& view, const LineView& line) {
  if (line.match == nullptr || line.match->state == MatchState::suggested) return {};
  // A person said what it is, and is asked again for the part whose item is gone.
  if (is_unexplained(line) && rule::is_booked(*line.match)) return {};
  if (line.match->state == MatchState::matched) {
    if (line.match->rule == rule::duplicate) return concern_of_duplicate(view, line);
    return is_of_a_draft(view, line) ? "unplanned-spending" : std::string_view{};
  }
  return line.line->line.amount.is_negative() ? concern_of_payment(view, line)
                                              : concern_of_credit(view, line);
}

std::vector<const LineView*> lines_after_death(const PersonView& view) {
  const auto& died = view.history().latest().died;
  std::vector<const LineView*> lines;
  if (!died) return lines;
  for (const auto& line : view.lines) {
    if (line.line->line.date > *died && is_spending_after(view, line, *died)) {
      lines.push_back(&line);
    }
  }
  return lines;
}

std::vector<const LineView*> funding_after_death(const PersonView& view) {
  const auto& died = view.history().latest().died;
  std::vector<const LineView*> lines;
  if (!died) return lines;
  for (const auto& line : view.lines) {
    if (line.match == nullptr || line.line->line.date <= *died) continue;
    if (line.line->line.amount <= Money{} || is_undone(view, line)) continue;
    const bool again = line.match->rule == rule::duplicate && !line.match->items.empty() &&
                       line.match->items.front().key.starts_with("funding:");
    if (again || may_only_pay_again(view, line) ||
        (is_unexplained(line) && names_funder(view, text_of(line)))) {
      lines.push_back(&line);
    }
  }
  return lines;
}

bool is_premium(const PersonView& view, const LineView& line) {
  if (line.match == nullptr || !line.line->line.amount.is_negative()) return false;
  const auto insures = [&](std::string_view budget, std::string_view ref) {
    const auto* planned = known_line(view.history(), budget, ref, view.as_of);
    return planned != nullptr && planned->category == "insurance";
  };
  const std::string_view coded = line.match->plan_line;
  const auto slash = coded.find('/');
  if (slash != coded.npos && insures(coded.substr(0, slash), coded.substr(slash + 1))) return true;
  const bool settles = std::ranges::any_of(line.match->items, [&](const auto& settled) {
    const auto place = coded_to(settled.key);
    const auto at = place.find('/');
    if (at != place.npos && insures(place.substr(0, at), place.substr(at + 1))) return true;
    const auto* item = view.item(settled.key);
    if (item == nullptr) return false;
    return std::ranges::any_of(item->item.parts,
                               [&](const auto& part) { return insures(part.budget, part.line); });
  });
  return settles || text_of(line).has_any(view.parameters->words("employer-insurance"));
}

}  // namespace reconcile
