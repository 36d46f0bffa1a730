// A program run on some bytes, confined: see pdf_words.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct Bounds {
  unsigned milliseconds = 0;
  std::size_t memory = 0;
  std::size_t output = 0;
};

struct Confined {
  enum class End { exited, killed, too_long, too_much, not_started };
  End end = End::not_started;
  int code = 0;  ///< of its exit, or the signal
  std::string out;
  std::string err;  ///< its first 4 KiB
};

/// Runs `command` (a path and its words) with `input` on its standard input. Whatever happens, no
/// process of its group is left.
Confined run_confined(const std::vector<std::string>& command, std::string_view input,
                      const Bounds& bounds);

}  // namespace app
