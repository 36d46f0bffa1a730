// Invented files of every text format that is read, as large as one likes, with what they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bench {

struct MadeFile {
  std::string bytes;
  std::int64_t lines = 0;  ///< statement lines or payslips
  std::int64_t sum = 0;    ///< of their amounts, or of gross pay, in pence
};

struct FileKind {
  std::string_view name;                ///< "ofx1"; also the file's
  std::string_view what;                ///< for people
  std::string_view ends;                ///< ".ofx"
  std::string_view profile;             ///< TOML, where a saved profile reads it
  MadeFile (*make)(std::size_t bytes);  ///< of about that size
};
std::span<const FileKind> file_kinds();

/// Groups of makers, each in its own source file.
MadeFile ofx1_file(std::size_t bytes);
MadeFile ofx2_file(std::size_t bytes);
MadeFile qif_file(std::size_t bytes);
MadeFile mt940_file(std::size_t bytes);
MadeFile bai2_file(std::size_t bytes);
MadeFile camt_file(std::size_t bytes);
MadeFile lloyds_file(std::size_t bytes);
MadeFile lloyds_shuffled_file(std::size_t bytes);
MadeFile barclays_file(std::size_t bytes);
MadeFile starling_file(std::size_t bytes);
MadeFile nationwide_file(std::size_t bytes);
MadeFile santander_file(std::size_t bytes);
MadeFile card_file(std::size_t bytes);
MadeFile own_payroll_file(std::size_t bytes);
MadeFile bureau_file(std::size_t bytes);
MadeFile fps_file(std::size_t bytes);
MadeFile bacs_file(std::size_t bytes);

extern const std::string_view card_profile;
extern const std::string_view bureau_profile;

}  // namespace bench
