#include "reports/inspected.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Statement;
using ledger::StatementLine;

std::string hyphenated(const std::string& sort_code) {
  if (sort_code.size() != 6) return sort_code;
  return sort_code.substr(0, 2) + "-" + sort_code.substr(2, 2) + "-" + sort_code.substr(4, 2);
}

}  // namespace

std::string account_of(const Statement& statement) {
  std::string number = statement.number.empty() ? statement.iban : statement.number;
  if (number.empty()) number = statement.masked;
  if (statement.sort_code.empty()) return number;
  return hyphenated(statement.sort_code) + (number.empty() ? "" : " " + number);
}

std::string in_money_of(const Statement& statement, ledger::Money amount) {
  if (statement.currency == "GBP") return ledger::pretty(amount);
  return ledger::text(amount) + " " + statement.currency;
}

std::string_view status_of(const StatementLine& line) {
  return line.pending ? "pending" : "booked";
}

Proof proof_of(const Statement& statement) {
  if (!statement.breaks.empty()) return Proof::broken;
  std::size_t booked = 0, with_balance = 0;
  for (const StatementLine& line : statement.lines) {
    if (line.pending) continue;
    ++booked;
    with_balance += line.balance ? 1U : 0U;
  }
  if (booked > 1 && with_balance == booked) return Proof::balances;
  if (statement.opening && statement.closing && (with_balance == 0 || booked > with_balance)) {
    return Proof::ends;
  }
  return Proof::none;
}

std::string_view text(Proof proof) {
  switch (proof) {
    case Proof::balances:
      return "balances";
    case Proof::ends:
      return "ends";
    case Proof::broken:
      return "broken";
    case Proof::none:
      return "none";
  }
  ledger::ensure(false, "every proof has a word");
  return {};
}

std::string proof_sentence(const Statement& statement) {
  switch (proof_of(statement)) {
    case Proof::balances:
      return "Proved: every running balance follows from the line before it, from " +
             in_money_of(statement, *statement.opening) + " to " +
             in_money_of(statement, *statement.closing) + ".";
    case Proof::ends:
      return "Proved: the opening balance of " + in_money_of(statement, *statement.opening) +
             " and the lines come to the closing balance of " +
             in_money_of(statement, *statement.closing) + ".";
    case Proof::broken:
      return "Not proved: what is printed does not follow from the lines, at the places below.";
    case Proof::none:
      return "Not proved: the file prints no balances that would show a line missing or doubled.";
  }
  ledger::ensure(false, "every proof has a sentence");
  return {};
}

}  // namespace reports
