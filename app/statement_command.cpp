// statement: the page that an auditor signs.
#include "app/command.hpp"
#include "app/judged_by.hpp"
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

std::string rendered(const reports::Answer& answer, const std::string& format, bool to_file) {
  if (format == "json") return answer.json + "\n";
  if (format == "csv") return reports::as_csv(answer);
  if (format == "html") return reports::as_html(answer, "Statement of account");
  if (format == "xlsx") return reports::as_xlsx(answer);
  return reports::as_text(answer, to_file ? reports::Look{} : look_of_standard_output());
}

}  // namespace

Outcome run_statement(const Arguments& arguments) {
  const auto format = format_of(arguments);
  if (format == "pdf") {
    return refusal(Rule::not_supported, "--format " + format,
                   "use text, csv, json, html or xlsx; a browser prints html to PDF");
  }
  if (format == "xlsx" && arguments.out.empty()) {
    return refusal(Rule::not_supported, "a workbook on standard output",
                   "add --out FILE: a workbook is no text");
  }
  auto made = period_page(arguments, reports::statement);
  if (!made) return made.errors();
  auto answer = std::move(made).value();
  if (!arguments.xlsx.empty()) return Finished{std::move(answer)};
  answer = with_parameters(std::move(answer));
  const auto page = rendered(answer, format, !arguments.out.empty());
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
