#include "import/accounts_of_file.hpp"

#include "import/running_balance.hpp"

#include <algorithm>
#include <cstdint>

namespace imports {
namespace {

using ledger::Money;
using ledger::Rule;
using ledger::Statement;
using ledger::StatementLine;

Statement statement_of(const LineAccount& whose) {
  Statement statement;
  statement.sort_code = whose.account.sort_code;
  statement.number = whose.account.number;
  statement.masked = whose.account.masked;
  statement.iban = whose.iban;
  statement.holder = whose.holder;
  if (statement.masked.empty()) statement.masked = whose.product;
  if (!whose.currency.empty()) statement.currency = whose.currency;
  return statement;
}

/// Opening and closing, where the first and the last line show them.
void take_ends(Statement& statement, std::size_t booked) {
  if (booked == 0) {
    if (!statement.closing) statement.closing = statement.opening;
    return;
  }
  const auto& first = statement.lines.front();
  const auto& last = statement.lines[booked - 1];
  if (first.balance && !statement.opening) statement.opening = *first.balance - first.amount;
  if (last.balance && !statement.closing) statement.closing = last.balance;
}

/// What the closing balance must be: after the last running balance the amounts since, else the
/// opening and every amount. Nothing where neither is printed, or the sum does not fit.
std::optional<Money> closing_by_lines(const Statement& statement, std::size_t booked) {
  auto running = statement.opening;
  for (std::size_t i = 0; i < booked; ++i) {
    const auto& line = statement.lines[i];
    if (line.balance) {
      running = line.balance;
    } else if (running) {
      std::int64_t sum = 0;
      if (__builtin_add_overflow(running->pence(), line.amount.pence(), &sum)) return std::nullopt;
      running = Money::of_pence(sum);
    }
  }
  return running;
}

void prove_closing(Statement& statement, std::size_t booked) {
  if (!statement.closing) return;
  const auto by_lines = closing_by_lines(statement, booked);
  if (!by_lines || *by_lines == *statement.closing) return;
  statement.breaks.push_back(statement.closing_line);
  statement.warnings.push_back(
      {statement.closing_line,
       "the closing balance does not follow from the opening balance and the lines"});
}

/// More than fifty of a kind say nothing new.
void shorten(std::vector<ledger::Warning>& warnings) {
  if (warnings.size() <= most_warnings) return;
  const auto more = std::to_string(warnings.size() - most_warnings);
  warnings.resize(most_warnings);
  warnings.push_back({0, more + " more lines of which the same is true"});
}

/// The statement's own `breaks` stay whole: findings are made of them.
void warn_of_breaks(Statement& statement, const std::vector<int>& breaks) {
  shorten(statement.warnings);
  std::vector<ledger::Warning> of_breaks;
  for (const auto line : breaks) {
    of_breaks.push_back({line, "the balance does not follow from the line before"});
  }
  shorten(of_breaks);
  statement.warnings.insert(statement.warnings.end(), of_breaks.begin(), of_breaks.end());
}

}  // namespace

void finish_statement(Statement& statement, Refusals& refusals) {
  auto& lines = statement.lines;
  const auto pending =
      std::ranges::stable_partition(lines, [](const StatementLine& line) { return !line.pending; });
  std::vector<StatementLine> waiting{std::make_move_iterator(pending.begin()),
                                     std::make_move_iterator(pending.end())};
  lines.erase(pending.begin(), pending.end());
  const int first_line = lines.empty() ? 0 : lines.front().file_line;

  const auto proof = prove_by_balance(lines, statement.opening);
  if (proof.sign_is_contradicted) {
    refusals.add(Rule::sign_unproved, {first_line, 1}, {});
    return;
  }
  statement.breaks.insert(statement.breaks.begin(), proof.breaks.begin(), proof.breaks.end());
  warn_of_breaks(statement, proof.breaks);
  const auto booked = lines.size();
  prove_closing(statement, booked);
  lines.insert(lines.end(), std::make_move_iterator(waiting.begin()),
               std::make_move_iterator(waiting.end()));
  take_ends(statement, booked);
}

Statement& AccountsOfFile::of(const LineAccount& account) {
  if (too_many_ || (last_ && *last_ == account)) return statements_[last_place_];
  std::string key;
  for (const auto* part :
       {&account.account.sort_code, &account.account.number, &account.account.masked,
        &account.currency, &account.product, &account.iban, &account.holder}) {
    key += *part;
    key += '\n';  // in none of them
  }
  if (statements_.size() == most_accounts && !places_.contains(key)) {
    too_many_ = true;
    return statements_[last_place_];
  }
  const auto [place, is_new] = places_.try_emplace(std::move(key), statements_.size());
  if (is_new) {
    statements_.push_back(statement_of(account));
    if (statements_.size() == 1) statements_.front().lines.reserve(lines_expected_);
  }
  last_ = account;
  last_place_ = place->second;
  return statements_[last_place_];
}

std::vector<Statement> AccountsOfFile::finish(Refusals& refusals) {
  if (too_many_) {
    refusals.add(Rule::file_too_large, {},
                 "more than " + std::to_string(most_accounts) + " accounts",
                 "no bank sends so many in one file: look whether its columns are what they seem");
    return {};
  }
  bool says_anything = false;
  for (auto& statement : statements_) {
    finish_statement(statement, refusals);
    says_anything |= !statement.lines.empty() || statement.opening || statement.printed;
  }
  if (!says_anything && !refusals.any()) {
    refusals.add(Rule::statement_without_lines, {}, {});
  }
  return std::move(statements_);
}

}  // namespace imports
