// What the program shows: colour and width of the terminal, notes, and progress of long work.
#pragma once

#include "reports/answer.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace app {

/// Colour only when standard output is a terminal and NO_COLOR is not set.
reports::Look look_of_standard_output();

/// A message for people, on standard error.
void note(std::string_view message);

/// Writes to standard output whole, or throws store::Failure.
void print(std::string_view text);

/// Shows how far long work has come, on standard error, when that is a terminal; else silent.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::size_t done, std::size_t whole);

 private:
  std::string what_;
  bool shown_;            ///< is there a terminal to show it on
  bool begun_ = false;    ///< has anything been written
  std::size_t last_ = 0;  ///< in hundredths of the whole
};

/// Asks for a secret without showing it; nothing when there is no terminal to ask on.
bool ask_secret(std::string_view prompt, std::string& answer);

}  // namespace app
