// Any bytes are read or refused as swift, and what is read twice is the same.
#include "import/swift/swift.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

imports::Source read_as_swift(std::string_view bytes) {
  const std::string name = "fuzz";
  imports::Refusals refusals{name};
  imports::Source source;
  if (imports::is_mt942(bytes)) {
    imports::read_mt942({bytes, {}, name}, {}, source, refusals);
  } else {
    imports::read_mt940({bytes, {}, name}, {}, source, refusals);
  }
  if (refusals.any()) return {};
  return source;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto once = read_as_swift(bytes);
  const auto twice = read_as_swift(bytes);
  if (once.statements.size() != twice.statements.size()) std::abort();
  for (std::size_t i = 0; i < once.statements.size(); ++i) {
    if (once.statements[i].lines != twice.statements[i].lines) std::abort();
  }
  return 0;
}
