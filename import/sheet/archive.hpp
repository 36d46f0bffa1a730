// A zip archive in memory: its entries, told before one of them is unpacked.
//
// Bounds    only what is stored plainly or deflated, and not encrypted, is unpacked; an entry's
//           size is what the archive states, and one that holds more or less is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace imports {

struct ArchiveEntry {
  std::string name;  ///< as it stands there; never a path on a disk
  std::uint64_t size = 0;
  bool encrypted = false;
  bool packed_otherwise = false;  ///< by a method that is not read here
  bool is_folder() const { return name.ends_with('/'); }
};

class Archive {
 public:
  static constexpr std::size_t most_entries = 2000;

  /// `bytes` outlive it. Without entries where they are no archive, or it is damaged.
  explicit Archive(std::string_view bytes);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  bool is_open() const { return zip_ != nullptr; }
  bool has_too_many() const { return too_many_; }
  const std::vector<ArchiveEntry>& entries() const { return entries_; }
  /// Its place among the entries; nothing when there is none of this name.
  std::optional<std::size_t> find(std::string_view name) const;
  /// Unpacked; nothing where it is damaged, larger than it states, or more than `most`.
  std::optional<std::string> read(std::size_t entry, std::uint64_t most) const;

 private:
  void list();

  zip* zip_ = nullptr;
  bool too_many_ = false;
  std::vector<ArchiveEntry> entries_;
};

/// The beginning of every archive.
bool looks_like_archive(std::string_view bytes);

/// How many bytes may be unpacked from an archive of this size, so that reading it takes no more
/// than 64 MB and 20 times its size: `each` is what reading takes of a byte that was unpacked.
std::uint64_t most_unpacked(std::size_t archive_size, std::uint64_t each);

}  // namespace imports
