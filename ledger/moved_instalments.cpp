#include "ledger/moved_instalments.hpp"

#include "ledger/schedule.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

namespace ledger {
namespace {

using Days = std::set<std::pair<std::string, Date>>;  ///< budget, day

Days funded_days(const PersonHistory& history) {
  Days days;
  for (const auto& due : due_instalments(history)) {
    if (due.payer == Payer::funder) days.emplace(due.budget, due.due);
  }
  return days;
}

/// The days of the plan as it was last when it had an instalment on a day; none when it never had.
Days days_before(const PersonHistory& history, const std::string& budget, Date day) {
  for (auto count = history.versions().size(); count-- > 1;) {
    auto days = funded_days(
        PersonHistory{{history.versions().begin(),
                       history.versions().begin() + static_cast<std::ptrdiff_t>(count)}});
    if (days.contains({budget, day})) return days;
  }
  return {};
}

}  // namespace

std::map<PutForwardDay, Date> moved_instalments(const PersonHistory& history,
                                                const std::vector<const Act*>& standing) {
  std::set<PutForwardDay> paid;
  for (const auto* act : standing) {
    if (act->kind == Act::Kind::pay && act->until) {
      paid.emplace(act->budget, act->funder, *act->until);
    }
  }
  std::map<PutForwardDay, Date> moved;
  if (paid.empty()) return moved;
  const auto now = funded_days(history);
  auto taken = paid;
  for (const auto& [budget, funder, day] : paid) {
    if (now.contains({budget, day})) continue;
    const auto before = days_before(history, budget, day);
    std::optional<Date> nearest;
    for (const auto& [other, due] : now) {
      const bool fits = other == budget && !before.contains({budget, due}) &&
                        !taken.contains({budget, funder, due});
      if (fits && (!nearest || std::abs(due - day) <= std::abs(*nearest - day))) nearest = due;
    }
    if (!nearest) continue;
    moved.emplace(PutForwardDay{budget, funder, day}, *nearest);
    taken.emplace(budget, funder, *nearest);
  }
  return moved;
}

}  // namespace ledger
