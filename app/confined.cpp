#include "app/confined.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace app {
namespace {

constexpr std::size_t most_said = 4096;  // of standard error
constexpr int could_not_start = 127;     // the exit of a child that never became the program
constexpr rlim_t most_files = 16;
constexpr int milliseconds_between_looks = 5;

/// A descriptor that closes itself.
class Handle {
 public:
  explicit Handle(int number = -1) : number_{number} {}
  Handle(Handle&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { close(); }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

/// Not one of the three that every program begins with, so that these can be put in their place.
Handle above_standard(int number) {
  if (number < 0 || number > 2) return Handle{number};
  const Handle low{number};
  return Handle{::fcntl(number, F_DUPFD_CLOEXEC, 3)};
}

struct Pipe {
  Handle read;
  Handle write;
};

bool open_pipe(Pipe& pipe) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  pipe.read = above_standard(ends[0]);
  pipe.write = above_standard(ends[1]);
  return pipe.read.is_open() && pipe.write.is_open();
}

/// The bytes as a file that has no name and is nowhere but in memory.
Handle file_of(std::string_view bytes) {
  auto file = above_standard(::memfd_create("pdf", MFD_CLOEXEC));
  while (file.is_open() && !bytes.empty()) {
    const auto written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Handle{};
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file.is_open() && ::lseek(file.number(), 0, SEEK_SET) != 0) return Handle{};
  return file;
}

Handle timer_of(unsigned milliseconds) {
  Handle timer{::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)};
  itimerspec when{};
  when.it_value.tv_sec = milliseconds / 1000;
  when.it_value.tv_nsec = static_cast<long>(milliseconds % 1000) * 1'000'000 + 1;
  if (timer.is_open() && ::timerfd_settime(timer.number(), 0, &when, nullptr) != 0) timer.close();
  return timer;
}

bool limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  return ::setrlimit(what, &both) == 0;
}

/// In the child, where only system calls are safe: other threads may have held any lock.
[[noreturn]] void become(char* const* words, std::array<int, 3> standard, const Bounds& bounds) {
  static char* const nothing[] = {nullptr};
  sigset_t none;
  ::sigemptyset(&none);
  const auto seconds = static_cast<rlim_t>(bounds.milliseconds / 1000 + 1);
  bool ready = ::setpgid(0, 0) == 0 && ::sigprocmask(SIG_SETMASK, &none, nullptr) == 0;
  for (int i = 0; i < 3; ++i) {
    ready = ready && ::dup2(standard[static_cast<std::size_t>(i)], i) == i;
  }
  ready = ready && ::close_range(3, ~0U, 0) == 0 && ::chdir("/") == 0;
  ready = ready && ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
  ready = ready && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  ready = ready && limit(RLIMIT_CPU, seconds) && limit(RLIMIT_AS, bounds.memory) &&
          limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, most_files) && limit(RLIMIT_CORE, 0) &&
          limit(RLIMIT_NPROC, 0);
  if (ready) ::execve(words[0], words, nothing);
  ::_exit(could_not_start);
}

/// A running child; ended with its whole group when it goes.
class Child {
 public:
  explicit Child(pid_t process) : process_{process} {
    ::setpgid(process, process);  // whoever comes first, so that the group can be ended at once
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (!reaped_) end();
  }

  void end() {
    ::kill(-process_, SIGKILL);
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, &status_, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
  }

  /// It has ended by itself; what is left of its group is ended.
  bool has_ended() {
    const auto got = ::waitpid(process_, &status_, WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR)) return false;
    reaped_ = true;
    knows_how_ = got == process_;
    ::kill(-process_, SIGKILL);
    return true;
  }

  /// False where nobody can say how it ended.
  bool knows_how() const { return knows_how_; }

  int status() const { return status_; }

 private:
  pid_t process_;
  int status_ = 0;
  bool reaped_ = false;
  bool knows_how_ = false;
};

/// Reads what is there; false at the end. More than `most` is not kept, and counted in `over`.
bool read_some(Handle& from, std::string& into, std::size_t most, bool& over) {
  static thread_local std::array<char, 1U << 16U> block;
  const auto got = ::read(from.number(), block.data(), block.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  if (got == 0) return false;
  const auto size = static_cast<std::size_t>(got);
  const auto room = most - std::min(most, into.size());
  into.append(block.data(), std::min(size, room));
  over = over || size > room;
  return true;
}

/// Listens until both are closed; or why not so long.
Confined::End listen(Pipe& out, Pipe& err, const Handle& timer, const Bounds& bounds,
                     Confined& ran) {
  bool too_much = false;
  bool said_more = false;
  while (out.read.is_open() || err.read.is_open()) {
    std::array<pollfd, 3> on{pollfd{out.read.number(), POLLIN, 0},
                             pollfd{err.read.number(), POLLIN, 0},
                             pollfd{timer.number(), POLLIN, 0}};
    if (::poll(on.data(), on.size(), -1) < 0 && errno != EINTR) return Confined::End::killed;
    if (on[2].revents != 0) return Confined::End::too_long;
    if (on[0].revents != 0 && !read_some(out.read, ran.out, bounds.output, too_much)) {
      out.read.close();
    }
    if (on[1].revents != 0 && !read_some(err.read, ran.err, most_said, said_more)) {
      err.read.close();
    }
    if (too_much) return Confined::End::too_much;
  }
  return Confined::End::exited;
}

/// Once it has said everything it ends soon, or is ended.
Confined::End wait_for_end(Child& child, const Handle& timer) {
  while (!child.has_ended()) {
    pollfd on{timer.number(), POLLIN, 0};
    if (::poll(&on, 1, milliseconds_between_looks) > 0) return Confined::End::too_long;
  }
  return Confined::End::exited;
}

void take_status(int status, Confined& ran) {
  if (WIFSIGNALED(status)) {
    ran.end = Confined::End::killed;
    ran.code = WTERMSIG(status);
    return;
  }
  ran.code = WEXITSTATUS(status);
  ran.end = ran.code == could_not_start ? Confined::End::not_started : Confined::End::exited;
}

/// Where SIGCHLD is ignored, as some programs leave it to those they start, the system forgets how
/// a child ended.
void be_told_of_children() {
  struct sigaction now {};
  if (::sigaction(SIGCHLD, nullptr, &now) != 0) return;
  const bool forgets = (now.sa_flags & SA_NOCLDWAIT) != 0 ||
                       ((now.sa_flags & SA_SIGINFO) == 0 && now.sa_handler == SIG_IGN);
  if (!forgets) return;
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  ::sigaction(SIGCHLD, &plain, nullptr);
}

}  // namespace

Confined run_confined(const std::vector<std::string>& command, std::string_view input,
                      const Bounds& bounds) {
  Confined ran;
  auto owned = command;
  std::vector<char*> words;
  for (auto& word : owned) words.push_back(word.data());
  words.push_back(nullptr);
  const auto file = file_of(input);
  const auto timer = timer_of(bounds.milliseconds);
  Pipe out;
  Pipe err;
  if (!file.is_open() || !timer.is_open() || !open_pipe(out) || !open_pipe(err)) return ran;

  be_told_of_children();
  const auto process = ::fork();
  if (process < 0) return ran;
  if (process == 0) {
    become(words.data(), {file.number(), out.write.number(), err.write.number()}, bounds);
  }
  Child child{process};
  out.write.close();
  err.write.close();
  ran.end = listen(out, err, timer, bounds, ran);
  if (ran.end == Confined::End::exited) ran.end = wait_for_end(child, timer);
  if (ran.end == Confined::End::exited && !child.knows_how()) ran.end = Confined::End::killed;
  if (ran.end == Confined::End::exited) take_status(child.status(), ran);
  return ran;
}

}  // namespace app
