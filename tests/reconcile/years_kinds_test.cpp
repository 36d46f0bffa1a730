// The random lives of six years are lives that the program understands: what a property says of
// them is said of books in order, not of heaps of lines that nobody knows.
#include "reconcile/reconcile.hpp"
#include "reconcile/view.hpp"
#include "tests/reconcile/support_people.hpp"
#include "tests/reconcile/support_years.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Date;
using ledger::EntryKind;
using ledger::Money;
using years::Kind;

const auto& own = ledger::Parameters::built_in();

/// A life as the book has it.
struct Book {
  explicit Book(ledger::PersonFacts of)
      : facts{std::move(of)},
        made{reconcile::reconcile(facts, own)},
        standing{people::recorded(made.entries)} {}

  /// No money is gone or come from nowhere, in any of the budgets.
  void adds_up_on(Date day) const {
    const auto view = reconcile::view_of_items(facts, made.items, standing,
                                               ledger::balances_of(standing, day), own, day);
    const auto positions = reconcile::positions(view);
    REQUIRE_FALSE(positions.empty());
    for (const auto& position : positions) CHECK(reconcile::unexplained(position).is_zero());
  }

  std::size_t matched() const {
    return static_cast<std::size_t>(std::ranges::count_if(made.entries, [](const auto& entry) {
      return entry.match && entry.match->state == ledger::MatchState::matched;
    }));
  }

  bool has(EntryKind kind, std::string_view source) const {
    return std::ranges::any_of(made.entries, [&](const auto& entry) {
      return entry.kind == kind && entry.source.starts_with(source);
    });
  }

  /// Some line settles an item whose key begins so.
  bool settles(std::string_view key) const {
    return std::ranges::any_of(made.entries, [&](const auto& entry) {
      return entry.match && std::ranges::any_of(entry.match->items, [&](const auto& item) {
               return item.key.starts_with(key);
             });
    });
  }

  ledger::PersonFacts facts;
  reconcile::Reconciled made;
  std::vector<ledger::RecordedEntry> standing;
};

bool brings_deliveries(Kind kind) {
  return kind == Kind::notional || kind == Kind::notional_beside;
}

}  // namespace

TEST_CASE("six years in order of any kind are understood", "[years]") {
  for (const auto kind : years::kinds) {
    INFO("kind " << static_cast<int>(kind));
    const Book book{years::life(7, 0, kind)};
    CHECK(book.facts.lines.empty() == (kind == Kind::notional));
    INFO(book.matched() << " of " << book.facts.lines.size() << " lines");
    CHECK(book.matched() * 100 >= book.facts.lines.size() * 95);
    CHECK(book.facts.deliveries.empty() != brings_deliveries(kind));
    CHECK(book.has(EntryKind::delivery, "") == brings_deliveries(kind));
    CHECK(book.has(EntryKind::act, "reclaim:R1:") == (kind == Kind::reclaimed));
    CHECK(book.has(EntryKind::act, "offset:") == (kind == Kind::set_off));
    CHECK(book.settles("repayment:P0001:R") == (kind == Kind::reclaimed));
    CHECK(book.settles("repayment:P0001:to-") == (kind == Kind::handed_back));
    CHECK(book.settles("contribution:") == (kind == Kind::own_part));
    CHECK(book.settles("plan:") == (kind == Kind::third_party));
    CHECK(book.settles("funding:P0001:2017h:") == years::has_two_purses(kind));
    for (int year = 1; year <= years::many; ++year) {
      book.adds_up_on(plus_days(years::april_after(year), -1));
    }
  }
}

TEST_CASE("six years of any kind in which much goes wrong add up", "[years]") {
  for (const auto kind : years::kinds) {
    INFO("kind " << static_cast<int>(kind));
    const auto day = plus_months(years::april_after(3), 7);
    const Book book{years::known_by(years::life(11, 15, kind), day)};
    book.adds_up_on(plus_days(day, -1));
  }
}

TEST_CASE("what is known by a day is dated before it", "[years]") {
  const auto day = plus_months(years::april_after(4), 5);
  for (const auto kind : {Kind::notional_beside, Kind::reclaimed}) {
    const auto life = years::life(3, 5, kind);
    const auto known = years::known_by(life, day);
    CHECK(known.lines.size() < life.lines.size());
    CHECK(std::ranges::all_of(known.deliveries,
                              [&](const auto& each) { return each.record.period.last < day; }));
    CHECK(std::ranges::all_of(known.acts, [&](const auto& act) { return act.on < day; }));
    CHECK(
        (known.deliveries.size() < life.deliveries.size() || known.acts.size() < life.acts.size()));
  }
}
