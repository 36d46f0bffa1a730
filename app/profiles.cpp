#include "app/profiles.hpp"

#include "app/files.hpp"
#include "app/terminal.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace app {
namespace {

/// A profile is a page of text.
constexpr std::size_t largest_profile = std::size_t{1} << 20U;

ledger::Result<KnownProfiles> with_named(KnownProfiles known, const std::string& asked) {
  known.named = asked;
  if (!asked.ends_with(".toml")) return known;
  const auto bytes = read_file(asked, largest_profile);
  if (!bytes) return bytes.errors();
  auto profile = imports::read_profile(bytes.value(), asked);
  if (!profile) return profile.errors();
  known.named = profile.value().name;
  const auto* saved = known.profiles.named(known.named);
  // The file is what was asked for, whatever the book has under its name.
  profile.value().version = saved == nullptr ? 1 : saved->version;
  if (saved != nullptr && !(*saved == profile.value())) ++profile.value().version;
  known.profiles.add(std::move(profile).value());
  return known;
}

}  // namespace

ledger::Result<KnownProfiles> profiles_for(store::Reader& reader, const std::string& asked) {
  KnownProfiles known;
  for (const auto& saved : reader.profiles()) {
    auto profile = imports::read_profile(saved.text, saved.name);
    if (!profile) {
      throw store::Damaged{"the profile " + saved.name + " in the book cannot be read"};
    }
    profile.value().version = saved.version;
    known.profiles.add(std::move(profile).value());
  }
  return with_named(std::move(known), asked);
}

ledger::Result<KnownProfiles> profiles_to_inspect(const Arguments& arguments) {
  // A book that is damaged, locked or old is no reason not to look at a file.
  try {
    std::error_code failed;
    if (std::filesystem::exists(arguments.book, failed)) {
      const auto book = store::open_book(arguments.book, store::Access::untouched);
      if (book) return profiles_for(*book.value()->read(), arguments.profile);
    }
  } catch (const store::Failure& failure) {
    note(std::string{"the profiles of the book are not known: "} + failure.what());
  }
  return with_named({}, arguments.profile);
}

}  // namespace app
