// Days as banks print them. Which form a file uses is decided once for the file, never by the row.
#pragma once

#include "ledger/date.hpp"
#include "ledger/error.hpp"

#include <optional>
#include <string_view>

namespace imports {

/// Every form has its own shape: no text has two of them. (A form with the month before the day
/// would break that; it must come from a profile that says so.)
enum class DateForm : unsigned {
  day_month_year = 1,        ///< 30/04/2025
  day_month_short_year = 2,  ///< 30/04/25
  words = 4,                 ///< 30 Apr 2025, 3 September 2026
  words_short_year = 8,      ///< 10 Feb 18
  dashed_words = 16,         ///< 30-Apr-2025
  dashed_words_short = 32,   ///< 30-Apr-25
  iso = 64,                  ///< 2025-04-30
  iso_time = 128,            ///< 2025-04-30 12:34:56, with T, fraction or zone; the day as written
  year_slashes = 256,        ///< 2025/04/30
  packed = 512,              ///< 20250430
};

/// A set of forms.
using DateForms = unsigned;
constexpr DateForms operator|(DateForm a, DateForm b) {
  return static_cast<unsigned>(a) | static_cast<unsigned>(b);
}
constexpr DateForms operator|(DateForms a, DateForm b) {
  return a | static_cast<unsigned>(b);
}
constexpr bool holds(DateForms forms, DateForm form) {
  return (forms & static_cast<unsigned>(form)) != 0;
}

struct DateRead {
  std::optional<ledger::Date> date;
  std::optional<DateForm> form;       ///< its shape, also when there is no such day
  std::optional<ledger::Rule> wrong;  ///< date_not_understood, date_impossible
};

/// Two-digit years: 70 to 99 are 19xx, 00 to 69 are 20xx.
DateRead read_bank_date(std::string_view text);

/// Takes a month's name in English from the front, whole or its first three letters ("Sept" too),
/// up to the next blank or hyphen; nothing when it is none.
std::optional<int> take_month(std::string_view& text);
/// HH:MM[:SS[.fraction]] and an optional zone, and nothing else.
bool is_time_of_day(std::string_view text);

/// For messages: "30/04/2025".
std::string_view example(DateForm form);

}  // namespace imports
