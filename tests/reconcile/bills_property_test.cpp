// Bills of lives of six years, every four weeks and written some days later: one for exactly what
// was delivered is never accused, whatever weeks were missed; one for more is, where no later
// delivery can be what it asks for.
#include "reconcile/services.hpp"
#include "tests/reconcile/support_years.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Money;

const auto& own = ledger::Parameters::built_in();

/// The bills of a life, and the facts that they point into.
struct Billed {
  explicit Billed(ledger::PersonFacts of) : facts{std::move(of)} {}

  ledger::PersonFacts facts;
  reconcile::Groundwork ground{facts, own};
  std::vector<reconcile::DeliveryCost> deliveries = reconcile::delivery_costs(facts);
  std::vector<reconcile::Bill> bills = reconcile::bills(ground, deliveries);
};

/// What is known when a bill comes and nothing after its days is recorded; it asks for so much
/// more.
ledger::PersonFacts raised(const Billed& billed, const reconcile::Bill& bill, Money more) {
  auto facts = billed.facts;
  const auto& asked = *bill.cost->invoice;
  std::erase_if(facts.deliveries,
                [&](const auto& each) { return each.record.period.last > bill.days.last; });
  std::erase_if(facts.invoices, [&](const auto& each) { return each.record.date > asked.date; });
  for (auto& each : facts.invoices) {
    if (each.record.number == asked.number) each.record.amount += more;
  }
  return facts;
}

/// What is asked too much, if by this bill alone.
Money accused_alone(const ledger::PersonFacts& facts, const std::string& number) {
  const Billed billed{facts};
  Money all, its;
  for (const auto& bill : billed.bills) {
    all += bill.beyond;
    if (bill.cost->invoice->number == number) its += bill.beyond;
  }
  CHECK(all == its);
  return its;
}

}  // namespace

TEST_CASE("no bill for exactly what was delivered is accused, whatever was missed", "[services]") {
  std::size_t with_missed = 0;
  for (const auto kind : {years::Kind::notional, years::Kind::notional_beside}) {
    for (std::uint64_t chance = 1; chance <= 12; ++chance) {
      const Billed billed{years::life(chance, 0, kind)};
      for (const auto& bill : billed.bills) {
        INFO("life " << chance << ", bill of " << text(bill.cost->invoice->date));
        CHECK(bill.tested);
        CHECK(bill.delivered == bill.cost->invoice->amount);
        CHECK(bill.beyond.is_zero());
        with_missed += bill.missed.is_zero() ? 0U : 1U;
      }
    }
  }
  CHECK(with_missed > 300);
}

TEST_CASE("a bill for more is accused of it where nothing delivered can be meant", "[services]") {
  std::size_t tried = 0;
  for (std::uint64_t chance = 1; chance <= 3; ++chance) {
    const Billed billed{years::life(chance, 0, years::Kind::notional)};
    for (std::size_t i = chance; i < billed.bills.size(); i += 3) {
      const auto& bill = billed.bills[i];
      const auto& number = bill.cost->invoice->number;
      INFO("life " << chance << ", bill " << number << " of " << text(bill.cost->invoice->date));
      for (const auto more : {Money::of_pence(2'005), bill.missed}) {
        if (more.is_zero()) continue;
        CHECK(accused_alone(raised(billed, bill, more), number) == more);
        ++tried;
      }
    }
  }
  CHECK(tried > 50);
}
