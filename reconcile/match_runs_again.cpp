// A payroll run that was paid already.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"

namespace reconcile {
namespace {

constexpr int sure_of_run_again = 900;

}  // namespace

void match_runs_again(Desk& desk) {
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    auto& row = desk.rows[at];
    if (!desk.waits(row) || !is_run(desk, row)) continue;
    for (std::size_t before = at; before-- > 0;) {
      const auto& run = desk.rows[before];
      if (row.date - run.date > row.tolerances->duplicate) break;
      const bool same = run.match.rule == rule::payroll_run && run.pence == row.pence &&
                        run.match.state == ledger::MatchState::matched && !run.undone;
      if (!same) continue;
      row.match.items = run.match.items;
      desk.match(row, rule::duplicate, sure_of_run_again,
                 "name=" + std::string{text(row.grade())} +
                     ";days=" + std::to_string(row.date - run.date));
      break;
    }
  }
}

}  // namespace reconcile
