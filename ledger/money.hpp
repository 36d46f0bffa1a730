// Sterling, exact, in whole pence; and the few sums that money allows.
//
// Units     pence in 64 bits. Into an account is positive, out of it negative.
// Errors    parsing answers a Result; a sum that does not fit throws std::overflow_error.
// Rounding  has a name wherever it happens: apportion (largest remainder), half_up, rounded_down.
#pragma once

#include "ledger/result.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

class Money {
 public:
  constexpr Money() = default;  ///< nothing: £0.00
  static constexpr Money of_pence(std::int64_t pence) { return Money{pence}; }
  constexpr std::int64_t pence() const { return pence_; }
  constexpr bool is_zero() const { return pence_ == 0; }
  constexpr bool is_negative() const { return pence_ < 0; }

  friend constexpr auto operator<=>(Money, Money) = default;
  friend Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.pence_, b.pence_, &sum)) overflow();
    return Money{sum};
  }
  friend Money operator-(Money a, Money b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.pence_, b.pence_, &difference)) overflow();
    return Money{difference};
  }
  friend Money operator-(Money a) { return Money{} - a; }
  Money& operator+=(Money other) { return *this = *this + other; }
  Money& operator-=(Money other) { return *this = *this - other; }

 private:
  constexpr explicit Money(std::int64_t pence) : pence_{pence} {}
  [[noreturn]] static void overflow();
  std::int64_t pence_ = 0;
};

/// The size without its sign.
Money magnitude(Money amount);
/// Not below zero.
constexpr Money at_least_nothing(Money amount) {
  return amount.is_negative() ? Money{} : amount;
}

/// amount × numerator ÷ denominator, rounded to the penny with halves away from zero.
Money half_up(Money amount, std::int64_t numerator, std::int64_t denominator);
/// amount × numerator ÷ denominator, cut to the penny towards zero.
Money rounded_down(Money amount, std::int64_t numerator, std::int64_t denominator);
/// Shares in proportion to whole-number weights (none negative, not all zero) by largest remainder,
/// ties to the earlier share: they sum to the whole and each is within a penny of exact.
std::vector<Money> apportion(Money whole, std::span<const std::int64_t> weights);

/// "1234.56", "-0.05", "1234" or "1234.5": no commas, no sign but '-', at most two places.
/// This is the strict form of our own files; a bank's own ways are `import/`'s business.
Result<Money> parse_money(std::string_view text);
/// "-1234.50": as in JSON and CSV.
std::string text(Money amount);
/// "£1,234.50" or "-£1,234.50": for people.
std::string pretty(Money amount);

/// A number of units or hours with at most two decimals, kept as hundredths: "24", "7.25".
struct Quantity {
  std::int64_t hundredths = 0;
  friend auto operator<=>(Quantity, Quantity) = default;
};
Result<Quantity> parse_quantity(std::string_view text);
std::string text(Quantity quantity);
/// price × quantity, to the penny, halves away from zero.
Money times(Money price, Quantity quantity);

}  // namespace ledger
