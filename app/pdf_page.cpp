#include "app/pdf_page.hpp"

#include "ledger/store/book.hpp"

namespace app {

void need_fonts() {
  const auto missing = reports::missing_fonts();
  if (missing.empty()) return;
  throw store::Failure{missing.front() +
                       ": this font is needed for a PDF and cannot be read; install the packages "
                       "fonts-liberation and fonts-dejavu-core"};
}

}  // namespace app
