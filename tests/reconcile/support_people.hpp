// People made by rapidcheck, rich enough that every rule of the engine has something to do: wages
// equal and differing, PAYE, pension, invoices, credit notes, what came back, duplicates, moves,
// instalments, cut names, decisions. Amounts and days are few, so that things collide.
#pragma once

#include "tests/reconcile/build.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <rapidcheck.h>

namespace people {

/// From `from` up to but not `to`, each as likely as the other: left to itself rapidcheck begins
/// small, and the first half of its runs would see next to nothing happen.
inline int pick(int from, int to) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to));
}

/// A person of two workers, two accounts, suppliers and two payers, and what befell them from May
/// to July 2025. `happenings`: about how much of it.
build::Case any_person(int happenings = 9);

/// One more decision about one of the lines.
void decide(build::Case& made);

/// The same person under another reference: line ids, keys and records say so.
build::Case renamed(build::Case from, const std::string& ref);

/// The same facts; their files were imported in another order, so that they have other numbers.
ledger::PersonFacts from_files_in_another_order(ledger::PersonFacts facts);
/// The same, and the facts themselves in another order.
ledger::PersonFacts shuffled(ledger::PersonFacts facts);

/// What attention the books ask for once the budget is over.
std::vector<ledger::Finding> findings(const ledger::PersonFacts& facts,
                                      const std::vector<ledger::Entry>& entries);
/// One text a finding, all that it says.
std::vector<std::string> told(const std::vector<ledger::Finding>& findings);

/// Each line, what was decided about it and what it is taken for, and what was owed: for whoever
/// reads of a case that a property found.
std::string in_words(const build::Answer& answer);

/// Entries as the book would have them, numbered from one.
std::vector<ledger::RecordedEntry> recorded(const std::vector<ledger::Entry>& entries);

/// Which rules were seen; a property that hardly met one has shown nothing of it.
class Reached {
 public:
  void add(const std::vector<ledger::Match>& matches);
  /// The names of match_rules.hpp that were met fewer than `least` times.
  std::vector<std::string> missed(int least = 3) const;

 private:
  std::map<std::string, int, std::less<>> times_;
};

}  // namespace people
