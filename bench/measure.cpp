// Runs a command several times and prints one CSV row:
//   label,runs,wall_s (median),wall_min_s,wall_max_s,cpu_s (median),peak_mib (largest),exit
//
// dpledger_bench_measure LABEL RUNS OUTPUT COMMAND…   (OUTPUT takes the command's standard output)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct Run {
  double wall = 0;
  double cpu = 0;
  double peak = 0;
  int exit = 0;
};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

[[noreturn]] void become(const char* output, char** command) {
  const int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (out >= 0) dup2(out, STDOUT_FILENO);
  execvp(command[0], command);
  std::perror(command[0]);
  _exit(127);
}

Run once(const char* output, char** command) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = vfork();
  if (child == 0) become(output, command);
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child) std::abort();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {.wall = wall.count(),
          .cpu = seconds(used.ru_utime) + seconds(used.ru_stime),
          .peak = static_cast<double>(used.ru_maxrss) / 1024,
          .exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

}  // namespace

int main(int count, char** arguments) {
  const int runs = count > 4 ? std::atoi(arguments[2]) : 0;
  if (runs < 1) {
    std::fputs("usage: dpledger_bench_measure LABEL RUNS OUTPUT COMMAND...\n", stderr);
    return 2;
  }
  std::vector<double> wall;
  std::vector<double> cpu;
  Run last;
  double peak = 0;
  for (int k = 0; k < runs; ++k) {
    last = once(arguments[3], arguments + 4);
    wall.push_back(last.wall);
    cpu.push_back(last.cpu);
    peak = std::max(peak, last.peak);
  }
  std::sort(wall.begin(), wall.end());
  std::sort(cpu.begin(), cpu.end());
  std::printf("%s,%d,%.4f,%.4f,%.4f,%.4f,%.1f,%d\n", arguments[1], runs, wall[wall.size() / 2],
              wall.front(), wall.back(), cpu[cpu.size() / 2], peak, last.exit);
  return last.exit;
}
