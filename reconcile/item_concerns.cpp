#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/check.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;

std::string_view grace_name(ItemKind kind) {
  switch (kind) {
    case ItemKind::net_pay:
      return "net-pay-grace-days";
    case ItemKind::paye:
      return "paye-grace-days";
    case ItemKind::pension:
      return "pension-grace-days";
    case ItemKind::funding:
      return "funding-grace-days";
    case ItemKind::contribution:
      return "contribution-grace-days";
    case ItemKind::invoice:
      return "invoice-grace-days";
    case ItemKind::regular:
      return "regular-grace-days";
    case ItemKind::repayment:
      return "repayment-grace-days";
  }
  throw ledger::Defect{"an item of no kind"};
}

std::string_view unpaid_code(const PersonView& view, const ledger::Item& item) {
  switch (item.kind) {
    case ItemKind::net_pay:
      return "net-pay-unpaid";
    case ItemKind::paye:
      return "paye-overdue";
    case ItemKind::pension:
      return "pension-overdue";
    case ItemKind::funding:
      return "funding-missing";
    case ItemKind::contribution:
      return "contribution-missing";
    case ItemKind::invoice:
      return "invoice-unpaid";
    case ItemKind::regular: {
      const auto* line = plan_line_of(view, item);
      return line != nullptr && line->category == "insurance" ? "insurance-lapsed"
                                                              : "regular-unpaid";
    }
    case ItemKind::repayment:
      return "repayment-overdue";
  }
  throw ledger::Defect{"an item of no kind"};
}

/// Some line that paid it was undone.
bool came_back(const ItemView& item) {
  return std::ranges::any_of(item.settled_by, [](const auto* line) {
    return std::ranges::any_of(line->match->items, [](const auto& settled) {
      return settled.key.starts_with("reversal:");
    });
  });
}

/// A line was taken for the whole payment though its amount differs: no rest is on its way.
bool was_taken_for_whole(const ItemView& item) {
  return std::ranges::any_of(item.settled_by, [](const auto* line) {
    const auto& rule = line->match->rule;
    return rule == rule::payee_amount_differs || rule == rule::reference_amount_differs ||
           pair_value(line->match->evidence, "difference") == "offset-taken-back";
  });
}

/// Paid whole by one line and then whole again by another, whoever matched them.
bool paid_twice(const ItemView& item) {
  const auto whole = ledger::magnitude(item.item.amount);
  return item.settled_by.size() > 1 && !came_back(item) &&
         ledger::magnitude(item.settled) >= whole + whole;
}

/// What HMRC owes may have been taken off what is paid to it.
bool is_covered_by_hmrc(const PersonView& view, const ItemView& item) {
  auto open = item.open();
  for (const auto& other : view.items) {
    const bool credit = other.item.kind == ItemKind::paye && other.item.amount > Money{};
    if (credit && other.item.arises <= view.as_of) open += other.open();
  }
  return open >= Money{};
}

/// A supplier's credit notes may leave nothing to pay of its invoices.
bool is_covered_by_credit(const PersonView& view, const ItemView& item) {
  if (item.item.kind == ItemKind::paye) return is_covered_by_hmrc(view, item);
  if (item.item.kind != ItemKind::invoice) return false;
  Money open;
  for (const auto& other : view.items) {
    const bool same = other.item.kind == ItemKind::invoice && other.item.payee == item.item.payee;
    if (same && other.item.arises <= view.as_of) open += other.open();
  }
  return open >= Money{};
}

/// Due, in its direction: money out for what is owed, money in for what is promised. Of what was
/// asked back an outcome may leave nothing.
bool is_expected(const ledger::Item& item) {
  if (item.kind == ItemKind::repayment && item.amount.is_zero()) return true;
  return is_instalment(item.kind) ? item.amount > Money{} : item.amount < Money{};
}

/// Its payslip has a finding of its own, which tells the same payment.
bool is_told_by_payslip(const PersonView& view, const ledger::Item& item) {
  if (item.kind != ItemKind::net_pay) return false;
  const auto* payslip = payslip_of(view, item);
  return payslip != nullptr && !payslip_concern(view, payslip->record).empty();
}

/// Nobody waits for an instalment that is on hold, nor for money back that is looked at again.
bool is_put_off(const PersonView& view, const ledger::Item& item) {
  if (item.held || item.kind != ItemKind::repayment) return item.held;
  const auto asked = ledger::reclaims(view.facts->acts, view.as_of);
  return std::ranges::any_of(asked, [&](const ledger::Reclaim& reclaim) {
    const auto key = ledger::repayment_key(view.facts->ref(), reclaim.ref());
    const bool of_it = item.key == key || item.key.starts_with(key + ":");
    return of_it && reclaim.reconsidering != nullptr;
  });
}

std::string_view concern_of_excess(const ItemView& item) {
  if (item.item.kind == ItemKind::funding) {
    return paid_twice(item) ? "funding-duplicate" : "funding-wrong-amount";
  }
  return paid_twice(item) ? "duplicate-payment" : "overpaid";
}

/// One funder has paid nothing of its share; else all have, and too little.
std::string_view concern_of_funders(const std::vector<FunderPart>& missing) {
  if (missing.empty()) return {};
  const bool none =
      std::ranges::any_of(missing, [](const FunderPart& part) { return part.arrived.is_zero(); });
  return none ? "funding-missing" : "funding-wrong-amount";
}

/// One funder has paid nothing, though another paid more than its share and so may hide it.
bool lacks_a_share(const PersonView& view, const ItemView& item) {
  if (view.is_asked(item.item) || is_put_off(view, item.item)) return false;
  return concern_of_funders(funders_missing(view, item)) == "funding-missing";
}

}  // namespace

std::string budget_of(const ledger::Item& item) {
  return item.parts.empty() ? std::string{} : item.parts.front().budget;
}

const ledger::PlanLine* plan_line_of(const PersonView& view, const ledger::Item& item) {
  if (item.parts.empty()) return nullptr;
  const auto* budget = view.history().budget(item.parts.front().budget);
  return budget == nullptr ? nullptr : budget->line(item.parts.front().line);
}

Date grace_ends(const PersonView& view, const ledger::Item& item) {
  return plus_days(item.due, view.parameters->days(grace_name(item.kind), item.due));
}

std::optional<Date> paid_late(const PersonView& view, const ItemView& item) {
  const auto kind = item.item.kind;
  const bool statutory = kind == ItemKind::paye || kind == ItemKind::pension;
  if (!statutory || item.settled_by.empty() || !item.open().is_zero()) return std::nullopt;
  auto in_time = grace_ends(view, item.item);
  while (!view.parameters->is_working_day(in_time)) in_time = plus_days(in_time, 1);
  const auto paid = item.settled_by.back()->line->line.date;
  return paid > in_time ? std::optional{paid} : std::nullopt;
}

Money paid_beyond(const PersonView& view, const ItemView& item) {
  const bool out = item.item.kind == ItemKind::repayment || item.item.amount.is_negative();
  const auto sign = [&](Money amount) { return out ? -amount : amount; };
  std::vector<Money> excesses{ledger::at_least_nothing(sign(item.settled - item.item.amount))};
  for (const auto* line : item.settled_by) {
    const auto& items = line->match->items;
    if (items.back().key != item.item.key) continue;
    auto over = line->line->line.amount;
    for (const auto& settled : items) over -= settled.amount;
    excesses.push_back(ledger::at_least_nothing(sign(over)));
  }
  for (const auto* line : item.settled_by) {  // what came back, whole, is beyond no more
    if (line->match->rule != rule::overpayment_returned) continue;
    const auto same = std::ranges::find(excesses, magnitude(line->line->line.amount));
    if (same != excesses.end()) excesses.erase(same);
  }
  Money beyond;
  for (const auto excess : excesses) beyond += excess;
  return beyond.pence() > view.parameters->days("difference-pence", view.as_of) ? beyond : Money{};
}

std::vector<FunderPart> funders_missing(const PersonView& view, const ItemView& item) {
  if (item.open() <= Money{} || came_back(item) || !is_paid_apart(item)) return {};
  auto parts = funder_parts(view, item);
  // Who has paid another amount sends no rest; whoever has sent nothing has until the grace is
  // over.
  const bool in_grace = view.as_of <= grace_ends(view, item.item);
  const bool told = was_taken_for_whole(item);
  std::erase_if(parts, [&](const FunderPart& part) {
    const bool waits = in_grace && (part.arrived.is_zero() || !told);
    return part.open().is_zero() || waits;
  });
  return parts;
}

Money paid_short(const PersonView& view, const ItemView& item) {
  const auto missing = funders_missing(view, item);
  Money open;
  for (const auto& part : missing) open += part.open();
  if (!missing.empty() || !paid_beyond(view, item).is_zero()) return open;
  return ledger::magnitude(item.open());
}

std::string_view item_concern(const PersonView& view, const ItemView& item) {
  const bool over = !paid_beyond(view, item).is_zero();
  const bool told = was_taken_for_whole(item) || came_back(item);
  const bool under = !item.open().is_zero() && (view.as_of > item.item.due || told);
  const bool late = paid_late(view, item).has_value();
  if (!over && !under && !late) return {};
  if (!is_expected(item.item) || is_told_by_payslip(view, item.item)) return {};
  if (over) return lacks_a_share(view, item) ? "funding-missing" : concern_of_excess(item);
  if (late) return unpaid_code(view, item.item);
  const auto missing = ledger::magnitude(item.open());
  if (missing.pence() <= view.parameters->days("difference-pence", view.as_of)) return {};
  const bool waits = view.as_of <= grace_ends(view, item.item) && !told;
  if (waits || view.is_asked(item.item) || is_covered_by_credit(view, item)) return {};
  if (is_put_off(view, item.item)) return {};
  if (came_back(item)) return "returned-payment";
  if (item.settled.is_zero()) return unpaid_code(view, item.item);
  if (is_paid_apart(item)) return concern_of_funders(funders_missing(view, item));
  return item.item.kind == ItemKind::funding ? "funding-wrong-amount" : "underpaid";
}

std::optional<Date> known_until(const PersonView& view, const std::string& budget) {
  const auto* agreed = view.history().budget(budget);
  const auto serves = [&](const std::string& account) {
    return agreed == nullptr || agreed->accounts.empty() ||
           std::ranges::count(agreed->accounts, account) > 0;
  };
  // The newest stand last, so that for all before them the day alone is looked at.
  std::optional<Date> until;
  for (auto line = view.facts->lines.rbegin(); line != view.facts->lines.rend(); ++line) {
    const bool later = !until || *until < line->line.date;
    if (later && serves(line->account)) until = line->line.date;
  }
  for (const auto& frame : view.facts->frames) {
    const bool later = frame.covered && (!until || *until < frame.covered->last);
    if (later && serves(frame.account)) until = frame.covered->last;
  }
  return until;
}

namespace {

/// Takes `part` and a colon (or the end) off the front of a source's name.
bool take(std::string_view& source, std::string_view part) {
  if (!source.starts_with(part)) return false;
  const bool whole = source.size() == part.size() || source[part.size()] == ':';
  if (whole) source.remove_prefix(std::min(source.size(), part.size() + 1));
  return whole;
}

using Places = std::vector<ledger::Evidence>;

/// The day that a name begins with: "2025-04-25:2025-04-19".
std::optional<Date> day_in_front_of(std::string_view name) {
  const auto day = ledger::parse_date(name.substr(0, name.find(':')));
  return day ? std::optional{day.value()} : std::nullopt;
}

Places places_of_payslip(const PersonView& view, std::string_view name) {
  std::string_view known;  // what follows the worker, read once and not for each of their payslips
  std::optional<Date> paid;
  for (const auto& payslip : view.facts->payslips) {
    const auto& record = payslip.record;
    auto rest = name;
    if (!take(rest, record.worker)) continue;
    if (rest.data() != known.data()) {
      known = rest;
      paid = day_in_front_of(rest);
    }
    const bool named = paid == record.pay_date && take(rest, text(paid.value())) &&
                       take(rest, text(record.period.first));
    if (named && !is_held(view, payslip)) {
      return {view.evidence(payslip.import, record.file_line)};
    }
  }
  return {};
}

Places places_of_invoice(const PersonView& view, std::string_view name) {
  Places places;
  for (const auto& [import, invoice] : view.facts->invoices) {
    auto rest = name;
    if (take(rest, ledger::slug(invoice.supplier)) && take(rest, invoice.number)) {
      places.push_back(view.evidence(import, invoice.file_line));
    }
  }
  return places;
}

Places places_of_summary(const PersonView& view, std::string_view month) {
  Places places;
  for (const auto& [import, summary] : view.facts->summaries) {
    if (month == text(summary.month)) places.push_back(view.evidence(import, summary.file_line));
  }
  return places;
}

}  // namespace

std::vector<ledger::Evidence> evidence_of_source(const PersonView& view, std::string_view source) {
  if (take(source, "payslip")) return places_of_payslip(view, source);
  if (take(source, "invoice")) return places_of_invoice(view, source);
  if (take(source, "summary")) return places_of_summary(view, source);
  if (!take(source, "line")) return {};
  const auto id = ledger::parse_line_id(source);
  const auto* line = id ? view.line(*id) : nullptr;
  return line == nullptr ? Places{} : Places{view.evidence(*line->line)};
}

std::vector<ledger::Evidence> evidence_of(const PersonView& view, const ItemView& item) {
  std::vector<ledger::Evidence> evidence;
  for (const auto& source : item.item.evidence) {
    for (auto& place : evidence_of_source(view, source)) evidence.push_back(std::move(place));
  }
  for (const auto* line : item.settled_by) evidence.push_back(view.evidence(*line->line));
  return evidence;
}

}  // namespace reconcile
