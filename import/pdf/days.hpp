// Days as statements print them, with and without their year, and the period a statement covers.
#pragma once

#include "import/pdf/rows.hpp"
#include "ledger/date.hpp"

#include <cstddef>
#include <optional>

namespace imports::pdf {

/// A day as printed: "1 Apr", "01/04/2025", "1st April 2025", "Tue 01 APR 25", "01APR".
struct PrintedDay {
  int day = 0;
  int month = 0;
  int year = 0;           ///< 0: not printed
  std::size_t words = 0;  ///< of the row
};

/// The day that begins at a word of the row and ends before word `end`.
std::optional<PrintedDay> day_at(const Row& row, std::size_t from, std::size_t end);

/// With its own year, else in the year that makes it the latest such day up to `last`. Nothing when
/// there is no such day, or no year to take.
std::optional<ledger::Date> resolved(const PrintedDay& day, std::optional<ledger::Date> last);

/// "1 April to 30 April 2025", anywhere in the row; the word before it may be "from".
std::optional<ledger::Period> period_in(const Row& row);

}  // namespace imports::pdf
