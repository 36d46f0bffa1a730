// The full example of a person file, changed in one place, and what reading it says.
#pragma once

#include "import/source.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include <catch2/catch.hpp>

namespace support {

namespace fs = std::filesystem;

inline std::string content(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  REQUIRE(in.is_open());
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

inline const fs::path fixtures{DPLEDGER_FIXTURES};

inline std::string full() {
  return content(fixtures / "person" / "full.toml");
}

inline ledger::Money pounds(std::int64_t whole, std::int64_t pence = 0) {
  return ledger::Money::of_pence(whole * 100 + pence);
}

inline ledger::Date day(int year, int month, int day_of_month) {
  return *ledger::Date::of(year, month, day_of_month);
}

/// The full example with its one `from` replaced.
inline std::string changed(const std::string& from, const std::string& to) {
  auto text = full();
  const auto at = text.find(from);
  INFO("looking for " << from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

inline ledger::Errors refusals(const std::string& toml) {
  const auto read = imports::read_person_file(toml, "p.toml");
  if (read) return {};
  return read.errors();
}

inline std::string shown(const ledger::Errors& errors) {
  std::string all;
  for (const auto& error : errors) all += text(error) + "\n";
  return all;
}

inline ledger::PersonVersion accepted(const std::string& toml) {
  auto read = imports::read_person_file(toml, "p.toml");
  if (!read) FAIL(shown(read.errors()));
  return std::move(read).value();
}

}  // namespace support
