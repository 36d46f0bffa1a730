// Which entries of a period count (entries_of), and which of them are booked in it for days before
// it that were closed.
#pragma once

#include "reports/statement_figures.hpp"

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace reports {

/// The entries of the period, without those that an entry of the same period undoes: what was
/// posted and taken back would otherwise show as money in and out.
std::vector<const ledger::RecordedEntry*> entries_of(const StatementOf& of);

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
