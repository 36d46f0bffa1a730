// --xlsx FILE: the answer of a reading command as an Excel workbook, readable by its owner alone.
#pragma once

#include "app/command.hpp"

#include <optional>

namespace app {

/// Why the workbook could not be written, known before the command does anything: the name is taken
/// by something that is no workbook of ours, or is signed.
std::optional<ledger::Error> workbook_refused(const Arguments& arguments);

/// Writes the answer to --xlsx and answers what was written instead (dpledger.written/1); the exit
/// code stays. Refused (not_supported) when the command's answer is no table.
Outcome in_workbook(const Arguments& arguments, Finished finished);

/// Writes an answer as a page to FILE and answers that it is written; refused when the name is
/// taken.
ledger::Result<reports::Answer> written_page(const std::string& file, const std::string& format,
                                             const std::string& page);

}  // namespace app
