// statement: the page that an auditor signs.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/judged_by.hpp"
#include "app/person_books.hpp"
#include "app/terminal.hpp"
#include "ledger/periods.hpp"
#include "reports/answers.hpp"
#include "reports/statement.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

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

/// The lines of the period that came when it was closed, and when each was posted instead.
std::vector<reports::LateLine> late_lines(const PersonBooks& now, const PersonBooks& approved,
                                          ledger::Period period) {
  std::vector<reports::LateLine> late;
  for (const auto& line : now.view().lines) {
    const auto& booked = line.line->line;
    if (!period.holds(booked.date) || line.posted() <= period.last) continue;
    if (approved.view().line(booked.id) == nullptr) {
      late.push_back({line.line->account, booked, line.posted()});
    }
  }
  return late;
}

/// The periods, of those approved now, that the statement's days lie in; none when not all do.
std::vector<ledger::ApprovedPeriod> approvals_of(const ledger::PersonFacts& facts,
                                                 ledger::Period period) {
  const auto closed = ledger::closed_to(facts.periods);
  if (!closed || *closed < period.last) return {};
  auto approvals = ledger::approved_periods(facts.periods);
  std::erase_if(approvals, [&](const ledger::ApprovedPeriod& each) {
    return each.to < period.first || (each.from && *each.from > period.last);
  });
  return approvals;
}

/// The statement of approved days is made from what was known when they were approved, so that it
/// stays the same whatever comes later; what came is named beside it.
reports::Answer statement_of(store::Reader& reader, const store::PersonRow& row,
                             ledger::Period period) {
  const auto known_at = approved_at(reader, row.id, period.last);
  const PersonBooks at_end{reader, row.id, period.last, known_at};
  const PersonBooks before{reader, row.id, ledger::plus_days(period.first, -1), known_at};
  const auto entries = known_at ? reader.entries_at(row.id, *known_at) : reader.entries(row.id);
  reports::StatementOf of{reader.info().commissioner,
                          period,
                          &at_end.view(),
                          &before.view(),
                          &entries,
                          reconcile::findings(at_end.view()),
                          known_at.has_value(),
                          known_at ? reader.head_at(row.id, *known_at) : row.head,
                          known_at ? known_at->value : row.links};
  if (!known_at) return reports::statement(of);
  const auto newest = reader.newest_entry(row.id).value_or(period.last);
  const PersonBooks now{reader, row.id, std::max(newest, period.last)};
  of.approvals = approvals_of(now.facts(), period);
  of.late = late_lines(now, at_end, period);
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
  const auto answer = with_parameters(statement_of(*reader, row, {*arguments.from, *arguments.to}));
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
