// What the checks of an account's statements share: its frames in order, its budget, its lines.
#pragma once

#include "reconcile/view.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace reconcile {

using Frames = std::vector<const ledger::StatementFrame*>;

/// By account; within it by the first day covered, then by file, so that import order is no matter.
/// Nothing that begins after the day of the view.
std::map<std::string, Frames> frames_by_account(const PersonView& view);

/// The budget of an account's days, for the finding; empty when several share them.
std::string budget_of_account(const PersonView& view, const std::string& account, ledger::Date day);

/// The person's lines by id; made once a check.
class BookedLines {
 public:
  explicit BookedLines(const PersonView& view) {
    for (const auto& line : view.facts->lines) by_id_.emplace(line.line.id, &line);
  }
  /// Null when no file that stands holds it.
  const ledger::BookLine* find(ledger::LineId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<ledger::LineId, const ledger::BookLine*> by_id_;
};

}  // namespace reconcile
