// Entries: what is written into the accounts, and what they then hold.
//
// There are no two sides that could differ: each posting has a single amount, above nothing, which
// leaves one account of a budget and reaches another. What belongs together (a payslip's net pay,
// tax and pension) is one entry. A mistake stays where it is and a second entry takes it back.
//
// Accounts are named as in docs/posting-table.md: "bank:dp", "cost:team", "owed:net-pay:W1".
#pragma once

#include "ledger/date.hpp"
#include "ledger/id.hpp"
#include "ledger/money.hpp"
#include "ledger/result.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

/// The budget of money that is not yet known to belong to one of an account's several budgets.
inline constexpr std::string_view unassigned_budget = "unassigned";

struct Posting {
  std::string budget;
  std::string debit;
  std::string credit;
  Money amount;      ///< more than nothing
  std::string item;  ///< the key of the expected item it raises or settles; may be empty
  friend bool operator==(const Posting&, const Posting&) = default;
};

enum class EntryKind {
  plan,
  opening,
  payslip,
  summary,
  invoice,
  delivery,
  pot,
  line,
  reversal,
  act,
  handover
};
std::string_view text(EntryKind kind);

/// Where a line stands (contract, section 4).
enum class MatchState { matched, suggested, unmatched };
std::string_view text(MatchState state);

/// What one line settles of one item. The amount has the sign of the line.
struct Settled {
  std::string key;
  Money amount;
  friend bool operator==(const Settled&, const Settled&) = default;
};

/// One explanation that fits a line, when more than one does or it is not sure enough; or one that
/// was considered and lost.
struct Alternative {
  std::string rule;  ///< empty for what was considered and lost
  std::vector<Settled> items;
  std::string plan_line;      ///< BUDGET/LINE, when it is coded rather than settled
  std::string against = {};   ///< why it lost, as data: "paid=L0123456789abcdef"; empty: it fits
  std::string evidence = {};  ///< of one that fits: what agrees and what speaks against it, as data
  bool fits() const { return against.empty(); }
  friend bool operator==(const Alternative&, const Alternative&) = default;
};

/// Why a line is where it is. Kept with the entry for good.
struct Match {
  MatchState state = MatchState::unmatched;
  std::string rule;       ///< a name of reconcile/match_rules, or "decided"
  int confidence = 0;     ///< in thousandths
  std::string evidence;   ///< compact data: "name=full;days=2;items=3"; explained by reconcile::why
  std::string plan_line;  ///< BUDGET/LINE, or empty
  std::vector<Settled> items;
  /// Of a suggested line the explanations that fit; then what was considered and lost, at most
  /// three.
  std::vector<Alternative> alternatives;
  friend bool operator==(const Match&, const Match&) = default;
};

/// What an entry is made from. `source` names it: "line:L0123…", "payslip:W1:2025-04-25:1",
/// "invoice:helping-hands:4711", "opening:dp", "plan:2025", "pot:2025:redundancy".
struct Entry {
  Date date;
  EntryKind kind;
  std::string source;
  std::vector<Posting> postings;  ///< at least one
  std::optional<Match> match;     ///< of a line's entry
  friend bool operator==(const Entry&, const Entry&) = default;
};

/// Every entry passes here on its way into the book. A Defect, since the program made it: no
/// postings, an amount of nothing or below, an account against itself, an empty name.
void ensure_sound(const Entry& entry);

/// An entry as the book has it.
struct RecordedEntry {
  EntryNo number;
  Entry entry;
  std::optional<EntryNo> reverses;
  bool reversed = false;  ///< a later entry reverses it, and is not itself reversed
  LinkNo link;
  friend bool operator==(const RecordedEntry&, const RecordedEntry&) = default;
};

/// The entry that undoes `entry`: the same postings with debit and credit changed over.
Entry reversal_of(const RecordedEntry& entry);

/// Says of each entry whether it is reversed, by those with later numbers. They are in the order of
/// their numbers.
void mark_reversed(std::vector<RecordedEntry>& entries);
/// The entries that stood on a day: dated up to it, no reversals, and not reversed up to it. A
/// reversal may be later than what it reverses (where a period was approved between them).
std::vector<RecordedEntry> standing_on(const std::vector<RecordedEntry>& entries, Date day);

/// A kept balance: what an account of a budget was debited less what it was credited.
struct Balance {
  std::string budget;
  std::string account;
  Money debit;   ///< all that was debited
  Money credit;  ///< all that was credited
  Money net() const { return debit - credit; }
  friend bool operator==(const Balance&, const Balance&) = default;
};

/// Balances of entries from a day up to and including a day, by budget and account, in that order.
std::vector<Balance> balances_of(const std::vector<RecordedEntry>& entries,
                                 std::optional<Date> up_to = std::nullopt,
                                 std::optional<Date> from = std::nullopt);

}  // namespace ledger
