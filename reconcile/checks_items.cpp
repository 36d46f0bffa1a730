// Expected items that were not settled, or settled for another amount.
#include "reconcile/check.hpp"
#include "reconcile/reasons.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;

/// It goes to the person, whose own part it is.
bool is_own_part(const ledger::Item& item) {
  return item.key.starts_with("repayment:" + item.payee + ":");
}

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
    case ItemKind::repayment:
      return "repayment to " + (is_own_part(item) ? "the person" : item.payee) +
             (item.held ? " of what was left on " : " that was asked for by ") + pretty(item.due);
  }
  return item.key;
}

/// What is missing, what is too much, or what was late; of an instalment of which one funder paid
/// too much and another too little, the larger of the two, but always what did not come at all.
Money difference(const PersonView& view, const ItemView& item) {
  if (paid_late(view, item)) return magnitude(item.item.amount);
  const auto beyond = paid_beyond(view, item);
  const auto short_of = paid_short(view, item);
  if (beyond.is_zero() || item_concern(view, item) == "funding-missing") return short_of;
  return std::max(beyond, short_of);
}

/// How far the statements of a budget's accounts reach, as far as the day of the view. Of what was
/// due long ago it says no later day than one by which nobody waits for it any more: the sentence
/// stays as it is while years go by.
std::string on_any_statement(const PersonView& view, const std::string& budget, Date due) {
  const auto until = known_until(view, budget).value_or(view.as_of);
  return " on any statement by " + pretty(std::min({until, view.as_of, plus_days(due, aged)})) +
         ".";
}

std::string not_found(const PersonView& view, const std::string& budget, Date due) {
  return " was not found" + on_any_statement(view, budget, due);
}

using Clauses = std::vector<std::string>;

/// "Of the instalment of 1 May 2025 (£900.00) NHS Dale ICB paid …; the share of …"
std::string of_instalment(const ItemView& item, const Clauses& clauses) {
  std::string text =
      "Of the instalment of " + pretty(item.item.due) + " (" + pretty(item.item.amount) + ")";
  for (const auto& clause : clauses) text += (&clause == &clauses.front() ? " " : "; ") + clause;
  return text;
}

std::string share_of(const FunderPart& part) {
  return "the share of " + part.funder + " (" + pretty(part.whole) + ")";
}

/// Which of the funders who pay each by itself has not paid, or paid too little.
Clauses lacking(const PersonView& view, const ItemView& item) {
  Clauses clauses;
  for (const auto& part : funders_missing(view, item)) {
    clauses.push_back(part.arrived.is_zero()
                          ? share_of(part) + " did not come"
                          : part.funder + " paid " + pretty(part.open()) +
                                " too little of its share (" + pretty(part.whole) + ")");
  }
  return clauses;
}

/// Which of them paid too much; nothing where what came beyond is not theirs alone.
Clauses exceeding(const PersonView& view, const ItemView& item) {
  if (!is_paid_apart(item)) return {};
  Clauses clauses;
  Money told;
  for (const auto& part : funder_parts(view, item)) {
    const auto beyond = ledger::at_least_nothing(part.arrived - part.whole);
    if (beyond.is_zero()) continue;
    told += beyond;
    clauses.push_back(part.funder + " paid " + pretty(beyond) + " more than its share (" +
                      pretty(part.whole) + ")");
  }
  return told == paid_beyond(view, item) ? clauses : Clauses{};
}

/// Whose share came back; nothing where the instalment came as one.
Clauses come_back(const PersonView& view, const ItemView& item) {
  if (!is_paid_apart(item)) return {};
  Clauses clauses;
  for (const auto& part : funder_parts(view, item)) {
    if (part.open().is_zero()) continue;
    clauses.push_back(share_of(part) + " came back and was not paid again");
  }
  return clauses;
}

/// The instalment whose funders pay each by itself, funder by funder; nothing for any other item.
std::string apart(const PersonView& view, const ItemView& item, std::string_view code) {
  if (code == "returned-payment") {
    const auto back = come_back(view, item);
    return back.empty() ? std::string{} : of_instalment(item, back) + ".";
  }
  auto clauses = exceeding(view, item);
  const auto missing = lacking(view, item);
  const auto beyond = paid_beyond(view, item);
  if (!beyond.is_zero() && clauses.empty()) {
    if (missing.empty()) return {};
    clauses.push_back(pretty(beyond) + " more came than was due");
  }
  clauses.insert(clauses.end(), missing.begin(), missing.end());
  if (clauses.empty()) return {};
  auto text = of_instalment(item, clauses);
  if (missing.empty()) return text + ".";
  return text + ": nothing more was found" +
         on_any_statement(view, budget_of(item.item), item.item.due);
}

/// It came as it was to be while an offset stood that stands no longer.
bool was_set_off(const ItemView& item) {
  return std::ranges::any_of(item.settled_by, [](const LineView* line) {
    return pair_value(line->match->evidence, "difference") == "offset-taken-back";
  });
}

std::string why(const PersonView& view, const ItemView& item, std::string_view code) {
  const auto whole = pretty(magnitude(item.item.amount));
  const auto part = pretty(difference(view, item));
  const auto name = "The " + what(item.item) + " (" + whole + ")";
  if (auto of_funders = apart(view, item, code); !of_funders.empty()) return of_funders;
  if (code == "returned-payment") return name + " came back and was not paid again.";
  if (code == "duplicate-payment" || code == "funding-duplicate") {
    return name + " was paid more than once; " + part + " too much.";
  }
  if (!paid_beyond(view, item).is_zero()) return name + " was paid with " + part + " too much.";
  if (const auto late = paid_late(view, item)) {
    return name + " was paid late, on " + pretty(*late) + ".";
  }
  if (was_set_off(item)) {
    return name + " came less what was set off, and the offset was taken back since: " + part +
           " is still to come.";
  }
  if (!item.settled.is_zero()) return name + " was paid with " + part + " too little.";
  return name + not_found(view, budget_of(item.item), item.item.due);
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

/// A payment whose day is no working day must have cleared on the one before, unless it is a Faster
/// Payment (https://editorial.mercia-group.co.uk/key-tax-date).
std::string clear_by(const PersonView& view, Date due) {
  auto day = due;
  while (!view.parameters->is_working_day(day)) day = plus_days(day, -1);
  if (day == due) return {};
  return " That day is no working day: unless it goes as a Faster Payment, it must have cleared "
         "by " +
         pretty(day) + ".";
}

/// "P0001/dp", or "P0001/old-card or P0001/dp" where a budget has several.
std::string accounts_of(const PersonView& view, const std::string& budget) {
  const auto* agreed = view.history().budget(budget);
  std::string names;
  if (agreed == nullptr) return "the account";
  for (const auto& account : agreed->accounts) {
    names += (names.empty() ? "" : " or ") + view.facts->ref() + "/" + account;
  }
  return names.empty() ? "the account" : names;
}

/// Why a payment of which no statement can tell is not tested, and which statement is missing.
std::string untested(const PersonView& view, const std::string& budget, std::string_view what,
                     Date due) {
  const auto until = known_until(view, budget);
  return "The " + std::string{what} + " cannot be tested: no statement of " +
         accounts_of(view, budget) + " reaches that day" +
         (until ? "; the newest ends on " + pretty(*until) : std::string{}) +
         ". Import the statement that has " + pretty(due) + ".";
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
                             unknown      ? untested(view, budget, what(item.item), item.item.due)
                             : worked_out ? without_payslip(view, item)
                                          : why(view, item, check.code),
                             evidence_of(view, item), unknown || worked_out}));
    if (paid_late(view, item)) found.back().severity = ledger::Severity::medium;
  }
  return found;
}

namespace {

std::string paye_sentence(const PersonView& view, const About& about, const std::string& payment,
                          const std::optional<Date>& late) {
  if (about.cannot_test) return untested(view, about.budget, payment, *about.date);
  if (late) return "The " + payment + " was paid late, on " + pretty(*late) + ".";
  return "The " + payment + not_found(view, about.budget, *about.date) +
         clear_by(view, *about.date);
}

}  // namespace

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
    std::optional<Date> late;
    Money open;
    for (const auto* item : items) {
      about.amount += difference(view, *item);
      open += magnitude(item->open());
      late = std::max(late, paid_late(view, *item));
      for (auto& place : evidence_of(view, *item)) about.evidence.push_back(std::move(place));
    }
    if (!open.is_zero()) about.amount = open;
    const auto payment = "PAYE of " + pretty(about.amount) + " due to HMRC by " + pretty(due);
    about.cannot_test = !late && is_beyond_statements(view, items.front()->item);
    about.why = paye_sentence(view, about, payment, open.is_zero() ? late : std::nullopt);
    found.push_back(finding(view, check, std::move(about)));
    if (open.is_zero()) found.back().severity = ledger::Severity::medium;
  }
  return found;
}

}  // namespace reconcile
