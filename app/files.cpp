#include "app/files.hpp"

#include "ledger/store/book.hpp"

#include <cerrno>
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
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number() < 0) return unreadable(path, std::strerror(errno));
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0) return unreadable(path, std::strerror(errno));
  if (S_ISDIR(facts.st_mode)) return unreadable(path, "a folder");
  const auto size = S_ISREG(facts.st_mode) ? static_cast<std::size_t>(facts.st_size) : 0;
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

std::string read_beginning(const std::string& path, std::size_t bytes) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  std::string beginning(bytes, '\0');
  const auto got = file.number() < 0 ? 0 : ::read(file.number(), beginning.data(), bytes);
  beginning.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return beginning;
}

void write_private_file(const std::string& path, std::string_view bytes) {
  auto temporary = path + ".XXXXXX";
  Descriptor file{::mkostemp(temporary.data(), O_CLOEXEC)};  // makes it 0600
  if (file.number() < 0) fail(path, errno);
  const bool written = write_all(file.number(), bytes) && ::fsync(file.number()) == 0 &&
                       file.close() && ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!written) {
    const int cause = errno;
    ::unlink(temporary.c_str());
    fail(path, cause);
  }
  sync_folder(path);
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
