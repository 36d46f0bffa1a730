#include "import/qif/record.hpp"

#include "import/cell_text.hpp"
#include "import/decimal_money.hpp"

#include <algorithm>
#include <utility>

namespace imports::qif {
namespace {

using ledger::Rule;

}  // namespace

MoneyRead read_amount(std::string_view text) {
  const auto british = read_bank_money(text);
  if (!british.wrong) return british;
  const auto other = read_decimal_money(text);
  return other.wrong ? british : other;
}

bool Record::take(const Step& field, Places& places, Refusals& refusals) {
  if (!began_) {
    began_ = true;
    offset_ = field.offset;
  }
  switch (field.code) {
    case 'D':
      if (splits_ == 0) take_once(day_, field, places, refusals);  // else a split's own
      return true;
    case 'T':
      take_once(total_, field, places, refusals);
      return true;
    case 'U':
      take_once(u_, field, places, refusals);
      return true;
    case 'P':
      take_once(payee_, field, places, refusals);
      return true;
    case 'M':
      take_once(memo_, field, places, refusals);
      return true;
    case 'N':
      take_once(number_, field, places, refusals);
      return true;
    case 'L':
      take_once(category_, field, places, refusals);
      return true;
    case 'A':
      if (!trimmed(field.text).empty()) {
        if (!address_.empty()) address_ += ' ';
        address_ += trimmed(field.text);
      }
      return true;
    case 'S':
      ++splits_;
      return true;
    case '$':
      take_split(field.text);
      return true;
    case 'C':  // cleared or not, in the books of whoever wrote it
    case 'E':  // a split's memo
    case '%':  // a split's share
    case 'F':  // to be reimbursed
    case 'X':  // of the business editions
      return true;
  }
  return field.code >= '1' && field.code <= '7';  // how a loan is paid off
}

void Record::take_once(Part& part, const Step& field, Places& places, Refusals& refusals) {
  const auto text = trimmed(field.text);
  if (text.empty()) return;
  if (!part.text.empty() && part.text != text) {
    is_refused_ = true;
    refusals.add(Rule::row_not_understood, places.of(field.offset),
                 std::string{field.code} + " a second time",
                 "two records have run together: a line ^ must stand between them");
    return;
  }
  part = {text, field.offset + 1};
}

void Record::take_split(std::string_view amount) {
  ++split_amounts_;
  const auto read = read_amount(amount);
  const bool fits =
      !read.wrong && !__builtin_add_overflow(split_pence_, read.value.pence(), &split_pence_);
  splits_are_readable_ &= fits;
}

std::optional<ledger::Money> Record::sum_of_splits() const {
  if (splits_ == 0 || split_amounts_ < splits_ || !splits_are_readable_) return std::nullopt;
  return ledger::Money::of_pence(split_pence_);
}

bool Record::is_opening(std::string_view account) const {
  const auto category = category_.text;
  if (category.size() < 3 || category.front() != '[' || category.back() != ']') return false;
  if (same_word(payee_.text, "Opening Balance")) return true;
  return !account.empty() && same_word(category.substr(1, category.size() - 2), account);
}

bool Record::may_open(std::string_view account) const {
  if (!category_.text.empty()) return category_.text.front() == '[' && payee_.text.empty();
  return !account.empty() || payee_.text.empty() || same_word(payee_.text, "Opening Balance");
}

std::optional<ledger::Money> Record::amount(Places& places, Refusals& refusals) const {
  const auto& part = total_.text.empty() ? u_ : total_;
  const auto read = read_amount(part.text);
  if (read.wrong) {
    refusals.add(*read.wrong, places.of(part.offset), part.text);
    return std::nullopt;
  }
  const auto twice = u_.text.empty() ? read : read_amount(u_.text);
  if (!twice.wrong && twice.value == read.value) return read.value;
  refusals.add(Rule::row_not_understood, places.of(u_.offset),
               "T" + std::string{total_.text} + " and U" + std::string{u_.text},
               "the amount stands there twice and differs: correct it or download the file again");
  return std::nullopt;
}

/// A number ("000123") is told from an action ("DEP", "ATM") by its digits.
std::string Record::reference() const {
  if (!memo_.text.empty()) return tidied(memo_.text);
  if (!address_.empty()) return tidied(address_);
  const bool has_digit =
      std::ranges::any_of(number_.text, [](char c) { return c >= '0' && c <= '9'; });
  return has_digit ? tidied(number_.text) : std::string{};
}

std::optional<ledger::StatementLine> Record::finish(Order order, Places& places,
                                                    Refusals& refusals) {
  if (is_refused_) return std::nullopt;
  if (!is_complete()) {
    refusals.add(Rule::text_missing, places.of(offset_),
                 day_.text.empty() ? "D, the day" : "T, the amount",
                 "this record is not whole: download the file again");
    return std::nullopt;
  }
  const auto day = read_day_text(day_.text);
  const auto date = date_of(day, order);
  if (!date) {
    refusals.add(day.wrong.value_or(Rule::date_impossible), places.of(day_.offset), day_.text,
                 day.wrong == Rule::date_not_understood ? "write the day as 30/04/2025" : "");
    return std::nullopt;
  }
  const auto moved = amount(places, refusals);
  if (!moved) return std::nullopt;
  ledger::StatementLine line{.date = *date,
                             .amount = *moved,
                             .balance = {},
                             .type = {},
                             .payee = tidied(payee_.text),
                             .reference = reference(),
                             .bank_id = {}};
  if (line.payee.empty()) line.payee = std::exchange(line.reference, {});
  const auto number = tidied(number_.text);
  if (number != line.reference && number != line.payee) line.type = number;
  line.file_line = places.line_of(offset_);
  return line;
}

}  // namespace imports::qif
