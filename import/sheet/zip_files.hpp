// A zip archive of statements, as banks send the days of a month: each file in it is read as if it
// had come by itself, and all of them together are one file. One that is refused refuses the whole.
//
// Bounds    archives in archives, encrypted entries, more than a few thousand of them and more
//           bytes than the memory rule allows are refused before anything is unpacked.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_zip(std::string_view bytes);
void read_zip(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
