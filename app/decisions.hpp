// Whether a decision about a line can be made, and what comes of it. Shared by the commands that
// make one and by `review`, which makes many.
#pragma once

#include "app/settle.hpp"
#include "ledger/facts.hpp"
#include "ledger/item.hpp"
#include "ledger/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What stands between spaces, tabs and semicolons.
std::vector<std::string> words_of(std::string_view text);

const ledger::BookLine* line_in(const ledger::PersonFacts& facts, ledger::LineId id);

/// BUDGET/LINE for what was written as that, or as LINE where one budget alone has it.
std::optional<std::string> plan_line_named(const ledger::PersonHistory& history,
                                           const std::string& text);

/// The keys that a line is to settle, as they were written. Refused: one that nobody knows
/// (item_unknown), one that stands twice, one or a sum that goes the other way
/// (amounts_do_not_agree).
ledger::Result<std::vector<std::string>> keys_named(const ledger::PersonFacts& facts,
                                                    const std::vector<ledger::Item>& items,
                                                    ledger::LineId line,
                                                    const std::vector<std::string>& words);

/// The parts of a split, each KEY=AMOUNT, LINE=AMOUNT or BUDGET/LINE=AMOUNT as it was written, as a
/// decision keeps them. Refused also when they are not the line to the penny, and when an amount
/// goes the other way.
ledger::Result<std::vector<std::string>> parts_named(const ledger::PersonFacts& facts,
                                                     const std::vector<ledger::Item>& items,
                                                     ledger::LineId line,
                                                     const std::vector<std::string>& words);

/// The decision that stands about a line; null when nobody decided, or took it back.
const ledger::Decision* standing_decision(const ledger::PersonFacts& facts, ledger::LineId line);

const ledger::Match* match_of(const Settlement& settlement, ledger::LineId line);

/// What of a decision came to nothing, because others settle it or nothing of it is open. Better
/// said, and nothing committed, than dropped in silence.
ledger::Errors in_vain(const Settlement& settlement, const ledger::Decision& decision);

/// Records a decision and brings the books after it. Refused when something of it is in vain; the
/// caller commits, or does not.
ledger::Result<Settlement> record_decision(store::Work& work, ledger::PersonId person,
                                           const ledger::Decision& decision);

}  // namespace app
