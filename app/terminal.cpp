#include "app/terminal.hpp"

#include "ledger/store/book.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace app {

reports::Look look_of_standard_output() {
  reports::Look look;
  if (isatty(STDOUT_FILENO) == 0) {
    look.whole_sentences = true;
    return look;
  }
  const char* no_colour = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  look.colour = (no_colour == nullptr || *no_colour == '\0') &&
                (kind == nullptr || std::strcmp(kind, "dumb") != 0);
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) look.width = size.ws_col;
  return look;
}

void note(std::string_view message) {
  std::string line{message};
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return;
  throw store::Failure{std::string{"the answer could not be written to standard output: "} +
                       std::strerror(errno)};
}

Progress::Progress(std::string what) : what_{std::move(what)}, shown_{isatty(STDERR_FILENO) != 0} {}

Progress::~Progress() {
  if (begun_) std::fputs("\r\033[K", stderr);
}

void Progress::at(std::size_t done, std::size_t whole) {
  if (!shown_ || whole < 2) return;
  const auto hundredths = done * 100 / whole;
  if (begun_ && hundredths == last_) return;
  begun_ = true;
  last_ = hundredths;
  std::fprintf(stderr, "\r\033[K%s %zu of %zu (%zu%%)", what_.c_str(), done, whole, hundredths);
  std::fflush(stderr);
}

bool ask_secret(std::string_view prompt, std::string& answer) {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0) return false;
  termios before{};
  if (tcgetattr(STDIN_FILENO, &before) != 0) return false;
  termios silent = before;
  silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  std::fwrite(prompt.data(), 1, prompt.size(), stderr);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  answer.clear();
  for (int letter = std::getchar(); letter != EOF && letter != '\n'; letter = std::getchar()) {
    answer += static_cast<char>(letter);
  }
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  note("");
  return true;
}

}  // namespace app
