// An answer as --format and --out want it: text or a page, on the terminal or in a file.
#pragma once

#include "app/command.hpp"

#include <functional>
#include <string>

namespace app {

using PageOf = std::function<std::string(const reports::Answer&)>;

/// The answer as it is without --format and --out; `html` makes the page where one is wanted.
Outcome in_format(const Arguments& arguments, reports::Answer answer, const PageOf& html);

}  // namespace app
