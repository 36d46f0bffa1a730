// How one table writes its days and its amounts: said once for the whole file, by a profile.
//
// Days      "DD/MM/YYYY", "MM/DD/YY", "YYYY-MM-DD", "YYYYMMDD", "DD MMM YYYY", "MMM D, YYYY": the
//           order of year (Y), month (M; MMM a word in English) and day (D), and what stands
//           between. Day and month may have one digit or two where something stands between.
//           What follows is a time of day and is let go; the day is never converted.
// Amounts   [sign] [currency] [sign] digits [mark digits] [currency] [sign | CR | DR], or all of it
//           in parentheses for what goes out. Places after the second must be 0.
#pragma once

#include "ledger/date.hpp"
#include "ledger/error.hpp"
#include "ledger/money.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct DateWritten {
  enum class Order : std::uint8_t {
    day_month_year,
    month_day_year,
    year_month_day,
    year_day_month
  };
  Order order = Order::day_month_year;
  char between = '/';  ///< '/' '.' '-' ' ' or 0 for nothing
  bool month_is_word = false;
  bool short_year = false;  ///< two digits: 70 to 99 are 19xx, 00 to 69 are 20xx
  friend bool operator==(const DateWritten&, const DateWritten&) = default;
};
/// "DD/MM/YYYY" and back.
std::string pattern_of(const DateWritten& written);
std::optional<DateWritten> parse_date_pattern(std::string_view pattern);
/// Every form that has a pattern, the likelier ones of a kind first.
std::span<const DateWritten> date_forms();

struct WrittenDateRead {
  std::optional<ledger::Date> date;
  std::optional<ledger::Rule> wrong;  ///< date_not_understood, date_impossible
};
WrittenDateRead read_written_date(std::string_view text, const DateWritten& written);

struct MoneyWritten {
  char decimal = '.';    ///< '.' or ','
  char thousands = ',';  ///< ',' '.' ' ' '\'' or 0 for none; never the decimal mark
  friend bool operator==(const MoneyWritten&, const MoneyWritten&) = default;
};

struct WrittenMoneyRead {
  ledger::Money value;
  std::optional<ledger::Rule> wrong;  ///< money_not_understood, _fraction_of_penny, _too_large
  bool is_signed = false;             ///< a sign, a mark or parentheses stood by it
  std::string currency;               ///< what stood by it: "EUR" for a code or a known sign; "$"
};
WrittenMoneyRead read_written_money(std::string_view text, const MoneyWritten& written);

}  // namespace imports
