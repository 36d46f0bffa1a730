#include "import/accounts_of_file.hpp"

#include "import/running_balance.hpp"

#include <algorithm>

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
  if (last.balance) statement.closing = last.balance;
}

/// More than fifty of a kind say nothing new.
void shorten(std::vector<ledger::Warning>& warnings) {
  if (warnings.size() <= most_warnings) return;
  const auto more = std::to_string(warnings.size() - most_warnings);
  warnings.resize(most_warnings);
  warnings.push_back({0, more + " more lines of which the same is true"});
}

/// `breaks` itself stays whole: findings are made of it.
void warn_of_breaks(Statement& statement) {
  shorten(statement.warnings);
  std::vector<ledger::Warning> of_breaks;
  for (const auto line : statement.breaks) {
    of_breaks.push_back({line, "the balance does not follow from the line before"});
  }
  shorten(of_breaks);
  statement.warnings.insert(statement.warnings.end(), of_breaks.begin(), of_breaks.end());
}

void finish_one(Statement& statement, Refusals& refusals) {
  auto& lines = statement.lines;
  const auto pending =
      std::ranges::stable_partition(lines, [](const StatementLine& line) { return !line.pending; });
  std::vector<StatementLine> waiting{std::make_move_iterator(pending.begin()),
                                     std::make_move_iterator(pending.end())};
  lines.erase(pending.begin(), pending.end());
  const int first_line = lines.empty() ? 0 : lines.front().file_line;

  auto proof = prove_by_balance(lines, statement.opening);
  if (proof.sign_is_contradicted) {
    refusals.add(Rule::sign_unproved, {first_line, 1}, {});
    return;
  }
  statement.breaks = std::move(proof.breaks);
  warn_of_breaks(statement);
  const auto booked = lines.size();
  lines.insert(lines.end(), std::make_move_iterator(waiting.begin()),
               std::make_move_iterator(waiting.end()));
  take_ends(statement, booked);
}

}  // namespace

Statement& AccountsOfFile::of(const LineAccount& account) {
  if (last_ && *last_ == account) return statements_[last_place_];
  std::string key;
  for (const auto* part : {&account.account.sort_code, &account.account.number,
                           &account.account.masked, &account.currency, &account.product}) {
    key += *part;
    key += '\n';  // in none of them
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
  bool says_anything = false;
  for (auto& statement : statements_) {
    finish_one(statement, refusals);
    says_anything |= !statement.lines.empty() || statement.opening || statement.printed;
  }
  if (!says_anything && !refusals.any()) {
    refusals.add(Rule::statement_without_lines, {}, {});
  }
  return std::move(statements_);
}

}  // namespace imports
