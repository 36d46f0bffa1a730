// An answer as --format and --out want it: text or a page, on the terminal or in a file.
#pragma once

#include "app/command.hpp"

#include <functional>
#include <string>
#include <vector>

namespace app {

using PageOf = std::function<std::string(const reports::Answer&)>;

/// What --format says; where it says nothing, what the name of --out ends in, as far as that is one
/// of these: "pdf" for "notice.pdf". Else empty.
std::string format_asked(const Arguments& arguments, const std::vector<std::string>& known);

/// The answer as it is without --format and --out; `html` and `pdf` make the page where one is
/// wanted. A PDF on standard output is refused, it is no text.
Outcome in_format(const Arguments& arguments, reports::Answer answer, const PageOf& html,
                  const PageOf& pdf = {});
/// What to do instead of writing that format to standard output.
ledger::Error no_text(const std::string& format);

}  // namespace app
