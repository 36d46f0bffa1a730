// The figures of a statement of account, before anybody lays them out.
//
// Everything is a difference of kept balances or a sum of entries of the period, and each account
// ties: opening + in − out = closing, or the program stops (Defect).
#pragma once

#include "ledger/money.hpp"
#include "reconcile/view.hpp"
#include "reports/statement.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace reports {

/// One bank account over the period, by the books.
struct AccountFigures {
  std::string account;    ///< ref
  ledger::Money opening;  ///< before the first day, or what it was opened with in the period
  ledger::Money in, out, closing;
  /// What was taken back of earlier days, which were closed, or booked again for them: neither in
  /// nor out. opening + in − out + corrected = closing.
  ledger::Money corrected = {};
};

/// Money in from one payer, or out for one kind of thing (less what was returned).
struct Stream {
  std::string name;
  ledger::Money amount;
};

/// What of closed days before the period was taken back in it, or booked again for them, by what it
/// was for: no income and no payment of the period, for the statement of those days has it.
struct Correction {
  std::string name;          ///< as a stream is called
  ledger::Money taken_back;  ///< into the accounts; what it takes out of them is negative
  ledger::Money again;
};

/// Money that went from one budget of the person to the one that follows it: neither income nor a
/// payment. Inside a period both sides are equal; where it holds one of them, that one is money in
/// or out of a kind of its own.
struct Carried {
  std::string from, to;         ///< budgets
  ledger::Money left, arrived;  ///< left the one, arrived in the other
  ledger::Money net() const { return arrived - left; }
  /// What went from the one to the other inside the period.
  ledger::Money inside() const { return std::min(left, arrived); }
};

/// One plan line: cost as it arises, paid or not.
struct PlanFigures {
  std::string budget;
  std::string line;
  std::string category;
  ledger::Money planned;    ///< for the whole budget
  ledger::Money in_period;  ///< cost that arose in the period
  ledger::Money so_far;     ///< since the budget began
  ledger::Money left() const { return planned - so_far; }
};

/// One step of the sum that ends in the surplus.
struct Step {
  std::string name;
  ledger::Money amount;  ///< as it is added: what is taken off is negative
};

/// What the former package would have cost over the days of the period that the budget covers.
struct BaselineFigures {
  std::string budget;
  std::int32_t days = 0;
  ledger::Money former, cost;
};

struct StatementFigures {
  std::vector<AccountFigures> accounts;
  std::vector<Stream> income;
  std::vector<Stream> payments;
  std::vector<Carried> carried;         ///< by budgets
  std::vector<Correction> corrections;  ///< by name
  std::vector<PlanFigures> plan;
  ledger::Money cost;  ///< that arose in the period
  ledger::Money paid;  ///< for cost, from the accounts, less returns
  ledger::Money owed_before, owed_at_end;
  ledger::Money contracted;      ///< of the cost: delivered by contract, no money of the person's
  ledger::Money paid_corrected;  ///< of the corrections: paid for cost of earlier days, less
  /// Cost that no other part of the sentence about it tells of: paid twice, due back, written off.
  ledger::Money cost_otherwise() const {
    return cost - paid - paid_corrected - (owed_at_end - owed_before) - contracted;
  }
  /// What came into the accounts and left them again for the same thing: payments that came back,
  /// refunds, moves between own accounts. It is in `in` and `out` of accounts and in no stream.
  ledger::Money returned() const;
  std::vector<reconcile::BudgetPosition> positions;  ///< of the budgets the period touches
  std::vector<BaselineFigures> baselines;
};

StatementFigures figures_of(const StatementOf& of);

/// One posting's part in what moved an account in the period.
struct Movement {
  enum class Kind { opening, in, out, taken_back, again };
  const ledger::RecordedEntry* entry;
  const ledger::Posting* posting;
  std::string account;  ///< ref
  ledger::Money into;   ///< out of the account is negative
  Kind kind = Kind::in;
  std::string stream = {};  ///< by its name in income, payments, corrections; empty: in none
  bool income = false;      ///< that stream is income
  bool for_cost = false;    ///< part of what was paid for cost
  /// Of closed days before the period: in no stream, but in the corrections.
  bool corrects() const { return kind == Kind::taken_back || kind == Kind::again; }
  /// From one budget to the next: with both budgets' refs, and in no stream.
  std::string carried_from = {}, carried_to = {};
};
/// All of them, as figures_of adds them up.
std::vector<Movement> movements_of(const StatementOf& of);
/// The steps from what is in the bank to the surplus of a budget; none for a notional one, which
/// holds no money.
std::vector<Step> surplus_steps(const reconcile::BudgetPosition& position);

}  // namespace reports
