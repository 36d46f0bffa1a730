#include "ledger/id.hpp"

namespace ledger {

std::string text(LineId id) {
  static constexpr std::string_view hex = "0123456789abcdef";
  auto bits = static_cast<std::uint64_t>(id.value);
  std::string out(17, 'L');
  for (std::size_t i = 16; i >= 1; --i) {
    out[i] = hex[bits & 0xFU];
    bits >>= 4U;
  }
  return out;
}

std::optional<LineId> parse_line_id(std::string_view text) {
  if (text.size() != 17 || text.front() != 'L') return std::nullopt;
  std::uint64_t bits = 0;
  for (const char c : text.substr(1)) {
    const auto digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    bits = (bits << 4U) | static_cast<std::uint64_t>(digit);
  }
  return LineId{static_cast<std::int64_t>(bits)};
}

}  // namespace ledger
