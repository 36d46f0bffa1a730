#include "app/files.hpp"

#include "ledger/digest.hpp"
#include "ledger/ensure.hpp"
#include "ledger/store/book.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace app {
namespace {

using ledger::Error;
using ledger::Rule;

/// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

Error unreadable(const std::string& path, std::string why) {
  return Error{Rule::file_unreadable, {path, 0, 0}, std::move(why), ""};
}

/// The kinds of things that are no ordinary file, in words.
std::string kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

/// Opens for reading; never waits for a pipe's other end.
int open_to_read(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

/// Renames unless the new name is taken. Where the file system cannot say so in one step, a second
/// name does the same.
bool rename_to_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  return ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

Error too_large(const std::string& path, std::size_t largest) {
  return Error{Rule::file_too_large,
               {path, 0, 0},
               "more than " + std::to_string(largest >> 20U) + " MiB",
               ""};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

[[noreturn]] void fail(const std::string& path, int cause) {
  throw store::Failure{path + ": cannot be written: " + std::strerror(cause)};
}

void sync_folder(const std::string& path) {
  const auto folder = std::filesystem::path{path}.parent_path();
  const Descriptor opened{
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (opened.number() >= 0) ::fsync(opened.number());
}

}  // namespace

ledger::Result<std::string> read_file(const std::string& path, std::size_t largest) {
  const Descriptor file{open_to_read(path)};
  if (file.number() < 0) return unreadable(path, std::strerror(errno));
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0) return unreadable(path, std::strerror(errno));
  if (!S_ISREG(facts.st_mode)) return unreadable(path, kind_of(facts.st_mode));
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size > largest) return too_large(path, largest);
  std::string bytes;
  bytes.reserve(size + 1);
  char block[1U << 16U];
  while (true) {
    const auto got = ::read(file.number(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path, std::strerror(errno));
    if (got == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(got));
    if (bytes.size() > largest) return too_large(path, largest);
  }
}

ledger::Result<std::string> file_sha256(const std::string& path) {
  const Descriptor file{open_to_read(path)};
  if (file.number() < 0) return unreadable(path, std::strerror(errno));
  ledger::Sha256 digest;
  char block[1U << 16U];
  while (true) {
    const auto got = ::read(file.number(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path, std::strerror(errno));
    if (got == 0) return ledger::text(digest.take());
    digest.add({block, static_cast<std::size_t>(got)});
  }
}

std::string read_beginning(const std::string& path, std::size_t bytes) {
  const Descriptor file{open_to_read(path)};
  std::string beginning(bytes, '\0');
  struct stat facts {};
  const bool ordinary =
      file.number() >= 0 && ::fstat(file.number(), &facts) == 0 && S_ISREG(facts.st_mode);
  const auto got = ordinary ? ::read(file.number(), beginning.data(), bytes) : 0;
  beginning.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return beginning;
}

std::optional<Error> taken(const std::string& path) {
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) != 0) return std::nullopt;
  return Error{Rule::file_exists, {path, 0, 0}, "", ""};
}

namespace {

/// Writes beside the name, then gives the file its name by `rename`.
std::optional<Error> write_then(bool (*rename)(const std::string&, const std::string&),
                                const std::string& path, std::string_view bytes) {
  auto temporary = path + ".XXXXXX";
  Descriptor file{::mkostemp(temporary.data(), O_CLOEXEC)};  // makes it 0600
  if (file.number() < 0) fail(path, errno);
  const bool written = write_all(file.number(), bytes) && ::fsync(file.number()) == 0 &&
                       file.close() && rename(temporary, path);
  if (!written) {
    const int cause = errno;
    ::unlink(temporary.c_str());
    if (cause == EEXIST) return Error{Rule::file_exists, {path, 0, 0}, "", ""};
    fail(path, cause);
  }
  sync_folder(path);
  return std::nullopt;
}

bool rename_over(const std::string& from, const std::string& to) {
  return ::rename(from.c_str(), to.c_str()) == 0;
}

constexpr std::size_t telling_bytes = 24;  // of a page: what kind it is

}  // namespace

std::optional<Error> write_new_file(const std::string& path, std::string_view bytes) {
  if (auto refused = taken(path)) return refused;
  return write_then(rename_to_new, path, bytes);
}

namespace {

/// Beside itself, or, as a PDF is, inside.
bool is_signed(const std::string& path, std::string_view bytes) {
  if (exists(path + ".p7s")) return true;
  if (!bytes.starts_with("%PDF-")) return false;
  const auto whole = read_file(path);
  return !whole || whole.value().find("/ByteRange") != std::string::npos;
}

}  // namespace

std::optional<Error> page_refused(const std::string& path, std::string_view bytes) {
  const bool same_kind = read_beginning(path, telling_bytes) == bytes.substr(0, telling_bytes);
  if (same_kind && !is_signed(path, bytes)) return std::nullopt;
  return taken(path);
}

std::optional<Error> write_page(const std::string& path, std::string_view bytes) {
  if (!taken(path)) return write_then(rename_to_new, path, bytes);
  if (auto refused = page_refused(path, bytes)) return refused;
  return write_then(rename_over, path, bytes);
}

void replace_file(const std::string& path, std::string_view bytes) {
  std::error_code unknown;
  const auto target = std::filesystem::canonical(path, unknown);
  const auto refused = write_then(rename_over, unknown ? path : target.string(), bytes);
  ledger::ensure(!refused, "a rename over a file finds no name taken");
}

bool exists(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0;
}

std::string beside(const std::string& file, const std::string& relative) {
  const std::filesystem::path asked{relative};
  if (asked.is_absolute()) return relative;
  return (std::filesystem::path{file}.parent_path() / asked).string();
}

}  // namespace app
