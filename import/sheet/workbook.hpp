// Workbooks (.xlsx, .xlsm): the first visible sheet with more than one row, as a table of text.
// Another visible sheet with rows under the same heading refuses the workbook: they would be lost.
//
// Grammar   ECMA-376: a zip archive whose relations name the workbook, its sheets, the texts that
//           they share and the styles by which a number is known to be a day. A row of the sheet is
//           a line of the table; days become "2025-04-30".
// Bounds    the parts are walked, never built; what is unpacked and written is bounded before.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_workbook(std::string_view bytes);
void read_workbook(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
