// Draws what stands on each sheet, with the tags that say what it is.
#pragma once

#include "reports/pdf/sheets.hpp"

#include <string>
#include <vector>

namespace reports::pdf {

struct Figure {
  std::string alternative;  ///< the same in words
  double left, top, right, bottom;
};

struct Painted {
  std::string bytes;            ///< a PDF that finish() completes
  std::vector<Figure> figures;  ///< in the order of the document
};

struct Running {
  std::string title;
  std::string foot;
  bool draft = false;
};

Painted paint(const std::vector<SheetOf>& sheets, const Running& running, Letters& letters);

}  // namespace reports::pdf
