// Settled years that are kept of a person, and which program made what is kept.
#pragma once

#include "ledger/person.hpp"
#include "ledger/settled.hpp"
#include "ledger/store/book.hpp"

#include <optional>
#include <string>

namespace app {

/// Settled years are those of one program and its own dated values.
bool judges_by_its_own();

/// What is kept of a person, where this program made it and judges by its own values.
std::optional<ledger::SettledYears> settled_by_this(store::Reader& reader, ledger::PersonId person);

/// Whether a version of the plan begins after what was found of the years, and up to a day: it may
/// say otherwise of them.
bool are_judged_anew(const ledger::SettledYears& settled, const ledger::PersonHistory& history,
                     ledger::Date up_to);

/// A guard with the program that made it.
std::string stamped(const std::string& guard);
/// Whether the years are only left out by who reads.
bool has_no_guard(const ledger::SettledYears& settled);

}  // namespace app
