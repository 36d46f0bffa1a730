// The answers about what officers decided of money: what is owed back and for how long, and every
// act as it was recorded.
#pragma once

#include "ledger/acts.hpp"
#include "reconcile/owed_back.hpp"
#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

/// dpledger.owed-back/1. `limits`: the days at which the bands end.
Answer owed_back(const std::vector<reconcile::OwedBack>& all, const std::vector<int>& limits,
                 ledger::Date as_of);

/// One person's acts, as they were recorded.
struct PersonActs {
  std::string person;
  std::vector<ledger::Act> acts;
};
/// dpledger.acts/1
Answer acts(const std::vector<PersonActs>& people);

}  // namespace reports
