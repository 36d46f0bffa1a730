// Contracts that stay on in every build: a ledger that stops is better than one quietly wrong.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ledger {

/// The program itself is wrong. Only main catches it (exit 5).
class Defect : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws Defect, naming the rule and the place, when `held` is false.
inline void ensure(bool held, std::string_view rule,
                   std::source_location at = std::source_location::current()) {
  if (held) return;
  throw Defect{std::string{at.file_name()} + ":" + std::to_string(at.line()) + ": " +
               std::string{rule}};
}

}  // namespace ledger
