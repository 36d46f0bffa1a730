// A workbook unpacked and read back, with libzip and pugixml and nothing of ours.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace support {

struct ReadCell {
  std::string text;  ///< what is stored: a number's digits, or the text as Excel would show it
  bool is_number = false;
  int style = 0;
};

struct ReadSheet {
  std::string name;
  std::string xml;
  std::map<std::string, ReadCell> cells;  ///< by "B2"; those that hold something
  std::string text(const std::string& place) const;
};

struct ReadWorkbook {
  std::map<std::string, std::string> parts;  ///< by their names
  std::vector<ReadSheet> sheets;
  const ReadSheet& sheet(const std::string& name) const;
  std::vector<std::string> names() const;
};

ReadWorkbook read_workbook(const std::string& bytes);

}  // namespace support
