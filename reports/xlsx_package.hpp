// The zip archive that a workbook is, made in memory.
//
// The same parts give the same bytes: nothing in it says when or where it was made. Personal
// details are in it, so that no temporary file is used on the way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

struct PackagePart {
  std::string name;  ///< "xl/workbook.xml"
  std::string content;
};

/// An archive of the parts, in their order.
std::string package_of(const std::vector<PackagePart>& parts);

/// Where the JSON that a workbook carries stands in it.
inline constexpr std::string_view json_part_name = "customXml/item1.xml";

/// The content of a part; nothing when the bytes are no archive, have no such part, or it is larger
/// than 256 MB.
std::optional<std::string> part_of(const std::string& package, const std::string& name);

}  // namespace reports
