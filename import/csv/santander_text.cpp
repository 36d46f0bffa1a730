#include "import/csv/santander_text.hpp"

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/date_text.hpp"
#include "import/find_bytes.hpp"
#include "import/money_text.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Rule;
using ledger::StatementLine;

/// The next line of `rest`, which loses it.
std::string_view take_line(std::string_view& rest) {
  const auto end = find_line_end(rest);
  const auto line = rest.substr(0, end);
  const bool two = rest.substr(end).starts_with("\r\n");
  rest.remove_prefix(std::min(rest.size(), end + (two ? 2 : 1)));
  return line;
}

/// What follows "Label:", trimmed; nothing when the line has another label.
std::optional<std::string_view> after_label(std::string_view line, std::string_view label) {
  line = trimmed(line);
  if (!begins_with_word(line, label)) return std::nullopt;
  return trimmed(line.substr(label.size()));
}

class SantanderReader {
 public:
  SantanderReader(std::string_view text, AccountsOfFile& accounts, Refusals& refusals)
      : rest_{text}, accounts_{accounts}, refusals_{refusals} {}

  void read_all() {
    while (!rest_.empty() && !refusals_.full()) {
      ++line_number_;
      const auto line = take_line(rest_);
      if (line.size() > longest_row) {
        return refusals_.add(Rule::line_too_long, {line_number_, 1}, {});
      }
      line_ = line;
      if (!trimmed(line).empty()) read_line();
    }
    finish_record();
    accounts_.of(whose_).printed = printed_;
  }

 private:
  void read_line() {
    if (const auto period = after_label(line_, "From:")) return read_period(*period);
    if (const auto account = after_label(line_, "Account:")) {
      if (!take_account(*account, false, whose_.account))
        refuse(Rule::number_not_understood, *account);
      return;
    }
    if (const auto date = after_label(line_, "Date:")) {
      finish_record();
      begin_record(*date);
    } else if (const auto text = after_label(line_, "Description:")) {
      description_ = tidied(*text);
    } else if (const auto amount = after_label(line_, "Amount:")) {
      amount_ = read_money(*amount);
    } else if (const auto balance = after_label(line_, "Balance:")) {
      balance_ = read_money(*balance);
    } else {
      refuse(Rule::row_not_understood, line_);
    }
  }

  void read_period(std::string_view text) {
    const auto to = text.find(" to ");
    const auto first = read_date(text.substr(0, to));
    const auto last = to == text.npos ? std::nullopt : read_date(text.substr(to + 4));
    if (!first || !last) return;
    if (*last < *first) return refuse(Rule::period_backwards, text);
    printed_ = ledger::Period{*first, *last};
  }

  void begin_record(std::string_view date) {
    record_line_ = line_number_;
    in_record_ = true;
    date_ = read_date(date);
  }

  /// A record without a day or an amount is refused where it begins.
  void finish_record() {
    if (!in_record_) return;
    if (date_ && amount_ && !amount_->is_zero()) {
      StatementLine line{.date = *date_,
                         .amount = *amount_,
                         .balance = balance_,
                         .type = {},
                         .payee = description_,
                         .reference = {},
                         .bank_id = {}};
      line.file_line = record_line_;
      accounts_.of(whose_).lines.push_back(std::move(line));
    } else if (!refusals_.any() && !amount_) {
      refusals_.add(Rule::text_missing, {record_line_, 1}, "Amount");
    }
    in_record_ = false;
    date_.reset();
    amount_.reset();
    balance_.reset();
    description_.clear();
  }

  std::optional<Date> read_date(std::string_view text) {
    const auto read = read_bank_date(text);
    if (read.date && read.form == DateForm::day_month_year) return read.date;
    refuse(read.wrong.value_or(Rule::date_not_understood), text,
           read.wrong == Rule::date_impossible ? "" : "the day is written as 30/04/2025");
    return std::nullopt;
  }

  std::optional<Money> read_money(std::string_view text) {
    const auto read = read_bank_money(text);
    if (!read.wrong) return read.value;
    refuse(*read.wrong, text);
    return std::nullopt;
  }

  void refuse(Rule rule, std::string_view found, std::string remedy = {}) {
    const auto offset = static_cast<std::size_t>(found.data() - line_.data());
    const auto column = place_of(line_, offset).column;
    refusals_.add(rule, {line_number_, column}, found, std::move(remedy));
  }

  std::string_view rest_;
  AccountsOfFile& accounts_;
  Refusals& refusals_;
  std::string_view line_;
  int line_number_ = 0;
  LineAccount whose_;
  std::optional<ledger::Period> printed_;
  bool in_record_ = false;
  int record_line_ = 0;
  std::optional<Date> date_;
  std::optional<Money> amount_;
  std::optional<Money> balance_;
  std::string description_;
};

}  // namespace

bool is_santander_text(std::string_view text) {
  text = trimmed(text.substr(0, 4096));
  const auto line = take_line(text);
  const auto period = after_label(line, "From:");
  return period && period->find(" to ") != period->npos;
}

void read_santander_text(std::string_view text, AccountsOfFile& accounts, Refusals& refusals) {
  SantanderReader{text, accounts, refusals}.read_all();
}

}  // namespace imports
