// The files of fixtures/scenarios, compiled in, so that `demo` works from any folder.
#pragma once

#include <string_view>
#include <vector>

namespace app {

struct ScenarioFile {
  std::string_view path;  ///< "stephen/person.toml"
  std::string_view bytes;
};

/// By path.
std::vector<ScenarioFile> scenario_files();

}  // namespace app
