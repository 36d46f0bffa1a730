// The names of the rules by which a line was matched. They are stored with every match, for good:
// a name may be added, never changed. `why` has a sentence for each.
//
// For whoever reads matches: a line with an item `reversal:LINE-ID` undoes that line, which keeps
// its items; what the undone line settled is open again. A line with rule `duplicate` lists the
// item it pays once more with its whole amount. Elsewhere an item's amount is what the line settles
// of it, and what the line moved beyond its items is an overpayment (funding: a wrong amount). A
// line with rule `overpayment-returned` brings such an excess back: it settles nothing of the item
// it names.
#pragma once

#include "ledger/entry.hpp"

#include <string_view>

namespace reconcile {

/// The version of the rules, which every match keeps. Raise it with any change after which the same
/// facts could be matched otherwise, or with another confidence: a new stage, another order of
/// stages, another way of reading names. Not for tolerances and words, which are dated data of
/// their own, nor for sentences. Matches without a version are older than the first.
inline constexpr int rules_version = 10;

/// How a payee is paid is told by what lies so many days before and after a line, and so long are a
/// number quoted and money that went out too much waited for: what was long ago says nothing of a
/// line, and what comes years later changes no answer of today.
inline constexpr int habit_days = 731;

}  // namespace reconcile

namespace reconcile::rule {

// matched
inline constexpr std::string_view decided = "decided";
inline constexpr std::string_view reversal = "reversal";
inline constexpr std::string_view transfer = "transfer";
inline constexpr std::string_view reference = "reference";
inline constexpr std::string_view reference_amount_differs = "reference-amount-differs";
inline constexpr std::string_view payee_amount = "payee-amount";
inline constexpr std::string_view payroll_run = "payroll-run";
inline constexpr std::string_view several_items = "several-items";
inline constexpr std::string_view part_payments = "part-payments";
inline constexpr std::string_view payee_amount_differs = "payee-amount-differs";
inline constexpr std::string_view towards_repayment = "towards-repayment";
inline constexpr std::string_view duplicate = "duplicate";
inline constexpr std::string_view overpayment_returned = "overpayment-returned";
inline constexpr std::string_view plan_payee = "plan-payee";
inline constexpr std::string_view bank_charge = "bank-charge";
inline constexpr std::string_view interest = "interest";
inline constexpr std::string_view funding_amount = "funding-amount";
// suggested
inline constexpr std::string_view several_explanations = "several-explanations";
inline constexpr std::string_view learned = "learned";
inline constexpr std::string_view amount_only = "amount-only";
// unmatched
inline constexpr std::string_view unexplained = "unexplained";

// of a pool's lines: whose they are (reconcile/pool_shares.hpp); matched
inline constexpr std::string_view pool_reference = "pool-reference";
inline constexpr std::string_view pool_name = "pool-name";
inline constexpr std::string_view pool_amount = "pool-amount";
inline constexpr std::string_view pool_divided = "pool-divided";
inline constexpr std::string_view pool_returned = "pool-returned";
// suggested, unmatched
inline constexpr std::string_view pool_several = "pool-several";
inline constexpr std::string_view pool_unknown = "pool-unknown";

/// Of a returned payment that brings back one part of a line (one wage of a run): the item's key.
inline std::string_view part_of(const ledger::Match& match) {
  constexpr std::string_view name = ";part=";
  const std::string_view evidence = match.evidence;
  const auto at = evidence.rfind(name);
  return at == evidence.npos ? std::string_view{} : evidence.substr(at + name.size());
}

/// Whether what a match lists is booked: all that a matched line has, and what the split of a line
/// that waits for the rest could place.
inline bool is_booked(const ledger::Match& match) {
  return match.state == ledger::MatchState::matched ||
         (match.rule == decided && !match.items.empty());
}

/// The plan line of a cost that no plan line covers, so that the books stay whole.
inline constexpr std::string_view unplanned_line = "unplanned";

}  // namespace reconcile::rule
