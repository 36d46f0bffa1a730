// Amounts as banks print them. Strict: what cannot be an amount is refused, never repaired.
//
// Grammar   [blank] [sign [blank]] [pound] [sign] digits ["." 1*2 digit] [blank "GBP"] [blank]
//           digits = 1*digit, or groups of three parted by commas; sign = "+" / "-", at most one;
//           pound = "£", also as it looks when its encoding went wrong on the way.
//           A layout may also allow "(12.00)" and "12.00-" for what goes out.
// Units     pence; the most is ledger::Money's own limit for parsing, £99,999,999,999.99.
#pragma once

#include "ledger/error.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string_view>

namespace imports {

struct MoneyForms {
  bool parentheses = false;
  bool trailing_minus = false;
};

struct MoneyRead {
  ledger::Money value;
  std::optional<ledger::Rule> wrong;  ///< money_not_understood, _fraction_of_penny, _too_large
  bool pound = false;                 ///< a pound sign stood before it
  bool is_signed = false;             ///< a plus or minus stood by it
};

MoneyRead read_bank_money(std::string_view text, MoneyForms forms = {});

}  // namespace imports
