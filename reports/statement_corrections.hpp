// Which entries of a period count (entries_of), and which of them are booked in it for days before
// it that were closed.
#pragma once

#include "reports/statement_figures.hpp"

#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace reports {

/// Entries that undo an entry of closed days, and entries made in the place of one undone so. A
/// line that came late and was never booked before is none: no other statement has it.
class BookedForClosedDays {
 public:
  explicit BookedForClosedDays(const StatementOf& of);
  /// taken_back or again; nothing for what belongs to the period.
  std::optional<Movement::Kind> kind(const ledger::RecordedEntry& recorded) const;

 private:
  std::set<ledger::EntryNo> undoing_;
  std::map<std::string_view, ledger::EntryNo> undone_;  ///< by source: the first that undoes it
};

}  // namespace reports
