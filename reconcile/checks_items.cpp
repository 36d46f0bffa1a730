// Expected items that were not settled, or settled for another amount.
#include "reconcile/check.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;

std::string what(const ledger::Item& item) {
  switch (item.kind) {
    case ItemKind::net_pay:
      return "net pay of " + item.payee + " for " + pretty(item.due);
    case ItemKind::paye:
      return "PAYE due on " + pretty(item.due);
    case ItemKind::pension:
      return "payment of pension contributions due on " + pretty(item.due);
    case ItemKind::funding:
      return "instalment of " + pretty(item.due) + " from " + item.payee;
    case ItemKind::contribution:
      return "person's own contribution of " + pretty(item.due);
    case ItemKind::invoice:
      return "invoice of " + item.payee + " due on " + pretty(item.due);
    case ItemKind::regular:
      return "regular payment of " + pretty(item.due) + " to " + item.payee;
  }
  return item.key;
}

/// What is missing, or what is too much.
Money difference(const PersonView& view, const ItemView& item) {
  const auto beyond = paid_beyond(view, item);
  return beyond.is_zero() ? magnitude(item.open()) : beyond;
}

std::string why(const PersonView& view, const ItemView& item, std::string_view code) {
  const auto whole = pretty(magnitude(item.item.amount));
  const auto part = pretty(difference(view, item));
  const auto name = "The " + what(item.item) + " (" + whole + ")";
  if (code == "returned-payment") return name + " came back and was not paid again.";
  if (code == "duplicate-payment" || code == "funding-duplicate") {
    return name + " was paid more than once; " + part + " too much.";
  }
  if (!paid_beyond(view, item).is_zero()) return name + " was paid with " + part + " too much.";
  if (!item.settled.is_zero()) return name + " was paid with " + part + " too little.";
  return name + " was not found on any statement by " + pretty(view.as_of) + ".";
}

/// Whether a file says itself that it covers the account's days up to this one.
bool ends_by_its_word(const PersonView& view, ledger::Date until) {
  return std::ranges::any_of(view.facts->frames, [&](const ledger::StatementFrame& frame) {
    return frame.printed && frame.printed->last == until;
  });
}

/// Nothing is known of the account for so long that the payment may well have been made. A file
/// that prints no period reaches further than its last line: nobody knows how far.
bool is_beyond_statements(const PersonView& view, const ledger::Item& item) {
  const auto until = known_until(view, budget_of(item));
  if (!until) return true;
  if (ends_by_its_word(view, *until)) return item.due > *until;
  const auto stale = view.parameters->days("statement-stale-days", view.as_of);
  return item.due > plus_days(*until, stale);
}

/// It was paid with another amount than one that no paper states: which of the two is right cannot
/// be told without the payslip.
bool is_worked_out(const PersonView& view, const ItemView& item, std::string_view code) {
  if (item.item.kind != ItemKind::net_pay || (code != "overpaid" && code != "underpaid")) {
    return false;
  }
  const auto* payslip = payslip_of(view, item.item);
  return payslip != nullptr && !payslip->record.net_stated;
}

std::string without_payslip(const PersonView& view, const ItemView& item) {
  const bool less = paid_beyond(view, item).is_zero();
  return "Whether the " + what(item.item) + " was paid rightly cannot be tested without the " +
         "payslip itself: an FPS does not state net pay. By its other figures it is " +
         pretty(magnitude(item.item.amount)) + ", and " + pretty(difference(view, item)) +
         (less ? " less" : " more") + " was paid. Import the payslip.";
}

/// Why a payment of which no statement can tell is not tested.
std::string untested(const PersonView& view, const std::string& budget, std::string_view what) {
  const auto until = known_until(view, budget);
  return "The " + std::string{what} + " cannot be tested: no statement of the account is there" +
         (until ? " after " + pretty(*until) : std::string{}) + ". Import the newer statements.";
}

}  // namespace

Findings check_items(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& item : view.items) {
    if (item_concern(view, item) != check.code) continue;
    const auto budget = budget_of(item.item);
    const bool unknown = item.settled_by.empty() && is_beyond_statements(view, item.item);
    const bool worked_out = is_worked_out(view, item, check.code);
    found.push_back(finding(view, check,
                            {budget, item.item.key, item.item.due, difference(view, item),
                             unknown      ? untested(view, budget, what(item.item))
                             : worked_out ? without_payslip(view, item)
                                          : why(view, item, check.code),
                             evidence_of(view, item), unknown || worked_out}));
  }
  return found;
}

/// One payment to HMRC is one finding, also when it is for the months of a quarter.
Findings check_paye(const PersonView& view, const Check& check) {
  std::map<Date, std::vector<const ItemView*>> payments;
  for (const auto& item : view.items) {
    if (item_concern(view, item) == check.code) payments[item.item.due].push_back(&item);
  }
  Findings found;
  for (const auto& [due, items] : payments) {
    const auto budget = budget_of(items.front()->item);
    About about{budget, "paye:" + view.facts->ref() + ":" + text(due), due, {}, {}};
    for (const auto* item : items) {
      about.amount += magnitude(item->open());
      for (auto& place : evidence_of(view, *item)) about.evidence.push_back(std::move(place));
    }
    const auto payment = "PAYE of " + pretty(about.amount) + " due to HMRC by " + pretty(due);
    about.cannot_test = is_beyond_statements(view, items.front()->item);
    about.why = about.cannot_test ? untested(view, budget, payment)
                                  : "The " + payment + " was not found on any statement by " +
                                        pretty(view.as_of) + ".";
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

}  // namespace reconcile
