// What was ordered of services, delivered, missed and invoiced, by service and month.
// dpledger.deliveries/1
#pragma once

#include "reconcile/services.hpp"
#include "reports/answer.hpp"

#include <vector>

namespace reports {

Answer deliveries(const std::vector<reconcile::ServiceMonth>& months, ledger::Date as_of);

}  // namespace reports
