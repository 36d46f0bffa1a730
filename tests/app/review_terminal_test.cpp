// A walk through the queue in a terminal: keys go in, a page comes out, and the terminal is left as
// it was found.
#include "tests/app/support_harriet.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

using namespace support;

namespace {

/// The program in a terminal of its own.
class Terminal {
 public:
  Terminal(const Harriet& harriet, std::vector<std::string> words) {
    words.insert(words.end(), {"--as-of", harriets_day, "--by", "r.patel"});
    words.insert(words.begin(), DPLEDGER_PROGRAM);
    std::vector<char*> raw;
    for (auto& word : words) raw.push_back(word.data());
    raw.push_back(nullptr);
    winsize size{};
    size.ws_col = 120;
    size.ws_row = 50;
    // A second hold on the terminal keeps its settings readable when the program has gone.
    REQUIRE(::openpty(&keyboard_, &screen_, nullptr, nullptr, &size) == 0);
    REQUIRE(::tcgetattr(screen_, &found_) == 0);
    process_ = ::fork();
    if (process_ != 0) return;
    ::close(keyboard_);
    ::setenv("NO_COLOR", "1", 1);
    std::signal(SIGHUP,
                SIG_DFL);  // who runs the tests under nohup would hand on that it is ignored
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(screen_, stream);
    const bool ready = ::setsid() > 0 && ::ioctl(STDIN_FILENO, TIOCSCTTY, 0) == 0 &&
                       ::chdir(harriet.folder().path().c_str()) == 0;
    if (ready) ::execv(DPLEDGER_PROGRAM, raw.data());
    ::_exit(127);
  }
  ~Terminal() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
    ::close(keyboard_);
    ::close(screen_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  void type(const std::string& keys) const {
    REQUIRE(::write(keyboard_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }

  /// What is shown until these words have come.
  std::string until(const std::string& words) {
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (shown_.find(words) == std::string::npos) {
      if (std::chrono::steady_clock::now() > latest || !read_some()) {
        FAIL("\"" << words << "\" was not shown, but:\n" << shown_);
      }
    }
    const auto end = shown_.find(words) + words.size();
    auto page = shown_.substr(0, end);
    shown_.erase(0, end);
    return page;
  }

  /// Types it once the program asks for a key.
  void press(const std::string& keys) {
    until("\r\n> ");
    type(keys);
  }

  /// Waits for the end: the exit code, or the signal as a negative number.
  int ended() {
    int status = 0;
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (::waitpid(process_, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() > latest) FAIL("it did not end; shown:\n" << shown_);
      if (!read_some()) ::usleep(20'000);
    }
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  void signal(int number) const { ::kill(process_, number); }

  termios settings() const {
    termios now{};
    REQUIRE(::tcgetattr(screen_, &now) == 0);
    return now;
  }
  bool as_found() const {
    const auto now = settings();
    return now.c_lflag == found_.c_lflag && now.c_iflag == found_.c_iflag &&
           now.c_cc[VMIN] == found_.c_cc[VMIN] && now.c_cc[VTIME] == found_.c_cc[VTIME];
  }

  /// Keys are read as they are pressed; the program has a moment to begin.
  bool reads_keys() const {
    for (int tries = 0; tries < 1000 && as_found(); ++tries) ::usleep(10'000);
    return !as_found();
  }

 private:
  bool read_some() {
    fd_set waiting;
    FD_ZERO(&waiting);
    FD_SET(keyboard_, &waiting);
    timeval most{0, 20'000};
    if (::select(keyboard_ + 1, &waiting, nullptr, nullptr, &most) <= 0) return true;
    char bytes[4096];
    const auto got = ::read(keyboard_, bytes, sizeof bytes);
    if (got <= 0) return false;
    shown_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }

  int keyboard_ = -1;
  int screen_ = -1;
  termios found_{};
  pid_t process_ = -1;
  std::string shown_;
};

std::string state_of(const Harriet& harriet, const std::string& line) {
  const auto matches = harriet.json({"matches"});
  for (const auto& each : matches.at("lines")) {
    if (each.at("id") == line) return each.at("state");
  }
  return {};
}

}  // namespace

TEST_CASE("one key a decision: a line is split, undone, coded; the rest is passed over",
          "[app][review][terminal]") {
  const Harriet harriet;
  const auto tools = harriet.waiting("-270.00");
  Terminal terminal{harriet, {"review"}};
  // Most serious and most money first: Harriet's £270.00.
  for (int tries = 0; tries < 9; ++tries) {
    const auto page = terminal.until("\r\n> ");
    if (page.find(tools) != std::string::npos && page.find("Nothing explains") != std::string::npos)
      break;
    terminal.type("k");
  }
  CHECK(terminal.reads_keys());
  terminal.type("s");
  terminal.until("(enter: not now): ");
  CHECK(terminal.as_found());  // and words as words are
  terminal.type("2025/garden=70\n");
  terminal.until("-200.00 (enter: not now): ");
  terminal.type("2025/equipment\n");
  terminal.until("The line is now matched");
  CHECK(state_of(harriet, tools) == "matched");
  terminal.press("u");
  terminal.until("Taken back.");
  CHECK(state_of(harriet, tools) == "unmatched");
  const auto again = terminal.until("\r\n> ");
  CHECK(again.find(tools) != std::string::npos);
  terminal.type("c");
  terminal.until("(a number or BUDGET/LINE; enter: not now): ");
  terminal.type("equipment\n");
  terminal.until("The line is now matched");
  CHECK(state_of(harriet, tools) == "matched");
  terminal.press("q");
  CHECK(terminal.ended() == 0);
  CHECK(terminal.as_found());
  harriet.said({"check"});
}

TEST_CASE("choosing one twin's wage leaves the other its own, and waiving a finding ends it",
          "[app][review][terminal]") {
  const Harriet harriet;
  const auto cash = harriet.waiting("50.00", "cash-withdrawal");
  Terminal terminal{harriet, {"review", "P0003"}};
  bool chosen = false;
  bool accepted = false;
  bool waived = false;
  for (int shown = 0; shown < 20; ++shown) {
    const auto page = terminal.until("\r\n> ");
    if (page.find("2 explanations fit") != std::string::npos) {
      CHECK_FALSE(chosen);  // the other one is no such question any longer
      chosen = true;
      terminal.type("2");
      terminal.until("The line is now matched");
    } else if (page.find("One explanation fits") != std::string::npos) {
      CHECK(chosen);
      accepted = true;
      terminal.type("a");
      terminal.until("The line is now matched");
    } else if (page.find(cash) != std::string::npos) {
      terminal.type("w");
      terminal.until("Reason (enter: not now): ");
      terminal.type("petty cash, agreed with R. Patel\n");
      terminal.until("The finding is waived.");
      waived = true;
    } else {
      terminal.type("k");
    }
    if (chosen && accepted && waived) break;
  }
  REQUIRE(chosen);
  REQUIRE(accepted);
  REQUIRE(waived);
  terminal.until(" still wait for you: dpledger review.");  // what matters least came last
  CHECK(terminal.ended() == 0);
  const auto matches = harriet.json({"matches"});
  for (const auto& line : matches.at("lines")) {
    if (line.at("amount") == "-520.00") CHECK(line.at("state") == "matched");
  }
  const auto findings = harriet.json({"findings"});
  for (const auto& finding : findings.at("findings")) {
    if (finding.at("id") == cash) CHECK(finding.at("state") == "waived");
  }
}

TEST_CASE("a note stays beside what waits, a postponed one is gone, and undo brings both back",
          "[app][review][terminal]") {
  const Harriet harriet;
  Terminal terminal{harriet, {"review"}};
  const auto first = terminal.until("\r\n> ");
  const auto at = first.find("1 of ");
  REQUIRE(at != std::string::npos);
  terminal.type("n");
  terminal.until("Note (enter: not now): ");
  terminal.type("asked the holder\n");
  const auto noted = terminal.until("\r\n> ");
  CHECK(noted.find("asked the holder") != std::string::npos);
  terminal.type("p");
  terminal.until("enter: not now): ");
  terminal.type("30\n");
  terminal.until("(may be empty): ");
  terminal.type("\n");
  terminal.until("It waits until 12 July 2025.");
  CHECK(harriet.json({"review"}).at("postponed") == 1);
  terminal.press("u");
  const auto again = terminal.until("\r\n> ");
  CHECK(again.find("asked the holder") != std::string::npos);
  CHECK(harriet.json({"review"}).at("postponed") == 0);
  terminal.type("u");
  terminal.until("Taken back.");
  const auto clean = terminal.until("\r\n> ");
  CHECK(clean.find("asked the holder") == std::string::npos);
  terminal.type("q");
  CHECK(terminal.ended() == 0);
}

TEST_CASE("a key that stands for nothing, an arrow and help ask again", "[app][review][terminal]") {
  const Harriet harriet;
  Terminal terminal{harriet, {"review", "--top", "2"}};
  terminal.press("z");
  terminal.until("That key does nothing here.");
  terminal.press("\x1b[A");
  terminal.until("That key does nothing here.");
  terminal.press("?");
  terminal.until("stop; everything decided so far is recorded");
  terminal.press("k");
  terminal.press("e");
  terminal.until("The bank's text is");
  terminal.press("k");
  terminal.until(" still wait for you: dpledger review.");
  CHECK(terminal.ended() == 0);
  CHECK(terminal.as_found());
}

TEST_CASE("however it ends, the terminal is left as it was found", "[app][review][terminal]") {
  const Harriet harriet;
  const auto number = GENERATE(SIGINT, SIGTERM, SIGHUP);
  CAPTURE(number);
  Terminal terminal{harriet, {"review"}};
  terminal.until("\r\n> ");
  REQUIRE(terminal.reads_keys());
  terminal.signal(number);
  CHECK(terminal.ended() == -number);
  CHECK(terminal.as_found());
}

TEST_CASE("ctrl-c and ctrl-d end it too", "[app][review][terminal]") {
  const Harriet harriet;
  const auto before = harriet.standing();
  Terminal interrupted{harriet, {"review"}};
  interrupted.press("\x03");
  CHECK(interrupted.ended() == -SIGINT);
  CHECK(interrupted.as_found());
  Terminal closed{harriet, {"review"}};
  closed.press("\x04");
  CHECK(closed.ended() == 0);
  CHECK(closed.as_found());
  CHECK(harriet.standing() == before);
}

TEST_CASE("without a terminal each line is one answer", "[app][review]") {
  const Harriet harriet;
  const auto ran =
      harriet.folder().run_other({"sh", "-c",
                                  "printf 'k\\nk\\n?\\nq\\n' | '" + std::string{DPLEDGER_PROGRAM} +
                                      "' review --by r.patel --as-of " + harriets_day},
                                 {});
  CHECK(ran.exit == 0);
  compare_with_approved_review("walk.txt", ran.out);
  const auto silent = harriet.run({"review"});  // with nothing to read
  CHECK(silent.exit == 0);
  CHECK(silent.out.find("1 of ") != std::string::npos);
}
