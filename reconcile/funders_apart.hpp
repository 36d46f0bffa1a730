// Several funders of one budget: one of them sends a whole instalment for all, or each sends its
// own share by itself, on whatever day. Which of the two it is, the lines say; where they say
// nothing of an instalment, it is as with the one before it.
//
// Outside the desk an instalment is one item with one key, however it is paid. On the desk one that
// is paid apart is an item for each funder, so that each finds its own lines; its key has the
// funder's slug behind a sign that no key has.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/item.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reconcile {

class Desk;
struct Row;

/// What a match's evidence calls the funder whose share it is: its slug.
inline constexpr std::string_view funder_pair = "funder";

/// The desk's items with the shares of instalments that are paid apart in place of these; none when
/// there is no such instalment.
std::optional<std::vector<ledger::Item>> set_apart(const Desk& desk);

/// The key of the instalment of which a desk's item is one funder's share; empty: it is no share.
std::string_view shared_instalment(std::string_view key);

/// The items that a key means: one; or the shares of an instalment, that of the funder whom the row
/// names first, then one of just this amount. None for a key that nothing has.
std::vector<std::size_t> items_called(const Desk& desk, const Row& row, std::string_view key,
                                      std::int64_t pence);

/// A match as everybody outside the desk has it: by the keys of instalments, and with the funder as
/// a pair of its evidence.
void put_together(ledger::Match& match);

using InstalmentShares = std::unordered_map<std::string, std::vector<ledger::FunderShare>>;
/// Who is to pay how much of each of the funders' instalments, by its key.
InstalmentShares instalment_shares(const ledger::PersonFacts& facts);

/// Whose money comes in, line after line.
class FundersMoney {
 public:
  explicit FundersMoney(const ledger::PersonFacts& facts)
      : agreed_{instalment_shares(facts)}, left_{agreed_} {}

  /// Of an amount that settles an instalment: all of it the match's funder's; where it names none,
  /// everybody's by what is left of their shares. Empty when the instalment is not known.
  std::vector<ledger::FunderShare> settled(const std::string& key, ledger::Money amount,
                                           const ledger::Match& match);
  /// Of what came beyond it: the match's funder's, or everybody's by their shares.
  std::vector<ledger::FunderShare> beyond(const std::string& key, ledger::Money amount,
                                          const ledger::Match& match) const;
  void give_back(const std::string& key, std::string_view funder, ledger::Money amount);

 private:
  InstalmentShares agreed_, left_;
};

/// What one funder was to pay of an instalment, and what of that has come.
struct FunderPart {
  std::string funder;
  ledger::Money whole, arrived;
  ledger::Money open() const { return ledger::at_least_nothing(whole - arrived); }
};
/// By the order of the budget's funders; one with nothing to pay is left out. Empty for anything
/// but a funder's instalment.
std::vector<FunderPart> funder_parts(const PersonView& view, const ItemView& item);
/// The name of the funder whose share of an instalment a match is; empty when it is nobody's alone.
std::string funder_named(const ledger::Match& match, const ItemView& item);
/// Some line brought one funder's share of it by itself.
bool is_paid_apart(const ItemView& item);
/// What a line brought of an instalment from one funder, on the line's day; negative: it went back.
struct Arrival {
  ledger::Date on;
  ledger::Money amount;
};
std::vector<Arrival> arrivals_from(const ItemView& item, std::string_view funder);
/// The same, with what came once more: it settles nothing, and was paid too much.
std::vector<Arrival> all_arrivals_from(const ItemView& item, std::string_view funder);
/// What lines have brought of an instalment from one funder.
ledger::Money arrived_from(const ItemView& item, std::string_view funder);

}  // namespace reconcile
