// statement: the page that an auditor signs.
#include "app/command.hpp"
#include "app/judged_by.hpp"
#include "app/pdf_page.hpp"
#include "app/statement_books.hpp"
#include "app/terminal.hpp"
#include "app/workbook.hpp"
#include "reports/answers.hpp"
#include "reports/statement.hpp"

#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Rule;

/// What --format says, else --json or --csv, else text.
std::string format_of(const Arguments& arguments) {
  if (!arguments.format.empty()) return arguments.format;
  switch (arguments.shape) {
    case Shape::json:
      return "json";
    case Shape::csv:
      return "csv";
    case Shape::people:
      break;
  }
  return "text";
}

std::string pdf_of(const reports::Answer& answer, const Arguments& arguments) {
  const auto days = ledger::pretty(*arguments.from) + " to " + ledger::pretty(*arguments.to);
  return reports::as_pdf(answer, {"Statement of account", arguments.words.front() + ", " + days, "",
                                  "statement.json", "en-GB", arguments.today()});
}

std::string rendered(const reports::Answer& answer, const std::string& format,
                     const Arguments& arguments) {
  if (format == "json") return answer.json + "\n";
  if (format == "csv") return reports::as_csv(answer);
  if (format == "html") return reports::as_html(answer, "Statement of account");
  if (format == "xlsx") return reports::as_xlsx(answer);
  if (format == "pdf") return pdf_of(answer, arguments);
  return reports::as_text(answer,
                          arguments.out.empty() ? look_of_standard_output() : reports::Look{});
}

}  // namespace

Outcome run_statement(const Arguments& arguments) {
  const auto format = format_of(arguments);
  if ((format == "xlsx" || format == "pdf") && arguments.out.empty()) {
    const std::string what = format == "pdf" ? "a PDF" : "a workbook";
    return refusal(Rule::not_supported, what + " on standard output",
                   "add --out FILE: " + what + " is no text");
  }
  if (format == "pdf") need_fonts();
  auto made = period_page(arguments, reports::statement);
  if (!made) return made.errors();
  auto answer = std::move(made).value();
  if (!arguments.xlsx.empty()) return Finished{std::move(answer)};
  answer = with_parameters(std::move(answer));
  const auto page = rendered(answer, format, arguments);
  Finished finished;
  if (arguments.out.empty()) {
    finished.text = page;
    return finished;
  }
  auto written = written_page(arguments.out, format, page);
  if (!written) return written.errors();
  finished.answer = std::move(written).value();
  return finished;
}

}  // namespace app
