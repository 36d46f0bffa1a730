// What a function answers when its input may be wrong: what was asked for, or why not.
#pragma once

#include "ledger/ensure.hpp"
#include "ledger/error.hpp"

#include <optional>
#include <utility>

namespace ledger {

/// Either holds something or has reasons, never both and never neither. The compiler warns when an
/// answer is dropped. Asking a refusal for what it does not hold throws; so does the reverse.
template <class Held>
class [[nodiscard]] Result {
 public:
  // Not explicit: a function returns whichever it has, as it is.
  Result(Held held) : held_{std::move(held)} {}                                // NOLINT
  Result(Error reason) : Result{Errors(std::size_t{1}, std::move(reason))} {}  // NOLINT
  Result(Errors reasons) : reasons_{std::move(reasons)} {                      // NOLINT
    ensure(!reasons_.empty(), "a refusal gives at least one reason");
  }

  explicit operator bool() const { return held_.has_value(); }

  const Held& value() const& { return held_.value(); }
  Held& value() & { return held_.value(); }
  Held value() && { return std::move(held_).value(); }

  const Errors& errors() const& {
    ensure_refused();
    return reasons_;
  }
  Errors errors() && {
    ensure_refused();
    return std::move(reasons_);
  }
  const Error& error() const { return errors().front(); }

 private:
  void ensure_refused() const { ensure(!held_, "only a refusal has reasons"); }

  std::optional<Held> held_;
  Errors reasons_;  ///< empty when something is held
};

}  // namespace ledger
