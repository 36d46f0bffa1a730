// review: the officer's queue, as a list, as a walk through it in the terminal, and from a file.
#pragma once

#include "app/command.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "reports/queue.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace app {

/// Everybody's entries in their order, postponed ones too. Read in threads.
std::vector<reports::QueueEntry> whole_queue(OpenedPeople& people, ledger::Date as_of);

/// One thing that is recorded about a person.
using Record = std::variant<ledger::Decision, ledger::Waiver, ledger::Note>;

/// The decision that takes a line for what was chosen.
ledger::Decision decision_of(const reports::QueueChoice& choice, ledger::LineId line,
                             const store::Stamp& stamp);

/// The items of a person that can be settled, as decisions about them name them.
std::vector<ledger::Item> items_of(const ledger::PersonFacts& facts);

Outcome decide_from_file(const Arguments& arguments);
Outcome review_in_terminal(const Arguments& arguments);

}  // namespace app
