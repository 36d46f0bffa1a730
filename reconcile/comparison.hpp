// What a budget costs against what it replaced, month by month.
//
// The former package is, day by day: what `former` says of the day; else `baseline`, spread evenly
// over the budget's days; else what `former` said last. Where nobody says anything, what an earlier
// budget of the person, held in another way, really cost a day. A month that is not over counts up
// to the day of the view, on both sides.
#pragma once

#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reconcile {

/// A budget of the person that ended before this one began: the package as it really was.
struct EarlierPackage {
  std::string budget;
  ledger::Period days;
  ledger::Money cost;
};

struct ComparedMonth {
  ledger::Month month;
  ledger::Period days;  ///< that are compared; of a month that is not over, up to the day
  bool over = true;
  ledger::Money cost;
  std::optional<ledger::Money> former;   ///< what the former package would have cost these days
  std::optional<ledger::Money> earlier;  ///< the same by what it really cost a day
  std::optional<ledger::Money> saving;   ///< former less cost: below nothing, it costs more
  std::optional<ledger::Money> saving_so_far;
};

enum class FormerBasis { unknown, former, baseline, both, earlier };
std::string_view text(FormerBasis basis);

struct Comparison {
  std::string person, budget;
  ledger::Period days;  ///< of the budget
  FormerBasis basis = FormerBasis::unknown;
  std::optional<ledger::Money> baseline;
  std::optional<EarlierPackage> earlier;
  std::vector<ComparedMonth> months;
  ledger::Money cost;  ///< of all of them; what the balance calls spent
  std::optional<ledger::Money> former, saving;
};

/// Nothing is known of what it replaced, and it is itself what the next one replaces: a package
/// that the commissioner bought.
bool replaced_nothing(const PersonView& view, const ledger::Budget& budget);

/// Months that have begun, up to the budget's end or the last cost after it.
Comparison comparison(const PersonView& view, const ledger::Budget& budget);

}  // namespace reconcile
