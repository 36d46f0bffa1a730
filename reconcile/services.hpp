// What a commissioner buys for a person: what was ordered, what was delivered or missed, and what
// its providers ask for it. A pure function of the facts, whatever their order.
#pragma once

#include "reconcile/groundwork.hpp"
#include "reconcile/view.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// One record of a delivery file, once: the same in two files is one, two alike in one file are
/// two.
struct DeliveryCost {
  const ledger::Sourced<ledger::Delivery>* record = nullptr;
  /// As the plan of its last day has it, else as any version knows it; null when none does.
  const ledger::Service* service = nullptr;
  /// Delivered or missed: the quantity evenly over its days, each at the price of its day; nothing
  /// for an unknown service.
  ledger::Money value;
  std::int64_t exact = 0;  ///< the same in hundredths of a penny, before it is rounded to pence
  std::string source;      ///< "delivery:SERVICE:FIRST:LAST:QUANTITY", ":2" for the second alike

  const ledger::Delivery& what() const { return record->record; }
};

/// By last day, first day, service, quantity.
std::vector<DeliveryCost> delivery_costs(const ledger::PersonFacts& facts);

/// Whose contract bears a service: "contract:PROVIDER", or "contract:block:PROVIDER" where the
/// block is paid as a whole and the delivery is a value without cash.
std::string contract_account(const ledger::Service& service);

/// What a provider asks for, held against what it delivered.
struct Bill {
  const InvoiceCost* cost = nullptr;
  bool of_service = false;  ///< false: no service of the plan line is this provider's
  bool block = false;       ///< it is paid by the block contract already
  bool tested = false;      ///< some delivery or miss is recorded for its days
  ledger::Period days;      ///< which are these
  /// Of those days, at the agreed price. A provider may round each visit or all of them together:
  /// what is delivered is what comes nearest to what it asks.
  ledger::Money delivered, missed;
  ledger::Money beyond;  ///< asked for, not delivered, and given back by no credit note
  std::vector<std::string> services;         ///< refs of those that it can be for
  std::optional<ledger::Period> stands_for;  ///< days of which it is the cost until deliveries say
  std::vector<const DeliveryCost*> records;

  /// Whether it and the last of its days have come by a day: before, nothing is said against it.
  bool can_be_judged(ledger::Date on) const;
  /// What it costs the plan line: nothing where the deliveries say it, or the block pays.
  ledger::Money costs() const;
};

/// The invoices to notional budgets, by provider and plan line, oldest first. Each is for the
/// deliveries since the one before it; which of the days that may be is told by the amount.
std::vector<Bill> bills(const Groundwork& ground, const std::vector<DeliveryCost>& deliveries);

/// What is ordered of a service for these days, at its price: whole weeks or months by their length
/// in days.
struct Ordered {
  ledger::Quantity quantity;
  ledger::Money value;
  int days = 0;  ///< on which it was ordered
};
Ordered ordered(const ledger::Service& service, ledger::Period days);
/// The same of a budget's service by its ref: each version of the plan on the days on which it
/// holds.
Ordered ordered(const ledger::PersonHistory& history, std::string_view budget,
                std::string_view service, ledger::Period days);
/// The days on which a service is ordered: its own, as far as its budget runs and the person lives.
std::optional<ledger::Period> service_days(const ledger::PersonHistory& history,
                                           const ledger::Service& service);
/// What is ordered of a service after the last day of which anything is recorded, and not invoiced,
/// until the budget ends. An invoice stands for the deliveries of its days until they are recorded:
/// what it costs is spent already. Once the budget is over nobody waits for it any more.
Ordered not_recorded(const PersonView& view, const ledger::Service& service);

/// One service in one month.
struct ServiceMonth {
  std::string person, budget, line, service, provider, kind, unit;
  ledger::Month month{};
  ledger::Money price;
  ledger::Quantity ordered, delivered, missed;
  ledger::Money ordered_value, delivered_value, missed_value;
  ledger::Money invoiced;  ///< of its provider and plan line; on the first service they share
  /// Of what is invoiced: asked for, not delivered, and given back by no credit note, as the
  /// finding `invoice-not-delivered` has it.
  ledger::Money beyond;
  bool unknown = false;     ///< no version of the plan has it
  bool unrecorded = false;  ///< ordered in days that are over, and nothing is recorded of them
};
/// By month, budget, service; months that have begun on the day of the view.
std::vector<ServiceMonth> service_months(const PersonView& view);

}  // namespace reconcile
