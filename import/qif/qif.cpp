#include "import/qif/qif.hpp"

#include "import/accounts_of_file.hpp"
#include "import/cell_text.hpp"
#include "import/places.hpp"
#include "import/qif/days.hpp"
#include "import/qif/record.hpp"
#include "import/qif/steps.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

namespace imports {
namespace {

using ledger::Rule;
using qif::Section;
using qif::Step;

constexpr std::size_t looked_at = 4096;
constexpr std::size_t most_accounts = 10'000;

/// What the whole file says before a movement is read: the order of its days, how many movements
/// each account has.
struct Survey {
  qif::DayOrder order;
  std::unordered_map<std::string_view, std::size_t> movements;  ///< by account
  std::size_t investments = 0;
  std::string_view list;  ///< the first list that is passed over
  bool has_account = false;
  bool has_movements_heading = false;
};

class Surveyor {
 public:
  explicit Surveyor(const qif::Steps& steps) : steps_{steps} {}

  Survey take() {
    for (auto step = steps_.next(); step.kind != Step::Kind::end; step = steps_.next()) {
      if (step.kind == Step::Kind::header) {
        on_header(step);
      } else if (step.kind == Step::Kind::option) {
        if (same_word(step.text, "MDY")) survey_.order.say_month_first();
      } else if (step.section == Section::movements) {
        on_movement(step);
      } else if (step.section == Section::account && step.code == 'N') {
        account_ = trimmed(step.text);
        count_ = nullptr;
      } else if (step.section == Section::investments && step.kind == Step::Kind::record_end) {
        ++survey_.investments;
      }
    }
    return std::move(survey_);
  }

 private:
  void on_header(const Step& step) {
    in_split_ = false;
    survey_.has_account |= step.section == Section::account;
    survey_.has_movements_heading |= step.section == Section::movements;
    if (step.section == Section::list && survey_.list.empty()) survey_.list = step.text;
    if (step.section == Section::investments && survey_.investments == 0) survey_.investments = 1;
  }

  void on_movement(const Step& step) {
    if (step.kind == Step::Kind::record_end) {
      in_split_ = false;
      if (count_ == nullptr) count_ = &survey_.movements[account_];
      ++*count_;
    } else if (step.code == 'S') {
      in_split_ = true;
    } else if (step.code == 'D' && !in_split_) {
      survey_.order.add(trimmed(step.text), step.offset);
    }
  }

  qif::Steps steps_;
  Survey survey_;
  std::string_view account_;
  std::size_t* count_ = nullptr;
  bool in_split_ = false;
};

/// An account's name, which may be its number.
LineAccount account_named(std::string_view name) {
  LineAccount whose;
  const auto digits = std::ranges::count_if(name, [](char c) { return c >= '0' && c <= '9'; });
  const bool only_number = name.find_first_not_of("0123456789- ") == name.npos && digits >= 8;
  if (!only_number || !take_account(name, false, whose.account)) whose.product = tidied(name);
  return whose;
}

class QifReader {
 public:
  QifReader(std::string_view text, const Survey& survey, const qif::Steps& steps,
            AccountsOfFile& accounts, Refusals& refusals)
      : text_{text},
        survey_{survey},
        order_{survey.order.order()},
        steps_{steps},
        places_{text},
        accounts_{accounts},
        refusals_{refusals} {}

  void read_all() {
    while (!refusals_.full()) {
      const auto step = steps_.next();
      if (step.kind == Step::Kind::end) return finish_last();
      if (step.kind == Step::Kind::header) {
        finish_last();
        on_header(step);
      } else if (step.kind == Step::Kind::record_end) {
        finish_record();
      } else if (step.kind == Step::Kind::field) {
        on_field(step);
      }
    }
  }

 private:
  void on_header(const Step& step) {
    if (step.section != Section::unknown) return;
    refusals_.add(Rule::word_unknown, places_.of(step.offset), step.text,
                  "the types of QIF that are read are Bank, CCard, Cash, Oth A and Oth L");
  }

  void on_field(const Step& step) {
    if (step.section == Section::account && step.code == 'N') {
      name_ = trimmed(step.text);
      whose_ = account_named(name_);
      statement_ = nullptr;
    }
    if (is_movement_among_accounts(step)) {
      return refusals_.add(
          Rule::row_not_understood, places_.of(step.offset),
          std::string{step.code} + std::string{step.text},
          "this is a movement among the names of accounts (!Account): a line !Type:Bank must stand "
          "before the movements; download the file again, or add it");
    }
    const bool stray = step.section == Section::none;
    if (!stray && step.section != Section::movements) return;
    if (!stray && record_.take(step, places_, refusals_)) return;
    refusals_.add(Rule::row_not_understood, places_.of(step.offset),
                  std::string{step.code} + std::string{step.text});
  }

  /// T is the kind of an account, and an amount of nothing but a movement; no account has a U.
  static bool is_movement_among_accounts(const Step& step) {
    if (step.section != Section::account) return false;
    return step.code == 'U' || (step.code == 'T' && !qif::read_amount(trimmed(step.text)).wrong);
  }

  /// A record that a header or the end of the file cuts off counts when it has all it needs; the
  /// account's first, which may be its opening balance, when what it has says that it is none.
  void finish_last() {
    if (record_.empty()) return;
    const bool whole_line = !text_.empty() && (text_.back() == '\n' || text_.back() == '\r');
    const bool may_open = statement_ == nullptr && record_.may_open(name_);
    if (!record_.is_told() || !whole_line || may_open) {
      refusals_.add(Rule::file_cut_short, places_.of(record_.offset()), "a record without its ^");
      return record_.clear();
    }
    const auto line = places_.line_of(record_.offset());
    if (!find_statement(line)) return record_.clear();
    warn(line, "the file does not end this entry with ^: look whether it is whole");
    finish_record();
  }

  void finish_record() {
    if (record_.empty()) return;
    auto line = record_.finish(order_, places_, refusals_);
    if (line && find_statement(line->file_line)) keep(std::move(*line));
    record_.clear();
  }

  /// The statement of the account that is being read: its memory is taken once.
  bool find_statement(int line) {
    if (statement_ != nullptr) return true;
    if (survey_.movements.size() > most_accounts) {
      refusals_.add(Rule::value_out_of_range, {line, 1}, "more accounts than any file has");
      return false;
    }
    statement_ = &accounts_.of(whose_);
    const auto counted = survey_.movements.find(name_);
    if (statement_->lines.empty() && counted != survey_.movements.end()) {
      statement_->lines.reserve(counted->second + 1);
    }
    return true;
  }

  void keep(ledger::StatementLine line) {
    const auto parts = record_.sum_of_splits();
    if (parts && *parts != line.amount) {
      statement_->breaks.push_back(line.file_line);
      warn(line.file_line, "the parts of this entry add up to " + pretty(*parts) + ", not to " +
                               pretty(line.amount));
    }
    const bool opens = statement_->lines.empty() && !statement_->opening &&
                       !line.amount.is_zero() && record_.is_opening(name_);
    if (opens) {
      statement_->opening = line.amount;
      return warn(line.file_line, "the opening balance, " + pretty(line.amount) + " on " +
                                      pretty(line.date) + ", is no movement");
    }
    statement_->lines.push_back(std::move(line));
  }

  void warn(int line, std::string text) {
    auto& warnings = statement_->warnings;
    if (warnings.size() <= most_warnings) warnings.push_back({line, std::move(text)});
  }

  std::string_view text_;
  const Survey& survey_;
  qif::Order order_;
  qif::Steps steps_;
  Places places_;
  AccountsOfFile& accounts_;
  Refusals& refusals_;
  qif::Record record_;
  std::string_view name_;
  LineAccount whose_;
  ledger::Statement* statement_ = nullptr;
};

/// The days of one file are written in both orders: nothing can be read for certain.
void refuse_both_orders(std::string_view text, const qif::DayOrder& order, Refusals& refusals) {
  Places places{text};
  const auto& day_first = *order.day_first();
  const auto other =
      order.month_first() ? std::string{order.month_first()->text} : std::string{"!Option:MDY"};
  refusals.add(Rule::date_not_understood, places.of(day_first.offset),
               std::string{day_first.text} + " and " + other,
               "some days have the day first and some the month: download the file again in one "
               "form, or as OFX");
}

void warn_of_guess(std::string_view text, const qif::DayOrder& order, Source& source) {
  const auto& seen = *order.either();
  const auto day = qif::date_of(qif::read_day_text(seen.text), qif::Order::day_first);
  if (!day) return;
  Places places{text};
  source.warnings.push_back(
      {places.line_of(seen.offset), "nothing in the file says whether days or months come first: " +
                                        ledger::quoted(seen.text) + " is read as " + pretty(*day)});
}

void warn_of_what_is_left_out(const Survey& survey, Source& source) {
  source.warnings.push_back(
      {0,
       "a QIF file names no currency, no balance and no account number: it is taken to be in "
       "pounds, and nothing in it proves that it is whole"});
  if (survey.investments > 0) {
    source.warnings.push_back({0, "investments (!Type:Invst) are left out"});
  }
  if (!survey.list.empty()) {
    source.warnings.push_back(
        {0, "lists that move no money (!Type:" + std::string{survey.list} + ") are passed over"});
  }
}

/// A file without a movement is told by what it holds instead: names of accounts and lists move no
/// money, so that nothing is lost of them.
void tell_without_movements(const Survey& survey, Source& source, Refusals& refusals) {
  if (survey.investments > 0) {
    return refusals.add(Rule::not_supported, {}, "investments (!Type:Invst)",
                        "export the bank account or the card alone");
  }
  if (survey.has_movements_heading) {
    return refusals.add(Rule::statement_without_lines, {}, {});
  }
  if (survey.list.empty() && !survey.has_account) {
    return refusals.add(Rule::statement_missing, {}, {});
  }
  auto text = std::string{"no statement is in this file; it holds "};
  if (survey.has_account) text += "names of accounts (!Account)";
  if (survey.has_account && !survey.list.empty()) text += " and ";
  if (!survey.list.empty()) text += "a list (!Type:" + std::string{survey.list} + ")";
  source.warnings.push_back({0, text + ": nothing of that is a movement"});
}

}  // namespace

bool is_qif(std::string_view text) {
  text = text.substr(0, looked_at);
  while (!text.empty()) {
    text = trimmed(text);
    if (text.starts_with('!')) break;
    if (!text.starts_with('#') && !text.starts_with("^\n") && !text.starts_with("^\r")) {
      return false;
    }
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    text.remove_prefix(end);
  }
  static constexpr auto headers =
      std::to_array<std::string_view>({"!Type:", "!Account", "!Option:", "!Clear:"});
  return std::ranges::any_of(headers,
                             [&](std::string_view each) { return begins_with_word(text, each); });
}

void read_qif(const File& file, const Asked& /*asked*/, Source& source, Refusals& refusals) {
  source.kind = ledger::FileKind::bank;
  const qif::Steps steps{file.text};
  const auto survey = Surveyor{steps}.take();
  if (survey.order.contradicts()) return refuse_both_orders(file.text, survey.order, refusals);
  AccountsOfFile accounts{0};
  QifReader{file.text, survey, steps, accounts, refusals}.read_all();
  if (refusals.any()) return;
  if (accounts.empty()) return tell_without_movements(survey, source, refusals);
  if (survey.order.is_guessed()) warn_of_guess(file.text, survey.order, source);
  warn_of_what_is_left_out(survey, source);
  source.statements = accounts.finish(refusals);
}

}  // namespace imports
