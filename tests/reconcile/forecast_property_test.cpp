// What holds of the forecast of any life.
#include "reconcile/forecast.hpp"
#include "reconcile/money_ahead.hpp"
#include "tests/reconcile/build_acts.hpp"
#include "tests/reconcile/support_people.hpp"

using namespace build;
using reconcile::BudgetForecast;
using reconcile::BudgetPhase;
using reconcile::Range;
using reconcile::RestsOn;

namespace {

/// What everybody's books must say of a forecast.
void check_sound(const reconcile::PersonView& view, const reconcile::BudgetPosition& position,
                 const BudgetForecast& made) {
  Range total{};
  Money to_come;
  for (const auto& one : made.lines) {
    const auto at_end = one.at_end();
    total += at_end;
    to_come += one.to_come.middle;
    RC_ASSERT(at_end.low <= at_end.middle);
    RC_ASSERT(at_end.middle <= at_end.high);
    if (one.basis == RestsOn::known) RC_ASSERT(at_end.middle == one.spent + one.committed);
    if (one.basis == RestsOn::resting) RC_ASSERT(at_end.high <= std::max(one.planned, at_end.low));
    if (one.basis == RestsOn::nothing) RC_ASSERT(at_end == Range::exactly(one.spent));
  }
  RC_ASSERT(total == made.total);
  Money in, out, cost;
  for (const auto& event : reconcile::events_ahead(view, position, made)) {
    RC_ASSERT(event.day > view.as_of);
    in += event.in;
    out += event.out;
    cost += event.cost;
  }
  if (made.phase == BudgetPhase::running) RC_ASSERT(cost == to_come);
  if (made.phase == BudgetPhase::not_agreed) RC_ASSERT(in.is_zero());
  if (!made.has_bank) return;
  RC_ASSERT(made.bank == position.bank);
  RC_ASSERT(made.bank_at_end == made.bank + in - out);
  RC_ASSERT(made.lowest->bank <= made.bank);
  RC_ASSERT(made.lowest->bank.is_negative() == made.short_of.has_value());
  Money by_month = made.bank;
  for (const auto& month : made.months) {
    by_month += month.in - month.out;
    RC_ASSERT(month.bank == by_month);
    RC_ASSERT(made.lowest->bank <= month.bank);
  }
}

}  // namespace

TEST_CASE("forecasts of any life hold together", "[forecast][property]") {
  REQUIRE(rc::check("lines sum to the total, ranges are in order, months to the bank", [] {
    const auto made = people::any_person(people::pick(0, 20));
    Acted acted;
    static_cast<Case&>(acted) = made;
    const auto hours = people::pick(0, 3);
    for (auto& one : acted.person.workers) {
      if (hours == 0) continue;
      one.hours = ledger::Quantity{100 * people::pick(1, 40)};
      if (hours == 1 || one.ref == "W1") one.rate = pounds("12.00");
    }
    if (people::pick(0, 4) == 0) acted.plan().agreed_on = day("2025-08-01");
    const Books books{acted, ledger::text(plus_days(day("2025-03-15"), people::pick(0, 420)))};
    for (const auto& position : reconcile::positions(books.view())) {
      check_sound(books.view(), position, reconcile::forecast(books.view(), position));
    }
  }));
}
