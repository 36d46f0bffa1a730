#include "app/keys.hpp"

#include "app/terminal.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace app {
namespace {

/// How long the rest of an arrow's bytes may take to come, in milliseconds.
constexpr int rest_of_a_key = 20;

/// One byte at a time and no more, so that what is typed ahead waits in the terminal for whoever
/// asks next.
std::optional<char> byte_of_input() {
  char byte = 0;
  while (true) {
    const auto got = ::read(STDIN_FILENO, &byte, 1);
    if (got == 1) return byte;
    if (got == 0 || errno != EINTR) return std::nullopt;
  }
}

std::optional<std::string> line_of_input() {
  std::string line;
  auto byte = byte_of_input();
  if (!byte) return std::nullopt;
  for (; byte && *byte != '\n'; byte = byte_of_input()) line += *byte;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

// A signal's handler can reach nothing else.
termios as_found{};
termios as_keys{};
volatile std::sig_atomic_t reading_keys = 0;

constexpr std::array ending{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGTSTP};

/// Leaves the terminal as it was found, then does what the signal does. After a stop and a
/// continuation the keys are read again.
void put_back_and_raise(int signal) {
  const int before = errno;
  const bool keys = reading_keys != 0;
  if (keys) ::tcsetattr(STDIN_FILENO, TCSANOW, &as_found);
  struct sigaction own {};
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;
  ::sigaction(signal, &usual, &own);
  sigset_t only{};
  ::sigemptyset(&only);
  ::sigaddset(&only, signal);
  ::raise(signal);
  ::sigprocmask(SIG_UNBLOCK, &only, nullptr);  // here it ends, or stops until it is continued
  ::sigaction(signal, &own, nullptr);
  if (keys) ::tcsetattr(STDIN_FILENO, TCSANOW, &as_keys);
  errno = before;
}

class TerminalKeys : public Keys {
 public:
  explicit TerminalKeys(const termios& found) {
    as_found = found;
    as_keys = found;
    as_keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    as_keys.c_cc[VMIN] = 1;
    as_keys.c_cc[VTIME] = 0;
    struct sigaction handler {};
    handler.sa_handler = put_back_and_raise;
    ::sigemptyset(&handler.sa_mask);
    for (std::size_t i = 0; i < ending.size(); ++i) {
      ::sigaction(ending.at(i), nullptr, &before_.at(i));
      // What whoever started us has them ignored stays ignored.
      if (before_.at(i).sa_handler != SIG_IGN) ::sigaction(ending.at(i), &handler, nullptr);
    }
    read_keys();
  }
  ~TerminalKeys() override {
    put_back();
    for (std::size_t i = 0; i < ending.size(); ++i) {
      ::sigaction(ending.at(i), &before_.at(i), nullptr);
    }
  }
  TerminalKeys(const TerminalKeys&) = delete;
  TerminalKeys& operator=(const TerminalKeys&) = delete;

  std::optional<char> key() override {
    const auto byte = byte_of_input();
    if (!byte || *byte == as_found.c_cc[VEOF]) return std::nullopt;
    if (*byte == '\x1b') return rest_of_escape();
    if (*byte == '\r' || *byte == '\n') return '\n';
    return *byte < ' ' || *byte > '~' ? '\0' : *byte;
  }

  std::optional<std::string> line(std::string_view prompt) override {
    put_back();
    print(prompt);
    auto line = line_of_input();
    read_keys();
    return line;
  }

 private:
  // What was typed ahead is kept either way.
  static void read_keys() {
    reading_keys = 1;
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &as_keys);
  }
  static void put_back() {
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &as_found);
    reading_keys = 0;
  }

  /// An arrow comes as several bytes, which are no keys of their own.
  static char rest_of_escape() {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    for (bool first = true; ::poll(&input, 1, rest_of_a_key) == 1; first = false) {
      const auto byte = byte_of_input();
      if (!byte || (!first && *byte >= '@' && *byte <= '~')) break;
      if (first && *byte != '[' && *byte != 'O') break;
    }
    return '\0';
  }

  std::array<struct sigaction, ending.size()> before_{};
};

class LineKeys : public Keys {
 public:
  std::optional<char> key() override {
    const auto line = line_of_input();
    if (!line) return std::nullopt;
    return line->empty() ? '\n' : line->front();
  }
  std::optional<std::string> line(std::string_view prompt) override {
    print(prompt);
    auto line = line_of_input();
    print("\n");
    return line;
  }
};

}  // namespace

std::unique_ptr<Keys> keys_of_standard_input() {
  termios found{};
  const bool terminal = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &found) == 0;
  if (terminal) return std::make_unique<TerminalKeys>(found);
  return std::make_unique<LineKeys>();
}

}  // namespace app
