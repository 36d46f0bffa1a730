// Whole lives made by rapidcheck: one to three budgets of any deployment that run together or take
// over from one another, and whatever befalls the person in them. A life is made of a few dice for
// what was agreed and of happenings that do not depend on each other, so that it shrinks by leaving
// happenings out and by making each of them plainer.
#pragma once

#include "ledger/facts.hpp"
#include "tests/reconcile/build.hpp"

#include <iosfwd>
#include <string>
#include <vector>

#include <rapidcheck.h>

namespace lives {

struct Life {
  ledger::PersonFacts facts;
  std::vector<ledger::Date> days;  ///< on which its books are looked at; by date
};
/// Happenings are `apart` days apart, or on one day.
rc::Gen<Life> any_life(int happenings = 14, int apart = 1);

/// All of it, in a form that can be read and worked through by hand.
std::string told(const ledger::PersonFacts& facts);
std::ostream& operator<<(std::ostream& out, const Life& life);

/// The same facts; what was recorded on one day was recorded in another order. Lines keep the
/// bank's order, and of acts of one kind the later said stays the later. `order` chooses which.
ledger::PersonFacts in_another_order(ledger::PersonFacts facts, int order);

// --- for the parts of the generator ---

/// One thing that befalls somebody. Each number says one thing, and nothing is the plainest of it.
struct Happening {
  int kind, day, pence, how, who, more;
};

/// A case with all that a book can hold of a person.
struct Draft : build::Case {
  std::vector<ledger::PersonVersion> later;  ///< versions after the first
  std::vector<ledger::Sourced<ledger::Delivery>> deliveries;
  std::vector<ledger::Act> acts;

  ledger::PersonFacts facts() const;
  ledger::PersonHistory history() const;
};

/// What was agreed, by at least `dice_needed` dice of twelve sides.
inline constexpr int dice_needed = 64;
Draft agreed(const std::vector<int>& dice);

inline constexpr int first_day_of_lives = 20'179;  ///< 1 April 2025
ledger::Date day_of(int offset);
/// What befell them; by kinds, of which there are so many.
int happenings_there_are();
void befall(Draft& life, const Happening& what);
/// Acts of an officer are made with the rest; they are `what.kind` of these.
void act(Draft& life, const Happening& what);

}  // namespace lives
