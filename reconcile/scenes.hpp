// The scenes of a second look at one payee's lines (reconcile/look_again.cpp), from one to the
// next: what is looked at depends on what was looked at before and had a part of it, so that an
// answer may reach further back than its own scene.
#pragma once

#include "reconcile/desk.hpp"
#include "reconcile/reach.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace reconcile {

class Scenes {
 public:
  Scenes(const Desk& desk, Reach* reach) : desk_{desk}, reach_{reach} {}

  /// Whether anybody wants to hear of them.
  bool are_told() const { return reach_ != nullptr; }

  /// Tells of the next, which has some rows, and of those before it that it hangs on.
  void tell(const std::vector<std::size_t>& rows, const std::vector<std::size_t>& items) {
    if (!are_told()) return;
    auto first = desk_.rows[rows.front()].date;
    auto last = first;
    for (const auto row : rows) {
      const auto date = desk_.rows[row].date;
      first = std::min({first, date, begun(rows_, row, date)});
      last = std::max(last, date);
    }
    for (const auto item : items) {
      const auto due = desk_.items[item].due;
      first = std::min({first, due, begun(items_, item, due)});
    }
    for (const auto row : rows) rows_.insert_or_assign(row, first);
    for (const auto item : items) items_.insert_or_assign(item, first);
    reach_->chain(first, last);
  }

 private:
  using Begun = std::unordered_map<std::size_t, ledger::Date>;
  static ledger::Date begun(const Begun& all, std::size_t one, ledger::Date otherwise) {
    const auto found = all.find(one);
    return found == all.end() ? otherwise : found->second;
  }

  const Desk& desk_;
  Reach* reach_;
  Begun rows_, items_;  ///< the first day of all that a scene with it hangs on
};

}  // namespace reconcile
