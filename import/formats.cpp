#include "import/formats.hpp"

#include <vector>

namespace imports {
namespace {

const std::vector<Format>& table() {
  static const std::vector<Format> rows{};
  return rows;
}

}  // namespace

std::span<const Format> formats() {
  return table();
}

}  // namespace imports
