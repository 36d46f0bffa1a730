// How a budget's plan came to be what it is: its versions, and what each moved between lines.
#pragma once

#include "ledger/authority.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

/// The contingency stands beside the lines under this name, as in the account plan:contingency.
inline constexpr std::string_view contingency_line = "contingency";

struct LineChange {
  std::string line;
  ledger::Money before, after;
};

/// Money that one line gave to another.
struct LineMove {
  std::string from, to;
  ledger::Money amount;
};

struct PlanStep {
  std::optional<ledger::Date> from;  ///< the version's day; nothing for the first
  ledger::Budget budget;             ///< as the version has it
  std::optional<ledger::Money> agreed_before;
  std::vector<LineChange> changes;  ///< against the version before
  std::vector<LineMove> moves;      ///< as far as what one line lost another gained
  ledger::Authority authority;
  /// How it was approved, where more is agreed than before and limits of authority are known.
  std::optional<ledger::ApprovedVersion> approved = {};

  bool is_virement() const {
    return agreed_before && budget.agreed == agreed_before && !changes.empty();
  }
};

/// One for each version that changes anything of the budget, oldest first. Of a version that is in
/// force on the day nothing counts that was approved after it, as in the finding.
std::vector<PlanStep> plan_steps(const ledger::PersonHistory& history, const std::string& budget,
                                 const ledger::Parameters& parameters, ledger::Date as_of);

/// What the lines and the contingency come to.
ledger::Money planned_sum(const ledger::Budget& budget);

}  // namespace reports
