// A web page with a table, which some banks call an Excel file (Santander's .xls).
//
// Grammar   HTML as it is met: end tags may be missing, entities may be unknown, case does not
//           matter. A row is a line of the table of text: the line it stands on, or, where several
//           rows share one, the next.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_html_table(std::string_view text);
void read_html_table(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
