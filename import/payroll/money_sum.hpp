// A sum of amounts that a hostile file cannot make too large to hold: it is let go then.
#pragma once

#include "ledger/money.hpp"

#include <cstdint>
#include <optional>

namespace imports {

class MoneySum {
 public:
  void add(ledger::Money amount) {
    fits_ = fits_ && !__builtin_add_overflow(pence_, amount.pence(), &pence_);
  }
  /// Nothing when it does not fit.
  std::optional<ledger::Money> value() const {
    return fits_ ? std::optional{ledger::Money::of_pence(pence_)} : std::nullopt;
  }

 private:
  std::int64_t pence_ = 0;
  bool fits_ = true;
};

}  // namespace imports
