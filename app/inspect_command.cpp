// inspect: what files hold. Touches no book, but reads the profiles of one that is named or here.
#include "app/command.hpp"
#include "app/inspected_file.hpp"
#include "app/terminal.hpp"

#include <vector>

namespace app {

Outcome run_inspect(const Arguments& arguments) {
  const auto known = profiles_to_inspect(arguments);
  if (!known) return known.errors();
  std::vector<reports::InspectedFile> files;
  bool all_read = true;
  for (const auto& file : arguments.words) {
    files.push_back(inspected(file, known.value()).shown);
    for (const auto& refusal : files.back().refused) note(ledger::text(refusal));
    all_read = all_read && files.back().refused.empty();
  }
  Finished finished{reports::inspect(files)};
  finished.exit = all_read ? Exit::done : Exit::refused;
  return finished;
}

}  // namespace app
