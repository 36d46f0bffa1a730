#include "tests/app/support_program.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
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

[[noreturn]] void become(const std::vector<std::string>& command, const std::string& folder,
                         const std::string& out, const std::string& err) {
  const int null = ::open("/dev/null", O_RDWR);
  const auto opened = [&](const std::string& path) {
    return path.empty() ? null : ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  };
  ::dup2(null, STDIN_FILENO);
  ::dup2(opened(out), STDOUT_FILENO);
  ::dup2(opened(err), STDERR_FILENO);
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  if (::chdir(folder.c_str()) == 0) ::execvp(words.front(), words.data());
  ::_exit(127);
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
  return run_other(with_program(words));
}

Ran Folder::run_other(const std::vector<std::string>& command,
                      const std::function<void()>& before) const {
  const auto out = path_ + "-out";
  const auto err = path_ + "-err";
  const auto process = ::fork();
  if (process == 0) {
    if (before) before();
    become(command, path_, out, err);
  }
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
