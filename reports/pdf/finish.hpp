// Completes what cairo has drawn: language, words for pictures, heads of columns, what is ornament,
// the attached document, titles and days. The same input gives the same bytes.
#pragma once

#include "reports/pdf/paint.hpp"
#include "reports/pdf/pdf.hpp"

#include <string>

namespace reports::pdf {

std::string finish(const Painted& painted, const PdfAbout& about, const std::string& json);

/// A content stream in which what was tagged as `ornament` is marked as an artifact.
std::string with_artifacts(const std::string& content);

}  // namespace reports::pdf
