// What the plan page is made of, and the same as one document.
#pragma once

#include "reconcile/view.hpp"
#include "reports/plan_steps.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

struct PlannedLine {
  reconcile::LinePosition at;
  std::string outcome;  ///< in the person's own words
};

/// A funder, or the person with the own share.
struct Payer {
  std::string name, stream;
  std::optional<ledger::Money> part;  ///< nothing while it is not said who pays how much
  ledger::Money received;
  std::optional<ledger::Money> pays = {};  ///< of its part, less what the person contributes to it
};

struct PlannedBudget {
  std::string person;
  std::vector<PlanStep> steps;  ///< at least one
  std::size_t now = 0;          ///< the one that holds on the day
  std::vector<PlannedLine> lines;
  std::vector<Payer> payers;
  std::optional<ledger::Date> since = {};  ///< the day from which its instalments are these
  std::optional<ledger::Date> agreed_only_on = {};  ///< after the day that is asked of
  bool with_contribution = false;                   ///< the person has a share of their own
  const ledger::Budget& budget() const { return steps[now].budget; }
};

std::string plan_json(const reconcile::PersonView& view, const std::vector<PlannedBudget>& budgets);

}  // namespace reports
