// What a person decided about many lines and findings, as a CSV file for `review --decide`:
//
//   subject,action,choice,text
//   L0123456789abcdef,code,2025/garden,
//   F0123456789abcdef,waive,,agreed at the review of 1 May
//
// Only the words are read here; what they mean in a book is for who has it open.
#pragma once

#include "ledger/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

enum class Action { accept, choose, code, split, postpone, note, waive, unmatch, undecide };
std::string_view text(Action action);
std::optional<Action> parse_action(std::string_view text);

struct DecisionRow {
  std::string subject;  ///< a line's id or a finding's
  Action action = Action::note;
  std::string choice;
  std::string text;
  int line = 0;  ///< of the file
};

/// All rows, or up to fifty refusals. An apostrophe in front of a cell, which guards it from a
/// spreadsheet in our own CSV, is no part of it.
ledger::Result<std::vector<DecisionRow>> read_decisions(std::string_view bytes,
                                                        const std::string& file);

}  // namespace imports
