// A table of text: a bank's CSV, one of our own files, or an unknown one that a profile describes.
#pragma once

#include "import/refusals.hpp"
#include "import/source.hpp"

#include <string_view>

namespace imports {

/// A workbook's cell of a day has no form: it is written out as 2025-04-30, whatever a bank prints.
enum class Days : bool { as_typed, of_cells };

/// `text` is UTF-8: CSV, or a sheet turned into it. Into `source` go kind, format and what is read.
/// Tried in this order: the built-in layouts, our own files, the saved profiles, and, where it is
/// asked for, a profile proposed from what stands in the table.
void read_table(std::string_view text, const Asked& asked, Source& source, Refusals& refusals,
                Days days = Days::as_typed);

/// "said to be payroll, holds bank"
void refuse_other_kind(ledger::FileKind asked, ledger::FileKind seen, Refusals& refusals);

}  // namespace imports
