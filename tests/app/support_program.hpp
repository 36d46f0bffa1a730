// Runs the program as a stranger would: as a process, in a folder of its own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace support {

struct Ran {
  int exit = -1;   ///< -1: it was ended by a signal
  int signal = 0;  ///< which one
  std::string out;
  std::string err;
};

/// A new folder, removed with all it holds at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  void write(const std::string& name, const std::string& content) const;
  std::string read(const std::string& name) const;
  /// Copies fixtures/scenarios/NAME here, under that name.
  void copy_scenario(const std::string& name) const;

  /// The program with these words, in this folder.
  Ran run(const std::vector<std::string>& words) const;
  /// Any program; `before` runs in the child before it begins.
  Ran run_other(const std::vector<std::string>& command,
                const std::function<void()>& before = {}) const;
  /// Begins the program and comes back at once; its output is thrown away.
  pid_t begin(const std::vector<std::string>& words) const;

  /// A book with the people and files of the scenarios named, reconciled.
  void make_reconciled_book(const std::vector<std::string>& scenarios) const;

 private:
  std::string path_;
};

/// Waits for a process; its exit code, or -1 when a signal ended it.
int wait_for(pid_t process);

}  // namespace support
