// What is still to come in a budget and foreseen already: each thing that `committed` adds up.
#pragma once

#include "ledger/money.hpp"
#include "ledger/person.hpp"
#include "reconcile/view.hpp"

#include <string>
#include <vector>

namespace reconcile {

struct Commitment {
  enum class Kind {
    regular,  ///< a regular payment of the plan; `subject` is its item's key
    wages,    ///< usual week x rate for the days that no payslip covers; a worker's ref
    service,  ///< ordered and not recorded yet; a service's ref
    ordered   ///< a regular payment of a notional budget; its due day
  };
  Kind kind = Kind::regular;
  std::string line;  ///< of the plan
  std::string subject;
  ledger::Money amount;  ///< more than nothing
  bool estimate = false;
};

/// By which terms what is to come is reckoned.
enum class Terms {
  today,    ///< wages and regular payments as the versions say that have begun, as `balance` has it
  each_day  ///< also as those say that begin later, from their days on
};

/// In the order of their kinds; together they are what is committed of the budget.
std::vector<Commitment> commitments(const PersonView& view, const ledger::Budget& budget,
                                    Terms terms = Terms::today);

}  // namespace reconcile
