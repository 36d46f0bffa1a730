#include "import/swift/messages.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace imports {
namespace {

using ledger::Basis;
using ledger::Money;
using ledger::Rule;

/// A field that is longer is no field of a statement.
constexpr std::size_t longest_field = 64 * 1024;
/// Of tags that are not read, so many are named.
constexpr std::size_t most_tags_named = 8;
/// The least that a movement takes in a file, about.
constexpr std::size_t shortest_movement = 20;

/// Never more than the file can hold.
std::size_t movements_expected(std::string_view text) {
  static constexpr std::string_view begin = "\n:61:";
  std::size_t count = 0;
  for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at + begin.size())) {
    ++count;
  }
  return std::min(count, text.size() / shortest_movement) + 1;
}

bool is_read(std::string_view tag) {
  if (tag == "61" || tag == "86" || tag.starts_with("60") || tag.starts_with("62")) return true;
  return tag == "25" || tag == "25P" || tag == "34F" || tag == "13" || tag == "13D" ||
         tag == "90D" || tag == "90C";
}

bool is_ignored(std::string_view tag) {
  return tag == "21" || tag.starts_with("28") || tag == "64" || tag == "65";
}

}  // namespace

SwiftMessages::SwiftMessages(std::string_view text, Basis basis, Refusals& refusals)
    : text_{text},
      basis_{basis},
      refusals_{refusals},
      fields_{text},
      accounts_{movements_expected(text)} {}

std::vector<ledger::Statement> SwiftMessages::read(std::vector<ledger::Warning>& warnings) {
  SwiftField field;
  bool after_end = true;
  while (!refusals_.full() && fields_.next(field)) {
    if (field.content.size() > longest_field) {
      refusals_.add(Rule::line_too_long, {field.line, 1}, field.content.substr(0, 60));
    } else if (field.tag == "20") {
      finish_page();
      in_message_ = true;
      message_line_ = field.line;
      begin_page();
      account_ = currency_ = {};
      of_the_day_ = false;
    } else if (after_end && field.tag != "NS") {
      refusals_.add(Rule::row_not_understood, {field.line, 1}, field.content.substr(0, 60),
                    "a message begins with :20:; the file is damaged: download it again");
    } else {
      read_field(field);
      remark_unknown(field, warnings);
    }
    after_end = fields_.message_ended() || !in_message_;
    if (fields_.message_ended()) {
      finish_page();
      in_message_ = false;
    }
  }
  if (in_message_) {
    finish_movement();
    judge_open_end();
    finish_page();
  }
  if (refusals_.any()) return {};
  auto statements = accounts_.finish(refusals_);
  if (statements.empty() && message_line_ == 0) {
    refusals_.add(Rule::statement_missing, {}, {});
  } else if (statements.empty() && !refusals_.any()) {
    warnings.push_back({message_line_,
                        "no statement is in this file: the message has no balance "
                        "and no movement"});
  }
  return statements;
}

/// Does the text stop inside a line that must be whole?
bool SwiftMessages::stops_inside_line() const {
  const auto last_end = text_.find_last_of("\r\n");
  const auto last_line = last_end == text_.npos ? text_ : text_.substr(last_end + 1);
  return last_line.starts_with(':');
}

/// A whole message ends with its closing balance or with a "-" of its own. A report of the day has
/// no balance, and without an envelope it may have no end either; but it books nothing. A statement
/// that stops between two of its fields may have lost some: its end is a break.
void SwiftMessages::judge_open_end() {
  if (page_.closing) return;
  const bool has_no_balance = of_the_day_ || basis_ == Basis::intraday;
  const bool in_envelope = text_.substr(0, text_.find(":20:")).find("{4:") != text_.npos;
  if (has_no_balance && !in_envelope) return;
  if (!has_no_balance && page_.opening && !in_envelope && !stops_inside_line()) {
    const int last = page_.lines.empty() ? message_line_ : page_.lines.back().file_line;
    page_.breaks.push_back(last);
    page_.warnings.push_back({last,
                              "after this the closing balance (:62F:) is missing: the file may be "
                              "cut short, and nothing proves that this is all"});
    return;
  }
  refusals_.add(Rule::file_cut_short, {message_line_, 1}, "",
                has_no_balance ? "this message has no end (-}): download the file again"
                               : "this message has no closing balance (:62F:) and no end: download "
                                 "the file again");
}

void SwiftMessages::begin_page() {
  page_ = {};
  page_.lines = accounts_.empty_lines();
  page_used_ = false;
  debits_.reset();
  credits_.reset();
}

void SwiftMessages::read_field(const SwiftField& field) {
  const auto tag = field.tag;
  if (tag == "86") return read_details(field);
  if (tag == "NS") return;
  finish_movement();
  if (tag == "61") {
    if (page_.closing) {  // a page more in the same message, its opening balance left out
      finish_page();
      begin_page();
    }
    const auto near = page_.opening ? page_.opening->at_end_of : std::nullopt;
    movement_ = read_swift_movement(field, near, refusals_);
    movement_line_ = field.line;
    page_used_ = true;
  } else if (tag == "25" || tag == "25P") {
    if (page_used_) {
      finish_page();
      begin_page();
      currency_ = {};
    }
    account_ = trimmed(field.content.substr(0, field.content.find_first_of("\r\n")));
  } else if (tag == "34F") {
    of_the_day_ = true;
    const auto currency = swift_floor_currency(field);
    if (!currency.empty()) (void)has_currency(currency, field);
  } else if (tag == "13" || tag == "13D") {
    of_the_day_ = true;
  } else if (tag == "90D" || tag == "90C") {
    read_total(field);
  } else if (tag == "60F" || tag == "60M" || tag == "62F" || tag == "62M") {
    read_balance(field);
  }
}

void SwiftMessages::remark_unknown(const SwiftField& field,
                                   std::vector<ledger::Warning>& warnings) {
  const auto tag = field.tag;
  if (is_read(tag) || is_ignored(tag)) return;
  const bool named = std::ranges::find(unknown_tags_, tag) != unknown_tags_.end();
  if (named || unknown_tags_.size() == most_tags_named) return;
  unknown_tags_.push_back(tag);
  warnings.push_back({field.line, "fields :" + std::string{tag} + ": are not read"});
}

/// False, and refused, where a message names two currencies.
bool SwiftMessages::has_currency(std::string_view currency, const SwiftField& field) {
  if (currency.empty() || currency == currency_) return true;
  if (currency_.empty()) {
    currency_ = currency;
    return true;
  }
  refusals_.add(Rule::row_not_understood, {field.line, 1}, field.content.substr(0, 60),
                "the currency is another than before in the same message");
  return false;
}

void SwiftMessages::read_balance(const SwiftField& field) {
  const bool opens = field.tag[1] == '0';
  if (opens && page_used_) {
    finish_page();
    begin_page();
  }
  const auto read = read_swift_balance(field, refusals_);
  if (!read || !has_currency(read->currency, field)) return;
  if (!read->day) page_.warnings.push_back({field.line, "the day of this balance is none"});
  const PageBalance balance{read->value, read->day, field.line, field.tag[2] == 'M'};
  page_used_ = true;
  if (opens) {
    page_.opening = balance;
  } else if (page_.closing) {
    refusals_.add(Rule::row_duplicated, {field.line, 1}, field.content.substr(0, 60));
  } else {
    page_.closing = balance;
  }
}

void SwiftMessages::read_total(const SwiftField& field) {
  auto total = read_swift_total(field, refusals_);
  if (!total || !has_currency(total->currency, field)) return;
  (field.tag == "90D" ? debits_ : credits_) = Total{*total, field.line};
  page_used_ = true;
}

/// After a closing balance, or before any movement, it is about the statement.
void SwiftMessages::read_details(const SwiftField& field) {
  if (!movement_) {
    std::string note;
    add_tidied(note, field.content);
    const bool refused_movement = refusals_.any();
    if (!note.empty() && !refused_movement) {
      page_.warnings.push_back({field.line, "the bank adds: " + note});
    }
    return;
  }
  if (details_.empty() && more_details_.empty()) {
    details_ = field.content;
    return;
  }
  if (more_details_.empty()) more_details_ = details_;
  more_details_ += '\n';
  more_details_ += field.content;
}

void SwiftMessages::finish_movement() {
  if (!movement_) return;
  auto& line = page_.lines.emplace_back(ledger::StatementLine{.date = movement_->day,
                                                              .amount = movement_->amount,
                                                              .balance = {},
                                                              .type = {},
                                                              .payee = {},
                                                              .reference = {},
                                                              .bank_id = {}});
  line.file_line = movement_line_;
  line.pending = movement_->expected;
  narrative_.tell(*movement_, more_details_.empty() ? details_ : more_details_, line);
  movement_.reset();
  details_ = {};
  more_details_.clear();
}

void SwiftMessages::check_total(const std::optional<Total>& total, bool credits) {
  if (!total) return;
  std::size_t count = 0;
  Money sum;
  for (const auto& line : page_.lines) {
    if (line.amount.is_zero() || line.amount.is_negative() == credits) continue;
    ++count;
    std::int64_t pence = 0;
    if (__builtin_add_overflow(sum.pence(), magnitude(line.amount).pence(), &pence)) break;
    sum = Money::of_pence(pence);
  }
  if (count == total->said.count && sum == total->said.sum) return;
  page_.breaks.push_back(total->line);
  page_.warnings.push_back({total->line, "the total says " + std::to_string(total->said.count) +
                                             (credits ? " credits of " : " debits of ") +
                                             text(total->said.sum) + ", the lines are " +
                                             std::to_string(count) + " of " + text(sum)});
}

ledger::Statement SwiftMessages::whose() const {
  ledger::Statement statement;
  read_swift_account(account_, statement);
  if (!currency_.empty()) statement.currency = currency_;
  const bool has_balances = page_.opening || page_.closing;
  const bool of_the_day = !has_balances && (of_the_day_ || basis_ == Basis::intraday);
  statement.basis = of_the_day ? Basis::intraday : Basis::statement;
  return statement;
}

void SwiftMessages::finish_page() {
  finish_movement();
  if (!in_message_ || (!page_used_ && !of_the_day_)) return;
  check_total(debits_, false);
  check_total(credits_, true);
  const auto statement = whose();
  if (currency_.empty()) {
    page_.warnings.push_back({message_line_, "no currency is named; read as pounds"});
  }
  if (statement.basis == Basis::statement && !page_.closing && page_.breaks.empty()) {
    page_.warnings.push_back({message_line_, "this message has no closing balance"});
  }
  accounts_.add(account_, statement, std::move(page_), refusals_);
  begin_page();
}

}  // namespace imports
