#include "reconcile/plan_ahead.hpp"

#include "reconcile/committed.hpp"
#include "reconcile/known_line.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace reconcile {

using ledger::Budget;
using ledger::Date;

const Budget& at_end(const PersonView& view, const Budget& today, Date until) {
  const auto* last = view.history().on(std::max(until, view.as_of)).budget(today.ref);
  return last == nullptr || (today.agreed && !last->agreed) ? today : *last;
}

std::vector<LinePosition> lines_ahead(const PersonView& view, const BudgetPosition& position,
                                      const Budget& today, const Budget& last) {
  auto lines = position.lines;
  const auto line = [&](const std::string& ref) -> LinePosition& {
    const auto found = std::ranges::find(lines, ref, &LinePosition::ref);
    if (found != lines.end()) return *found;
    const auto* known = known_line(view.history(), today.ref, ref, view.as_of);
    return lines.emplace_back(LinePosition{ref, known == nullptr ? "other" : known->category});
  };
  for (const auto& each : last.lines) line(each.ref);
  if (view.history().latest().from <= std::optional{view.as_of}) return lines;  // no other terms
  for (auto& each : lines) each.committed = {};
  for (const auto& coming : commitments(view, today, Terms::each_day)) {
    auto& at = line(coming.line);
    at.committed += coming.amount;
    at.estimate = at.estimate || coming.estimate;
  }
  return lines;
}

}  // namespace reconcile
