// What a person decides about, as it is named on the command line: a line, a finding.
#pragma once

#include "app/command.hpp"
#include "ledger/facts.hpp"
#include "ledger/id.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// A line named on the command line, and whose it is.
struct NamedLine {
  ledger::LineId id;
  ledger::PersonId person;
  ledger::PersonFacts facts;
  /// A line of the same person; null when they have none of that id.
  const ledger::BookLine* find(ledger::LineId wanted) const;
};

/// Refused (line_unknown) for what is no line's id, or that of a line that was undone.
ledger::Result<NamedLine> line_named(store::Reader& reader, const std::string& text);

/// Why nobody has what was named: a line's id, a finding's, or neither, going by how it begins.
ledger::Error no_such_subject(const std::string& text);

/// The person that a finding of the day is about. Findings are derived, so everybody's are; nothing
/// when nobody has it.
std::optional<ledger::PersonId> owner_of_finding(store::Book& book,
                                                 const std::vector<store::PersonRow>& rows,
                                                 const std::string& id, ledger::Date as_of);

}  // namespace app
