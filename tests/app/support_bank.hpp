// Statements of an account that tests write by hand, as one of the banks exports them: newest
// first.
#pragma once

#include <string>

namespace support {

inline const std::string bank_heading =
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance\n";

}  // namespace support
