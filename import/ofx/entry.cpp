#include "import/ofx/entry.hpp"

#include "import/cell_text.hpp"
#include "import/decimal_money.hpp"
#include "import/ofx/values.hpp"

#include <utility>

namespace imports::ofx {
namespace {

using ledger::Rule;

std::string text_of(const Event& leaf) {
  return readable(leaf.value, leaf.literal);
}

/// "0" and "0000" are how some banks say that there is no cheque.
bool is_nothing(std::string_view number) {
  return number.find_first_not_of('0') == number.npos;
}

void append_apart(std::string& text, std::string more) {
  if (text.empty()) {
    text = std::move(more);
  } else if (!more.empty() && more != text) {
    text += " " + more;
  }
}

}  // namespace

void Entry::begin(std::size_t offset, bool pending) {
  *this = Entry{};
  offset_ = offset;
  pending_ = pending;
}

void Entry::take(const Event& leaf, Places& places, Refusals& refusals) {
  if (leaf.value.empty()) return;
  if (leaf.parent == Element::payee) {
    if (leaf.element == Element::name) take_name(text_of(leaf));
    return;
  }
  if (leaf.parent == Element::currency) {
    if (leaf.element == Element::cursym) currency_ = text_of(leaf);
    return;
  }
  if (leaf.parent != Element::stmttrn && leaf.parent != Element::stmttrnp) return;
  if (leaf.element == Element::dtposted || leaf.element == Element::dttran) {
    take_day(leaf, places, refusals);
  } else if (leaf.element == Element::trnamt) {
    take_amount(leaf, places, refusals);
  } else if (leaf.element == Element::trntype) {
    type_ = text_of(leaf);
  } else if (leaf.element == Element::fitid) {
    bank_id_ = text_of(leaf);
  } else if (leaf.element == Element::name || leaf.element == Element::extdname) {
    take_name(text_of(leaf));
  } else if (leaf.element == Element::memo) {
    append_apart(memo_, text_of(leaf));
  } else if (leaf.element == Element::checknum) {
    cheque_ = text_of(leaf);
  } else if (leaf.element == Element::refnum) {
    number_ = text_of(leaf);
  } else if (leaf.element == Element::correctaction) {
    take_correction(leaf, places, refusals);
  }
}

/// A longer form of the same name stands for it; another name stands beside it.
void Entry::take_name(std::string name) {
  if (payee_.empty() || name.starts_with(payee_)) {
    payee_ = std::move(name);
  } else if (!payee_.starts_with(name)) {
    payee_ += " " + name;
  }
}

void Entry::take_day(const Event& leaf, Places& places, Refusals& refusals) {
  const bool posted = leaf.element == Element::dtposted;
  const auto read = read_day(leaf.value);
  const bool again = has_day_ && posted;
  if (again || read.wrong) {
    is_refused_ = true;
    const auto remedy = !again ? "the day is written as 20250430"
                               : "two entries have run together: the file is damaged";
    refusals.add(again ? Rule::row_not_understood : *read.wrong, places.of(leaf.offset),
                 again ? "DTPOSTED a second time" : leaf.value, remedy);
    return;
  }
  has_day_ |= posted;
  if (posted || !day_) day_ = read.date;
}

void Entry::take_amount(const Event& leaf, Places& places, Refusals& refusals) {
  const auto read = read_decimal_money(leaf.value);
  if (has_amount_ || read.wrong) {
    is_refused_ = true;
    refusals.add(has_amount_ ? Rule::row_not_understood : *read.wrong, places.of(leaf.offset),
                 has_amount_ ? "TRNAMT a second time" : leaf.value,
                 has_amount_ ? "two entries have run together: the file is damaged" : "");
    return;
  }
  has_amount_ = true;
  amount_ = read.value;
}

void Entry::take_correction(const Event& leaf, Places& places, Refusals& refusals) {
  if (same_word(leaf.value, "REPLACE")) {
    correction_ = Correction::replaces;
  } else if (same_word(leaf.value, "DELETE")) {
    correction_ = Correction::deletes;
  } else {
    is_refused_ = true;
    refusals.add(Rule::word_unknown, places.of(leaf.offset), leaf.value,
                 "CORRECTACTION is REPLACE or DELETE");
  }
}

void Entry::arrange_texts() {
  if (payee_.empty()) payee_ = std::exchange(memo_, {});
  if (memo_ == payee_) memo_.clear();
  if (memo_.empty() && !is_nothing(cheque_)) memo_ = std::move(cheque_);
  if (memo_.empty() && !is_nothing(number_)) memo_ = std::move(number_);
}

std::optional<ledger::StatementLine> Entry::finish(Places& places, Refusals& refusals) {
  if (is_refused_) return std::nullopt;
  if (correction_ != Correction::deletes && (!day_ || !has_amount_)) {
    refusals.add(Rule::text_missing, places.of(offset_), day_ ? "TRNAMT" : "DTPOSTED",
                 "this entry is not whole: download the file again");
    return std::nullopt;
  }
  arrange_texts();
  ledger::StatementLine line{.date = day_.value_or(ledger::Date::of_days(0)),
                             .amount = amount_,
                             .balance = {},
                             .type = std::move(type_),
                             .payee = std::move(payee_),
                             .reference = std::move(memo_),
                             .bank_id = std::move(bank_id_)};
  line.file_line = places.line_of(offset_);
  line.pending = pending_;
  return line;
}

}  // namespace imports::ofx
