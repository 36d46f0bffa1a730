#include "app/part_file.hpp"

#include "ledger/store/book.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace app {

PartFile::PartFile(std::string path)
    : path_{std::move(path)},
      temporary_{path_ + ".XXXXXX"},
      descriptor_{::mkostemp(temporary_.data(), O_CLOEXEC)} {  // makes it 0600
  if (descriptor_ < 0) fail(errno);
}

PartFile::~PartFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void PartFile::fail(int cause) const {
  throw store::Failure{path_ + ": cannot be written: " + std::strerror(cause)};
}

void PartFile::add(std::string_view part) {
  hash_.add(part);
  while (!part.empty()) {
    const auto written = ::write(descriptor_, part.data(), part.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    part.remove_prefix(static_cast<std::size_t>(written));
  }
}

void PartFile::settle() {
  if (descriptor_ < 0) return;
  if (::fsync(descriptor_) != 0 || ::close(std::exchange(descriptor_, -1)) != 0) fail(errno);
}

void PartFile::replace() {
  settle();
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

std::optional<ledger::Error> PartFile::finish() {
  settle();
  // A second name, for it replaces nothing on any file system.
  if (::link(temporary_.c_str(), path_.c_str()) != 0) {
    if (errno == EEXIST) return ledger::Error{ledger::Rule::file_exists, {path_, 0, 0}, "", ""};
    if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0) {
      fail(errno);
    }
    temporary_.clear();
  }
  return std::nullopt;
}

}  // namespace app
