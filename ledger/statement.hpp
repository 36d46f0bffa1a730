// What a bank says: statement lines, and how far the statement proves itself.
#pragma once

#include "ledger/date.hpp"
#include "ledger/id.hpp"
#include "ledger/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

/// One movement on an account as the bank gave it.
struct StatementLine {
  Date date;
  Money amount;                  ///< into the account is positive
  std::optional<Money> balance;  ///< after this line, where the bank prints it
  std::string type;              ///< the bank's own short word: "DD", "FPO", "POS"
  std::string payee;             ///< who, where the bank says so apart; else its whole text
  std::string reference;         ///< where the bank gives one apart
  std::string bank_id;           ///< the bank's own number for it, where there is one
  int file_line = 0;             ///< where it begins in the file, from 1
  bool pending = false;          ///< shown, never booked
  LineId id{};                   ///< given by number_lines(); 0 until then

  /// Payee and reference as one text, for people and for matching.
  std::string description() const;
  friend bool operator==(const StatementLine&, const StatementLine&) = default;
};

/// A remark about a file that is no refusal: a balance that does not chain, a trailer left out.
struct Warning {
  int line = 0;
  std::string text;
};

/// What sort of paper it is. Only a statement books: what a bank reports during the day, notifies,
/// or is told to pay will stand on a statement too.
enum class Basis : std::uint8_t {
  statement,
  intraday,      ///< MT942, CAMT.052
  notification,  ///< CAMT.054
  instruction,   ///< what a bank was asked to pay: a Bacs file
};
std::string_view text(Basis basis);

/// One account's part of a statement file, its lines in the order in which the bank booked them
/// (oldest first), however the file had them.
struct Statement {
  std::string format;     ///< of the file that holds it, inside an archive too: "lloyds"
  std::string sort_code;  ///< six digits, where the file gives them
  std::string number;     ///< account number, where the file gives it whole
  std::string masked;     ///< "XXXX 9876": what the file shows of a number it hides
  std::string iban;       ///< without blanks, where the file gives one
  std::string holder;     ///< whose account or card it is, where the file says. Personal detail
  std::string currency = "GBP";
  Basis basis = Basis::statement;
  std::optional<Period> printed;  ///< the period the file says it covers
  std::optional<Money> opening;   ///< printed, or proved by the first running balance
  std::optional<Money> closing;   ///< after the last line; a later balance does not belong here
  int closing_line = 0;           ///< where a printed closing balance stands in the file
  std::vector<StatementLine> lines;
  /// File lines at which what is printed does not follow from the lines: a running balance, the
  /// closing balance, a total.
  std::vector<int> breaks;
  std::vector<Warning> warnings;

  /// From the printed period, else from the first booked line to the last; nothing without either.
  std::optional<Period> covered() const;
};

/// The days of which a file has every line: all of a printed period, else without the days on which
/// it begins and ends.
std::optional<Period> whole_days(const std::optional<Period>& printed,
                                 const std::optional<Period>& covered);

/// Gives every booked line its id, numbering equal lines (same date, amount and text) in order.
/// `account` is "P0001/dp".
void number_lines(std::string_view account, std::vector<StatementLine>& lines);
/// The id of the nth line (from 1) among its equals.
LineId line_id(std::string_view account, const StatementLine& line, int number);

}  // namespace ledger
