// Picking the postings that a figure is the sum of.
#pragma once

#include "reports/trace.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// Accounts whose names begin so, or are just so; without one of them.
struct AccountRule {
  std::vector<std::string_view> prefixes = {};
  std::vector<std::string_view> exactly = {};
  std::string_view but = {};
  bool holds(std::string_view account) const;
};

/// Debits less credits of these accounts, or the other way round: debits count 1 or -1.
struct Picked {
  AccountRule accounts;
  int debits_count = 1;
};

/// What standing entries up to a day put to accounts of a budget; empty: of all budgets.
std::vector<TracedPosting> picks(const std::vector<ledger::RecordedEntry>& standing,
                                 ledger::Date up_to, std::string_view budget, const Picked& picked);
/// Adds what one entry puts there.
void add_picks(const ledger::RecordedEntry& recorded, std::string_view budget, const Picked& picked,
               std::vector<TracedPosting>& found);
ledger::Money sum_of(const std::vector<TracedPosting>& postings);

}  // namespace reports
