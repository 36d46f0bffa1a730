// Typing errors in a word: one letter lost, added or changed, or two neighbours changed over.
#pragma once

#include <string_view>

namespace reconcile {

/// Whether `written` is `meant` with exactly one such error. Words of letters only; a number with
/// one digit changed is another number.
bool is_one_slip(std::string_view written, std::string_view meant);

/// The same for text that a bank has cut: `written` is the beginning of `meant` but for one error.
bool begins_with_one_slip(std::string_view written, std::string_view meant);

}  // namespace reconcile
