// A new file written part by part, readable by its owner alone (0600), that has its name only when
// it is whole: what may be larger than memory.
#pragma once

#include "ledger/digest.hpp"
#include "ledger/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace app {

class PartFile {
 public:
  /// Throws store::Failure when nothing can be written beside the name.
  explicit PartFile(std::string path);
  /// Removes what was not finished.
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  void add(std::string_view part);
  /// Puts what was added onto the disk, so that nothing but the name is left to fail. Nothing more
  /// is added after it.
  void settle();
  /// Gives the file its name; refused (file_exists) when it is taken.
  [[nodiscard]] std::optional<ledger::Error> finish();
  /// Gives the file its name in place of what has it.
  void replace();
  /// Of all that was added, in hexadecimal; asked once.
  std::string sha256() { return ledger::text(hash_.take()); }

 private:
  [[noreturn]] void fail(int cause) const;
  std::string path_;
  std::string temporary_;
  int descriptor_;
  ledger::Sha256 hash_;
};

}  // namespace app
