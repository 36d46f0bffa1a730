#include "import/csv/sign_proof.hpp"

#include <algorithm>
#include <string>

namespace imports {
namespace {

/// An amount and nothing beside it that would tell one bank's file from another firm's.
bool proves_nothing(const Heading& heading) {
  bool has_amount = false;
  for (const auto role : heading.roles) {
    const bool is_plain = role == Role::ignored || role == Role::nothing || role == Role::date ||
                          role == Role::type || role == Role::payee || role == Role::reference;
    if (!is_plain && role != Role::amount) return false;
    has_amount |= role == Role::amount;
  }
  return has_amount;
}

}  // namespace

void warn_of_unproved_sign(const Heading& heading, std::vector<ledger::Statement>& statements) {
  if (!proves_nothing(heading)) return;
  for (auto& statement : statements) {
    const auto booked = std::ranges::count_if(
        statement.lines, [](const auto& line) { return !line.pending && !line.amount.is_zero(); });
    const auto coming_in = std::ranges::count_if(statement.lines, [](const auto& line) {
      return !line.pending && !line.amount.is_zero() && !line.amount.is_negative();
    });
    if (coming_in * 2 <= booked) continue;
    statement.warnings.push_back(
        {0, std::to_string(coming_in) + " of " + std::to_string(booked) +
                " amounts are read as coming in, and nothing in the file proves it: if they are "
                "what was spent, as in a card's file, read it with --profile and a profile that "
                "says so"});
  }
}

}  // namespace imports
