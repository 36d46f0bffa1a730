// One long account, movement by movement: what every bank file of bench/formats is written from.
// A hundred lines a day, seeded, in the order in which they were booked or newest first.
#pragma once

#include "bench/random.hpp"
#include "ledger/date.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

using Pence = std::int64_t;

struct Movement {
  ledger::Date date;
  Pence amount = 0;   ///< into the account is positive
  Pence balance = 0;  ///< after it
  std::string payee;
  std::string reference;
  std::string id;           ///< the bank's number for it: 14 digits, each once
  std::size_t way = 0;      ///< of `ways`
  bool begins_day = false;  ///< in the order of the file
};

/// How a movement is called, format by format.
struct Way {
  std::string_view lloyds, barclays, starling, ofx, swift, bai2_in, bai2_out;
};
extern const Way ways[4];
inline const Way& way(const Movement& movement) {
  return ways[movement.way];
}

class Movements {
 public:
  static constexpr std::int64_t lines_of_day = 100;
  enum class Order { oldest_first, newest_first };

  explicit Movements(Order order) : order_{order} {}

  const Movement& next();
  std::int64_t count() const { return count_; }
  Pence sum() const { return sum_; }
  /// The day of the next one, and the balance before it (after it, when newest first).
  ledger::Date day() const;
  Pence balance() const { return balance_; }
  bool day_is_over() const { return count_ % lines_of_day == 0; }

 private:
  Order order_;
  Random random_{20250401};
  Movement made_{ledger::Date::of_days(0)};
  std::int64_t count_ = 0;
  Pence sum_ = 0;
  Pence balance_ = 50'000'000'00;  // never overdrawn
};

/// Whole pence as decimals: "-1234.50", with `point` between.
void add_pounds(std::string& out, Pence pence, char point = '.');
/// At least `width` digits.
void add_digits(std::string& out, std::int64_t number, int width);

}  // namespace bench
