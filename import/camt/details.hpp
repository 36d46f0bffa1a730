// The details of one entry: the payments that a bank booked as one sum, and what they say.
#pragma once

#include "import/camt/fields.hpp"
#include "ledger/money.hpp"
#include "ledger/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports::camt {

/// Texts put together, each once, up to a bound; what would not fit is counted.
class Gathered {
 public:
  explicit Gathered(std::size_t most) : most_{most} {}
  void clear();
  void add(std::string_view text);
  /// "a; b; and 3 more"
  std::string whole() const;

 private:
  bool has(std::string_view text) const;

  std::size_t most_;
  std::string text_;
  std::size_t left_out_ = 0;
};

class Details {
 public:
  void begin(bool entry_is_credit, std::string_view holder);
  /// One more, finished.
  void add(const Fields& fields, std::string_view entry_currency);

  std::size_t count() const { return count_; }
  /// Payee, reference and bank id of the line, as far as the details say them.
  void describe(ledger::StatementLine& line) const;
  /// They all have amounts in the entry's currency, and these are not what was booked.
  bool contradict(ledger::Money booked) const;

 private:
  void add_amount(const Fields& fields, std::string_view currency);
  std::string payee(const Fields& fields) const;

  bool is_credit_ = false;
  std::string_view holder_;
  std::size_t count_ = 0;
  Gathered names_{400};
  Gathered references_{2000};
  std::string bank_id_;  ///< of the first
  bool summable_ = true;
  std::int64_t unsigned_sum_ = 0;
  std::int64_t signed_sum_ = 0;  ///< in the entry's direction
};

}  // namespace imports::camt
