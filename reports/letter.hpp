// Letters about an officer's acts, in plain English: money asked back, an instalment that is less,
// the outcome when a decision was looked at again, instalments, money given up.
//
// Sources: SI 2013/1617 regulation 15(2) to (5), the notice states reasons, amount, time and who
// must repay, to the personal representatives after a death, and can be looked at again; regulation
// 13(4) and (5), notice and reasons of an instalment that is reduced. The wording is our own.
#pragma once

#include "ledger/acts.hpp"
#include "ledger/facts.hpp"
#include "reconcile/surplus.hpp"
#include "reports/answer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// The grounds of regulation 15(1) on which money may be asked back, as words of the command line.
const std::vector<std::string_view>& grounds();
/// What a letter says of a ground; empty for an unknown one.
std::string ground_sentence(std::string_view ground);

/// What a letter is made from. It tells what was so when the act was recorded: nothing recorded
/// after it is looked at, so that the same letter can be written again years later.
struct LetterAbout {
  const ledger::PersonFacts* facts;  ///< as they were known then
  const ledger::Act* act;
  /// Where the act's budget stood on its day; its steps are shown where unused money is asked back.
  std::optional<reconcile::Surplus> surplus = std::nullopt;
  /// Who signs where the act was recorded under a login name; a login name signs nothing.
  std::string signer = {};
  /// Of an outcome: what had been repaid under its ref by then.
  ledger::Money repaid = {};
  /// The act that took this one back since. What was sent is written as it was sent, and says so.
  const ledger::Act* withdrawal = nullptr;
};

/// Whether there is a letter about acts of that kind.
bool has_letter(ledger::Act::Kind kind);
/// dpledger.letter/1. A Defect when there is no letter, or the act's reclaim does not stand.
Answer letter(const LetterAbout& about);
/// The same answer's title, for a page.
std::string letter_title(const ledger::Act& act);

}  // namespace reports
