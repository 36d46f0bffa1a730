// Any bytes are a profile or refused; a profile that was read is written and read back the same.
#include "import/profile/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto profile = imports::read_profile(bytes, "fuzz");
  if (!profile) return profile.errors().empty() ? std::abort(), 0 : 0;
  const auto again = imports::read_profile(imports::profile_text(profile.value()), "fuzz");
  if (!again || again.value() != profile.value()) std::abort();
  return 0;
}
