#include "reports/xlsx_package.hpp"

#include "ledger/ensure.hpp"

#include <zip.h>

namespace reports {
namespace {

constexpr zip_uint64_t largest_part = zip_uint64_t{256} << 20U;
/// 1 January 1980, the first day that an archive can name, for every part.
constexpr zip_uint16_t first_day = (1U << 5U) | 1U;

void add(zip_t* archive, const PackagePart& part) {
  auto* const source = zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
  ledger::ensure(source != nullptr, "there is room for a part of a workbook");
  const auto index = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  ledger::ensure(index >= 0, "a part of a workbook has a name of its own");
  const auto place = static_cast<zip_uint64_t>(index);
  zip_set_file_compression(archive, place, ZIP_CM_DEFLATE, 6);
  zip_file_set_dostime(archive, place, 0, first_day, 0);
}

std::string bytes_of(zip_source_t* buffer) {
  std::string bytes;
  zip_source_open(buffer);
  zip_source_seek(buffer, 0, SEEK_END);
  bytes.resize(static_cast<std::size_t>(zip_source_tell(buffer)));
  zip_source_seek(buffer, 0, SEEK_SET);
  const auto read = zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  ledger::ensure(read == static_cast<zip_int64_t>(bytes.size()), "what was packed can be read");
  return bytes;
}

std::optional<std::string> read_part(zip_t* archive, const std::string& name) {
  zip_stat_t facts{};
  if (zip_stat(archive, name.c_str(), 0, &facts) != 0) return std::nullopt;
  if ((facts.valid & ZIP_STAT_SIZE) == 0 || facts.size > largest_part) return std::nullopt;
  auto* const file = zip_fopen(archive, name.c_str(), 0);
  if (file == nullptr) return std::nullopt;
  std::string content(facts.size, '\0');
  const auto read = zip_fread(file, content.data(), facts.size);
  zip_fclose(file);
  if (read < 0 || static_cast<zip_uint64_t>(read) != facts.size) return std::nullopt;
  return content;
}

}  // namespace

std::string package_of(const std::vector<PackagePart>& parts) {
  auto* const buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  ledger::ensure(buffer != nullptr, "there is room for a workbook");
  zip_source_keep(buffer);
  auto* const archive = zip_open_from_source(buffer, ZIP_TRUNCATE, nullptr);
  ledger::ensure(archive != nullptr, "an empty archive can be made");
  for (const auto& part : parts) add(archive, part);
  const bool packed = zip_close(archive) == 0;
  if (!packed) zip_discard(archive);
  ledger::ensure(packed, "the parts of a workbook can be packed");
  auto bytes = bytes_of(buffer);
  zip_source_free(buffer);
  return bytes;
}

std::optional<std::string> part_of(const std::string& package, const std::string& name) {
  if (!package.starts_with("PK")) return std::nullopt;
  auto* const buffer = zip_source_buffer_create(package.data(), package.size(), 0, nullptr);
  if (buffer == nullptr) return std::nullopt;
  auto* const archive = zip_open_from_source(buffer, ZIP_RDONLY, nullptr);
  if (archive == nullptr) {
    zip_source_free(buffer);
    return std::nullopt;
  }
  auto content = read_part(archive, name);
  zip_discard(archive);
  return content;
}

}  // namespace reports
