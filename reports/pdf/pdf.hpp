// An answer as a PDF that an auditor signs: A4 pages, tagged for screen readers, fonts embedded,
// the JSON of the answer attached.
//
// The same answer and the same words about it give the same bytes, whatever the time zone, the
// language of the surroundings and the folder, as long as the fonts are the same files. The fonts
// are read from where Debian puts them (packages fonts-liberation and fonts-dejavu-core); nothing
// else is read. Units are points of 1/72 inch.
#pragma once

#include "ledger/date.hpp"
#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

struct PdfAbout {
  std::string title;       ///< "Statement of account"
  std::string running;     ///< at the foot of every page: whose it is, and of which days
  std::string author;      ///< who gives it out; may be empty
  std::string attachment;  ///< the name under which answer.json is attached; empty: it is not
  std::string language = "en-GB";  ///< as in BCP 47
  ledger::Date created;            ///< what the file says it was made on
  bool letter = false;             ///< set in large type, as for somebody's letterbox
};

/// Files that as_pdf reads and that are not there; it may only be called when there are none.
std::vector<std::string> missing_fonts();

/// The bytes of the PDF. What a font has no letter for stands as its number in square brackets, and
/// the page says so. May be called by several threads at once.
std::string as_pdf(const Answer& answer, const PdfAbout& about);

}  // namespace reports
