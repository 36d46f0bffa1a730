// What an approved period could not take any longer.
#include "ledger/periods.hpp"
#include "reconcile/check.hpp"

namespace reconcile {

Findings check_late_lines(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& line : view.lines) {
    const auto& booked = line.line->line;
    if (line.posted() <= booked.date) continue;
    const auto* approval = approval_of(view.facts->periods, booked.date);
    if (approval == nullptr) continue;
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
