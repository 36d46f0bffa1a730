#include "app/workbook.hpp"

#include "app/disclosed.hpp"
#include "app/files.hpp"
#include "app/judged_by.hpp"
#include "app/page_named.hpp"
#include "reports/answers.hpp"

#include <utility>

namespace app {

namespace {

ledger::Error no_table(const Arguments& arguments) {
  return refusal(ledger::Rule::not_supported, "--xlsx with " + arguments.command,
                 "its answer is no table; leave --xlsx out");
}

/// Commands that answer with a script, a page of help or a conversation.
bool answers_no_table(const Arguments& arguments) {
  const auto& command = arguments.command;
  if (command == "completion" || command == "help" || command == "demo") return true;
  if (command == "profile") return !arguments.words.empty();
  const bool lists = arguments.list || arguments.all || arguments.top;
  return command == "review" && !lists && arguments.decide.empty();
}

}  // namespace

std::optional<ledger::Error> workbook_refused(const Arguments& arguments) {
  if (arguments.xlsx.empty()) return std::nullopt;
  if (answers_no_table(arguments)) return no_table(arguments);
  return page_refused(arguments.xlsx, reports::as_xlsx({}));
}

/// A statement gives way to a newer one of the same person and days alone, and takes the place of
/// nothing else.
std::optional<ledger::Error> statement_there(const std::string& file, const std::string& page) {
  if (!exists(file)) return std::nullopt;
  const auto there = read_file(file);
  if (there && page_named(there.value()).same_statement(page_named(page))) return std::nullopt;
  return taken(file);
}

ledger::Result<reports::Answer> written_page(const std::string& file, const std::string& format,
                                             const std::string& page) {
  if (auto refused = statement_there(file, page)) return *refused;
  if (auto refused = write_page(file, page)) return *refused;
  return reports::done("dpledger.written/1", "Written: " + file + ".",
                       {{"file", file}, {"format", format}, {"sha256", store::sha256_hex(page)}});
}

Outcome in_workbook(const Arguments& arguments, Finished finished) {
  if (arguments.xlsx.empty()) return finished;
  if (finished.written || finished.text) return no_table(arguments);
  const auto page = reports::as_xlsx(with_parameters(std::move(finished.answer)));
  auto written = written_page(arguments.xlsx, "xlsx", page);
  if (!written) return written.errors();
  const bool one = arguments.words.size() == 1;
  record_disclosure(arguments,
                    {disclosure(arguments.command, one ? arguments.words.front() : std::string{},
                                arguments.xlsx, page)});
  Finished told;
  told.exit = finished.exit;
  told.answer = std::move(written).value();
  return told;
}

}  // namespace app
