// Which columns of an unknown table hold what moved and what was left, and with which sign.
//
// Every way in which the columns can be read is tried against the running balance: the one by which
// most rows follow from one another is taken, and is proved by that. Where no balance decides,
// words beside the amounts do, then headings, then the signs; what is only assumed is said.
#pragma once

#include "import/csv/layout.hpp"
#include "import/profile/day_column.hpp"
#include "import/profile/table_look.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace imports {

struct MoneyColumns {
  MoneyWritten written;
  std::optional<std::size_t> amount, in, out, fee, balance, direction;
  Sign sign = Sign::in_is_positive;
  bool out_is_negative = false;
  std::vector<std::string> in_words, out_words;
  std::size_t joins = 0;  ///< rows that follow from the one before
  std::size_t pairs = 0;  ///< rows of which that could be true
  bool proved = false;
  std::vector<std::string> reasons;
  std::vector<std::string> assumptions;
};

/// `groups` says for each of the table's rows kept whose account it is of. Nothing when no column
/// holds amounts, or those that do contradict one another: `why` says so.
std::optional<MoneyColumns> find_money_columns(const TableLook& look, const DayColumn& day,
                                               const std::vector<std::string>& groups,
                                               std::string& why);

}  // namespace imports
