// Whose statement it is and for which days: what stands at its head, once all of it is read.
#include "import/account_text.hpp"
#include "import/accounts_of_file.hpp"
#include "import/camt/statement_parts.hpp"
#include "import/camt/values.hpp"
#include "import/iban.hpp"

#include <algorithm>

namespace imports::camt {
namespace {

using ledger::Statement;

constexpr std::size_t uk_digits = 14;  // sort code and number in one

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string packed_capitals(std::string_view text) {
  auto out = without_blanks(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return out;
}

/// "30902101234567"
bool take_both(std::string_view digits, Statement& statement) {
  if (digits.size() != uk_digits || !all_digits(digits)) return false;
  statement.sort_code = digits.substr(0, 6);
  statement.number = digits.substr(6);
  return true;
}

void take_iban(std::string iban, Statement& statement) {
  constexpr std::size_t uk_iban = 22;
  if (iban.starts_with("GB") && iban.size() == uk_iban) {
    take_both(std::string_view{iban}.substr(uk_iban - uk_digits), statement);
  }
  statement.iban = std::move(iban);
}

}  // namespace

/// A number that is no IBAN: a UK account's, in one with its sort code or after it; a bank's own.
void StatementParts::take_number(Statement& statement) const {
  const auto number = text_of(head_.find(Field::other_number));
  const auto packed = packed_capitals(number);
  const bool of_uk =
      statement.currency == "GBP" || text_of(head_.find(Field::number_scheme)) == "BBAN";
  if (has_iban_form(packed)) return take_iban(packed, statement);
  if (of_uk && take_both(packed, statement)) return;
  const bool with_bank = packed.size() == uk_digits + 4 && !all_digits(packed.substr(0, 4));
  if (of_uk && with_bank && take_both(std::string_view{packed}.substr(4), statement)) return;
  AccountText account;
  if (take_account(number, false, account) || !account.masked.empty()) {
    if (!account.sort_code.empty()) statement.sort_code = account.sort_code;
    statement.number = account.number;
    statement.masked = account.masked;
  } else {
    statement.number = number;
  }
}

void StatementParts::name_account(Statement& statement) {
  const auto iban = packed_capitals(text_of(head_.find(Field::iban)));
  if (!iban.empty()) take_iban(iban, statement);
  if (statement.iban.empty()) take_number(statement);
  AccountText account;
  const auto bank = text_of(head_.find(Field::sort_code));
  if (statement.sort_code.empty() && statement.currency == "GBP" && take_sort_code(bank, account)) {
    statement.sort_code = account.sort_code;
  }
  statement.holder = text_of(head_.find(Field::owner));
  if (statement.holder.empty()) statement.holder = text_of(head_.find(Field::account_name));
}

void StatementParts::take_period(Statement& statement) {
  const auto* from = head_.find(Field::from);
  const auto* to = head_.find(Field::to);
  if (from == nullptr || to == nullptr) return;
  const auto first = day_in(from);
  const auto last = day_in(to);
  if (!first || !last) return;
  if (*last < *first) {
    statement.warnings.push_back({line_, "the period ends before it begins, and is left out"});
    return;
  }
  statement.printed = ledger::Period{*first, *last};
}

void StatementParts::end(std::vector<Statement>& statements) {
  const auto currency = text_of(head_.find(Field::account_currency));
  if (by_currency_.empty()) of(currency.empty() ? "GBP" : currency);
  for (auto& statement : by_currency_) {
    name_account(statement);
    take_period(statement);
  }
  if (by_currency_.size() > 1) {
    by_currency_.front().warnings.push_back(
        {line_, "what stands here in other currencies is a statement of its own for each"});
  }
  prove_totals(by_currency_.front());
  for (auto& statement : by_currency_) {
    finish_statement(statement, refusals_);
    statements.push_back(std::move(statement));
  }
}

}  // namespace imports::camt
