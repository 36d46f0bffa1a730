// What became of money that had been asked back and stands in no account: what was written off of
// unused money, or left out by an outcome (the letter says that it need not be paid, so it is not
// asked for again as unused), and what was repaid from elsewhere.
#pragma once

#include "ledger/acts.hpp"

#include <string_view>
#include <vector>

namespace ledger {

/// Of a budget and a funder, up to a day. What was asked for another reason than that it was left
/// is not meant: it is in no surplus.
Money given_up(const std::vector<Act>& acts, std::string_view budget, std::string_view funder,
               Date day);

/// What was repaid to a funder from elsewhere than the person's accounts.
struct Elsewhere {
  Money all;
  /// Of what was left of its money: that much of what still lies in the accounts is not the
  /// funder's any more, but of those who repaid.
  Money of_unused;
};

/// Of what a funder asked back of a budget, up to a day.
Elsewhere repaid_elsewhere(const std::vector<Act>& acts, std::string_view budget,
                           std::string_view funder, Date day);

}  // namespace ledger
