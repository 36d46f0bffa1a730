// What somebody answers in a terminal: one key at a time, or a line where words are asked for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace app {

class Keys {
 public:
  virtual ~Keys() = default;
  /// The next key; '\n' for enter, '\0' for one that is no letter, digit or mark (an arrow).
  /// Nothing at the end of the input.
  virtual std::optional<char> key() = 0;
  /// Asks for a line of words; nothing at the end of the input.
  virtual std::optional<std::string> line(std::string_view prompt) = 0;
};

/// Standard input. Of a terminal keys are read as they are pressed and not shown, for as long as
/// this lives; however the program ends, by a signal too, the terminal is left as it was found. Of
/// anything else each line is one answer, whose first letter is the key.
std::unique_ptr<Keys> keys_of_standard_input();

}  // namespace app
