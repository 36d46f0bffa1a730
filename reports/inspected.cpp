#include "reports/inspected.hpp"

#include "ledger/ensure.hpp"
#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Statement;
using ledger::StatementLine;

std::string hyphenated(const std::string& sort_code) {
  if (sort_code.size() != 6) return sort_code;
  return sort_code.substr(0, 2) + "-" + sort_code.substr(2, 2) + "-" + sort_code.substr(4, 2);
}

constexpr std::size_t warnings_shown = 50;

/// What a bank's file is to be called by what its statements are.
std::string bank_file(const std::vector<Statement>& statements) {
  if (statements.empty()) return "a bank's file";
  const bool any_statement = std::ranges::any_of(
      statements, [](const auto& each) { return each.basis == ledger::Basis::statement; });
  switch (any_statement ? ledger::Basis::statement : statements.front().basis) {
    case ledger::Basis::statement:
      return statements.size() == 1 ? "a bank statement"
                                    : counted(std::ssize(statements), "bank statement");
    case ledger::Basis::intraday:
      return "a report during the day, no statement";
    case ledger::Basis::notification:
      return "a notice of single entries, no statement";
    case ledger::Basis::instruction:
      return "orders to a bank, no statement";
  }
  ledger::ensure(false, "every basis has a name");
  return {};
}

std::string thing_of(const InspectedFile& file) {
  if (file.format == "fps") return "an HMRC Full Payment Submission";
  if (file.format == "nest") return "a NEST contribution file";
  switch (file.kind) {
    case ledger::FileKind::bank:
      return bank_file(file.statements);
    case ledger::FileKind::payroll:
      return "a payroll file";
    case ledger::FileKind::summary:
      return "a file of employer summaries";
    case ledger::FileKind::invoice:
      return "a file of invoices";
    case ledger::FileKind::delivery:
      return "a file of deliveries";
  }
  ledger::ensure(false, "every kind of file has a name");
  return {};
}

/// "Barclays" says no more than "barclays".
bool says_the_same(std::string_view title, std::string_view format) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(title, format, {}, lower);
}

/// "read as lloyds (Lloyds, Halifax, Bank of Scotland; utf-8)"
std::string reading_of(const InspectedFile& file) {
  std::string words =
      file.proposal.empty() ? "read as " + file.format : "read by what it seems to be";
  std::string more = says_the_same(file.title, file.format) ? "" : file.title;
  if (!file.encoding.empty()) more += (more.empty() ? "" : "; ") + file.encoding;
  return words + (more.empty() ? "" : " (" + more + ")");
}

std::string held_by(const InspectedFile& file) {
  std::int64_t lines = 0;
  for (const Statement& statement : file.statements) lines += std::ssize(statement.lines);
  std::string held;
  const auto add = [&held](std::int64_t number, std::string_view thing) {
    if (number > 0) held += (held.empty() ? "" : ", ") + counted(number, thing);
  };
  add(lines, "line");
  add(std::ssize(file.payslips), "payslip");
  add(std::ssize(file.summaries), "employer summary");
  add(std::ssize(file.invoices), "invoice");
  add(std::ssize(file.deliveries), "delivery record");
  return held.empty() ? "nothing in it" : held;
}

}  // namespace

std::string inspected_sentence(const InspectedFile& file) {
  if (!file.refused.empty()) {
    return file.file + ": refused, " + counted(std::ssize(file.refused), "reason") + ".";
  }
  return file.file + ": " + thing_of(file) + ", " + reading_of(file) + ": " + held_by(file) + ".";
}

void add_warnings(const std::vector<ledger::Warning>& warnings, std::string_view before,
                  std::vector<std::string>& sentences) {
  const std::size_t shown = std::min(warnings.size(), warnings_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [line, said] = warnings[i];
    const auto where = line > 0 ? "Line " + std::to_string(line) : std::string{"Note"};
    sentences.push_back(std::string{before} + where + ": " + said);
  }
  if (shown == warnings.size()) return;
  sentences.push_back(std::string{before} + "And " +
                      counted(static_cast<std::int64_t>(warnings.size() - shown), "remark") +
                      " more: --json gives all.");
}

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
