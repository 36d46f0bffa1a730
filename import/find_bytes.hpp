// Looks for single bytes eight at a time: for what is done with every byte of a file.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace imports {

namespace eight {

inline constexpr std::size_t width = sizeof(std::uint64_t);
inline constexpr std::uint64_t ones = 0x0101010101010101ULL;
inline constexpr std::uint64_t tops = ones << 7U;

inline std::uint64_t load(const char* from) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, width);
  return bytes;
}
/// The top bit of each byte that is `c`, and no other.
constexpr std::uint64_t equal(std::uint64_t bytes, char c) {
  const auto zero_where_equal = bytes ^ (ones * static_cast<unsigned char>(c));
  return ~(((zero_where_equal & ~tops) + ~tops) | zero_where_equal | ~tops);
}

}  // namespace eight

/// The first place at or after `from` where one of these stands; the text's size when none does.
template <class... Chars>
std::size_t find_byte(std::string_view text, std::size_t from, Chars... wanted) {
  if constexpr (std::endian::native == std::endian::little) {
    for (; from + eight::width <= text.size(); from += eight::width) {
      const auto bytes = eight::load(text.data() + from);
      const auto found = (eight::equal(bytes, wanted) | ...);
      if (found != 0) return from + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
  }
  while (from < text.size() && !((text[from] == wanted) || ...)) ++from;
  return from < text.size() ? from : text.size();
}

/// Where the line ends that goes on at `from`: at its CR or LF, or with the text.
inline std::size_t find_line_end(std::string_view text, std::size_t from = 0) {
  return find_byte(text, from, '\n', '\r');
}

/// How often `wanted` stands in the text.
std::size_t count_byte(std::string_view text, char wanted);

/// Some CR stands without an LF behind it.
bool has_lone_cr(std::string_view text);

}  // namespace imports
