// What `inspect` and `profile` say of one file: how far it proves itself, and its JSON.
#pragma once

#include "ledger/statement.hpp"
#include "reports/answers.hpp"
#include "reports/json_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// As much of the account as the file gives: "30-90-21 01234567", "XXXX 9876", or nothing.
std::string account_of(const ledger::Statement& statement);
/// An amount in the statement's own money: "£1.00", "1.00 EUR".
std::string in_money_of(const ledger::Statement& statement, ledger::Money amount);
/// "booked" or "pending".
std::string_view status_of(const ledger::StatementLine& line);

/// How far a statement proves that no line is missing, doubled or wrongly signed.
enum class Proof {
  balances,  ///< every running balance follows from the line before it
  ends,      ///< opening balance and lines come to the closing balance
  broken,    ///< something that is printed does not follow
  none,      ///< the file prints nothing that could prove it
};
Proof proof_of(const ledger::Statement& statement);
std::string_view text(Proof proof);
/// The same for a person, as a whole sentence.
std::string proof_sentence(const ledger::Statement& statement);

/// One of "files" of dpledger.inspect/1.
Json inspected_json(const InspectedFile& file);
/// The tables that people see of a file.
std::vector<Table> inspected_tables(const InspectedFile& file);
/// "april.csv: bank statement (lloyds, utf-8): 12 lines."
std::string inspected_sentence(const InspectedFile& file);

}  // namespace reports
