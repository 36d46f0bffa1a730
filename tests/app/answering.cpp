// Answers many command lines, each in a child of its own: what a process costs to begin (under
// sanitizers a quarter of a second) is paid once. For every_answer.sh.
//
// A line of standard input is the file for the answer, the file for messages, the folder, the book
// and the words, each ended by the byte 1F; a line of standard output is the exit code.
#include "app/program.hpp"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace {

std::vector<std::string> parts_of(const std::string& line) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (auto end = line.find('\x1f'); end != std::string::npos; end = line.find('\x1f', at)) {
    parts.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

int answer(const std::vector<std::string>& parts) {
  const bool placed = std::freopen("/dev/null", "r", stdin) != nullptr &&
                      std::freopen(parts[0].c_str(), "w", stdout) != nullptr &&
                      std::freopen(parts[1].c_str(), "a", stderr) != nullptr &&
                      ::chdir(parts[2].c_str()) == 0 &&
                      ::setenv("DPLEDGER_BOOK", parts[3].c_str(), 1) == 0;
  if (!placed) return 125;
  std::vector<const char*> words{"dpledger"};
  for (std::size_t i = 4; i < parts.size(); ++i) words.push_back(parts[i].c_str());
  return app::run_program(static_cast<int>(words.size()), words.data());
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto parts = parts_of(line);
    if (parts.size() < 5) return 2;
    const auto child = ::fork();
    if (child == 0) {
      const int code = answer(parts);
      std::fflush(nullptr);
      ::_exit(code);  // no leak check: the parent's input is none of the command's
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) return 1;
    std::printf("%d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 255);
    std::fflush(stdout);
  }
  return 0;
}
