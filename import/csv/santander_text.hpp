// Santander's text export: labelled lines instead of columns.
//
//   From: 01/05/2025 to 31/05/2025
//   Account: XXXX XXXX XXXX 5521
//   (then records of four lines, newest first, with an empty line between them)
//   Date: 22/05/2025 / Description: … / Amount: -48.15 / Balance: 1866.60
//
// Amounts may end in blanks, no-break spaces or "GBP". The account's number is masked.
#pragma once

#include "import/accounts_of_file.hpp"
#include "import/refusals.hpp"

#include <string_view>

namespace imports {

/// Its first line that is not blank is "From: DAY to DAY".
bool is_santander_text(std::string_view text);
void read_santander_text(std::string_view text, AccountsOfFile& accounts, Refusals& refusals);

}  // namespace imports
