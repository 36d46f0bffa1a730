// A value, or the reasons there is none. For anything a different input could have caused.
#pragma once

#include "ledger/ensure.hpp"
#include "ledger/error.hpp"

#include <utility>
#include <variant>

namespace ledger {

/// A T, or at least one Error. Ignoring one warns; reading the side not held throws.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_{std::move(value)} {}              // NOLINT: `return money;`
  Result(Error error) : state_{Errors{std::move(error)}} {}  // NOLINT: `return Error{...};`
  Result(Errors errors) : state_{std::move(errors)} {        // NOLINT: `return errors;`
    ensure(!std::get<Errors>(state_).empty(), "a refusal gives at least one reason");
  }

  explicit operator bool() const { return std::holds_alternative<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T& value() & { return std::get<T>(state_); }
  T value() && { return std::get<T>(std::move(state_)); }
  const Errors& errors() const& { return std::get<Errors>(state_); }
  Errors errors() && { return std::get<Errors>(std::move(state_)); }
  const Error& error() const { return std::get<Errors>(state_).front(); }

 private:
  std::variant<T, Errors> state_;
};

}  // namespace ledger
