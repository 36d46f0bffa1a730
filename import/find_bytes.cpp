#include "import/find_bytes.hpp"

#include <algorithm>

namespace imports {

std::size_t count_byte(std::string_view text, char wanted) {
  constexpr std::size_t most_rounds = 255;  // then a byte of the counts is full
  std::size_t count = 0;
  std::size_t at = 0;
  while (text.size() - at >= eight::width) {
    std::uint64_t counts = 0;
    const auto rounds = std::min(most_rounds, (text.size() - at) / eight::width);
    for (std::size_t round = 0; round < rounds; ++round, at += eight::width) {
      counts += eight::equal(eight::load(text.data() + at), wanted) >> 7U;
    }
    for (; counts != 0; counts >>= 8U) count += counts & 0xFFU;
  }
  return count + static_cast<std::size_t>(std::ranges::count(text.substr(at), wanted));
}

bool has_lone_cr(std::string_view text) {
  auto at = std::min(text.find('\r'), text.size());  // most files have none, or one in every line
  for (; at + eight::width < text.size(); at += eight::width) {
    const auto here = text.data() + at;
    const auto returns = eight::equal(eight::load(here), '\r');
    if ((returns & ~eight::equal(eight::load(here + 1), '\n')) != 0) return true;
  }
  for (; at < text.size(); ++at) {
    if (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n')) return true;
  }
  return false;
}

}  // namespace imports
