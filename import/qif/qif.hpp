// QIF, Quicken's interchange format: what some banks still offer. The weakest evidence there is: it
// names no currency, no balance and no account number, so that nothing shows whether it is whole.
//
// Reads     !Type:Bank, CCard, Cash, Oth A, Oth L, an account at a time where !Account names them.
//           D day, T (or U) amount, P payee, M memo, N number or action, A address, L category,
//           S E $ % splits. Lists are passed over; investments are left out, and a file of nothing
//           else is refused by name.
// Opening   Quicken's first record of an account, "Opening Balance" with the account itself as
//           category, is the opening balance and no movement. One of 0.00 says nothing of the kind
//           (it is what is written when nobody knows) and stays a line.
// Splits    that do not make up their total are a break.
// Refuses   a record without a day or an amount, one that the file ends in, and movements among the
//           names of accounts, where the heading before them is missing. (A last record without its
//           "^" is read, with a warning, when it is whole and can be no opening balance.)
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_qif(std::string_view text);
void read_qif(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports
