// Any bytes are read or refused as bai2, and what is read twice is the same.
#include "import/bai2/bai2.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

imports::Source read_as_bai2(std::string_view bytes) {
  const std::string name = "fuzz";
  imports::Refusals refusals{name};
  imports::Source source;
  (void)imports::is_bai2(bytes);
  imports::read_bai2({bytes, bytes, name}, {}, source, refusals);
  if (refusals.any()) return {};
  return source;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto once = read_as_bai2(bytes);
  const auto twice = read_as_bai2(bytes);
  if (once.statements.size() != twice.statements.size()) std::abort();
  for (std::size_t i = 0; i < once.statements.size(); ++i) {
    if (once.statements[i].lines != twice.statements[i].lines) std::abort();
  }
  return 0;
}
