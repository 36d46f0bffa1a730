#include "ledger/store/book_file.hpp"

#include "ledger/store/schema.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace store {

using ledger::Error;
using ledger::Rule;

namespace {

[[noreturn]] void fail(const std::string& path, int code) {
  throw Failure{path + ": this file cannot be made: " + std::generic_category().message(code) +
                ": see that the folder is there, may be written and has room"};
}

/// A file of its own beside the one that is to be, gone again when it is not taken over.
class FreshFile {
 public:
  explicit FreshFile(const std::string& path) : path_{path + ".new-" + std::to_string(::getpid())} {
    const int file = ::open(path_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) fail(path_, errno);
    ::close(file);
  }
  ~FreshFile() {
    ::unlink(path_.c_str());
    ::unlink((path_ + "-wal").c_str());
    ::unlink((path_ + "-shm").c_str());
    ::unlink((path_ + "-journal").c_str());
  }
  FreshFile(const FreshFile&) = delete;
  FreshFile& operator=(const FreshFile&) = delete;

  const std::string& path() const { return path_; }
  /// False when the name is taken.
  bool take_name(const std::string& path) const {
    if (::link(path_.c_str(), path.c_str()) == 0) return true;
    if (errno == EEXIST) return false;
    fail(path, errno);
  }

 private:
  std::string path_;
};

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path{path}.parent_path().string();
  return folder.empty() ? "." : folder;
}

/// A name lasts once its folder is on the disk.
void settle_folder(const std::string& path) {
  const int handle = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

Error taken(const std::string& path) {
  return {Rule::book_exists, {path, 0, 0}, path, {}};
}

}  // namespace

ledger::Result<BookInfo> make_file(const std::string& path,
                                   const std::function<BookInfo(const std::string&)>& fill) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return taken(path);
  const FreshFile fresh{path};
  BookInfo info = fill(fresh.path());
  if (!fresh.take_name(path)) return taken(path);
  settle_folder(path);
  return info;
}

std::optional<Error> refuse_missing(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISREG(status.st_mode)) return std::nullopt;
    return Error{Rule::book_not_ours, {path, 0, 0}, path, {}};
  }
  if (errno == ENOENT || errno == ENOTDIR) return Error{Rule::book_missing, {path, 0, 0}, path, {}};
  throw Failure{path + ": the book cannot be reached: " + std::generic_category().message(errno)};
}

namespace {

/// Whether commits stand in the log of the book and not yet in its file.
bool has_log(const std::string& path) {
  struct stat status {};
  return ::stat((path + "-wal").c_str(), &status) == 0 && status.st_size > 0;
}

bool may_write(const std::string& path) {
  return ::access(path.c_str(), W_OK) == 0;
}

/// In a folder that cannot be written there is no room for the log's index; without a log the file
/// alone is the whole book.
bool stands_alone(const std::string& path) {
  if (may_write(folder_of(path))) return false;
  if (!has_log(path)) return true;
  if (::access((path + "-shm").c_str(), R_OK) == 0) return false;
  throw Failure{path + ": the newest of the book stands in its log, " + path +
                "-wal, which cannot be read from a folder that may not be written: copy both files "
                "elsewhere, or have a copy made with `dpledger backup`"};
}

/// Said before anything is done, for SQLite opens such a file and fails at the first change.
void ensure_writable(const std::string& path) {
  if (may_write(path) && may_write(folder_of(path))) return;
  throw Failure{path +
                ": this book may only be read here (its file or its folder cannot be written): "
                "nothing was changed"};
}

}  // namespace

void fold_log(const std::string& path) {
  if (!has_log(path) || !may_write(path) || !may_write(folder_of(path))) return;
  try {
    // A reader's connection cannot do it; SQLite does it when the last that may write is closed.
    Connection{path, Connection::Mode::write}.ask("SELECT one FROM book");
  } catch (const std::exception&) {
    // The log stays, and with it the book is as whole as before.
  }
}

std::shared_ptr<Connection> connect(const std::string& path, Access access) {
  const bool writing = access == Access::read_write;
  if (writing) ensure_writable(path);
  const bool alone = !writing && stands_alone(path);
  const auto mode = writing ? Connection::Mode::write : Connection::Mode::read;
  auto connection = std::make_shared<Connection>(path, mode, alone);
  set_pragmas(*connection, access);
  return connection;
}

}  // namespace store
