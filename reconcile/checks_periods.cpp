// What an approved period could not take any longer.
#include "ledger/periods.hpp"
#include "reconcile/check.hpp"

#include <algorithm>

namespace reconcile {
namespace {

/// Whether the book had a line already when its period was approved, from whichever file.
bool was_there(const PersonView& view, const LineView& line, const ledger::PeriodEvent& approval) {
  return std::ranges::any_of(view.facts->frames, [&](const ledger::StatementFrame& frame) {
    const bool before = frame.link < approval.link;
    return before && std::ranges::find(frame.lines, line.line->line.id) != frame.lines.end();
  });
}

/// Whether another finding tells what the line is: one line raises one code.
bool is_told(const PersonView& view, const LineView& line) {
  if (!line_concern(view, line).empty()) return true;
  const auto has_it = [&](const std::vector<const LineView*>& lines) {
    return std::ranges::find(lines, &line) != lines.end();
  };
  return has_it(lines_after_death(view)) || has_it(funding_after_death(view));
}

}  // namespace

const ledger::PeriodEvent* came_too_late_for(const PersonView& view, const LineView& line) {
  const auto day = line.line->line.date;
  if (line.posted() <= day) return nullptr;
  const auto* approval = approval_of(view.facts->periods, day);
  return approval == nullptr || was_there(view, line, *approval) ? nullptr : approval;
}

std::string came_too_late(const PersonView& view, const LineView& line) {
  const auto* approval = came_too_late_for(view, line);
  if (approval == nullptr) return {};
  return " It came after the period to " + pretty(approval->to) + " was approved.";
}

Findings check_late_lines(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& line : view.lines) {
    const auto& booked = line.line->line;
    const auto* approval = came_too_late_for(view, line);
    if (approval == nullptr || is_told(view, line)) continue;
    found.push_back(
        finding(view, check,
                {view.budget_of(line),
                 text(booked.id),
                 booked.date,
                 magnitude(booked.amount),
                 "The line of " + pretty(booked.date) + " for " + pretty(magnitude(booked.amount)) +
                     " (" + ledger::quoted(booked.description()) + ") lies in the period to " +
                     pretty(approval->to) + ", which " + approval->by +
                     " has approved; it is posted on " + pretty(line.posted()) + ".",
                 {view.evidence(*line.line)}}));
  }
  return found;
}

}  // namespace reconcile
