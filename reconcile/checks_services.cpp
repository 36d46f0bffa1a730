// What a commissioner buys: invoices against deliveries, deliveries against what was ordered.
#include "reconcile/check.hpp"
#include "reconcile/services.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using ledger::Money;

std::string named(const Bill& bill) {
  const auto& invoice = *bill.cost->invoice;
  return "Invoice " + invoice.number + " of " + invoice.supplier + " for " + pretty(invoice.amount);
}

std::string days_of(const ledger::Period& days) {
  return pretty(days.first) + " to " + pretty(days.last);
}

std::string beyond_words(const Bill& bill) {
  auto why = named(bill) + " asks " + pretty(bill.beyond) +
             " more than was delivered: " + pretty(bill.delivered) + " from " + days_of(bill.days) +
             ".";
  if (!bill.missed.is_zero()) {
    why += " Visits of these days worth " + pretty(bill.missed) + " were missed.";
  }
  const auto asked = bill.cost->invoice->amount - bill.delivered;
  if (asked != bill.beyond)
    why += " A credit note has given back " + pretty(asked - bill.beyond) + ".";
  return why;
}

std::vector<ledger::Evidence> evidence_of(const PersonView& view, const Bill& bill) {
  auto evidence = evidence_of_source(view, bill.cost->source);
  for (const auto* record : bill.records) {
    if (record->what().delivered) continue;
    evidence.push_back(view.evidence(record->record->import, record->what().file_line));
  }
  return evidence;
}

}  // namespace

/// A spot service is paid for what was delivered. A block is paid as a whole, whatever its provider
/// sends for one person.
Findings check_bills(const PersonView& view, const Check& check) {
  if (view.history().latest().services.empty() && view.facts->deliveries.empty()) return {};
  Findings found;
  const Groundwork ground{*view.facts, *view.parameters};
  const auto deliveries = delivery_costs(*view.facts);
  for (const auto& bill : bills(ground, deliveries)) {
    const auto& cost = *bill.cost;
    const bool asks = bill.of_service && !bill.block && cost.invoice->amount > Money{};
    if (!asks || !bill.can_be_judged(view.as_of)) continue;
    if (bill.tested && bill.beyond.is_zero()) continue;
    About about{cost.place.budget,
                cost.key,
                cost.invoice->date,
                bill.tested ? bill.beyond : cost.invoice->amount,
                bill.tested ? beyond_words(bill)
                            : named(bill) +
                                  " cannot be held against what was delivered: no delivery of its "
                                  "days is recorded. Import the delivery file.",
                evidence_of(view, bill)};
    about.cannot_test = !bill.tested;
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

namespace {

std::string delivered_words(const DeliveryCost& cost) {
  const auto& delivery = cost.what();
  const auto what = "The delivery file has " + text(delivery.quantity) + " of " +
                    ledger::quoted(delivery.service) + " " +
                    (delivery.delivered ? "delivered" : "missed") + " from " +
                    days_of(delivery.period);
  if (cost.service == nullptr) {
    return what + ", and no plan has such a service: it costs nothing until the plan knows it.";
  }
  return what + ", on none of which it was ordered; " + pretty(cost.value) +
         " is counted as spent.";
}

bool was_ordered(const PersonView& view, const DeliveryCost& cost) {
  const auto days = service_days(view.history(), *cost.service);
  const auto& period = cost.what().period;
  return days && days->first <= period.last && period.first <= days->last;
}

}  // namespace

/// What nobody ordered, by the plan that holds now for the days of the service.
Findings check_deliveries(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& cost : delivery_costs(*view.facts)) {
    const auto& delivery = cost.what();
    if (delivery.period.last > view.as_of) continue;
    if (cost.service != nullptr && (!delivery.delivered || was_ordered(view, cost))) continue;
    found.push_back(finding(view, check,
                            {cost.service == nullptr ? std::string{} : cost.service->budget,
                             cost.source,
                             delivery.period.last,
                             cost.value,
                             delivered_words(cost),
                             {view.evidence(cost.record->import, delivery.file_line)}}));
  }
  return found;
}

}  // namespace reconcile
