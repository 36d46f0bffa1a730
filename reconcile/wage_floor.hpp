// The least a worker may be paid an hour, by age and day (ledger/parameters/minimum_wage.csv).
//
// The rate of a pay reference period is the one of its first day, and so is the age: a birthday or
// a new rate inside the period counts from the next one. Apprentices are not told apart.
#pragma once

#include "ledger/parameters.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string>

namespace reconcile {

struct WageFloor {
  std::optional<ledger::Money> rate;  ///< an hour; nothing when it cannot be told
  std::string missing{};              ///< and then what is missing
};

/// In whole years; a 29 February counts from 1 March in other years.
int age_on(ledger::Date born, ledger::Date day);

/// For a pay reference period that starts on the day.
WageFloor wage_floor(const ledger::Parameters& parameters, std::optional<ledger::Date> born,
                     ledger::Date starts);

struct WageChange {
  ledger::Date from;  ///< for pay reference periods that start on or after it
  ledger::Money rate;
};
/// The next day, as far as rates are known, from which another floor holds; nothing when there is
/// none or the age is not known.
std::optional<WageChange> next_wage_floor(const ledger::Parameters& parameters,
                                          std::optional<ledger::Date> born, ledger::Date after);

}  // namespace reconcile
