// A life of six years in the making: what the parts of its generator share.
#pragma once

#include "tests/reconcile/support_years.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace years {

using Pence = std::int64_t;

inline constexpr auto icb = "NHS Vale ICB";
inline constexpr auto council = "Vale Council";
inline constexpr auto organisation = "Millrace Trust";
inline constexpr auto nurses = "Tidewell Nursing Ltd";

/// All that is agreed, from the first day on.
ledger::PersonHistory agreed(Kind kind);
/// "2016" for the first.
std::string budget_ref(int year);
/// Of a notional budget: "2016n"; of what is bought by it, "visits-2016".
std::string notional_ref(int year);
/// Of the health purse beside a council's.
std::string health_ref(int year);
/// Where the money is held; and, of two purses, where the health money is.
std::string account_of(Kind kind, bool health = false);

struct Draft {
  Draft(std::uint64_t of, int troubles, Kind what)
      : chance{of}, trouble{troubles}, kind{what}, facts{.history = agreed(what)} {}

  int pick(int least, int most) {
    return least + static_cast<int>(chance() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool befalls(int of_a_thousand) { return pick(0, 999) * 10 < of_a_thousand * trouble; }

  void bank(ledger::Date on, Pence pence, std::string text, bool health = false) {
    if (pence == 0) return;
    ledger::StatementLine line{.date = on, .amount = ledger::Money::of_pence(pence)};
    line.payee = std::move(text);
    lines[account_of(kind, health)].push_back(std::move(line));
  }

  std::mt19937_64 chance;
  int trouble;
  Kind kind;
  ledger::PersonFacts facts;
  std::map<std::string, std::vector<ledger::StatementLine>> lines;  ///< by account, in any order
};

/// As a statement has a name.
std::string in_capitals(std::string name);

/// The facts' lines from the draft's: those of the six years, by day.
void give_lines(Draft& life);

/// Unused money set off or asked back, and what is repaid of it; what payment runs put forward.
void officers_decide(Draft& life);
/// The instalments of any life but a plain one.
void pay_in(Draft& life);
/// What the organisation takes for its work.
void take_fees(Draft& life);
/// Deliveries of what a commissioner buys, and its providers' bills.
void deliver(Draft& life);
/// What is left of a budget goes back to the funder who has no part in the next one.
void hand_back(Draft& life);

}  // namespace years
