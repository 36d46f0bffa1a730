// What a person's own contribution does to what the funders of a budget pay.
//
// Health care is free at the point of use, and so is education: a contribution is charged for
// social care alone (Care Act 2014, section 14). It therefore lowers what the funders of social
// care pay, in proportion to their amounts, and nobody else's.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ledger {

/// Whose payments the contribution lowers.
enum class Lowered {
  nobodys,         ///< the person contributes nothing
  social_care,     ///< as it should
  no_social_care,  ///< no funder pays for social care: nobody's payments are less
  too_much,        ///< it is more than they pay: they pay nothing, and the rest lowers nobody's
};

/// Who pays how much of a budget in the end.
struct NetAmounts {
  Lowered lowered = Lowered::nobodys;
  Money contribution;            ///< the person's, over the days of the budget
  Money social_care;             ///< what its funders would pay without it
  std::vector<Money> by_funder;  ///< in the order of the funders
};

/// Of all that the instalments of one version of the plan bring in, which is no more than what is
/// agreed. Of instalments since a day: what begins with them counts as if it had always been so,
/// so that a contribution that changes in mid-year lowers each instalment by the whole of it.
/// Without a contribution these are the amounts that the funders agreed to.
NetAmounts net_amounts(const Budget& budget, std::optional<Date> since);

/// The day of the version from which a budget's instalments are what they are on a day; nothing:
/// the first.
std::optional<Date> instalments_since(const PersonHistory& history, const std::string& budget,
                                      Date day);

/// What somebody should know, and do, about a contribution that lowers nobody's payments, or not
/// by the whole of it; empty when all is well. A sentence or two.
std::string contribution_note(const Budget& budget, std::optional<Date> since);

}  // namespace ledger
