// What hledger, ledger and beancount say the balances of an export are, under our own names.
#pragma once

#include "tests/app/support_program.hpp"

#include <map>
#include <string>

namespace support {

/// Balances in pence by "PERSON|BUDGET|ACCOUNT"; those that are nothing are left out.
using Balances = std::map<std::string, long long>;

/// Of `trial-balance --json`.
Balances our_balances(const Folder& folder, const std::string& as_of);
/// Exports in that format, has the program check the file strictly, and reads its balances. Fails
/// the test when the program finds anything wrong.
Balances balances_by(const std::string& program, const Folder& folder, const std::string& as_of,
                     const std::vector<std::string>& more = {});

/// A name in another program turned back, as docs/audit.md says: "PERSON|BUDGET|ACCOUNT".
std::string turned_back(const std::string& program, const std::string& name);

}  // namespace support
