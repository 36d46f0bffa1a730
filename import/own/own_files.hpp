// Our own files: payslips, invoices, employer summaries, deliveries. Contract, section 3.
#pragma once

#include "import/csv/csv.hpp"
#include "import/own/own_table.hpp"
#include "import/source.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace imports {

/// The kind whose heading this is, or is meant to be: most of its columns, and one that only it
/// has.
std::optional<ledger::FileKind> own_kind_of(std::span<const std::string> names);

/// Reads the rows below `heading` into `source`.
void read_own_file(ledger::FileKind kind, CsvReader& reader, const Row& heading, Source& source,
                   Refusals& refusals);

}  // namespace imports
