// By which dated values this run judges: the program's own, or those with a file laid over them
// (--parameters FILE, else DPLEDGER_PARAMETERS). Read once, before the command begins.
#pragma once

#include "ledger/parameters.hpp"
#include "ledger/result.hpp"
#include "reports/answer.hpp"

#include <string>
#include <string_view>

namespace app {

/// Reads the file, if the command judges at all; refused with its place when something in it is not
/// understood. An empty path means the program's own values.
ledger::Result<bool> judge_by(const std::string& path, std::string_view command);

/// What every command of this run judges by.
const ledger::Parameters& parameters();

/// The same answer, saying by which file it judged; as it is when by none.
reports::Answer with_parameters(reports::Answer answer);

}  // namespace app
