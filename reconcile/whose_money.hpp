// Whose the money of a budget is: what each who pays for it has put into it, in this budget and in
// those before it whose money came along, and how any part of it is shared out.
//
//   paid in      = received here + carried
//   carried      = of what came along from the budget before, the part that was theirs there
//   their part   = (what is shared + what all had back) x paid in ÷ all that was paid in − had back
//
// So spending is borne by all in proportion to what they paid in, and money keeps its owner from
// budget to budget. Whoever repays unused money from elsewhere has that much of what is left,
// before the rest is shared. The one rule of surplus, reclaims, closures and handovers.
//
// Rounding: largest remainder (ledger::apportion): parts sum to what is shared.
// Why it is so: docs/decisions/0022-money-keeps-its-owner.md.
#pragma once

#include "ledger/given_up.hpp"
#include "ledger/money.hpp"
#include "ledger/person.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// What one who paid in has to do with a budget.
struct Claim {
  std::string name;        ///< a funder's, or "person"
  ledger::Money received;  ///< paid into this budget; instalments met by set-off too
  ledger::Money carried;   ///< came along; below nothing: its part of what was missing before
  ledger::Money agreed;    ///< its part of the plan; nothing for one who is no funder of it
  ledger::Money
      had_back{};         ///< of this budget: asked back, set off, repaid unasked or from elsewhere
  ledger::Money alone{};  ///< of what is shared out, its own before the rest is shared
  ledger::Money paid_in() const { return received + carried; }
};

using KnownClaims = std::map<std::string, std::vector<Claim>, std::less<>>;

/// What is known of the money of a person's budgets.
struct Accounts {
  /// Debits less credits of exactly one account of a budget.
  std::function<ledger::Money(std::string_view budget, std::string_view account)> net;
  /// What a funder has had back of a budget from elsewhere: it stands in no account. None: nothing.
  std::function<ledger::Elsewhere(std::string_view budget, std::string_view funder)> elsewhere{};
  /// The claims that were worked out already, by budget: those of each year ask for those of all
  /// before it. None where the accounts still move.
  KnownClaims* known = nullptr;
};

/// The budget whose rest came along into this one; null when none did.
const ledger::Budget* carried_from(const ledger::PersonHistory& history,
                                   const ledger::Budget& budget);

/// A part of what came along, less what was owed with it.
struct CarriedPart {
  std::string from;      ///< whose it was in the budget before
  std::string to;        ///< whose it is now: the same, or who took the place of one that left
  ledger::Money amount;  ///< below nothing: its part of what was missing
};
/// Whose it was that went along into a budget, up to now; empty where nothing did.
std::vector<CarriedPart> carried_into(const ledger::PersonHistory& history,
                                      const ledger::Budget& budget, const Accounts& accounts);

/// The funders of the plan, the person where anything of theirs is in it, and those who pay no
/// longer: an older version of the plan had them, or their money came along.
std::vector<Claim> claims(const ledger::PersonHistory& history, const ledger::Budget& budget,
                          const Accounts& accounts);

/// What each has of `whole`, which is not below nothing. Whoever had more than its part of all has
/// none of it, and the others share it in proportion to what is still theirs.
std::vector<ledger::Money> shared_out(ledger::Money whole, const std::vector<Claim>& claims,
                                      const std::vector<ledger::Money>& had_back);

}  // namespace reconcile
