// statement: the page that an auditor signs.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/person_books.hpp"
#include "app/terminal.hpp"
#include "reports/answers.hpp"
#include "reports/statement.hpp"

#include <memory>
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
  return reports::as_text(answer, to_file ? reports::Look{} : look_of_standard_output());
}

reports::Answer statement_of(store::Reader& reader, const store::PersonRow& row,
                             ledger::Period period) {
  const PersonBooks at_end{reader, row.id, period.last};
  const PersonBooks before{reader, row.id, ledger::plus_days(period.first, -1)};
  reports::StatementOf of{reader.info().commissioner,
                          period,
                          &at_end.view(),
                          &before.view(),
                          &at_end.standing(),
                          reconcile::findings(at_end.view()),
                          false,
                          row.head,
                          row.links};
  return reports::statement(of);
}

}  // namespace

Outcome run_statement(const Arguments& arguments) {
  const auto format = format_of(arguments);
  if (format == "pdf" || format == "xlsx") {
    return refusal(Rule::not_supported, "--format " + format,
                   "use text, csv, json or html; a browser prints html to PDF");
  }
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto reader = book.value()->read();
  const auto people = people_named(*reader, arguments.words);
  if (!people) return people.errors();
  const auto& row = people.value().front();
  if (row.to_reconcile) {
    note("Something new is known about " + row.ref +
         " that is not in this statement: run `dpledger reconcile`.");
  }
  const auto answer = statement_of(*reader, row, {*arguments.from, *arguments.to});
  const auto page = rendered(answer, format, !arguments.out.empty());
  Finished finished;
  if (arguments.out.empty()) {
    finished.text = page;
    return finished;
  }
  if (auto refused = write_page(arguments.out, page)) return *refused;
  finished.answer = reports::done(
      "dpledger.written/1", "Written: " + arguments.out + ".",
      {{"file", arguments.out}, {"format", format}, {"sha256", store::sha256_hex(page)}});
  return finished;
}

}  // namespace app
