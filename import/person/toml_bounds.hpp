// What a file must keep to before toml++ may see it: it goes down one level of the stack for every
// part of a dotted name, so that a file of 100 KB could end the program.
#pragma once

#include "ledger/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace imports {

inline constexpr std::size_t most_toml_bytes = 1024 * 1024;  // a real one has some kilobytes
inline constexpr std::size_t longest_toml_line = 16 * 1024;
/// Dots of one line outside its texts and comments. Ours has one: [[budget.line]]. With toml++'s
/// own bound of 256 values inside each other, no file is deeper than a few thousand levels.
inline constexpr int most_toml_dots = 8;

/// The first thing that is too large, too long or too deep, at its place.
std::optional<ledger::Error> beyond_bounds(std::string_view bytes, const std::string& file);

}  // namespace imports
