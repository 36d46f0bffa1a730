#include "import/utf8.hpp"

namespace imports {

void append_utf8(std::string& out, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0U | (point >> 6U));
    return put(0x80U | (point & 0x3FU));
  }
  if (point < 0x10000) {
    put(0xE0U | (point >> 12U));
  } else {
    put(0xF0U | (point >> 18U));
    put(0x80U | ((point >> 12U) & 0x3FU));
  }
  put(0x80U | ((point >> 6U) & 0x3FU));
  put(0x80U | (point & 0x3FU));
}

}  // namespace imports
