// Any table is read, by its own proposal where no layout knows it, or refused. What is read by a
// proposal is read the same by that profile once it is saved.
#include "import/profile/profile.hpp"
#include "import/table.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::size_t lines_of(const imports::Source& source) {
  std::size_t lines = 0;
  for (const auto& statement : source.statements) lines += statement.lines.size();
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto source = imports::read(bytes, "fuzz", {.propose = true});
  if (!source) return source.errors().empty() ? std::abort(), 0 : 0;
  if (source.value().proposal.empty()) return 0;
  imports::Profiles profiles;
  auto profile = imports::read_profile(source.value().proposal, "fuzz");
  if (!profile) std::abort();
  profiles.add(std::move(profile).value());
  const auto again = imports::read(bytes, "fuzz", {.profile = "proposed", .profiles = &profiles});
  if (!again || lines_of(again.value()) != lines_of(source.value())) std::abort();
  return 0;
}
