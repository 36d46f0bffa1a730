#include "import/pdf/facts.hpp"

#include "import/cell_text.hpp"
#include "import/pdf/beside.hpp"
#include "import/pdf/days.hpp"

#include <algorithm>
#include <array>

namespace imports::pdf {
namespace {

constexpr auto statement_dates = std::to_array<std::string_view>(
    {"statement date", "date of statement", "statement produced on", "statement issued",
     "date issued", "issue date", "issued on", "statement end date"});
constexpr auto card_words = std::to_array<std::string_view>(
    {"minimum payment", "credit limit", "minimum payment due", "your credit limit"});
constexpr auto period_words =
    std::to_array<std::string_view>({"statement", "period", "transactions", "covering"});
constexpr auto period_words_above = std::to_array<std::string_view>({"from"});  // the table

constexpr auto before_names =
    std::to_array<std::string_view>({"your", "the", "account", "statement", ""});
constexpr auto behind_names =
    std::to_array<std::string_view>({"on", "at", "as", "of", "from", "", "gbp"});

struct Sign {
  std::string_view sign;
  std::string_view code;
};
constexpr auto signs =
    std::to_array<Sign>({{"\xC2\xA3", "GBP"}, {"\xE2\x82\xAC", "EUR"}, {"$", "USD"}});

bool any_phrase(const Row& row, std::span<const std::string_view> phrases) {
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    if (longest_phrase_at(row, i, phrases).words > 0) return true;
  }
  return false;
}

/// A sign before an amount or alone in brackets: not "£85,000" in a sentence of the footer.
bool marks_currency(std::string_view word, std::string_view sign) {
  if (word.starts_with('(') && word.ends_with(')')) word = word.substr(1, word.size() - 2);
  while (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  if (!word.starts_with(sign)) return false;
  word.remove_prefix(sign.size());
  return word.empty() || word.find('.') != word.npos;
}

class FactsReader {
 public:
  FactsReader(const std::vector<Row>& rows, const std::vector<bool>& is_inside)
      : rows_{rows}, is_inside_{is_inside} {}

  Facts read() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      count_signs(rows_[row]);
      seen_table_ = seen_table_ || is_inside_[row];
      if (is_inside_[row] || rows_[row].words.size() > most_words_of_form) continue;
      read_form(row);
    }
    facts_.printed = said_ ? said_ : unsaid_;
    take_last();
    facts_.currency = currency();
    return std::move(facts_);
  }

 private:
  void read_form(std::size_t at) {
    const auto& row = rows_[at];
    facts_.is_card = facts_.is_card || any_phrase(row, card_words);
    const bool above = !seen_table_;
    take_period(row, above);
    if (above && !dated_) take_statement_date(at);
    take_day_alone(row);
    for (std::size_t i = 0; i < row.words.size(); ++i) {
      if (const auto label = balance_label_at(row, i)) take_balance(at, i, *label);
      take_currency(row, i);
    }
  }

  /// The year of other days comes from what is said to be the statement's, or stands above its
  /// table; any other day may be that of a letter, a tax year or an offer.
  void take_last() {
    if (said_ || above_) {
      const auto& period = said_ ? *said_ : *above_;
      facts_.last = period.last;
      facts_.last_said = "the period " + text(period.first) + " to " + text(period.last);
    } else if (dated_) {
      facts_.last = dated_;
      facts_.last_said = "the statement's date, " + text(*dated_);
    } else if (alone_) {
      facts_.last_said = text(*alone_) + " is not said to be the statement's date";
    }
  }

  void take_period(const Row& row, bool above) {
    if (said_) return;
    const auto period = period_in(row);
    if (!period) return;
    if (any_phrase(row, period_words) || (above && any_phrase(row, period_words_above))) {
      said_ = period;
      return;
    }
    if (above && !above_) above_ = period;
    if (!unsaid_) unsaid_ = period;
  }

  void take_statement_date(std::size_t at) {
    const auto& row = rows_[at];
    for (std::size_t i = 0; i < row.words.size() && !dated_; ++i) {
      const auto label = longest_phrase_at(row, i, statement_dates);
      if (label.words == 0) continue;
      if (!take_day(row, i + label.words)) take_day_under(at, i, i + label.words);
    }
  }

  void take_day_alone(const Row& row) {
    for (std::size_t i = 0; i < row.words.size() && !alone_; ++i) {
      const auto day = day_at(row, i, row.words.size());
      if (day && day->year != 0) alone_ = resolved(*day, {});
    }
  }

  bool take_day(const Row& row, std::size_t at) {
    const auto day = day_at(row, at, row.words.size());
    if (!day || day->year == 0) return false;
    dated_ = resolved(*day, {});
    return dated_.has_value();
  }

  void take_day_under(std::size_t at, std::size_t first, std::size_t end) {
    for (const auto& under : rows_under(rows_, at)) {
      if (under.words.size() > most_words_of_form) return;
      for (std::size_t i = 0; i < under.words.size(); ++i) {
        if (!stands_under(rows_[at], first, end, under.words[i].box)) continue;
        if (take_day(under, i)) return;
        break;
      }
    }
  }

  /// The first amount to the right, unless another name stands between; else the one under it.
  void take_balance(std::size_t at, std::size_t first, const BalanceLabel& label) {
    const auto& row = rows_[at];
    const auto end = first + label.words;
    if (!begins_something(row, first)) return;
    for (const auto& figure : figures_of(row)) {
      if (figure.first < end) continue;
      if (is_value_of(row, end, figure)) keep(at, label, figure);
      return;
    }
    for (const auto& under : rows_under(rows_, at)) {
      if (under.words.size() > most_words_of_form) return;
      for (const auto& figure : figures_of(under)) {
        if (stands_under(row, first, end, figure.box)) return keep(at, label, figure);
      }
    }
  }

  /// Not in the middle of a sentence.
  static bool begins_something(const Row& row, std::size_t at) {
    while (at > 0 && std::ranges::find(before_names, row.plain[at - 1]) != before_names.end()) --at;
    return at == 0 || is_apart(row, at);
  }

  static bool is_apart(const Row& row, std::size_t at) {
    const auto& word = row.words[at].box;
    return word.left - row.words[at - 1].box.right > word.height() * 4 / 5;
  }

  /// Directly behind the name and its day, or some way off with nothing named between.
  static bool is_value_of(const Row& row, std::size_t end, const Figure& figure) {
    while (end < figure.first &&
           std::ranges::find(behind_names, row.plain[end]) != behind_names.end()) {
      ++end;
    }
    const auto day = day_at(row, end, figure.first);
    if (day) end += day->words;
    if (figure.first == end) return true;
    for (auto i = end; i < figure.first; ++i) {
      if (balance_label_at(row, i)) return false;
    }
    return is_apart(row, figure.first);
  }

  void keep(std::size_t at, const BalanceLabel& label, const Figure& figure) {
    facts_.balances.push_back({rows_[at].place, rows_[at].text(), label, figure});
  }

  void count_signs(const Row& row) {
    for (const auto& word : row.words) {
      for (std::size_t i = 0; i < signs.size(); ++i) {
        counts_[i] += marks_currency(word.text, signs[i].sign) ? 1U : 0U;
      }
    }
  }

  /// "Currency: EUR".
  void take_currency(const Row& row, std::size_t i) {
    if (!same_word(row.plain[i], "currency") || i + 1 >= row.words.size()) return;
    auto code = std::string{row.words[i + 1].text};
    const bool is_code =
        code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (is_code && said_currency_.empty()) said_currency_ = std::move(code);
  }

  std::string currency() const {
    if (!said_currency_.empty()) return said_currency_;
    const auto most = std::ranges::max_element(counts_);
    if (*most == 0) return {};
    return std::string{signs[static_cast<std::size_t>(most - counts_.begin())].code};
  }

  const std::vector<Row>& rows_;
  const std::vector<bool>& is_inside_;
  Facts facts_;
  std::optional<ledger::Period> said_;    ///< in a row that speaks of a period
  std::optional<ledger::Period> unsaid_;  ///< in any other
  std::optional<ledger::Period> above_;   ///< the same, above the table
  std::optional<ledger::Date> dated_;     ///< the statement's own date, above the table
  std::optional<ledger::Date> alone_;     ///< any other day with its year
  bool seen_table_ = false;
  std::array<std::size_t, signs.size()> counts_{};
  std::string said_currency_;
};

}  // namespace

Facts facts_of(const std::vector<Row>& rows, const std::vector<bool>& is_inside) {
  return FactsReader{rows, is_inside}.read();
}

}  // namespace imports::pdf
