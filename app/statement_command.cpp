// statement: the page that an auditor signs.
#include "app/command.hpp"
#include "app/disclosed.hpp"
#include "app/judged_by.hpp"
#include "app/of_people.hpp"
#include "app/pages.hpp"
#include "app/pdf_page.hpp"
#include "app/statement_pages.hpp"
#include "app/terminal.hpp"
#include "app/verdict.hpp"
#include "app/workbook.hpp"

#include <string>
#include <utility>

namespace app {
namespace {

/// Formats that are no text.
bool is_binary(const std::string& format) {
  return format == "xlsx" || format == "pdf";
}

Outcome written(const Stated& stated, const std::string& format, const Arguments& arguments) {
  const auto page = statement_page(stated, format, arguments);
  auto answer = written_page(arguments.out, format, page);
  if (!answer) return answer.errors();
  record_disclosure(arguments, {disclosure("statement", stated.person, arguments.out, page)});
  return Finished{std::move(answer).value()};
}

}  // namespace

Outcome run_statement(const Arguments& arguments) {
  const auto format = statement_format(arguments);
  if (format == "pdf") need_fonts();
  if (!arguments.out_dir.empty()) return statements_in_folder(arguments, format);
  if (is_binary(format) && arguments.out.empty()) {
    return no_text(format);
  }
  auto opened = open_people(arguments);
  if (!opened) return opened.errors();
  auto& people = opened.value();
  if (auto nothing = withheld(arguments, people)) return std::move(*nothing);
  auto made = stated(*people.readers.front(), people.rows.front(), arguments);
  if (!arguments.xlsx.empty()) return Finished{std::move(made.answer)};
  made.answer = with_parameters(std::move(made.answer));
  if (!arguments.out.empty()) return written(made, format, arguments);
  Finished finished;
  finished.text = format == "text" ? reports::as_text(made.answer, look_of_standard_output())
                                   : statement_page(made, format, arguments);
  return finished;
}

}  // namespace app
