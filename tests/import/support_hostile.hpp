// Files that mean harm: bombs, endless nesting, endless lines, NULs, millions of nothing, numbers
// without end. Each is made at a size, so that a test takes a small one and script/corpus a large.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace support {

struct Hostile {
  std::string name;  ///< "zip-bomb.zip"
  std::function<std::string(std::size_t size)>
      make;  ///< about so many bytes, of an archive unpacked
};

/// One line that does not end, in every format.
std::vector<Hostile> long_lines();
/// Bombs, nesting, NULs, empty records, numbers.
std::vector<Hostile> bombs();

}  // namespace support
