// Any bytes are a person file or are refused, and a second reading says the same.
#include "import/source.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto person = imports::read_person_file(bytes, "fuzz");
  const auto again = imports::read_person_file(bytes, "fuzz");
  if (static_cast<bool>(person) != static_cast<bool>(again)) std::abort();
  if (!person && person.errors().empty()) std::abort();
  return 0;
}
