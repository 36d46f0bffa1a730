#include "app/statement_pages.hpp"

#include "app/pages.hpp"
#include "reports/pdf/pdf.hpp"

#include <utility>

namespace app {
namespace {

/// The day on which the last of its periods was approved.
std::optional<ledger::Date> approved_on(const reports::StatementOf& of) {
  if (of.approvals.empty()) return std::nullopt;
  const auto day = ledger::parse_date(of.approvals.back().approved->at.substr(0, 10));
  return day ? std::optional{day.value()} : std::nullopt;
}

std::string pdf_of(const Stated& stated, const Arguments& arguments) {
  const auto days = ledger::pretty(*arguments.from) + " to " + ledger::pretty(*arguments.to);
  return reports::as_pdf(stated.answer, {"Statement of account", stated.person + ", " + days,
                                         stated.author, "statement.json", "en-GB", stated.made_on});
}

}  // namespace

Stated stated(store::Reader& reader, const store::PersonRow& row, const Arguments& arguments) {
  Stated made{{}, row.ref, {}, arguments.today()};
  made.answer =
      page_of(reader, row, {*arguments.from, *arguments.to}, [&](const reports::StatementOf& seen) {
        auto of = seen;
        of.role = arguments.role;
        of.declaration = arguments.declaration;
        made.author = of.commissioner;
        made.made_on = approved_on(of).value_or(made.made_on);
        return reports::statement(of);
      });
  return made;
}

std::string statement_format(const Arguments& arguments) {
  if (!arguments.format.empty()) return arguments.format;
  switch (arguments.shape) {
    case Shape::json:
      return "json";
    case Shape::csv:
      return "csv";
    case Shape::people:
      break;
  }
  const auto asked = format_asked(arguments, {"csv", "json", "html", "pdf", "xlsx"});
  return asked.empty() ? "text" : asked;
}

std::string statement_page(const Stated& stated, const std::string& format,
                           const Arguments& arguments) {
  if (format == "json") return stated.answer.json + "\n";
  if (format == "csv") return reports::as_csv(stated.answer);
  if (format == "html") return reports::as_html(stated.answer, "Statement of account");
  if (format == "xlsx") return reports::as_xlsx(stated.answer);
  if (format == "pdf") return pdf_of(stated, arguments);
  return reports::as_text(stated.answer);
}

}  // namespace app
