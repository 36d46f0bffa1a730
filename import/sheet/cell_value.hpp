// What a cell of a workbook shows, from what is stored: numbers and days.
//
// Units     a day is a count from 1900 (with the 29 February that this year did not have) or 1904.
// Errors    what is no number, or shows more than can be, stays as it is stored: whoever reads the
//           table refuses it by its place.
#pragma once

#include "ledger/date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace imports {

/// A number as decimal digits. What a workbook computed ends in noise beyond the tenth place, or
/// beyond the fifteenth digit: "12.300000000000001" is 12.3, and "1E-2" is 0.01. A number that
/// still has more than two places, or more than fifteen digits, stays as it is.
std::string number_text(std::string_view stored);

/// The day of "45777" or "45777.25"; nothing when it is none, or a time without a day.
std::optional<ledger::Date> serial_day(std::string_view stored, bool from_1904);

/// A number format that shows days: "dd/mm/yyyy", not "0.00", "[Red]0" or "h:mm".
bool shows_days(std::string_view format);
/// The same of the formats that have numbers only.
bool shows_days(int built_in_format);

}  // namespace imports
