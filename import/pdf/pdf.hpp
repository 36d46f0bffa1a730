// Statements as PDF, with text in them: recognised, read from their words, and proved.
//
// Source    no bank publishes a layout; what is common to them is a heading over columns, a balance
//           at both ends and, mostly, running balances. What does not prove itself is refused.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_pdf(std::string_view bytes);
void read_pdf(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
