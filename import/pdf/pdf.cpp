#include "import/pdf/pdf.hpp"

#include "import/accounts_of_file.hpp"
#include "import/cell_text.hpp"
#include "import/pdf/identity.hpp"
#include "import/pdf/labels.hpp"
#include "import/pdf/proof.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Rule;

/// Blanks and a byte order mark, as mail and portals put before a file.
constexpr std::size_t most_before = 64;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Reading {
  pdf::Tables tables;
  pdf::Proved proved;
  pdf::Facts facts;
  pdf::Identity identity;
};

Reading read_once(const std::vector<pdf::Row>& rows, pdf::Headless headless) {
  Reading reading;
  reading.tables = read_tables(rows, headless);
  reading.facts = facts_of(rows, reading.tables.is_inside);
  reading.identity = identity_of(rows, reading.tables.is_inside);
  reading.proved = prove(reading.tables, reading.facts);
  return reading;
}

void take_identity(const pdf::Identity& identity, ledger::Statement& statement) {
  statement.sort_code = identity.sort_code;
  statement.number = identity.number;
  statement.masked = identity.masked;
  statement.iban = identity.iban;
  statement.holder = identity.holder;
  if (identity.is_ambiguous) {
    statement.warnings.push_back(
        {0, "the numbers of more than one account are printed: name it with --account"});
  }
}

/// A year that does not stand by its day is never taken in silence.
void warn_of_years(const Reading& reading, ledger::Statement& statement) {
  const bool without = std::ranges::any_of(
      reading.tables.lines, [](const auto& line) { return line.day && line.day->year == 0; });
  if (!without) return;
  statement.warnings.push_back({0, "days are printed without their year: it is taken from " +
                                       reading.facts.last_said + ", so check it"});
}

void take_statement(Reading& reading, Source& source, Refusals& refusals) {
  auto& statement = *reading.proved.statement;
  take_identity(reading.identity, statement);
  warn_of_years(reading, statement);
  if (!reading.facts.currency.empty()) {
    statement.currency = reading.facts.currency;
  } else {
    statement.warnings.push_back({0, "no currency is printed: taken to be pounds"});
  }
  for (const auto& row : reading.tables.left_out) {
    statement.warnings.push_back(
        {row.place.file_line(), "a row of the table that is no transaction is left out (" +
                                    row.place.text() + "): " + ledger::quoted(row.printed, 80)});
  }
  finish_statement(statement, refusals);
  source.statements.push_back(std::move(statement));
}

void refuse(const Reading& reading, Refusals& refusals) {
  if (!reading.tables.any) {
    return refusals.add(Rule::format_unknown, {}, "no heading of a table of transactions",
                        "a statement has columns for the day, what it was, money out and in or an "
                        "amount; download it as CSV instead");
  }
  const auto& doubt = *reading.proved.doubt;
  const bool no_day = doubt.rule == Rule::date_not_understood;
  refusals.add(doubt.rule, {doubt.place.file_line(), 0}, doubt.found,
               no_day ? "download the statement as CSV: its days have their years there" : "");
}

/// The rows of all pages; nothing when there are more than any statement has.
std::optional<std::vector<pdf::Row>> all_rows(const std::vector<pdf::Page>& pages) {
  std::vector<pdf::Row> rows;
  for (const auto& page : pages) {
    auto more = rows_of(page);
    if (page.number > pdf::most_pages || more.size() > pdf::most_rows_of_page) return std::nullopt;
    std::ranges::move(more, std::back_inserter(rows));
  }
  return rows;
}

/// "Page 1 of 3", and no third page: what is here may agree and not be all.
bool has_every_page(const std::vector<pdf::Page>& pages, const std::vector<pdf::Row>& rows,
                    Refusals& refusals) {
  for (const auto& row : rows) {
    const auto said = pages_said(row);
    if (said <= static_cast<int>(pages.size())) continue;
    refusals.add(Rule::pdf_unproved, {row.place.file_line(), 0},
                 row.place.text() + ": \"" + row.text() + "\", and the file has " +
                     std::to_string(pages.size()),
                 "pages are missing: download the statement again, whole");
    return false;
  }
  return true;
}

void read_words(std::string xhtml, Source& source, Refusals& refusals) {
  const auto pages = pdf::read_pages(xhtml);
  const auto rows = pages ? all_rows(*pages) : std::nullopt;
  if (!rows) {
    return refusals.add(Rule::pdf_unreadable, {}, "the words that pdftotext gives make no sense");
  }
  if (rows->empty()) {
    return refusals.add(Rule::pdf_without_text, {},
                        pages->size() == 1
                            ? "one page without a word"
                            : std::to_string(pages->size()) + " pages without a word");
  }
  if (!has_every_page(*pages, *rows, refusals)) return;
  auto reading = read_once(*rows, pdf::Headless::skipped);
  if (!reading.proved.statement && reading.tables.any) {
    auto again = read_once(*rows, pdf::Headless::continued);
    if (again.proved.statement) reading = std::move(again);
  }
  if (!reading.proved.statement || !reading.tables.any) return refuse(reading, refusals);
  take_statement(reading, source, refusals);
}

}  // namespace

bool is_pdf(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  return trimmed(bytes.substr(0, most_before)).starts_with("%PDF-");
}

void read_pdf(const File& file, const Asked& asked, Source& source, Refusals& refusals) {
  source.format = "pdf";
  if (!asked.pdf_words) {
    return refusals.add(Rule::not_supported, {1, 1}, "a PDF",
                        "this format is not read here: export the statement as CSV");
  }
  auto words = asked.pdf_words(file.bytes, file.name);
  if (!words) {
    for (const auto& error : words.errors()) {
      refusals.add(error.broken, {error.where.line, error.where.column}, error.found, error.remedy);
    }
    return;
  }
  read_words(std::move(words).value(), source, refusals);
}

}  // namespace imports
