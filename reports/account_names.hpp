// Our accounts under the names that other accounting programs allow.
//
// A name is ROOT:PERSON:BUDGET:ACCOUNT, where the account's own colons stay. Each part is written
// so that nothing is lost and no two meet; docs/audit.md says how a name is turned back.
#pragma once

#include <string>
#include <string_view>

namespace reports {

enum class Program { hledger, ledger, beancount };

/// "Assets:P0001:2025:bank:dp"; memo accounts stand under a root of their own.
std::string account_name(Program program, std::string_view person, std::string_view budget,
                         std::string_view account);

/// Memo accounts hold what is agreed or set aside, not money; they sum to nothing on their own.
bool is_memo(std::string_view account);

/// One part for hledger and ledger: letters, digits and - _ . stay, a single space between them
/// too; every other byte is %HH.
std::string plain_part(std::string_view part);
/// One part for beancount: letters and digits stay, and a hyphen that no X follows; every other
/// byte is -XHH. It begins with a capital letter or a digit: "team" is Team, "Team" is Team-X.
std::string capital_part(std::string_view part);

}  // namespace reports
