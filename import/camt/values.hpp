// Single values of a CAMT message, strict.
#pragma once

#include "import/camt/fields.hpp"
#include "ledger/date.hpp"
#include "ledger/error.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace imports::camt {

/// Without references and padding; empty for nothing.
std::string text_of(const Written* written);

struct Amount {
  ledger::Money value;
  std::optional<ledger::Rule> wrong;  ///< money_not_understood, _fraction_of_penny, _too_large
};
/// "1234.56", "0001.5", "8.850": digits with a point at most, no sign; zeros beyond two places.
Amount read_amount(std::string_view text);

struct Day {
  std::optional<ledger::Date> date;
  std::optional<ledger::Rule> wrong;  ///< date_not_understood, date_impossible
};
/// "2025-04-30", also with a time or a zone behind it: the day as it is written.
Day read_day(std::string_view text);

/// Another way of saying that there is none: "NOTPROVIDED", "NONREF".
bool says_nothing(std::string_view reference);

}  // namespace imports::camt
