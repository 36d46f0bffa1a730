// What pages about a person and a period are made from: the books at its end and before it.
#pragma once

#include "app/command.hpp"
#include "reports/statement.hpp"

#include <functional>

namespace app {

/// A page made of a StatementOf: the statement of account, the monitoring return.
using PeriodPage = std::function<reports::Answer(const reports::StatementOf&)>;

/// The page of approved days is made from what was known when they were approved, so that it stays
/// the same whatever comes later; what came is named beside it.
reports::Answer page_of(store::Reader& reader, const store::PersonRow& row, ledger::Period period,
                        const PeriodPage& page);

}  // namespace app
