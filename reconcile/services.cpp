#include "reconcile/services.hpp"

#include "ledger/schedule.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Period;
using ledger::Quantity;
using ledger::Service;

const Service* service_of(const ledger::PersonVersion& version, std::string_view ref) {
  const auto found = std::ranges::find(version.services, ref, &Service::ref);
  return found == version.services.end() ? nullptr : &*found;
}

const Service* known_service(const ledger::PersonHistory& history, const std::string& ref,
                             Date on) {
  if (const auto* now = service_of(history.on(on), ref)) return now;
  const auto& versions = history.versions();
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    if (const auto* service = service_of(*version, ref)) return service;
  }
  return nullptr;
}

auto place_of(const ledger::Delivery& delivery) {
  return std::tie(delivery.period.last, delivery.period.first, delivery.service, delivery.quantity,
                  delivery.delivered);
}

/// One of each by its place in its file, in the order in which they are taken.
std::vector<const ledger::Sourced<ledger::Delivery>*> in_order(const ledger::PersonFacts& facts) {
  std::vector<const ledger::Sourced<ledger::Delivery>*> sorted;
  for (const auto& record : facts.deliveries) sorted.push_back(&record);
  const auto file = [&](const auto* record) {
    const auto found = facts.imports.find(record->import);
    return found == facts.imports.end() ? std::string_view{} : std::string_view{found->second.file};
  };
  const auto before = [&](const auto* a, const auto* b) {
    const auto one = place_of(a->record);
    const auto other = place_of(b->record);
    if (one != other) return one < other;
    return std::tuple{file(a), a->import, a->record.file_line} <
           std::tuple{file(b), b->import, b->record.file_line};
  };
  std::ranges::sort(sorted, before);
  const auto again = std::ranges::unique(sorted, [](const auto* a, const auto* b) {
    return a->import == b->import && a->record.file_line == b->record.file_line &&
           place_of(a->record) == place_of(b->record);
  });
  sorted.erase(again.begin(), again.end());
  return sorted;
}

std::string source_of(const ledger::Delivery& delivery, int nth) {
  auto source = "delivery:" + delivery.service + ":" + text(delivery.period.first) + ":" +
                text(delivery.period.last) + ":" + text(delivery.quantity);
  if (nth > 1) source += ":" + std::to_string(nth);
  return source;
}

/// The prices of all days of a delivery, one added to the other.
Money prices_of_days(const ledger::PersonHistory& history, const ledger::Delivery& delivery) {
  Money sum;
  for (std::size_t i = 0; i < history.versions().size(); ++i) {
    const auto days = days_of_version(history, i, delivery.period);
    if (!days) continue;
    const auto* service = known_service(history, delivery.service, days->first);
    if (service != nullptr) sum += half_up(service->price, days->days(), 1);
  }
  return sum;
}

void price(const ledger::PersonHistory& history, DeliveryCost& cost) {
  if (cost.service == nullptr) return;
  const auto& delivery = cost.what();
  const auto prices = prices_of_days(history, delivery);
  const auto quantity = delivery.quantity.hundredths;
  cost.value = half_up(prices, quantity, std::int64_t{100} * delivery.period.days());
  cost.exact = half_up(prices, quantity, delivery.period.days()).pence();
}

}  // namespace

std::vector<DeliveryCost> delivery_costs(const ledger::PersonFacts& facts) {
  std::vector<DeliveryCost> costs;
  std::map<std::pair<std::string, bool>, int> taken;  // how many alike there are already
  std::map<std::tuple<std::string, bool, ledger::ImportId>, int> of_file;
  for (const auto* record : in_order(facts)) {
    const auto& delivery = record->record;
    const auto alike = source_of(delivery, 1);
    const int nth = ++of_file[{alike, delivery.delivered, record->import}];
    auto& known = taken[{alike, delivery.delivered}];
    if (nth <= known) continue;  // another file brought it
    known = nth;
    DeliveryCost cost{record,
                      known_service(facts.history, delivery.service, delivery.period.last),
                      {},
                      0,
                      source_of(delivery, nth)};
    price(facts.history, cost);
    costs.push_back(std::move(cost));
  }
  return costs;
}

std::string contract_account(const Service& service) {
  return (service.kind == "block" ? "contract:block:" : "contract:") + service.provider;
}

std::optional<Period> service_days(const ledger::PersonHistory& history, const Service& service) {
  const auto* budget = history.budget(service.budget);
  if (budget == nullptr) return std::nullopt;
  auto days = history.days_run(*budget);
  days.first = std::max(days.first, service.from);
  if (service.to) days.last = std::min(days.last, *service.to);
  if (const auto& died = history.latest().died) days.last = std::min(days.last, *died);
  if (days.last < days.first) return std::nullopt;
  return days;
}

Ordered ordered(const Service& service, Period days) {
  Ordered sum;
  if (service.every == ledger::Every::once) {
    if (days.holds(service.from)) {
      sum = {service.quantity, times(service.price, service.quantity), 1};
    }
    return sum;
  }
  for (int n = 0;; ++n) {
    const Period step{nth_due(service.from, service.every, n),
                      plus_days(nth_due(service.from, service.every, n + 1), -1)};
    if (step.first > days.last) break;
    const Period part{std::max(step.first, days.first), std::min(step.last, days.last)};
    if (part.last < part.first) continue;
    const auto whole = Money::of_pence(service.quantity.hundredths);
    const Quantity quantity{half_up(whole, part.days(), step.days()).pence()};
    sum.quantity.hundredths += quantity.hundredths;
    sum.value += times(service.price, quantity);
    sum.days += part.days();
  }
  return sum;
}

Ordered ordered(const ledger::PersonHistory& history, std::string_view budget,
                std::string_view service, Period days) {
  Ordered sum;
  for (std::size_t i = 0; i < history.versions().size(); ++i) {
    const auto* known = service_of(history.versions()[i], service);
    if (known == nullptr || known->budget != budget) continue;
    const auto own = service_days(history, *known);
    if (!own) continue;
    const Period both{std::max(own->first, days.first), std::min(own->last, days.last)};
    if (both.last < both.first) continue;
    const auto held = days_of_version(history, i, both);
    if (!held) continue;
    const auto part = ordered(*known, *held);
    sum.quantity.hundredths += part.quantity.hundredths;
    sum.value += part.value;
    sum.days += part.days;
  }
  return sum;
}

namespace {

/// Whether its provider has asked for anything by the day of the view.
bool is_asked_for(const PersonView& view, const Service& service) {
  if (view.parameters != &ledger::Parameters::built_in()) return !view.facts->invoices.empty();
  return std::ranges::any_of(view.facts->invoices, [&](const auto& invoice) {
    return invoice.record.date <= view.as_of &&
           is_same_firm(service.provider, invoice.record.supplier, WordIndex::built_in());
  });
}

/// The days for which invoices up to the day of the view stand, of a service of which nothing is
/// recorded for them.
std::vector<Period> days_invoiced(const PersonView& view, const Service& service) {
  std::vector<Period> days;
  if (!is_asked_for(view, service)) return days;
  const Groundwork ground{*view.facts, *view.parameters};
  for (const auto& bill : bills(ground, delivery_costs(*view.facts))) {
    const bool of_it = std::ranges::count(bill.services, service.ref) > 0;
    if (!of_it || !bill.stands_for || bill.cost->invoice->date > view.as_of) continue;
    days.push_back(*bill.stands_for);
  }
  return days;
}

}  // namespace

Ordered not_recorded(const PersonView& view, const Service& service) {
  const auto* budget = view.history().budget(service.budget);
  if (budget == nullptr) return {};
  auto days = view.history().days_run(*budget);
  for (const auto& [import, delivery] : view.facts->deliveries) {
    if (delivery.service != service.ref || delivery.period.last > view.as_of) continue;
    days.first = std::max(days.first, plus_days(delivery.period.last, 1));
  }
  if (days.last < days.first) return {};
  auto left = ordered(view.history(), service.budget, service.ref, days);
  for (const auto& invoiced : days_invoiced(view, service)) {
    const Period both{std::max(days.first, invoiced.first), std::min(days.last, invoiced.last)};
    if (both.last < both.first) continue;
    const auto asked = ordered(view.history(), service.budget, service.ref, both);
    left.quantity.hundredths -= asked.quantity.hundredths;
    left.value -= asked.value;
    left.days -= asked.days;
  }
  left.value = ledger::at_least_nothing(left.value);
  return left;
}

namespace {

using MonthKey = std::tuple<ledger::Month, std::string, std::string>;
using Months = std::map<MonthKey, ServiceMonth>;

ServiceMonth& month_of_service(Months& months, const PersonView& view, const Service& service,
                               ledger::Month month) {
  auto& made = months[{month, service.budget, service.ref}];
  made.person = view.facts->ref();
  made.budget = service.budget;
  made.line = service.line;
  made.service = service.ref;
  made.provider = service.provider;
  made.kind = service.kind;
  made.unit = service.unit;
  made.month = month;
  const auto* known = known_service(view.history(), service.ref, month.period().last);
  made.price = known == nullptr ? service.price : known->price;
  return made;
}

/// Each version's services on the days on which it holds.
void add_ordered(Months& months, const PersonView& view) {
  const auto& versions = view.history().versions();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    for (const auto& service : versions[i].services) {
      auto days = service_days(view.history(), service);
      if (days) days = days_of_version(view.history(), i, *days);
      if (!days) continue;
      const auto until = std::min(days->last, view.as_of);
      for (auto from = days->first; from <= until;) {
        const auto month = month_of(from);
        const Period part{from, std::min(month.period().last, days->last)};
        const auto sum = ordered(service, part);
        auto& row = month_of_service(months, view, service, month);
        row.ordered.hundredths += sum.quantity.hundredths;
        row.ordered_value += sum.value;
        from = plus_days(part.last, 1);
      }
    }
  }
}

void add_delivered(Months& months, const PersonView& view,
                   const std::vector<DeliveryCost>& deliveries) {
  for (const auto& cost : deliveries) {
    const auto& delivery = cost.what();
    if (delivery.period.last > view.as_of) continue;
    Service unknown{.ref = delivery.service, .from = delivery.period.first};
    const auto& service = cost.service == nullptr ? unknown : *cost.service;
    auto& row = month_of_service(months, view, service, month_of(delivery.period.last));
    row.unknown = cost.service == nullptr;
    (delivery.delivered ? row.delivered : row.missed).hundredths += delivery.quantity.hundredths;
    (delivery.delivered ? row.delivered_value : row.missed_value) += cost.value;
  }
}

/// An invoice names no service: it stands at the first of those that it can be for, and not at one
/// that a block pays where it can be for another.
const Service* invoiced_service(const PersonView& view, const Groundwork& ground,
                                const Bill& bill) {
  for (const auto& version : view.history().versions()) {
    const auto found = std::ranges::find_if(version.services, [&](const Service& service) {
      return service.budget == bill.cost->place.budget && service.line == bill.cost->place.line &&
             (service.kind == "block") == bill.block &&
             is_same_firm(service.provider, bill.cost->invoice->supplier, ground.words);
    });
    if (found != version.services.end()) return &*found;
  }
  return nullptr;
}

/// In the month of the days that it is for, delivered or not recorded yet.
ledger::Month month_invoiced(const Bill& bill) {
  if (bill.tested) return month_of(bill.days.last);
  return month_of(bill.stands_for ? bill.stands_for->last : bill.cost->invoice->date);
}

void add_invoiced(Months& months, const PersonView& view, const Groundwork& ground,
                  const std::vector<Bill>& bills) {
  for (const auto& bill : bills) {
    const auto& invoice = *bill.cost->invoice;
    if (!bill.of_service || invoice.date > view.as_of) continue;
    const auto* service = invoiced_service(view, ground, bill);
    if (service == nullptr) continue;
    auto& row = month_of_service(months, view, *service, month_invoiced(bill));
    row.invoiced += invoice.amount;
    if (bill.can_be_judged(view.as_of)) row.beyond += bill.beyond;
  }
}

}  // namespace

std::vector<ServiceMonth> service_months(const PersonView& view) {
  const Groundwork ground{*view.facts, *view.parameters};
  const auto deliveries = delivery_costs(*view.facts);
  Months months;
  add_ordered(months, view);
  add_delivered(months, view, deliveries);
  add_invoiced(months, view, ground, bills(ground, deliveries));
  std::vector<ServiceMonth> rows;
  for (auto& [key, row] : months) {
    const bool over = row.month.period().last <= view.as_of;
    row.unrecorded = over && row.ordered.hundredths > 0 && row.delivered.hundredths == 0 &&
                     row.missed.hundredths == 0;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace reconcile
