// Why a line is where it is, taken apart: what was decided, by which rules or whom, what spoke for
// it and against it, and what else was considered. Each reason is data (a name and a value, as in
// reconcile/reasons.hpp) with the sentence that a person reads aloud. Nothing is worked out anew:
// it is what was kept with the match when it was made.
#pragma once

#include "ledger/facts.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

struct Reason {
  std::string name;   ///< "days", "name", "paid"
  std::string value;  ///< "9", "surname", a line's id; may be empty
  std::string text;   ///< "It was paid 9 days after it was due."
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// Something that the line could be: an explanation that fits, or one that lost.
struct Rival {
  ledger::Alternative what;
  std::string text;                 ///< "The wage of Amy Jones due on 13 June 2025"
  ledger::Money amount;             ///< of its items together, or the line's
  std::optional<ledger::Date> due;  ///< of its first item, when that is still expected
  Reason against{};                 ///< why it lost; empty: it fits
  std::vector<Reason> agreed{};     ///< of one that fits: what speaks for it
  std::vector<Reason> doubts{};     ///< … and against it
};

/// Whom and what a suggestion was learned from.
struct Origin {
  std::string line;  ///< id of the line that a person decided about
  std::string by, on;
  std::string to;  ///< the item's key or plan line that it was put to
};

struct Explanation {
  const LineView* line;
  ledger::Match match;            ///< unmatched and empty when the line was not reconciled yet
  std::optional<int> rules;       ///< none: from before the rules were numbered, or not reconciled
  std::string taken_for;          ///< a sentence
  std::vector<Reason> agreed;     ///< of a suggested line, for all that fits
  std::vector<Reason> against;    ///< of a suggested line, against all that fits
  std::vector<Rival> considered;  ///< and lost
  std::vector<Rival> alternatives;  ///< that fit: suggested lines only
  std::vector<Reason> missing;      ///< what would settle it: unmatched and suggested lines
  const ledger::Decision* decision = nullptr;  ///< of the person who decided, when one did
  std::optional<Origin> learned{};             ///< of a suggestion that a person's decision taught
};
Explanation explain(const PersonView& view, const LineView& line);

/// "the wage of Amy Jones due on 13 June 2025"; the key itself when nothing expects it any longer.
std::string in_words(const PersonView& view, std::string_view key);

/// Confidence in words, the same everywhere: from "certain" by way of "very likely" to "doubtful".
std::string_view certainty(int thousandths);

}  // namespace reconcile
