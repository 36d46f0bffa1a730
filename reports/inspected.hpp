// What `inspect` and `profile FILE` say of a file, in parts: it may hold a million lines, and they
// are never held as text. People are shown the beginning and the end of a long table.
#pragma once

#include "ledger/statement.hpp"
#include "reports/answers.hpp"
#include "reports/parts.hpp"

#include <string>
#include <string_view>

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

/// "april.csv: a bank statement, read as lloyds (Lloyds, Halifax, Bank of Scotland; utf-8): 5
/// lines."
std::string inspected_sentence(const InspectedFile& file);
/// "Line 7: the balance does not follow", of a few; then how many more there are.
void add_warnings(const std::vector<ledger::Warning>& warnings, std::string_view before,
                  std::vector<std::string>& sentences);
/// The columns of statement lines, and a line in them.
Table line_columns();
std::vector<Cell> line_row(std::string_view file, std::string_view account,
                           const ledger::StatementLine& line);
/// The same of payslips.
Table payslip_columns();
std::vector<Cell> payslip_row(const ledger::Payslip& slip);
/// The same led by the file, as lines have it.
Table filed_payslip_columns();
std::vector<Cell> filed_payslip_row(std::string_view file, const ledger::Payslip& slip);

/// What stands before the first file, between two and after the last.
struct Frame {
  std::string before, between, after;
};
/// One document dpledger.inspect/1, and each of its "files".
Frame inspect_json_frame();
void inspect_json(const InspectedFile& file, Parts& parts);
/// The statement lines of all files under one heading; payslips under theirs, after an empty line
/// where something else stands before them. Where there is neither, the heading of lines alone.
class InspectCsv {
 public:
  explicit InspectCsv(Parts& parts) : parts_{parts} {}
  void add(const InspectedFile& file);
  void finish();

 private:
  enum class Of { none, lines, payslips };
  void begin(Of table);

  Parts& parts_;
  Of last_ = Of::none;
};
/// For people, a file after the other.
Frame inspect_text_frame();
void inspect_text(const InspectedFile& file, const Look& look, Parts& parts);
/// The tables of it alone, each after an empty line.
void inspect_tables(const InspectedFile& file, const Look& look, Parts& parts);

/// A whole answer of `profile FILE`: dpledger.proposal/1, the lines, a page.
void proposed_json(const ProposedProfile& proposed, Parts& parts);
void proposed_csv(const ProposedProfile& proposed, Parts& parts);
void proposed_text(const ProposedProfile& proposed, const Look& look, Parts& parts);

}  // namespace reports
