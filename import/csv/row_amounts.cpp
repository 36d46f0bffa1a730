#include "import/csv/row_amounts.hpp"

#include "import/money_text.hpp"
#include "import/profile/profile.hpp"

#include <algorithm>

namespace imports {

using ledger::Money;
using ledger::Rule;

std::optional<Money> RowAmounts::amount() {
  currency_.clear();
  return cells_.has(Role::amount) ? one_column() : two_columns();
}

std::optional<Money> RowAmounts::one_column() {
  const auto& where = cells_.cell(Role::amount);
  if (trimmed(where.text).empty()) {
    if (!cells_.words(Role::balance).empty()) return Money{};
    cells_.refuse(Rule::text_missing, where);
    return std::nullopt;
  }
  auto amount = money(where);
  if (!amount) return std::nullopt;
  if (cells_.has(Role::direction)) {
    amount = with_direction(*amount);
    if (!amount) return std::nullopt;
  } else if (cells_.has_credit_mark()) {
    amount = ledger::magnitude(*amount);  // "+ £1,100.00",CR: the plus and the mark say the same
  } else if (cells_.layout().sign == Sign::charge_is_positive) {
    amount = -*amount;
  }
  if (!cells_.has(Role::fee) || cells_.words(Role::fee).empty()) return amount;
  const auto fee = money(cells_.cell(Role::fee));
  if (!fee) return std::nullopt;
  return *amount - *fee;
}

/// The word decides; a sign that stands by the amount says the same or nothing.
std::optional<Money> RowAmounts::with_direction(Money amount) {
  const auto& profile = *cells_.layout().profile;
  const auto word = cells_.words(Role::direction);
  const auto is_word = [&](const std::string& each) { return same_word(each, word); };
  if (std::ranges::any_of(profile.in_words, is_word)) return ledger::magnitude(amount);
  if (std::ranges::any_of(profile.out_words, is_word)) return -ledger::magnitude(amount);
  cells_.refuse(Rule::word_unknown, cells_.cell(Role::direction),
                "the profile's in_words and out_words say which words come in and which go out");
  return std::nullopt;
}

std::optional<Money> RowAmounts::two_columns() {
  const bool minus = cells_.layout().profile && cells_.layout().profile->out_is_negative;
  const auto out = unsigned_money(cells_.cell(Role::money_out), minus);
  const auto in = unsigned_money(cells_.cell(Role::money_in), false);
  if (!out || !in) return std::nullopt;
  if (!out->is_zero() && !in->is_zero()) {
    cells_.refuse(Rule::row_not_understood, cells_.cell(Role::money_out),
                  "one row has money going out and money coming in: one of the two must be empty");
    return std::nullopt;
  }
  const bool nothing_said = cells_.words(Role::money_out).empty() &&
                            cells_.words(Role::money_in).empty() &&
                            cells_.words(Role::balance).empty();
  if (nothing_said) {
    cells_.refuse(Rule::text_missing, cells_.cell(Role::money_out));
    return std::nullopt;
  }
  return *in - *out;
}

std::optional<Money> RowAmounts::unsigned_money(const Cell& where, bool carries_minus) {
  if (trimmed(where.text).empty()) return Money{};
  auto amount = money(where);
  if (amount && carries_minus) amount = -*amount;
  if (!amount || !amount->is_negative()) return amount;
  cells_.refuse(Rule::money_not_understood, where,
                carries_minus
                    ? "what goes out carries a minus sign in this column: this has none"
                    : "the column says the direction already: the amount must have no minus sign");
  return std::nullopt;
}

std::optional<Money> RowAmounts::money(const Cell& where) {
  if (trimmed(where.text).empty()) return std::nullopt;
  if (cells_.layout().profile) return by_profile(where);
  const auto read = read_bank_money(where.text, cells_.layout().money);
  if (read.wrong) {
    cells_.refuse(*read.wrong, where);
    return std::nullopt;
  }
  if (cells_.layout().pound_everywhere) note_pound(read.pound, where);
  return read.value;
}

std::optional<Money> RowAmounts::by_profile(const Cell& where) {
  auto read = read_written_money(where.text, cells_.layout().profile->money);
  if (read.wrong) {
    cells_.refuse(*read.wrong, where,
                  read.wrong == Rule::money_not_understood
                      ? "the profile says how amounts are written: decimal and thousands"
                      : "");
    return std::nullopt;
  }
  if (!read.currency.empty()) currency_ = std::move(read.currency);
  return read.value;
}

void RowAmounts::note_pound(bool pound, const Cell& where) {
  if (pound) {
    any_pound_ = true;
  } else if (bare_.size() <= most_refusals) {
    bare_.push_back({cells_.place(where), std::string{where.text}});
  }
}

void RowAmounts::refuse_missing_pounds() {
  if (!any_pound_) return;
  for (const auto& bare : bare_) {
    cells_.refuse_at(Rule::money_not_understood, bare.place, bare.found,
                     "the other amounts carry a pound sign: this row is damaged");
  }
}

}  // namespace imports
