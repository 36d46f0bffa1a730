// An answer as a PDF, where the fonts are there.
#pragma once

#include "reports/pdf/pdf.hpp"

#include <string>

namespace app {

/// Throws store::Failure, with what to install, when a font is missing.
void need_fonts();

}  // namespace app
