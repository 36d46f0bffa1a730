// The values in SWIFT fields: amounts, balances, movements (:61:) and accounts (:25:).
//
// Grammar   amount   = 1*digit ["," *digit], or "," 1*digit; no more than pence but for noughts
//           balance  = ("C" / "D") day [3 letters] amount
//           movement = day [MMDD] ["R" / "E"] ("C" / "D") [letter] amount [type] [reference]
//                      ["//" bank's reference] [line end, supplement]; type = letter and 3 more
//           day      = YYMMDD, or YYYYMMDD. RC takes a credit back: it is negative; RD positive.
// Errors    to `refusals`, with line and column; the answer is nothing then.
#pragma once

#include "import/refusals.hpp"
#include "import/swift/fields.hpp"
#include "ledger/date.hpp"
#include "ledger/money.hpp"
#include "ledger/statement.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace imports {

struct SwiftBalance {
  ledger::Money value;
  std::optional<ledger::Date> day;  ///< nothing where what is printed is no day
  std::string_view currency;        ///< empty where none is printed
};
std::optional<SwiftBalance> read_swift_balance(const SwiftField& field, Refusals& refusals);

struct SwiftMovement {
  ledger::Date day;  ///< of the booking, where it is given; else of the value
  ledger::Money amount;
  bool expected = false;  ///< EC, ED: not yet booked
  std::string_view type;
  std::string_view reference;
  std::string_view bank_reference;
  std::string_view supplement;  ///< may have line ends in it
  std::string odd_day;          ///< what stands for a day and is none: "value date 140230"
};
/// `near` is a day of the same statement: the year of a booking day whose value date is none.
std::optional<SwiftMovement> read_swift_movement(const SwiftField& field,
                                                 std::optional<ledger::Date> near,
                                                 Refusals& refusals);

/// A total of a day's report (:90D:, :90C:): "12EUR345,60".
struct SwiftTotal {
  std::size_t count = 0;
  ledger::Money sum;
  std::string_view currency;
};
std::optional<SwiftTotal> read_swift_total(const SwiftField& field, Refusals& refusals);

/// The currency of a floor limit (:34F:EURD0,00).
std::string_view swift_floor_currency(const SwiftField& field);

/// Fills sort code, number, IBAN or what is shown of a hidden number.
void read_swift_account(std::string_view content, ledger::Statement& whose);

}  // namespace imports
