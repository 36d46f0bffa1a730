// What the tests of trace and sample ask of a book that one person's year is reconciled in.
#pragma once

#include "tests/app/support_program.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace support {

inline const std::string day = "2026-03-31";
inline const std::vector<std::string> year{"--from", "2025-04-01", "--to", "2026-03-31"};

inline const Folder& stephens() {
  static const Folder folder;
  static const bool made = [] {
    folder.make_reconciled_book({"stephen"});
    return true;
  }();
  REQUIRE(made);
  return folder;
}

inline nlohmann::json answer(const Folder& folder, std::vector<std::string> words,
                             const std::vector<std::string>& more = {}) {
  words.insert(words.end(), more.begin(), more.end());
  words.insert(words.end(), {"--json", "--as-of", day});
  const auto ran = folder.run(words);
  INFO(words.front() << " " << ran.err);
  REQUIRE(ran.exit == 0);
  return nlohmann::json::parse(ran.out);
}

inline long long pence(const std::string& amount) {
  auto digits = amount;
  std::erase(digits, '.');
  return std::stoll(digits);
}

}  // namespace support
