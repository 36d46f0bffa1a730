// What comes in and what is delivered in those lives that are not plain.
#include "ledger/schedule.hpp"
#include "tests/reconcile/support_years_draft.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace years {
namespace {

using ledger::Date;
using ledger::DueInstalment;
using ledger::Money;

bool is_health(const std::string& budget) {
  return budget.ends_with('h');
}

class PaidIn {
 public:
  explicit PaidIn(Draft& life) : life_{life}, in_order_{life.pick(0, 4) != 0} {
    if (life.kind == Kind::apart && life.pick(0, 2) == 0) late_at_most_ = 8;
  }

  void take(const DueInstalment& due) {
    const auto& history = life_.facts.history;
    if (due.payer == ledger::Payer::person) {
      contribution(due);
    } else if (life_.kind == Kind::apart) {
      for (const auto& share : shares_of(history, due)) {
        send(due, share.funder, share.amount, late_at_most_);
      }
    } else {
      send(due, history.budget(due.budget)->funders.front().name, due.amount, 3);
    }
  }

 private:
  bool goes_wrong(int of_a_thousand) { return life_.befalls(of_a_thousand) && !in_order_; }

  void send(const DueInstalment& due, const std::string& funder, Money amount, int late_at_most) {
    if (goes_wrong(20)) return;
    const Pence less = goes_wrong(20) ? 10'000 : 0;
    const auto comes = plus_days(due.due, life_.pick(0, late_at_most));
    const auto send_it = [&](Date on, Pence pence) {
      life_.bank(on, pence, in_capitals(funder), is_health(due.budget));
    };
    send_it(comes, std::max<Pence>(amount.pence() - less, 0));
    if (goes_wrong(10)) send_it(plus_days(comes, 3), amount.pence());
  }

  void contribution(const DueInstalment& due) {
    if (life_.befalls(20)) return;
    const int late = life_.befalls(50) ? life_.pick(5, 60) : life_.pick(0, 4);
    life_.bank(plus_days(due.due, late), due.amount.pence(), "R BIRKETT");
  }

  Draft& life_;
  bool in_order_;
  int late_at_most_ = 3;  ///< of funders that pay apart
};

/// One service of one year, week by week, and what its provider asks for.
class Delivered {
 public:
  Delivered(Draft& life, const ledger::Service& service, int year, bool bills)
      : life_{life}, service_{service}, year_{year}, bills_{bills} {}

  void all() {
    const auto end = april_after(year_ + 1);
    int weeks = 0;
    for (auto from = april_after(year_); plus_days(from, 7) <= end; from = plus_days(from, 7)) {
      week({from, plus_days(from, 6)});
      if (++weeks % 4 == 0) bill(plus_days(from, 6));
    }
  }

 private:
  void record(ledger::Period week, std::int64_t quantity, bool delivered) {
    if (quantity == 0) return;
    ledger::Delivery made{.person = "P0001",
                          .service = service_.ref,
                          .period = week,
                          .quantity = {quantity},
                          .delivered = delivered};
    made.file_line = static_cast<int>(life_.facts.deliveries.size()) + 2;
    life_.facts.deliveries.push_back({{4}, made});
  }

  /// Mostly all of it comes; now and then nothing, or a part.
  void week(ledger::Period week) {
    const auto whole = service_.quantity.hundredths;
    const int how = life_.pick(0, 19);
    const auto missed = how == 0 ? whole : how <= 2 ? whole / 4 : 0;
    asked_ += (whole - missed) * service_.price.pence() / 100;
    if (life_.befalls(30)) return;  // nobody recorded it
    record(week, whole - missed, true);
    record(week, missed, false);
  }

  void bill(Date end) {
    if (life_.befalls(60)) return;  // it comes with the next
    const auto asked = std::exchange(asked_, 0);
    if (!bills_ || asked == 0) return;
    const auto beyond = life_.befalls(60) ? service_.price.pence() : 0;
    const auto on = plus_days(end, life_.pick(2, 9));
    invoice(on, asked + beyond);
    if (beyond != 0 && life_.pick(0, 1) == 1) invoice(plus_days(on, life_.pick(5, 40)), -beyond);
  }

  /// One that comes in a later year says what it is for.
  void invoice(Date on, Pence pence) {
    if (on >= april_after(many)) return;
    ledger::Invoice made{.date = on, .amount = Money::of_pence(pence)};
    made.person = "P0001";
    made.number = "TN-" + std::to_string(life_.facts.invoices.size());
    made.supplier = service_.provider;
    const bool says_line = life_.pick(0, 1) == 1 || on >= april_after(year_ + 1);
    if (says_line) made.plan_line = service_.budget + "/" + service_.line;
    life_.facts.invoices.push_back({{3}, made});
  }

  Draft& life_;
  const ledger::Service& service_;
  int year_;
  bool bills_;
  Pence asked_ = 0;
};

}  // namespace

std::string in_capitals(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

void pay_in(Draft& life) {
  PaidIn paid{life};
  for (const auto& due : due_instalments(life.facts.history, life.facts.acts)) paid.take(due);
}

void take_fees(Draft& life) {
  if (life.kind != Kind::third_party) return;
  for (const auto& due : due_regulars(life.facts.history)) {
    if (life.befalls(30)) continue;
    const auto pence = -due.amount.pence() - (life.befalls(20) ? 500 : 0);
    const auto on = plus_days(due.due, life.pick(0, 3));
    life.bank(on, pence, "MILLRACE TRUST FEE");
    if (life.befalls(20)) life.bank(plus_days(on, 2), pence, "MILLRACE TRUST FEE");
  }
}

void deliver(Draft& life) {
  const auto& services = life.facts.history.latest().services;
  if (services.empty()) return;
  const bool bills = life.pick(0, 2) != 0;
  for (const auto& service : services) {
    const int year = service.from.year() - april_after(0).year();
    Delivered{life, service, year, bills && service.kind == "spot"}.all();
  }
}

}  // namespace years
