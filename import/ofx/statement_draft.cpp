#include "import/ofx/statement_draft.hpp"

#include "import/accounts_of_file.hpp"
#include "import/cell_text.hpp"
#include "import/decimal_money.hpp"
#include "import/ofx/values.hpp"

#include <algorithm>
#include <utility>

namespace imports::ofx {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Statement;

constexpr std::size_t sort_code_digits = 6;
constexpr std::size_t both_digits = 14;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The digits of a text that holds nothing else but digits, hyphens and blanks; else empty.
std::string only_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != '-' && c != ' ') {
      return {};
    }
  }
  return digits;
}

/// Six digits, not all of them noughts; else empty.
std::string sort_code_of(std::string_view text) {
  auto digits = only_digits(text);
  const bool fits =
      digits.size() == sort_code_digits && digits.find_first_not_of('0') != digits.npos;
  return fits ? digits : std::string{};
}

/// "XXXX1234", "****1234", "XXXX-XXXX-1234", "XXXXXXXX": a number of which some is hidden.
bool is_masked(std::string_view text) {
  const auto hides = [](char c) { return c == '*' || c == 'X' || c == 'x'; };
  const auto fits = [&](char c) { return hides(c) || is_digit(c) || c == ' ' || c == '-'; };
  return std::ranges::count_if(text, hides) >= 2 && std::ranges::all_of(text, fits);
}

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string shown(Money amount, const std::string& currency) {
  return currency.empty() || currency == "GBP" ? pretty(amount) : text(amount) + " " + currency;
}

}  // namespace

void StatementDraft::warn(int line, std::string text) {
  if (statement_.warnings.size() <= most_warnings) {
    statement_.warnings.push_back({line, std::move(text)});
  }
}

bool StatementDraft::take_currency(const std::string& currency) {
  if (currency.empty() || currency == currency_) return true;
  if (!currency_.empty()) return false;
  currency_ = currency;
  return true;
}

bool StatementDraft::says_anything() const {
  return !statement_.lines.empty() || (first_ && last_) || (balance_ && balance_->amount);
}

void StatementDraft::take(const Event& leaf, Places& places) {
  if (leaf.value.empty()) return;
  if (leaf.element == Element::curdef) {
    const auto currency = readable(leaf.value, leaf.literal);
    if (is_currency(currency)) currency_ = currency;
  } else if (leaf.parent == Element::bankacctfrom || leaf.parent == Element::ccacctfrom) {
    take_account(leaf);
  } else if (leaf.parent == Element::banktranlist) {
    take_period(leaf, places);
  } else if (leaf.parent == Element::ledgerbal) {
    take_balance(leaf, places);
  }
}

void StatementDraft::take_account(const Event& leaf) {
  auto value = readable(leaf.value, leaf.literal);
  if (leaf.element == Element::bankid) {
    bank_ = std::move(value);
  } else if (leaf.element == Element::branchid) {
    branch_ = std::move(value);
  } else if (leaf.element == Element::acctid) {
    account_ = std::move(value);
  }
}

void StatementDraft::take_period(const Event& leaf, Places& places) {
  if (leaf.element != Element::dtstart && leaf.element != Element::dtend) return;
  const auto day = read_day(leaf.value).date;
  if (!day) {
    return warn(places.line_of(leaf.offset),
                "the period has no such day as " + ledger::quoted(leaf.value) + ": it is left out");
  }
  if (leaf.element == Element::dtend) {
    last_ = last_ ? std::max(*last_, *day) : *day;
  } else if (day->days() != 0) {
    first_ = first_ ? std::min(*first_, *day) : *day;
  }
}

void StatementDraft::take_balance(const Event& leaf, Places& places) {
  if (!balance_) balance_ = Balance{leaf.offset, {}, {}};
  if (leaf.element == Element::dtasof) {
    balance_->day = read_day(leaf.value).date;
  } else if (leaf.element == Element::balamt) {
    const auto read = read_decimal_money(leaf.value);
    balance_->offset = leaf.offset;
    if (!read.wrong) {
      balance_->amount = read.value;
    } else {
      balance_->amount.reset();
      warn(places.line_of(leaf.offset),
           "the bank's balance is no amount of whole pence and is left out: " +
               ledger::quoted(leaf.value));
    }
  }
}

void StatementDraft::settle_account() {
  if (const auto iban = iban_of(account_); !iban.empty()) {
    statement_.iban = iban;
    if (!iban.starts_with("GB") || iban.size() != 22) return;
    statement_.sort_code = iban.substr(8, sort_code_digits);
    statement_.number = iban.substr(both_digits);
    return;
  }
  if (!is_card_) {
    statement_.sort_code = sort_code_of(bank_);
    if (statement_.sort_code.empty()) statement_.sort_code = sort_code_of(branch_);
  }
  if (is_masked(account_)) {
    statement_.masked = account_;
    return;
  }
  auto digits = only_digits(account_);
  const bool in_pounds = currency_.empty() || currency_ == "GBP";
  const bool says_same = !statement_.sort_code.empty() && digits.starts_with(statement_.sort_code);
  if (!is_card_ && digits.size() == both_digits && (in_pounds || says_same)) {
    statement_.sort_code = digits.substr(0, sort_code_digits);
    statement_.number = digits.substr(sort_code_digits);
    return;
  }
  statement_.number = digits.empty() ? account_ : std::move(digits);
}

void StatementDraft::settle_period(Places& places) {
  if (!first_ || !last_) return;
  if (*last_ < *first_) {
    return warn(places.line_of(offset_), "the period ends before it begins: it is left out");
  }
  statement_.printed = ledger::Period{*first_, *last_};
}

/// A balance of this day is that after the last line.
bool StatementDraft::closes(Date day) const {
  std::optional<Date> last_line;
  for (const auto& line : statement_.lines) {
    if (!line.pending && (!last_line || line.date > *last_line)) last_line = line.date;
  }
  if (last_line && day < *last_line) return false;
  if (last_line && day == *last_line) return true;
  if (!last_line && (!first_ || day < *first_)) return false;
  return last_ && day <= *last_;
}

void StatementDraft::settle_closing(Places& places) {
  if (!balance_ || !balance_->amount) return;
  const auto line = places.line_of(balance_->offset);
  if (balance_->day && closes(*balance_->day)) {
    statement_.closing = balance_->amount;
    statement_.closing_line = line;
    return;
  }
  const auto amount = shown(*balance_->amount, currency_);
  warn(line, !balance_->day ? "the bank gives a balance of " + amount +
                                  " without its day: it proves nothing about these lines"
                            : "the bank's balance was " + amount + " on " + pretty(*balance_->day) +
                                  ", not at the end of these lines: it proves nothing about them");
}

Statement StatementDraft::finish(Places& places, Refusals& refusals) {
  settle_account();
  settle_period(places);
  settle_closing(places);
  if (currency_.empty()) {
    warn(places.line_of(offset_), "the file does not say its currency: taken to be pounds");
  } else {
    statement_.currency = currency_;
  }
  finish_statement(statement_, refusals);
  return std::move(statement_);
}

}  // namespace imports::ofx
