// What the commands by which an officer decides about a budget's money share: the book, the
// person's books on the day of the act, and the way an act gets into them.
#pragma once

#include "app/command.hpp"
#include "app/person_books.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/surplus.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// One act in the making.
class Acting {
 public:
  /// Refused when there is no such book or person, or when the act's day is still to come. The
  /// first word is the person.
  static ledger::Result<Acting> begin(const Arguments& arguments);

  const std::string& ref() const { return row_.ref; }
  ledger::Date on() const { return on_; }
  const ledger::PersonFacts& facts() const { return books_->facts(); }
  const reconcile::PersonView& view() const { return books_->view(); }
  const ledger::PersonVersion& person() const { return facts().history.on(on_); }

  /// The word at a place as a budget of the person; budget_unknown with those there are. Refused on
  /// a day before it begins.
  ledger::Result<const ledger::Budget*> budget(std::size_t word) const;
  /// What stands under the ref in the second word; act_unknown with those there are.
  ledger::Result<ledger::Reclaim> reclaim() const;
  reconcile::OwedBack owed(const std::string& reclaim) const;
  /// What is open of a reclaim after all that is recorded of it, also of later days.
  ledger::Money open_in_the_end(const std::string& reclaim) const;
  reconcile::Surplus surplus(const ledger::Budget& budget) const;
  /// The funder that --funder names, or the only one.
  ledger::Result<std::string> funder(const ledger::Budget& budget) const;
  /// A word as an amount of more than nothing.
  ledger::Result<ledger::Money> amount(std::size_t word) const;

  /// An act of this kind with what every act has.
  ledger::Act act(ledger::Act::Kind kind) const;
  /// Records it, lets the books follow, and says `sentence`.
  Outcome record(ledger::Act act, const std::string& sentence);

 private:
  Acting(const Arguments& arguments, BookPointer book, std::unique_ptr<store::Work> work,
         store::PersonRow row);
  const Arguments* arguments_;
  BookPointer book_;
  std::unique_ptr<store::Work> work_;
  store::PersonRow row_;
  ledger::Date on_;
  std::unique_ptr<PersonBooks> books_;
};

/// The refusal of an act without a reason; nothing when there is one.
std::optional<ledger::Error> reason_missing(const Arguments& arguments);

/// Refusals with what would be possible.
ledger::Error impossible(std::string found, std::string remedy);
ledger::Error beyond(std::string found, std::string remedy);

}  // namespace app
