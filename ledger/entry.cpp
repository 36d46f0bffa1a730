#include "ledger/entry.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ledger {

std::string_view text(EntryKind kind) {
  switch (kind) {
    case EntryKind::plan:
      return "plan";
    case EntryKind::opening:
      return "opening";
    case EntryKind::payslip:
      return "payslip";
    case EntryKind::summary:
      return "summary";
    case EntryKind::invoice:
      return "invoice";
    case EntryKind::delivery:
      return "delivery";
    case EntryKind::pot:
      return "pot";
    case EntryKind::line:
      return "line";
    case EntryKind::reversal:
      return "reversal";
    case EntryKind::act:
      return "act";
    case EntryKind::handover:
      return "handover";
  }
  throw Defect{"an entry of no kind"};
}

std::string_view text(MatchState state) {
  switch (state) {
    case MatchState::matched:
      return "matched";
    case MatchState::suggested:
      return "suggested";
    case MatchState::unmatched:
      return "unmatched";
  }
  throw Defect{"a match in no state"};
}

void ensure_sound(const Entry& entry) {
  ensure(!entry.source.empty(), "an entry names its source");
  ensure(!entry.postings.empty(), "an entry has a posting");
  for (const auto& posting : entry.postings) {
    ensure(posting.amount > Money{}, "a posting moves a positive amount");
    ensure(!posting.budget.empty(), "a posting belongs to a budget");
    ensure(!posting.debit.empty() && !posting.credit.empty(), "a posting names both accounts");
    ensure(posting.debit != posting.credit, "a posting moves money between two accounts");
  }
}

Entry reversal_of(const RecordedEntry& entry) {
  Entry reversal{
      entry.entry.date, EntryKind::reversal, entry.entry.source, entry.entry.postings, {}};
  for (auto& posting : reversal.postings) std::swap(posting.debit, posting.credit);
  return reversal;
}

void mark_reversed(std::vector<RecordedEntry>& entries) {
  for (auto& entry : entries) entry.reversed = false;
  for (auto by = entries.rbegin(); by != entries.rend(); ++by) {
    if (!by->reverses || by->reversed) continue;
    const auto at = std::ranges::lower_bound(entries, *by->reverses, {}, &RecordedEntry::number);
    if (at != entries.end() && at->number == *by->reverses) at->reversed = true;
  }
}

std::vector<RecordedEntry> standing_on(const std::vector<RecordedEntry>& entries, Date day) {
  std::vector<RecordedEntry> standing;
  for (const auto& entry : entries) {
    if (entry.entry.date <= day) standing.push_back(entry);
  }
  mark_reversed(standing);
  std::erase_if(standing, [](const auto& entry) { return entry.reversed || entry.reverses; });
  return standing;
}

std::vector<Balance> balances_of(const std::vector<RecordedEntry>& entries,
                                 std::optional<Date> up_to, std::optional<Date> from) {
  struct Sums {
    Money debit, credit;
  };
  std::map<std::pair<std::string_view, std::string_view>, Sums> balances;  // names of `entries`
  const auto balance = [&](std::string_view budget, std::string_view account) -> Sums& {
    return balances[{budget, account}];
  };
  for (const auto& recorded : entries) {
    if (up_to && recorded.entry.date > *up_to) continue;
    if (from && recorded.entry.date < *from) continue;
    for (const auto& posting : recorded.entry.postings) {
      balance(posting.budget, posting.debit).debit += posting.amount;
      balance(posting.budget, posting.credit).credit += posting.amount;
    }
  }
  std::vector<Balance> out;
  for (const auto& [name, sums] : balances) {
    out.push_back({std::string{name.first}, std::string{name.second}, sums.debit, sums.credit});
  }
  return out;
}

}  // namespace ledger
