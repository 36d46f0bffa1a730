// Files of this repository as part of the program: it looks for none when it runs.
#pragma once

#include <span>
#include <string_view>

namespace embed {

struct File {
  std::string_view path;  ///< from the repository's root
  std::string_view bytes;
};

/// ledger/parameters/*.csv
std::span<const File> parameter_files();
/// fixtures/scenarios/*/*
std::span<const File> scenario_files();

}  // namespace embed
