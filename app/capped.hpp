// Refusals as many as a person reads.
#pragma once

#include "ledger/error.hpp"

#include <cstddef>
#include <string>

namespace app {

/// More than this many of one file say nothing new.
inline constexpr std::size_t most_refusals_of_a_file = 50;

/// The first of a file's refusals, then one (more_refused) that says how many more there are.
inline ledger::Errors capped(ledger::Errors refused, const std::string& file) {
  if (refused.size() <= most_refusals_of_a_file) return refused;
  const auto more = refused.size() - most_refusals_of_a_file;
  refused.erase(refused.end() - static_cast<std::ptrdiff_t>(more), refused.end());
  refused.push_back({ledger::Rule::more_refused, {file, 0, 0}, std::to_string(more) + " more", ""});
  return refused;
}

}  // namespace app
