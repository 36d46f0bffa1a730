#include "tests/app/support_program.hpp"

#include "app/program.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace support {
namespace {

namespace fs = std::filesystem;

std::string content_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

/// In a child: nothing to read, and answers and messages into files. An empty name: thrown away.
bool settle_in(const std::string& folder, const std::string& out, const std::string& err) {
  const int null = ::open("/dev/null", O_RDWR);
  const auto opened = [&](const std::string& path) {
    return path.empty() ? null : ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  };
  ::dup2(null, STDIN_FILENO);
  ::dup2(opened(out), STDOUT_FILENO);
  ::dup2(opened(err), STDERR_FILENO);
  return ::chdir(folder.c_str()) == 0;
}

[[noreturn]] void become(const std::vector<std::string>& command, const std::string& folder,
                         const std::string& out, const std::string& err) {
  const bool there = settle_in(folder, out, err);
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  if (there) ::execvp(words.front(), words.data());
  ::_exit(127);
}

/// The program in this process, which is a child of the test: what a program costs to begin is not
/// paid, nor are leaks looked for.
[[noreturn]] void answer(const std::vector<std::string>& command, const std::string& folder,
                         const std::string& out, const std::string& err) {
  if (!settle_in(folder, out, err)) ::_exit(127);
  std::vector<const char*> words;
  for (const auto& word : command) words.push_back(word.c_str());
  const int code = app::run_program(static_cast<int>(words.size()), words.data());
  std::cout.flush();
  std::fflush(nullptr);
  ::_exit(code);
}

/// Each command is a program of its own at least once, as for a stranger.
bool is_new(const std::vector<std::string>& words) {
  static std::set<std::string> commands;
  return words.empty() || commands.insert(words.front()).second;
}

/// Runs a child to its end.
template <class Child>
Ran run_child(const std::string& path, Child child) {
  const auto out = path + "-out";
  const auto err = path + "-err";
  std::cout.flush();
  std::fflush(nullptr);
  const auto process = ::fork();
  if (process == 0) child(out, err);
  int status = 0;
  ::waitpid(process, &status, 0);
  Ran ran;
  if (WIFEXITED(status)) ran.exit = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ran.signal = WTERMSIG(status);
  ran.out = content_of(out);
  ran.err = content_of(err);
  fs::remove(out);
  fs::remove(err);
  return ran;
}

std::vector<std::string> with_program(const std::vector<std::string>& words) {
  std::vector<std::string> command{DPLEDGER_PROGRAM};
  command.insert(command.end(), words.begin(), words.end());
  return command;
}

}  // namespace

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "dpledger-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for the test"};
  path_ = name;
  ::unsetenv("DPLEDGER_BOOK");
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(const std::string& name, const std::string& content) const {
  std::ofstream{file(name), std::ios::binary} << content;
}

std::string Folder::read(const std::string& name) const {
  return content_of(file(name));
}

void Folder::copy_scenario(const std::string& name) const {
  fs::copy(fs::path{DPLEDGER_FIXTURES} / "scenarios" / name, file(name),
           fs::copy_options::recursive);
}

Ran Folder::run(const std::vector<std::string>& words) const {
  const auto command = with_program(words);
  if (is_new(words)) return run_other(command);
  return run_child(path_, [&](const std::string& out, const std::string& err) {
    answer(command, path_, out, err);
  });
}

Ran Folder::run_other(const std::vector<std::string>& command,
                      const std::function<void()>& before) const {
  return run_child(path_, [&](const std::string& out, const std::string& err) {
    if (before) before();
    become(command, path_, out, err);
  });
}

pid_t Folder::begin(const std::vector<std::string>& words) const {
  const auto process = ::fork();
  if (process == 0) become(with_program(words), path_, "", "");
  return process;
}

void Folder::make_reconciled_book(const std::vector<std::string>& scenarios) const {
  const auto must = [&](const std::vector<std::string>& words) {
    const auto ran = run(words);
    if (ran.exit != 0) throw std::runtime_error{words.front() + " failed: " + ran.err};
  };
  must({"init", "--commissioner", "NHS Trentshire ICB"});
  for (const auto& name : scenarios) {
    copy_scenario(name);
    must({"load", name + "/person.toml"});
    must({"import", "--manifest", name + "/manifest.csv"});
  }
  must({"reconcile", "--as-of", "2026-03-31"});
}

int wait_for(pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace support
