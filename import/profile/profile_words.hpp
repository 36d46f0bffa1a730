// The words of a profile file that stand for a single character.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace imports {

inline constexpr std::string_view profile_schema = "dpledger.profile/1";

struct CharWord {
  char c;
  std::string_view word;
};
inline constexpr auto separators =
    std::to_array<CharWord>({{',', ","}, {';', ";"}, {'|', "|"}, {'\t', "tab"}});
inline constexpr auto decimals = std::to_array<CharWord>({{'.', "."}, {',', ","}});
inline constexpr auto thousand_marks =
    std::to_array<CharWord>({{',', ","}, {'.', "."}, {'\'', "'"}, {' ', "space"}, {'\0', "none"}});

inline std::string_view word_of(std::span<const CharWord> table, char c) {
  const auto found = std::ranges::find(table, c, &CharWord::c);
  return found == table.end() ? std::string_view{} : found->word;
}

}  // namespace imports
