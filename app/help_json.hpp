// The guide as a document, for programs.
#pragma once

#include <string>
#include <string_view>

namespace app {

/// {"schema":"dpledger.help/1","commands":[…],"options":[…]}: every command, or the one named, and
/// the options of all.
std::string help_json(std::string_view command);

}  // namespace app
