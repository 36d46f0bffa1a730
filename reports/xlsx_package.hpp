// The zip archive that a workbook is, made in memory.
//
// The same parts give the same bytes: nothing in it says when or where it was made. Personal
// details are in it, so that no temporary file is used on the way.
#pragma once

#include <string>
#include <vector>

namespace reports {

struct PackagePart {
  std::string name;  ///< "xl/workbook.xml"
  std::string content;
};

/// An archive of the parts, in their order.
std::string package_of(const std::vector<PackagePart>& parts);

}  // namespace reports
