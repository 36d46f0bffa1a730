// Credits that wait for a person and may be what a funder owes: an instalment is not paid again
// before it is decided what they are.
#pragma once

#include "reconcile/view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// One that waits, by name.
struct WaitingCredit {
  ledger::LineId id;
  ledger::Date date;
  ledger::Money amount;
  std::string description;
};

/// What an instalment still lacks of one funder.
struct Lacking {
  std::string key;
  std::string funder;
  ledger::Date due;
  std::vector<std::string> accounts;  ///< that serve its budget; empty: any
  std::vector<ledger::Money>
      amounts;  ///< of the funder's share, or of all of it, whole or the rest
};

class WaitingCredits {
 public:
  explicit WaitingCredits(const PersonView& view);

  /// A suggestion that fits names the instalment; or none explains all of a line, not much before
  /// its day, that names the funder or is one of the amounts. By date.
  std::vector<WaitingCredit> that_may_have_paid(const Lacking& lacking) const;

 private:
  bool may_have_paid(const LineView& line, const Lacking& lacking) const;

  const PersonView& view_;
  std::vector<const LineView*> waiting_;
};

}  // namespace reconcile
