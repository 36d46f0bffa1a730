// The commands and their options as a table: what the command line understands, `help` explains,
// shells complete and the manual page says all come from here.
#pragma once

#include <string_view>
#include <vector>

namespace app {

struct OptionGuide {
  std::string_view name;   ///< "--account"
  std::string_view value;  ///< what to write after it: "FILE"; empty for a switch
  std::string_view text;
  bool required = false;
  std::vector<std::string_view> choices = {};  ///< the only values it takes; empty: any
  /// Values that are understood and refused, for they cannot be done yet; nothing offers them.
  std::vector<std::string_view> later = {};
};

struct CommandGuide {
  std::string_view name;
  std::string_view words;  ///< what stands without a name: "FILE..."; empty for nothing
  int least = 0;           ///< how many of them at least
  int most = 0;            ///< and at most; -1: any number
  std::string_view summary;
  std::string_view about;
  std::vector<OptionGuide> options = {};
  std::vector<std::string_view> examples = {};
  std::vector<std::string_view> choices = {};  ///< the only words it takes; empty: any
};

const std::vector<OptionGuide>& global_options();
const std::vector<CommandGuide>& command_guides();
/// Parts of the table that stand in a file of their own.
std::vector<CommandGuide> guides_of_review();
std::vector<CommandGuide> guides_of_judging();
std::vector<CommandGuide> guides_of_periods();
std::vector<CommandGuide> guides_of_commissioning();
std::vector<CommandGuide> guides_of_runs();
std::vector<CommandGuide> guides_of_acts();
std::vector<CommandGuide> guides_of_plans();
std::vector<CommandGuide> guides_of_employers();
std::vector<CommandGuide> guides_of_closing();
std::vector<CommandGuide> guides_of_pools();
std::vector<CommandGuide> guides_of_forecasts();
std::vector<CommandGuide> guides_of_signing();
std::vector<CommandGuide> guides_of_audit();
std::vector<CommandGuide> guides_of_proof();
const CommandGuide* guide_of(std::string_view command);
/// The command that a misspelt one comes nearest to; empty when none is near.
std::string_view nearest_command(std::string_view misspelt);

}  // namespace app
