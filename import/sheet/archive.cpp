#include "import/sheet/archive.hpp"

#include <algorithm>

#include <zip.h>

namespace imports {
namespace {

constexpr std::string_view first_entry = "PK\x03\x04";
constexpr std::string_view no_entry = "PK\x05\x06";

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

bool looks_like_archive(std::string_view bytes) {
  return bytes.starts_with(first_entry) || bytes.starts_with(no_entry);
}

std::uint64_t most_unpacked(std::size_t archive_size, std::uint64_t each) {
  constexpr std::uint64_t plain = std::uint64_t{56} << 20U;
  constexpr std::uint64_t times = 18;
  return (plain + times * archive_size) / each;
}

Archive::Archive(std::string_view bytes) {
  if (!looks_like_archive(bytes)) return;
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return;
  zip_ = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (zip_ == nullptr) {
    zip_source_free(source);
  } else {
    list();
  }
}

Archive::~Archive() {
  if (zip_ != nullptr) zip_discard(zip_);
}

void Archive::list() {
  const auto count =
      static_cast<std::size_t>(std::max<zip_int64_t>(zip_get_num_entries(zip_, 0), 0));
  too_many_ = count > most_entries;
  if (too_many_) return;
  for (std::size_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    auto& entry = entries_.emplace_back();
    const bool known = zip_stat_index(zip_, i, 0, &stat) == 0;
    if (known && (stat.valid & ZIP_STAT_NAME) != 0) entry.name = stat.name;
    if (known && (stat.valid & ZIP_STAT_SIZE) != 0) entry.size = stat.size;
    entry.encrypted = known && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                      stat.encryption_method != ZIP_EM_NONE;
    entry.packed_otherwise = known && (stat.valid & ZIP_STAT_COMP_METHOD) != 0 &&
                             stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE;
  }
}

std::optional<std::size_t> Archive::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &ArchiveEntry::name);
  if (found == entries_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - entries_.begin());
}

std::optional<std::string> Archive::read(std::size_t entry, std::uint64_t most) const {
  const auto& stated = entries_[entry];
  if (stated.size > most || stated.encrypted || stated.packed_otherwise) return std::nullopt;
  const std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen_index(zip_, entry, 0)};
  if (file == nullptr) return std::nullopt;
  std::string out(static_cast<std::size_t>(stated.size), '\0');
  std::size_t have = 0;
  while (have < out.size()) {
    const auto got = zip_fread(file.get(), out.data() + have, out.size() - have);
    if (got <= 0) return std::nullopt;
    have += static_cast<std::size_t>(got);
  }
  char more = 0;  // reading on to the end is what proves the checksum
  if (zip_fread(file.get(), &more, 1) != 0) return std::nullopt;
  return out;
}

}  // namespace imports
