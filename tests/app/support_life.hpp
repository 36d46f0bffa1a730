// A person's files of fixtures/lives/NAME, or another folder of the fixtures, as a book, and the
// pages a caseworker approved.
#pragma once

#include "tests/app/support_program.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace support {

/// What a file holds.
std::string content_of(const std::filesystem::path& file);

/// The files of a life in a folder of their own, loaded, imported and reconciled as of a day.
class Life {
 public:
  /// `people`: the person files, in the order in which they are loaded. `kind`: the folder of the
  /// fixtures in which NAME is.
  Life(const std::string& name, const std::vector<std::string>& people, std::string as_of,
       std::string kind = "lives");

  const Folder& folder() const { return folder_; }
  /// What the program says, as text or as a JSON document; on the life's day or another.
  std::string page(std::vector<std::string> words, const std::string& as_of = {}) const;
  nlohmann::json document(std::vector<std::string> words, const std::string& as_of = {}) const;
  /// The page is the approved one, NAME of `expected` (DPLEDGER_APPROVE=1 rewrites it).
  void check_page(const std::string& name, const std::vector<std::string>& words,
                  const std::string& as_of = {}) const;
  /// Codes of the open findings as of a day.
  std::vector<std::string> raised(const std::string& as_of = {}) const;

 private:
  std::filesystem::path home() const;

  std::string name_, as_of_, kind_;
  Folder folder_;
};

}  // namespace support
