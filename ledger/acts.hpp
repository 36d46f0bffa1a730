// What an officer decides about a budget's money besides its statement lines: to hold payments, to
// set unused money off against an instalment, to ask for money back and what becomes of that.
//
// Acts are facts: they are recorded once, in order, and never changed; a later one answers an
// earlier one. What they do to the books follows from all of them (docs/posting-table.md).
//
// Sources: SI 2013/1617 regulation 13(4), an instalment may be reduced by unused money by no more
// than the instalment; regulation 15, a notice states reasons, amount, time and who must repay, and
// can be reconsidered.
#pragma once

#include "ledger/date.hpp"
#include "ledger/id.hpp"
#include "ledger/money.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ledger {

struct Act {
  enum class Kind {
    hold,         ///< payments of the budget wait from `on`
    release,      ///< they are made again from `on`
    offset,       ///< `amount` of unused money of `funder` is set off on the instalment due `until`
    reclaim,      ///< `amount` is asked back for `funder`, by `until`, from `who`; it gets a ref
    reconsider,   ///< who must repay asks to look at reclaim `ref` again
    outcome,      ///< of that: `amount` is what reclaim `ref` is for from now on
    instalments,  ///< reclaim `ref` is repaid by `amount`, `every`, from `until` on
    write_off,    ///< `amount` of reclaim `ref` is given up
    withdraw,     ///< takes back the act that has number `withdrawn`
    pay,          ///< a payment run put the instalment due `until` forward, at `amount`
    repaid  ///< `amount` of reclaim `ref` was repaid from elsewhere than the person's accounts
  };
  Kind kind = Kind::hold;
  int number = 0;      ///< of the person's acts, from 1; the book gives it
  std::string ref;     ///< of a reclaim: "R1"; of a payment run: its name
  std::string budget;  ///< ref
  std::string funder;  ///< its name, or "person" for the person's own part; may be empty for hold
  Money amount;        ///< not below nothing
  Date on;             ///< the day from which it holds
  std::optional<Date> until;
  std::optional<Every> every;
  std::string who;     ///< reclaim: "holder" | "estate" | a name. Personal detail
  std::string reason;  ///< in words; never empty for what goes against somebody. Personal detail
  int withdrawn = 0;
  std::string ground;  ///< reclaim: of the list in regulation 15(1): "accumulated", "died" …
  Money total;  ///< instalments: what was open when agreed. pay: what had arrived of that day's
  std::string by;
  std::string at;
  friend bool operator==(const Act&, const Act&) = default;
};
std::string_view text(Act::Kind kind);
std::optional<Act::Kind> parse_act_kind(std::string_view text);

}  // namespace ledger
