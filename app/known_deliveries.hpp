// What a delivery file brings anew, held against what the book knows from other files.
#pragma once

#include "ledger/payroll.hpp"
#include "ledger/store/book.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace app {

struct KnownDeliveries {
  std::int64_t known = 0;  ///< rows that another file brought already: they count once
  /// By file line: a row about the service and days of a row known from another file, with another
  /// quantity or status, where this file does not repeat that one. Both count; the remedy is said.
  std::vector<std::string> notes;
};

/// Reads each person of the rows once; imports that are undone say nothing.
KnownDeliveries known_deliveries(
    const std::vector<std::pair<ledger::PersonId, ledger::Delivery>>& rows, store::Reader& reader);

}  // namespace app
