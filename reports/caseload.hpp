// The caseload: who has a budget on a day, how each stands, and what they come to by kind of
// holding and by care group. Every figure is a BudgetPosition's; the sums tie or the program stops
// (Defect).
#pragma once

#include "reconcile/view.hpp"
#include "reports/answer.hpp"
#include "reports/budget_state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

/// One budget of one person.
struct Case {
  std::string person;
  std::string budget;
  std::string care_group;
  ledger::Deployment deployment = ledger::Deployment::direct_payment;
  std::string stream;
  std::string funder;
  ledger::Period days;
  BudgetState state = BudgetState::agreed;
  std::optional<ledger::Money> agreed;
  ledger::Money received, contributed, spent, bank, surplus;
};

/// The person's budgets that belong to the caseload on the day of the view: those being planned,
/// those agreed whose days have begun, and those ended or closed that still hold money or owe some.
std::vector<Case> cases_of(const reconcile::PersonView& view);

/// What is asked beside the rows.
enum class CaseloadBy { both, deployment, care_group };

/// dpledger.caseload/1
Answer caseload(const std::vector<Case>& cases, ledger::Date as_of,
                CaseloadBy by = CaseloadBy::both);

}  // namespace reports
