#include "app/prepare.hpp"

#include "app/capped.hpp"
#include "app/files.hpp"
#include "app/payroll_routing.hpp"
#include "import/profile/profile.hpp"
#include "ledger/ensure.hpp"

#include <algorithm>
#include <utility>

namespace app {
namespace {

using ledger::Error;
using ledger::Rule;

/// From the earliest to the latest day that a statement speaks of, printed or not.
std::optional<ledger::Period> days_of(const ledger::Statement& statement) {
  auto days = statement.covered();
  for (const auto& line : statement.lines) {
    if (!days) days = ledger::Period{line.date, line.date};
    days->first = std::min(days->first, line.date);
    days->last = std::max(days->last, line.date);
  }
  return days;
}

std::string note_of(const ledger::Warning& warning) {
  return (warning.line > 0 ? "line " + std::to_string(warning.line) + ": " : "") + warning.text;
}

void add_notes(const ledger::Statement& statement, std::vector<std::string>& notes) {
  const auto pending = std::count_if(statement.lines.begin(), statement.lines.end(),
                                     [](const auto& line) { return line.pending; });
  if (pending > 0) notes.push_back(std::to_string(pending) + " pending, not booked");
  for (const auto& warning : statement.warnings) notes.push_back(note_of(warning));
}

/// What is no statement books nothing: what it says will stand on a statement too.
std::string not_booked(const ledger::Statement& statement) {
  const auto lines = statement.lines.size();
  const auto count = std::to_string(lines) + (lines == 1 ? " line" : " lines");
  switch (statement.basis) {
    case ledger::Basis::statement:
      break;
    case ledger::Basis::intraday:
      return "a report during the day: " + count + ", not booked; import the statement of the day";
    case ledger::Basis::notification:
      return "a notification: " + count + ", not booked; the statement will bring them";
    case ledger::Basis::instruction:
      return "what the bank was asked to pay: " + count +
             ", not booked; the statement will show what was paid";
  }
  ledger::ensure(false, "a statement is booked");
  return {};
}

void route_statements(std::vector<ledger::Statement> statements, const Asked& asked,
                      store::Reader& reader, AccountIndex& index, Prepared& prepared) {
  if (auto refused = several_for_one(statements, asked.account, reader, asked.path)) {
    prepared.refused.push_back(std::move(*refused));
    return;
  }
  for (auto& statement : statements) {
    if (statement.basis != ledger::Basis::statement) {
      prepared.notes.push_back(not_booked(statement));
      continue;
    }
    auto target = target_of(statement, asked.account, reader, index, asked.path);
    if (!target) {
      const auto& errors = target.errors();
      prepared.refused.insert(prepared.refused.end(), errors.begin(), errors.end());
      continue;
    }
    add_notes(statement, prepared.notes);
    auto days = days_of(statement);
    prepared.parts.push_back({std::move(target).value(), std::move(statement), days});
  }
  if (prepared.parts.empty()) return;
  const auto& address = prepared.parts.front().target.address;
  const bool one = std::all_of(prepared.parts.begin(), prepared.parts.end(),
                               [&](const Part& part) { return part.target.address == address; });
  if (one) prepared.made.account = address;
}

/// Rows that name their person: who it is, or a refusal at the row.
template <class Record>
void route_records(std::vector<Record> records, const Asked& asked, PeopleOfFile& people,
                   std::vector<std::pair<ledger::PersonId, Record>>& routed,
                   ledger::Errors& refused) {
  routed.reserve(records.size());
  for (auto& record : records) {
    const auto person = people.person(record.person);
    if (person) {
      routed.emplace_back(*person, std::move(record));
      continue;
    }
    refused.push_back(Error{Rule::person_unknown,
                            {asked.path, record.file_line, 1},
                            ledger::quoted(record.person),
                            ""});
  }
}

void refuse_unknown_plan_lines(const Asked& asked, PeopleOfFile& people, Prepared& prepared) {
  for (const auto& [person, invoice] : prepared.made.invoices) {
    if (invoice.plan_line.empty() || people.has_plan_line(person, invoice.plan_line)) continue;
    prepared.refused.push_back(Error{Rule::plan_line_unknown,
                                     {asked.path, invoice.file_line, 1},
                                     ledger::quoted(invoice.plan_line),
                                     ""});
  }
}

/// A file that can be read and brings nothing: what it holds instead is said.
void refuse_without_statement(const imports::Source& source, const Asked& asked,
                              Prepared& prepared) {
  if (source.kind != ledger::FileKind::bank || !source.statements.empty()) return;
  std::string found;
  for (const auto& warning : source.warnings) {
    found += (found.empty() ? "" : "; ") + note_of(warning);
  }
  prepared.refused.push_back(
      Error{Rule::statement_missing, {asked.path, 0, 0}, ledger::quoted(found, 160), ""});
}

void route(imports::Source source, const Asked& asked, store::Reader& reader, AccountIndex& index,
           Prepared& prepared) {
  PeopleOfFile people{reader};
  auto& made = prepared.made;
  refuse_without_statement(source, asked, prepared);
  for (const auto& warning : source.warnings) prepared.notes.push_back(note_of(warning));
  route_statements(std::move(source.statements), asked, reader, index, prepared);
  route_payslips(source, asked.account, asked.path, reader, index, prepared.refused);
  route_records(std::move(source.payslips), asked, people, made.payslips, prepared.refused);
  route_records(std::move(source.summaries), asked, people, made.summaries, prepared.refused);
  route_records(std::move(source.invoices), asked, people, made.invoices, prepared.refused);
  route_records(std::move(source.deliveries), asked, people, made.deliveries, prepared.refused);
  refuse_unknown_plan_lines(asked, people, prepared);
}

/// A saved profile's name with the version that was used: "allcard@2".
std::string versioned(const imports::Source& source) {
  if (source.profile_version == 0) return source.format;
  return source.format + "@" + std::to_string(source.profile_version);
}

}  // namespace

Prepared prepare(const Asked& asked, const Reading& reading, store::Reader& reader,
                 AccountIndex& index) {
  Prepared prepared;
  auto& made = prepared.made;
  const auto bytes = read_file(asked.path);
  if (!bytes) {
    prepared.refused = bytes.errors();
    return prepared;
  }
  auto read =
      imports::read(bytes.value(), asked.path,
                    {asked.kind, asked.profile, reading.profiles, false, reading.pdf_words});
  if (!read) {
    prepared.refused = read.errors();
    return prepared;
  }
  auto source = std::move(read).value();
  made.file = asked.file;
  made.sha256 = store::sha256_hex(bytes.value());
  made.kind = source.kind;
  made.format = versioned(source);
  if (source.kind == ledger::FileKind::payroll) made.account = asked.account;
  route(std::move(source), asked, reader, index, prepared);
  prepared.refused = capped(std::move(prepared.refused), asked.path);
  if (!prepared.refused.empty()) return prepared;
  prepared.already = reader.import_of(made.sha256, made.account);
  if (prepared.already) return prepared;
  for (auto& part : told(prepared.parts, reader)) {
    made.statements.push_back(std::move(part.made));
    prepared.known.push_back(std::move(part.known));
  }
  return prepared;
}

}  // namespace app
