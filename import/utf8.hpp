// One character as UTF-8.
#pragma once

#include <cstdint>
#include <string>

namespace imports {

/// `point` is at most 10FFFF and no surrogate: the caller has seen to that.
void append_utf8(std::string& out, std::uint32_t point);

}  // namespace imports
