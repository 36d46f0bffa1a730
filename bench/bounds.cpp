// Runs `PROGRAM inspect --json FILE` for each file and holds time and memory against the rule:
// no more than 64 MB + 20 x the file's size, no more than a minute, and an answer (exit 0 or 1).
//
//   dpledger_bench_bounds PROGRAM FILE…     exit 1 when a file breaks the rule
//   Columns: bytes, seconds, peak (MB), rule (MB), share of the rule, exit, file. Where PDFs are
//   read, the reader's own process counts too.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr std::int64_t kib = 1024;
constexpr std::int64_t allowed_kib = 64 * kib;
constexpr std::int64_t allowed_times = 20;
constexpr rlim_t longest_seconds = 60;

struct Run {
  double seconds = 0;
  std::int64_t peak_kib = 0;
  int exit = 0;
};

[[noreturn]] void become(const char* program, const char* file) {
  const rlimit limit{longest_seconds, longest_seconds};
  setrlimit(RLIMIT_CPU, &limit);
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  execlp(program, program, "inspect", "--json", file, static_cast<char*>(nullptr));
  _exit(127);
}

Run inspect(const char* program, const char* file) {
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) become(program, file);
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child) std::abort();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  return {.seconds = took.count(),
          .peak_kib = used.ru_maxrss,
          .exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

/// Prints the row of one file; false when it breaks the rule.
bool holds(const char* program, const char* file) {
  struct stat about {};
  if (stat(file, &about) != 0) {
    std::perror(file);
    return false;
  }
  const auto run = inspect(program, file);
  const std::int64_t rule_kib = allowed_kib + allowed_times * about.st_size / kib;
  const bool answered = run.exit == 0 || run.exit == 1;
  const bool good =
      answered && run.peak_kib <= rule_kib && run.seconds < static_cast<double>(longest_seconds);
  std::printf("%12lld %8.3f %8.1f %9.1f %4lld%% %4d  %s%s\n", static_cast<long long>(about.st_size),
              run.seconds, static_cast<double>(run.peak_kib) / 1024,
              static_cast<double>(rule_kib) / 1024,
              static_cast<long long>(run.peak_kib * 100 / rule_kib), run.exit,
              good ? "" : "BROKEN: ", file);
  return good;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: dpledger_bench_bounds PROGRAM FILE...\n", stderr);
    return 2;
  }
  std::printf("       bytes  seconds  peak MB   rule MB       exit  file\n");
  int broken = 0;
  for (int i = 2; i < count; ++i) broken += holds(arguments[1], arguments[i]) ? 0 : 1;
  std::printf("%d files, %d broken\n", count - 2, broken);
  return broken == 0 ? 0 : 1;
}
