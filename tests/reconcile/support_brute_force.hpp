// A second opinion on small cases: every way in which a payee's lines can pay the payee's items by
// exact sums, tried one by one, and what the engine's answer looks like beside them.
//
// An explanation is a set of groups that share nothing; a group is some lines and some items that
// sum to the same and cannot be parted into smaller ones. Explanations are compared on every count
// that might speak for one of them: the money they explain, how little they join together, how far
// lines are from the days of what they pay, and whether what is paid together follows one another.
// One that is behind on no count and ahead on one beats the other. Two that are level on every
// count fit equally well: unless they are the same but for things that nobody could tell apart,
// neither may be posted.
#pragma once

#include "ledger/facts.hpp"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace brute {

/// A line that pays so much, or an item of so much (a credit note is negative), on a day.
struct Thing {
  int pounds;
  int day;
  friend auto operator<=>(const Thing&, const Thing&) = default;
};

enum class Payee { supplier, worker };

/// One payee's lines and items; at most four of each.
struct Small {
  Payee payee = Payee::supplier;
  int terms = 0;  ///< days until an invoice is due
  std::vector<Thing> lines;
  std::vector<Thing> items;
};

struct Group {
  unsigned lines;  ///< bits
  unsigned items;
  friend auto operator<=>(const Group&, const Group&) = default;
};

struct Explanation {
  std::vector<Group> groups;
  int explained = 0;  ///< pounds of lines
  int settled = 0;    ///< items
  int straight = 0;   ///< groups of one line and one item
  int joined = 0;     ///< things beyond one line and one item of each group
  int largest = 0;    ///< the same of the group that joins most
  int days = 0;       ///< of every line to every item of its group
  int farthest = 0;   ///< of every line to the farthest item of its group
  int ends = 0;       ///< of each group's last line to its last item
  int broken = 0;     ///< items left out between the first and the last of a group
  unsigned lines = 0;
  unsigned items = 0;

  /// What may speak against it, so that less is better.
  std::array<int, 9> against() const {
    return {-explained, -settled, -straight, joined, largest, days, farthest, ends, broken};
  }
  bool beats(const Explanation& other) const;
  bool level_with(const Explanation& other) const { return against() == other.against(); }
};

inline bool has(unsigned bits, std::size_t at) {
  return (bits >> at & 1U) != 0;
}
/// Whether these lines and these items sum to the same.
bool balanced(const Small& small, unsigned lines, unsigned items);

/// All to which no further group can be added.
std::vector<Explanation> explanations(const Small& small);
/// The same but for what nobody could tell apart: equal payments, and which of equal items they
/// pay, as long as the same items are paid.
bool same_but_for_twins(const Small& small, const Explanation& a, const Explanation& b);

/// How the engine's answer stands beside the explanations.
enum class Verdict {
  agrees,
  contradicts,   ///< one explanation beats all others, and something else was posted
  torn_posted,   ///< two fit equally well, and one of them was posted
  beaten,        ///< what was posted is part only of explanations that others beat
  not_found,     ///< one explanation of every line and item beats all others, and is not posted
  torn_dropped,  ///< two fit equally well, and a line they disagree on is neither posted nor asked
};
std::string text(Verdict verdict);

struct Opinion {
  Verdict verdict = Verdict::agrees;
  bool one_best = false;  ///< one explanation beats all others
  bool torn = false;      ///< at least two that nothing beats fit equally well
  std::string told;       ///< the case, the explanations and the answer, for a reader
};

/// Asks the engine, and compares.
Opinion second_opinion(const Small& small);

/// How many cases were met, and the smallest of each verdict.
struct Tally {
  int cases = 0;
  int one_best = 0;
  int torn = 0;
  struct Found {
    int times = 0;
    std::string smallest;
  };
  std::vector<std::pair<Verdict, Found>> found;

  void add(const Opinion& opinion);
  int times(Verdict verdict) const;
  std::string told(Verdict verdict) const;
};

/// Whether two invoices may be of one amount and day, so that nothing but their numbers differs.
enum class Alike { none, some };

/// What the cases are made of.
struct Kinds {
  std::vector<Thing> lines;
  std::vector<Thing> items;
  std::size_t most_lines;
  std::size_t most_items;
  std::size_t most_together;  ///< lines and items
  std::size_t every = 1;      ///< only every nth case that has anything to explain
  Alike alike = Alike::none;  ///< of the items
};

/// Every choice, smallest first, in which some line can pay something.
void each_small(const Small& pattern, const Kinds& kinds,
                const std::function<void(const Small&)>& see);

}  // namespace brute
