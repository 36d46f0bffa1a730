#include "app/subjects.hpp"

#include "app/person_books.hpp"
#include "app/terminal.hpp"
#include "app/workers.hpp"

#include <algorithm>
#include <memory>

namespace app {

using ledger::LineId;
using ledger::PersonId;
using ledger::Rule;

const ledger::BookLine* NamedLine::find(LineId wanted) const {
  for (const auto& line : facts.lines) {
    if (line.line.id == wanted) return &line;
  }
  return nullptr;
}

ledger::Result<NamedLine> line_named(store::Reader& reader, const std::string& text) {
  const auto id = ledger::parse_line_id(text);
  const auto person = id ? reader.owner_of(*id) : std::nullopt;
  if (!person) return refusal(Rule::line_unknown, text);
  NamedLine line{*id, *person, reader.facts(*person)};
  // A line of an import that was undone has an owner still, but is no fact.
  if (line.find(*id) == nullptr) return refusal(Rule::line_unknown, text);
  return line;
}

ledger::Error no_such_subject(const std::string& text) {
  if (text.starts_with('L')) return refusal(Rule::line_unknown, text);
  if (text.starts_with('F')) return refusal(Rule::finding_unknown, text);
  return refusal(Rule::subject_unknown, text);
}

namespace {

bool has_finding(store::Reader& reader, const std::string& id, PersonId person,
                 ledger::Date as_of) {
  const PersonBooks books{reader, person, as_of};
  const auto found = reconcile::findings(books.view());
  return std::any_of(found.begin(), found.end(),
                     [&](const ledger::Finding& finding) { return finding.id == id; });
}

}  // namespace

std::optional<PersonId> owner_of_finding(store::Book& book,
                                         const std::vector<store::PersonRow>& rows,
                                         const std::string& id, ledger::Date as_of) {
  std::vector<std::unique_ptr<store::Reader>> readers;
  for (std::size_t worker = 0; worker < worker_count(); ++worker) readers.push_back(book.read());
  std::optional<PersonId> owner;
  Progress progress{"looking for the finding"};
  in_order<bool>(
      rows.size(), readers.size(),
      [&](std::size_t worker, std::size_t number) {
        return has_finding(*readers[worker], id, rows[number].id, as_of);
      },
      [&](std::size_t number, bool found) {
        if (found) owner = rows[number].id;
        progress.at(number + 1, rows.size());
      });
  return owner;
}

}  // namespace app
