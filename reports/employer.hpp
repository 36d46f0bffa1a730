// What holders owe and must do as employers: what to pay to whom by when, pay, holiday and least
// wage by worker, the employment allowance, insurance, pots, and the rates. dpledger.employer/1
#pragma once

#include "reconcile/employer.hpp"
#include "reports/answer.hpp"

#include <vector>

namespace reports {

/// `rates`: those of the day.
Answer employer(const std::vector<reconcile::EmployerDuties>& people,
                const std::vector<reconcile::StatutoryRate>& rates, ledger::Date as_of);

}  // namespace reports
