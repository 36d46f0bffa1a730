// Surplus and shortfall of a budget as named steps, and whose the surplus is. The one computation
// of both: the balance, the findings and whoever asks money back read it here.
//
// The figures are those of the contract, section 6. What is asked back or set off already, and has
// not left the bank yet, is still in the surplus; it stands beside it, so that nobody asks twice.
//
// Once a budget is over nothing may stay in the account or was paid in advance: what is left of it,
// and can be asked back, is the bank less what is owed, what is known to become due, what is set
// aside for workers, and what nobody can explain.
#pragma once

#include "ledger/money.hpp"
#include "ledger/person.hpp"
#include "reconcile/view.hpp"
#include "reconcile/whose_money.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// One step from what is in the bank to what is free, or from what is needed to what is missing.
struct SurplusStep {
  std::string code;      ///< "bank", "net-pay", "paye", "pot:redundancy" …
  std::string what;      ///< in words: "Tax and National Insurance that HMRC has not had yet"
  ledger::Money amount;  ///< as it counts: what is held for somebody is negative
};

/// What part of a surplus belongs to one who paid in; "person" is the person's own part.
struct SurplusShare {
  std::string name;
  ledger::Money received{};  ///< that it paid in, instalments met by set-off too
  ledger::Money part{};      ///< of the surplus; the parts sum to it
  ledger::Money asked{};     ///< asked back, set off or due back, and still in the bank
  ledger::Money unasked{};   ///< of that, what a handover left and nobody has asked for
  ledger::Money left{};      ///< of what is left of a budget that is over; else as `part`
  ledger::Money can_ask{};   ///< of that, what may still be asked back
  ledger::Money carried{};   ///< of its money before that came along (reconcile/whose_money.hpp)
  ledger::Money sent_after_death{};  ///< when nothing was due: its own, whole
  ledger::Money written_off{};       ///< asked for as unused, and given up: not asked for again
  ledger::Money free() const { return ledger::at_least_nothing(part - asked); }
};

struct Surplus {
  std::string person;
  std::string budget;
  ledger::Money bank{}, pots{}, unexpired{}, allowed_balance{}, unexplained{};
  Owed owed{};
  std::vector<SurplusStep> steps;            ///< sum to `exact`
  ledger::Money exact{};                     ///< may be below nothing
  ledger::Money surplus{};                   ///< the same, not below nothing
  std::vector<SurplusStep> shortfall_steps;  ///< sum to what is missing, or below nothing
  ledger::Money shortfall{};
  std::vector<SurplusShare> shares;
  ledger::Money usual{};  ///< the common answer: bank less what may stay, not below nothing
  bool over = false;      ///< its last day is past, or the person has died
  /// Of one that is over: pay and bills that are known and dated after the day, by whom they are
  /// for. Its total is the step "later".
  Owed later{};
  std::vector<SurplusStep> left_steps{};  ///< of one that is over: sum to what is left, or below it
  ledger::Money left{};                   ///< the same, not below nothing

  /// The steps to what can be asked back, or is already, and what they come to.
  const std::vector<SurplusStep>& asking_steps() const { return over ? left_steps : steps; }
  ledger::Money asking() const { return over ? left : surplus; }
  /// Of one that is over: by how much there is too little for what is owed, still to come and set
  /// aside for workers.
  ledger::Money left_short() const;
  /// Of one that is over: set aside for workers, and so not left.
  ledger::Money kept_for_workers() const;
  ledger::Money asked() const;
  ledger::Money unasked() const;
  ledger::Money can_ask() const;
  ledger::Money written_off() const;
  const SurplusShare* share(std::string_view name) const;
};

/// Of the last instalment that arrived in advance, the part for the days still to run: `arrived` x
/// `to_run` / `days`, rounded down. What was set off stands for its part of the instalment.
struct Unexpired {
  std::string key;  ///< of the instalment; empty: there is none
  ledger::Money arrived;
  std::int32_t to_run = 0, days = 0;
  ledger::Money amount;
};
Unexpired unexpired_of(const PersonView& view, const ledger::Budget& budget);

/// Of a notional budget every figure is nothing: none of its money is in the person's hands.
Surplus surplus_of(const PersonView& view, const ledger::Budget& budget);
/// One for each budget that has begun to exist and holds money, by `from` and ref.
std::vector<Surplus> surpluses(const PersonView& view);

/// Debits less credits of exactly one account: "cost:team" does not take in "cost:team-2".
ledger::Money net_of_account(const PersonView& view, std::string_view budget,
                             std::string_view account);

/// What each who pays for a budget has put into it up to the day.
std::vector<Claim> claims(const PersonView& view, const ledger::Budget& budget);
/// The accounts of the view's day.
Accounts accounts_of(const PersonView& view);

/// Lines that nobody can explain yet, and money on its way between own accounts.
struct Unexplained {
  ledger::Money paid, received;
};
Unexplained unexplained_lines(const PersonView& view, const std::string& budget);

Owed owed_by(const PersonView& view, const std::string& budget);

}  // namespace reconcile
