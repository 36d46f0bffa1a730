// Files as the tests of this room read them.
#pragma once

#include "import/source.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace support {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Rows of a tab-separated table, by the names in its first line.
inline std::vector<std::map<std::string, std::string>> table(const std::filesystem::path& path) {
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<std::string> names;
  std::istringstream lines{bytes_of(path)};
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream parts{line};
    for (std::string cell; std::getline(parts, cell, '\t');) cells.push_back(cell);
    if (names.empty()) {
      names = cells;
      continue;
    }
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = i < cells.size() ? cells[i] : "";
  }
  return rows;
}

/// Every file below a folder, by name.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Booked lines and their sum.
struct Booked {
  int lines = 0;
  int pending = 0;
  ledger::Money sum;
};
inline Booked booked(const ledger::Statement& statement) {
  Booked out;
  for (const auto& line : statement.lines) {
    (line.pending ? out.pending : out.lines) += 1;
    if (!line.pending) out.sum += line.amount;
  }
  return out;
}

}  // namespace support
