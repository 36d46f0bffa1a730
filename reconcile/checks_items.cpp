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
      return "pension contributions due on " + pretty(item.due);
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

/// Nothing is known of the account for so long that the payment may well have been made.
bool is_beyond_statements(const PersonView& view, const ledger::Item& item) {
  const auto until = known_until(view, budget_of(item));
  const auto stale = view.parameters->days("statement-stale-days", view.as_of);
  return !until || item.due > plus_days(*until, stale);
}

struct Untested {
  int count = 0;
  Money amount;
};

ledger::Finding cannot_test(const PersonView& view, const Check& check, const std::string& budget,
                            const Untested& untested) {
  const auto until = known_until(view, budget);
  const auto last = until ? "after " + pretty(*until) : "at all";
  return finding(
      view, check,
      {budget,
       "statements:" + budget,
       until,
       untested.amount,
       "No statement of the account is there " + last + ": " + std::to_string(untested.count) +
           " due since cannot be tested. Import the newer statements.",
       {},
       true});
}

void add_open(const PersonView& view, const Check& check, const ItemView& item, Findings& found) {
  found.push_back(
      finding(view, check,
              {budget_of(item.item), item.item.key, item.item.due, difference(view, item),
               why(view, item, check.code), evidence_of(view, item)}));
}

}  // namespace

Findings check_items(const PersonView& view, const Check& check) {
  Findings found;
  std::map<std::string, Untested> untested;
  for (const auto& item : view.items) {
    if (item_concern(view, item) != check.code) continue;
    if (item.settled_by.empty() && is_beyond_statements(view, item.item)) {
      auto& budget = untested[budget_of(item.item)];
      ++budget.count;
      budget.amount += magnitude(item.open());
      continue;
    }
    add_open(view, check, item, found);
  }
  for (const auto& [budget, some] : untested) {
    found.push_back(cannot_test(view, check, budget, some));
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
  std::map<std::string, Untested> untested;
  for (const auto& [due, items] : payments) {
    const auto budget = budget_of(items.front()->item);
    About about{budget, items.front()->item.key, due, {}, {}};
    for (const auto* item : items) {
      about.amount += magnitude(item->open());
      for (auto& place : evidence_of(view, *item)) about.evidence.push_back(std::move(place));
    }
    if (is_beyond_statements(view, items.front()->item)) {
      ++untested[budget].count;
      untested[budget].amount += about.amount;
      continue;
    }
    about.subject = "paye:" + view.facts->ref() + ":" + text(due);
    about.why = "PAYE of " + pretty(about.amount) + " was due to HMRC by " + pretty(due) +
                " and was not found on any statement by " + pretty(view.as_of) + ".";
    found.push_back(finding(view, check, std::move(about)));
  }
  for (const auto& [budget, some] : untested) {
    found.push_back(cannot_test(view, check, budget, some));
  }
  return found;
}

}  // namespace reconcile
