// The parts of a line that a person split: what each is for, and how much of the line it gets.
//
//   part    := thing "=" amount           the amount has the sign of the line: "-12.50"
//   thing   := KEY                        an expected item, or another line (contract, section 4)
//            | "code:" BUDGET "/" LINE    spending on a line of the plan
//
// A decision keeps its parts so, and a match has the same names as keys of its items.
#pragma once

#include "ledger/entry.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace reconcile {

/// BUDGET/LINE of "code:BUDGET/LINE"; empty for any other key.
std::string_view coded_to(std::string_view key);
std::string code_key(std::string_view plan_line);

/// Nothing for what has no "=", nothing before it or no amount behind it.
std::optional<ledger::Settled> part_of_split(std::string_view text);
std::string text_of_part(const ledger::Settled& part);

}  // namespace reconcile
