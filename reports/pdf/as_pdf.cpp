#include "reports/pdf/finish.hpp"
#include "reports/pdf/letters.hpp"
#include "reports/pdf/paint.hpp"
#include "reports/pdf/pdf.hpp"
#include "reports/pdf/sheets.hpp"

namespace reports {

std::string as_pdf(const Answer& answer, const PdfAbout& about) {
  thread_local pdf::Letters letters;  // reading the fonts is a third of the time of a short page
  pdf::Laid laid;
  pdf::cut_into_pieces(answer, about, letters, laid);
  const pdf::Painted painted =
      pdf::paint(pdf::on_sheets(laid), {about.title, about.running, answer.draft}, letters);
  return pdf::finish(painted, about, answer.json);
}

}  // namespace reports
