// What is owed back: money asked back by ref, what is set off and waits for its instalment, and how
// long each has been due. Tied to the books: the open amounts of a budget and funder are what its
// account `due-to:FUNDER` holds on the day.
#pragma once

#include "ledger/money.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reconcile {

/// What is owed back for one reason.
struct OwedBack {
  enum class Kind {
    reclaim,  ///< asked for
    offset,   ///< set off, and its instalment has not come yet
    other     ///< due without having been asked for: what is left of a budget that was handed over
  };
  Kind kind = Kind::reclaim;
  std::string person{}, budget{}, funder{};
  std::string ref{};  ///< "R1"; of an offset "act 3"
  std::string who{};  ///< must repay: "holder", "estate" or a name
  std::optional<ledger::Date> on{}, until{};
  ledger::Money asked{};  ///< at first
  ledger::Money
      given_up{};  ///< by an outcome or a write-off; of an offset, what found no instalment
  ledger::Money elsewhere{};  ///< repaid, not from the person's accounts
  ledger::Money repaid{};     ///< by lines
  ledger::Money open{};
  std::vector<ledger::Money> bands{};  ///< of `open`: not due yet, then by band_limits; one more
  int instalments_paid = 0, instalments_to_come = 0;  ///< 0, 0: not by instalments
  std::optional<ledger::Date> next_due{};             ///< the earliest day of what is open
  bool reconsidering = false;

  bool is_overdue() const;
};
std::string_view text(OwedBack::Kind kind);

/// By budget, funder and the order of asking; what is settled too, with nothing open.
std::vector<OwedBack> owed_back(const PersonView& view);
/// What is due to a funder of a budget, and nobody has asked for or set off.
ledger::Money due_unasked(const PersonView& view, std::string_view budget, std::string_view funder);
/// Days overdue at which a band ends: 30, 60, 90.
std::vector<int> band_limits(const ledger::Parameters& parameters, ledger::Date on);

}  // namespace reconcile
