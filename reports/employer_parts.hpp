// What makes up the employer's answer, each part for people or for JSON.
#pragma once

#include "reconcile/employer.hpp"
#include "reports/answer.hpp"
#include "reports/json_text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

Json employer_json(const std::vector<reconcile::EmployerDuties>& people,
                   const std::vector<reconcile::StatutoryRate>& rates, ledger::Date as_of);

Table pay_table(const reconcile::EmployerDuties& of);
Table holiday_table(const reconcile::EmployerDuties& of);
Table wage_table(const reconcile::EmployerDuties& of);

/// "W1 Amy Jones".
std::string called(const reconcile::WorkerDuties& worker);
/// What a payment is for: "tax and National Insurance, 6 May 2025 to 5 June 2025".
std::string words_of(const reconcile::EmployerPayment& payment);
/// How it stands: "paid on 20 June 2025", "overdue", "not known: no statement after 3 June 2025".
std::string state_words(const reconcile::EmployerPayment& payment);
/// "120.70"; nothing where it cannot be told.
Cell cell_of(const std::optional<ledger::Quantity>& quantity);

}  // namespace reports
