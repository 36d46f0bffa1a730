// Providers' invoices to notional budgets, held against what was delivered.
#include "reconcile/services.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Period;

using Records = std::vector<const DeliveryCost*>;

/// The services that an invoice can be for: of its plan line, by its supplier.
struct Supply {
  std::string budget;
  std::vector<std::string> services;  ///< refs
  bool block = false;                 ///< every one of them
};

Supply supply_of(const Groundwork& ground, const InvoiceCost& cost) {
  Supply supply{cost.place.budget, {}, true};
  for (const auto& version : ground.facts.history.versions()) {
    for (const auto& service : version.services) {
      const bool serves = service.budget == cost.place.budget && service.line == cost.place.line &&
                          is_same_firm(service.provider, cost.invoice->supplier, ground.words);
      if (!serves) continue;
      if (std::ranges::count(supply.services, service.ref) == 0) {
        supply.services.push_back(service.ref);
      }
      supply.block = supply.block && service.kind == "block";
    }
  }
  supply.block = supply.block && !supply.services.empty();
  return supply;
}

/// What some deliveries come to, each visit rounded to the penny, or all of them together.
class Worth {
 public:
  void add(const DeliveryCost& cost) {
    each_ += cost.value;
    exact_ += Money::of_pence(cost.exact);
  }
  Money least() const { return std::min(each_, together()); }
  Money most() const { return std::max(each_, together()); }
  Money nearest(Money asked) const { return std::clamp(asked, least(), most()); }
  Money off(Money asked) const { return magnitude(asked - nearest(asked)); }

 private:
  Money together() const { return half_up(exact_, 1, 100); }
  Money each_;
  Money exact_;  ///< in hundredths of a penny
};

/// What deliveries up to a day come to.
struct Sum {
  Worth delivered, both;  ///< both: what was missed too
  bool some_missed = false;
  std::size_t records = 0;
};

Sum sum_until(const Records& records, std::size_t from, Date last) {
  Sum sum;
  for (auto i = from; i < records.size() && records[i]->what().period.last <= last; ++i) {
    if (records[i]->what().delivered) sum.delivered.add(*records[i]);
    sum.both.add(*records[i]);
    sum.some_missed = sum.some_missed || !records[i]->what().delivered;
    ++sum.records;
  }
  return sum;
}

/// To the end of the month before it; up to its own day; or, paid in advance, of its own month.
std::array<Date, 3> last_days(Date date) {
  const auto month = month_of(date).period();
  return {plus_days(month.first, -1), date, month.last};
}

/// The first records whose delivered value is exactly what is asked, if what was delivered of them
/// had begun by a day; none: nothing fits.
std::size_t exact_prefix(const Records& records, std::size_t from, const ledger::Invoice& invoice,
                         Date begun_by) {
  Worth sum;
  for (auto i = from; i < records.size(); ++i) {
    const auto& days = records[i]->what().period;
    if (days.last > month_of(invoice.date).period().last) break;
    if (!records[i]->what().delivered) continue;
    if (days.first > begun_by) break;
    sum.add(*records[i]);
    if (sum.off(invoice.amount).is_zero()) return i - from + 1;
  }
  return 0;
}

/// Whether the records up to the end of a month are those of whole months: an earlier invoice is
/// for none of them, and no record goes on into the next month.
bool whole_months(const Records& records, std::size_t from, Date last) {
  const auto first = month_of(records[from]->what().period.first).period().first;
  if (from > 0 && records[from - 1]->what().period.last >= first) return false;
  return std::none_of(records.begin() + static_cast<std::ptrdiff_t>(from), records.end(),
                      [&](const auto* record) {
                        const auto& days = record->what().period;
                        return days.first <= last && days.last > last;
                      });
}

/// How many of the records an invoice is for: those of which it asks for exactly what was delivered
/// before those of which it asks for what was missed too. But where it comes to all of whole months
/// it is for these, and not for one visit less and one of the next month instead.
class Meant {
 public:
  Meant(const Records& records, std::size_t from, const ledger::Invoice& invoice)
      : records_{records}, from_{from}, invoice_{invoice} {
    for (const auto last : last_days(invoice.date)) sums_.push_back(sum_until(records, from, last));
  }

  std::size_t count() const {
    const auto& months_before = sums_.front();
    if (delivered(months_before)) return months_before.records;
    if (with_missed(months_before) && is_by_the_month()) return months_before.records;
    for (const auto& sum : sums_) {
      if (delivered(sum)) return sum.records;
    }
    // Four weeks end on any day, and their bill may be written before the last is over.
    if (const auto some = exact_prefix(records_, from_, invoice_, invoice_.date)) return some;
    for (const auto& sum : sums_) {
      if (with_missed(sum)) return sum.records;
    }
    const auto some = exact_prefix(records_, from_, invoice_, last_days(invoice_.date).back());
    return some > 0 ? some : nearest();
  }

 private:
  bool delivered(const Sum& sum) const {
    return sum.records > 0 && sum.delivered.off(invoice_.amount).is_zero();
  }
  bool with_missed(const Sum& sum) const {
    return sum.some_missed && sum.both.off(invoice_.amount).is_zero();
  }
  bool is_by_the_month() const {
    return whole_months(records_, from_, last_days(invoice_.date).front());
  }

  std::size_t nearest() const {
    std::size_t count = 0;
    std::optional<Money> off;
    for (const auto& sum : sums_) {
      const auto difference = sum.delivered.off(invoice_.amount);
      if (sum.records == 0 || (off && *off <= difference)) continue;
      off = difference;
      count = sum.records;
    }
    return count;
  }

  const Records& records_;
  std::size_t from_;
  const ledger::Invoice& invoice_;
  std::vector<Sum> sums_;  ///< up to each of the last days that it can have
};

/// What asks for less than was delivered leaves the rest of the records to the next invoice.
std::size_t used_up(const Records& records, std::size_t from, std::size_t count, Money asked) {
  Worth sum;
  for (auto i = from; i < from + count; ++i) {
    if (records[i]->what().delivered) sum.add(*records[i]);
    if (sum.least() > asked) return std::max<std::size_t>(i - from, 1);
  }
  return count;
}

/// What is ordered of the services in these days.
Money ordered_of(const ledger::PersonHistory& history, const Supply& supply, Period days) {
  Money sum;
  for (const auto& service : supply.services) {
    sum += ordered(history, supply.budget, service, days).value;
  }
  return sum;
}

/// The invoices of one provider to one plan line, oldest first.
class Account {
 public:
  Account(const ledger::PersonHistory& history, Supply supply, Records records)
      : history_{history}, supply_{std::move(supply)}, records_{std::move(records)} {}

  Bill take(const InvoiceCost& cost) {
    Bill bill{.cost = &cost,
              .of_service = !supply_.services.empty(),
              .block = supply_.block,
              .days = {cost.invoice->date, cost.invoice->date},
              .services = supply_.services};
    const auto asked = cost.invoice->amount;
    if (!bill.of_service || bill.block) return bill;
    bill.tested = asked.is_negative() && !records_.empty();
    if (asked <= Money{}) return bill;
    const auto count = Meant{records_, at_, *cost.invoice}.count();
    bill.tested = count > 0;
    if (!bill.tested) {
      bill.stands_for = days_without_records(*cost.invoice);
      if (bill.stands_for) from_ = plus_days(bill.stands_for->last, 1);
      return bill;
    }
    const auto end = records_.begin() + static_cast<std::ptrdiff_t>(at_ + count);
    bill.records = {records_.begin() + static_cast<std::ptrdiff_t>(at_), end};
    bill.days = {bill.records.front()->what().period.first,
                 bill.records.back()->what().period.last};
    Worth delivered;
    for (const auto* record : bill.records) {
      if (record->what().delivered) delivered.add(*record);
      if (!record->what().delivered) bill.missed += record->value;
    }
    bill.delivered = delivered.nearest(asked);
    bill.beyond = ledger::at_least_nothing(asked - bill.delivered);
    at_ += used_up(records_, at_, count, asked);
    return bill;
  }

 private:
  /// Nothing is recorded of its days: which they are is told by what is ordered. All since what was
  /// asked for before, or the days of one month; those that come nearest to the amount.
  std::optional<Period> days_without_records(const ledger::Invoice& invoice) const {
    std::optional<Period> nearest;
    std::optional<Money> off;
    for (const auto last : last_days(invoice.date)) {
      for (const auto first : {month_of(last).period().first, since(last)}) {
        const Period days{std::max(first, since(last)), last};
        if (days.last < days.first) continue;
        const auto value = ordered_of(history_, supply_, days);
        const auto difference = magnitude(invoice.amount - value);
        if (value.is_zero() || (off && *off <= difference)) continue;
        nearest = days;
        off = difference;
      }
    }
    return nearest;
  }

  /// The first day up to `last` that no record and no earlier invoice is for.
  Date since(Date last) const {
    auto first = from_;
    for (const auto* record : records_) {
      if (record->what().period.last > last) break;
      const auto next = plus_days(record->what().period.last, 1);
      first = first ? std::max(*first, next) : next;
    }
    if (first) return *first;
    auto earliest = last;
    for (const auto& version : history_.versions()) {
      for (const auto& service : version.services) {
        if (std::ranges::count(supply_.services, service.ref) == 0) continue;
        if (const auto days = service_days(history_, service)) {
          earliest = std::min(earliest, days->first);
        }
      }
    }
    return earliest;
  }

  const ledger::PersonHistory& history_;
  Supply supply_;
  Records records_;
  std::size_t at_ = 0;
  std::optional<Date> from_;  ///< after the days of the last invoice that stands for deliveries
};

/// A credit note that undoes an invoice whole leaves its days to be delivered or asked for anew.
void take_back_whole(std::vector<Bill>& bills, std::size_t from) {
  for (auto note = from; note < bills.size(); ++note) {
    const auto amount = bills[note].cost->invoice->amount;
    if (!amount.is_negative()) continue;
    for (auto i = note; i-- > from;) {
      if (bills[i].cost->invoice->amount != -amount || !bills[i].stands_for) continue;
      bills[i].stands_for.reset();
      break;
    }
  }
}

/// A credit note gives back what the oldest invoices asked too much.
void give_back(std::vector<Bill>& bills, std::size_t from) {
  Money back;
  for (auto i = from; i < bills.size(); ++i) {
    back += ledger::at_least_nothing(-bills[i].cost->invoice->amount);
  }
  for (auto i = from; i < bills.size(); ++i) {
    const auto part = std::min(back, bills[i].beyond);
    bills[i].beyond -= part;
    back -= part;
  }
}

}  // namespace

bool Bill::can_be_judged(Date on) const {
  return cost->invoice->date <= on && days.last <= on;
}

Money Bill::costs() const {
  if (block) return {};
  return of_service && tested ? Money{} : cost->invoice->amount;
}

std::vector<Bill> bills(const Groundwork& ground, const std::vector<DeliveryCost>& deliveries) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<const InvoiceCost*>>
      groups;
  for (const auto& cost : ground.bills) {
    groups[{cost.place.budget, cost.place.line, ledger::slug(cost.invoice->supplier)}].push_back(
        &cost);
  }
  std::vector<Bill> all;
  for (const auto& [name, costs] : groups) {
    auto supply = supply_of(ground, *costs.front());
    Records records;
    for (const auto& delivery : deliveries) {
      if (std::ranges::count(supply.services, delivery.what().service) > 0) {
        records.push_back(&delivery);
      }
    }
    Account account{ground.facts.history, std::move(supply), std::move(records)};
    const auto first = all.size();
    for (const auto* cost : costs) all.push_back(account.take(*cost));
    give_back(all, first);
    take_back_whole(all, first);
  }
  return all;
}

}  // namespace reconcile
