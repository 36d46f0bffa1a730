// The profiles by which a command may read files: those of the book, and one that is named by its
// own file.
#pragma once

#include "app/arguments.hpp"
#include "import/profile/profile.hpp"
#include "ledger/result.hpp"
#include "ledger/store/book.hpp"

#include <string>

namespace app {

struct KnownProfiles {
  imports::Profiles profiles;
  std::string named;  ///< what --profile comes to: a name, or empty
};

/// `asked` is --profile: the name of a layout or of a saved profile, or a file that ends in
/// ".toml".
ledger::Result<KnownProfiles> profiles_for(store::Reader& reader, const std::string& asked);
/// For a command that needs no book: those of the book where it is there, else none.
ledger::Result<KnownProfiles> profiles_to_inspect(const Arguments& arguments);

}  // namespace app
