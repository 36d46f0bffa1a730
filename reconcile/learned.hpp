// What a person's own decisions teach about lines like the ones decided. There is no table of it:
// it is read from the decisions of one person each time, so that nothing of it can reach another
// person's books, and whoever decides otherwise has taught otherwise.
#pragma once

#include "ledger/facts.hpp"
#include "reconcile/names.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

struct Lesson {
  ledger::LineId line;            ///< the one that was decided
  ledger::Date on;                ///< its day
  std::string wording;            ///< its telling words
  bool paid = false;              ///< money that left the account
  std::string plan_line;          ///< BUDGET/LINE that it was put to; or
  std::vector<std::string> keys;  ///< the items that it was matched to
  std::string by;
  std::string at;       ///< "2025-05-01T10:00:00Z"
  std::size_t nth = 0;  ///< among the person's decisions, the newest last; two may share a second
};

/// The words of a line that say who and what for, in order: no numbers, dates, references, titles
/// or words that banks add. Empty when fewer than three letters would be left.
std::string wording_of(const LineWords& line);
std::string wording_of(const ledger::StatementLine& line);

/// The newest decision on each line teaches, when it codes the line or matches it to items, has a
/// wording to go by and was not withdrawn (Decision::Kind::unlearn) afterwards. Newest first.
std::vector<Lesson> lessons(const ledger::PersonFacts& facts);

}  // namespace reconcile
