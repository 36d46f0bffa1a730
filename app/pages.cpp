#include "app/pages.hpp"

#include "app/disclosed.hpp"
#include "app/terminal.hpp"
#include "app/workbook.hpp"

#include <utility>

namespace app {

Outcome in_format(const Arguments& arguments, reports::Answer answer, const PageOf& html) {
  if (arguments.format.empty() && arguments.out.empty()) return Finished{std::move(answer)};
  const bool is_html = arguments.format == "html";
  const bool to_terminal = arguments.out.empty();
  const auto look = to_terminal ? look_of_standard_output() : reports::Look{};
  const auto page = is_html ? html(answer) : reports::as_text(answer, look);
  Finished finished;
  if (to_terminal) {
    finished.text = page;
    return finished;
  }
  auto written = written_page(arguments.out, is_html ? "html" : "text", page);
  if (!written) return written.errors();
  const auto person = arguments.words.empty() ? std::string{} : arguments.words.front();
  record_disclosure(arguments, {disclosure(arguments.command, person, arguments.out, page)});
  finished.answer = std::move(written).value();
  return finished;
}

}  // namespace app
