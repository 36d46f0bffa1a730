#include "reports/trace_picks.hpp"

#include <algorithm>

namespace reports {

using ledger::Money;
using ledger::RecordedEntry;

bool AccountRule::holds(std::string_view account) const {
  if (!but.empty() && account == but) return false;
  return std::ranges::find(exactly, account) != exactly.end() ||
         std::ranges::any_of(prefixes,
                             [&](std::string_view prefix) { return account.starts_with(prefix); });
}

void add_picks(const RecordedEntry& recorded, std::string_view budget, const Picked& picked,
               std::vector<TracedPosting>& found) {
  for (const ledger::Posting& posting : recorded.entry.postings) {
    if (!budget.empty() && posting.budget != budget) continue;
    const bool debits = picked.accounts.holds(posting.debit);
    const bool credits = picked.accounts.holds(posting.credit);
    if (debits == credits) continue;
    const bool adds = debits == (picked.debits_count > 0);
    found.push_back({&recorded, &posting, adds ? posting.amount : -posting.amount});
  }
}

std::vector<TracedPosting> picks(const std::vector<RecordedEntry>& standing, ledger::Date up_to,
                                 std::string_view budget, const Picked& picked) {
  std::vector<TracedPosting> found;
  for (const RecordedEntry& recorded : standing) {
    const bool stands = !recorded.reversed && !recorded.reverses;
    if (stands && recorded.entry.date <= up_to) add_picks(recorded, budget, picked, found);
  }
  return found;
}

Money sum_of(const std::vector<TracedPosting>& postings) {
  Money sum;
  for (const TracedPosting& posting : postings) sum += posting.counts;
  return sum;
}

}  // namespace reports
