// Amounts of money among the words of a row, with the marks that stand by them.
//
// Grammar   [minus / "(" / pound] 1*digit-with-commas "." 2digit [mark]; marks may be words of
//           their own close by. The marks: "OD", "O/D", "D", "DR", "overdrawn", a minus: owed;
//           "CR", "C": in credit. A number without pence is no amount.
#pragma once

#include "import/pdf/rows.hpp"
#include "ledger/error.hpp"
#include "ledger/money.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace imports::pdf {

enum class Mark { none, minus, debit, credit };

struct Figure {
  ledger::Money value;  ///< without its sign
  Mark mark = Mark::none;
  Box box;
  std::size_t first = 0;                ///< of the row's words
  std::size_t words = 1;                ///< how many are its own
  std::optional<ledger::Rule> wrong;    ///< what looks like an amount and is none
  ledger::Money signed_value() const {  ///< owed is negative
    return mark == Mark::minus || mark == Mark::debit ? -value : value;
  }
};

/// From left to right.
std::vector<Figure> figures_of(const Row& row);

}  // namespace imports::pdf
