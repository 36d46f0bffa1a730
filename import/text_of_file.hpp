// The first questions to any file: is it text, of a bearable size, and of a format that is read
// here.
#pragma once

#include "import/encoding.hpp"
#include "import/refusals.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace imports {

inline constexpr std::size_t largest_file = std::size_t{1} << 30U;

/// Refuses by size alone, before the file is looked at; and what is empty.
bool has_readable_size(std::string_view bytes, Refusals& refusals);

/// Refuses what is too large, empty, no text, or known to be of a format that is not read.
bool is_text_file(std::string_view bytes, const Decoded& decoded, Refusals& refusals);

/// A format that is known and not read here.
struct KnownBeginning {
  std::string_view bytes;
  std::string_view what;    ///< "a gzip archive"
  std::string_view remedy;  ///< what to do instead
};
/// What a file is whose first bytes give it away; nothing when they do not.
std::optional<KnownBeginning> other_format(std::string_view beginning);

}  // namespace imports
