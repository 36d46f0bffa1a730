// The rows of a bank's CSV below its heading, as statement lines.
#pragma once

#include "import/accounts_of_file.hpp"
#include "import/csv/csv.hpp"
#include "import/csv/layout.hpp"
#include "import/refusals.hpp"

#include <string_view>

namespace imports {

/// Reads what is left of `reader` (for a layout without heading: all of the text) into `accounts`.
/// `masked` is what the lines above the heading showed of the account number.
void read_statement_rows(CsvReader& reader, const Heading& heading, const std::string& masked,
                         AccountsOfFile& accounts, Refusals& refusals);

/// The refusal of a row that the reader could not part into cells.
void refuse_row(CsvReader::Got got, const CsvReader& reader, Refusals& refusals);

}  // namespace imports
