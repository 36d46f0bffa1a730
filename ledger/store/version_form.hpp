// What the text of a version in the book rests on, for the side that writes it and the side that
// reads it.
#pragma once

#include "ledger/person.hpp"

namespace store {

/// The first value of every such text.
inline constexpr int version_form = 1;

// The numbers below are in books that are out in the world: a new choice is added at the end.
static_assert(static_cast<int>(ledger::Every::once) == 0 &&
              static_cast<int>(ledger::Every::quarter) == 5);
static_assert(static_cast<int>(ledger::AccountKind::bank) == 0 &&
              static_cast<int>(ledger::AccountKind::managed) == 2);
static_assert(static_cast<int>(ledger::Relation::none) == 0 &&
              static_cast<int>(ledger::Relation::household_family) == 2);
static_assert(static_cast<int>(ledger::Deployment::notional) == 0 &&
              static_cast<int>(ledger::Deployment::direct_payment) == 2);
static_assert(static_cast<int>(ledger::HolidayKind::unknown) == 0 &&
              static_cast<int>(ledger::HolidayKind::irregular_hours) == 2);
static_assert(static_cast<int>(ledger::Rest::by_funders) == 0 &&
              static_cast<int>(ledger::Rest::due_back) == 2);
static_assert(static_cast<int>(ledger::Payer::funder) == 0 &&
              static_cast<int>(ledger::Payer::person) == 1);
static_assert(static_cast<int>(ledger::Holder::self) == 0 &&
              static_cast<int>(ledger::Holder::representative) == 2);

}  // namespace store
