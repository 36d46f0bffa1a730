// Amounts of BAI2: digits in minor units, with a sign where a balance may be overdrawn.
#pragma once

#include "ledger/error.hpp"
#include "ledger/money.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace imports {

/// As written, in the currency's own minor units; nothing when it is no such number.
std::optional<std::int64_t> bai_number(std::string_view text);

struct BaiMoney {
  ledger::Money value;
  std::optional<ledger::Rule> wrong;  ///< money_fraction_of_penny, money_too_large
};
/// In hundredths: yen have no minor unit, dinars a third place.
BaiMoney bai_money(std::int64_t minor_units, std::string_view currency);

}  // namespace imports
