// Harriet's book (fixtures/review): loaded, imported and reconciled in a folder of its own.
#pragma once

#include "tests/app/support_program.hpp"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace support {

inline const std::string harriets_day = "2025-06-12";

class Harriet {
 public:
  Harriet();
  const Folder& folder() const { return folder_; }
  /// With --as-of and --by.
  Ran run(std::vector<std::string> words) const;
  /// What a command that ends well says.
  std::string said(std::vector<std::string> words) const;
  nlohmann::json json(std::vector<std::string> words) const;
  /// The id of the line, or of the finding of that code, that waits for so much.
  std::string waiting(const std::string& amount, const std::string& code = "") const;
  /// Every fact that decisions could change.
  std::string standing() const;

 private:
  Folder folder_;
};

/// Compares a page with fixtures/review/expected; DPLEDGER_APPROVE=1 writes it there.
void compare_with_approved_review(const std::string& page, const std::string& said);

}  // namespace support
