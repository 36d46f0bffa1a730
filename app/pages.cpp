#include "app/pages.hpp"

#include "app/disclosed.hpp"
#include "app/terminal.hpp"
#include "app/workbook.hpp"

#include <algorithm>
#include <utility>

namespace app {

std::string format_asked(const Arguments& arguments, const std::vector<std::string>& known) {
  if (!arguments.format.empty()) return arguments.format;
  const auto dot = arguments.out.rfind('.');
  if (dot == std::string::npos) return {};
  const auto ending = arguments.out.substr(dot + 1);
  return std::ranges::find(known, ending) == known.end() ? std::string{} : ending;
}

ledger::Error no_text(const std::string& format) {
  const std::string what = format == "pdf" ? "a PDF" : "a workbook";
  return refusal(ledger::Rule::not_supported, what + " on standard output",
                 "add --out FILE: " + what + " is no text");
}

Outcome in_format(const Arguments& arguments, reports::Answer answer, const PageOf& html,
                  const PageOf& pdf) {
  const auto format = pdf ? format_asked(arguments, {"html", "pdf"}) : arguments.format;
  if (format.empty() && arguments.out.empty()) return Finished{std::move(answer)};
  const bool to_terminal = arguments.out.empty();
  if (format == "pdf" && to_terminal) return no_text(format);
  const auto look = to_terminal ? look_of_standard_output() : reports::Look{};
  const auto page = format == "html"  ? html(answer)
                    : format == "pdf" ? pdf(answer)
                                      : reports::as_text(answer, look);
  Finished finished;
  if (to_terminal) {
    finished.text = page;
    return finished;
  }
  auto written = written_page(arguments.out, format.empty() ? "text" : format, page);
  if (!written) return written.errors();
  const auto person = arguments.words.empty() ? std::string{} : arguments.words.front();
  record_disclosure(arguments, {disclosure(arguments.command, person, arguments.out, page)});
  finished.answer = std::move(written).value();
  return finished;
}

}  // namespace app
