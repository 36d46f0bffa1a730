#include "import/cell_text.hpp"
#include "import/source.hpp"
#include "ledger/ensure.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

namespace imports {
namespace {

using ledger::Date;
using ledger::LineId;
using ledger::Money;
using ledger::Period;
using ledger::StatementLine;

/// What the identity of a line is made of, but for its number among equals.
struct Content {
  Date date;
  Money amount;
  std::string_view text;
  friend auto operator<=>(const Content&, const Content&) = default;
};

/// A line of the file, with its text made once.
struct Fresh {
  const StatementLine* line;
  std::string text;
  bool settled = false;
  Content content() const { return {line->date, line->amount, text}; }
};

Content content_of(const KnownRow& row) {
  return {row.date, row.amount, row.text};
}

/// Do two texts speak of one payment, as two formats cut and order it? They share a word of four
/// letters or more, or one is empty.
bool alike(std::string_view a, std::string_view b) {
  const auto words = [](std::string_view text) {
    std::set<std::string> found;
    std::string word;
    for (const char c : std::string{text} + " ") {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
      if (letter) {
        word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        continue;
      }
      if (word.size() >= 4) found.insert(word);
      word.clear();
    }
    return found;
  };
  if (trimmed(a).empty() || trimmed(b).empty()) return true;
  const auto of_a = words(a);
  return std::ranges::any_of(words(b), [&](const auto& word) { return of_a.contains(word); });
}

/// The days a file holds whole: all of a printed period, else without the days it begins and ends
/// on.
std::optional<Period> whole_days(const std::optional<Period>& printed,
                                 const std::optional<Period>& covered) {
  if (printed) return printed;
  if (!covered) return std::nullopt;
  const Period inside{plus_days(covered->first, 1), plus_days(covered->last, -1)};
  return inside.first <= inside.last ? std::optional{inside} : std::nullopt;
}

/// The rows of the book, equals together. A line is taken once, with all its wordings.
class BookRows {
 public:
  explicit BookRows(const std::vector<KnownRow>& rows)
      : rows_{rows}, by_content_(rows.size()), by_bank_id_(rows.size()), line_(rows.size()) {
    std::iota(by_content_.begin(), by_content_.end(), std::size_t{0});
    by_bank_id_ = by_content_;
    std::ranges::stable_sort(by_content_, {}, [&](std::size_t i) { return content_of(rows_[i]); });
    std::ranges::stable_sort(by_bank_id_, {}, [&](std::size_t i) { return by_id(rows_[i]); });
    std::unordered_map<LineId, std::size_t> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      line_[i] = places.try_emplace(rows[i].id, places.size()).first->second;
      ids_.push_back(rows[i].id);
    }
    taken_.resize(places.size());
    std::ranges::sort(ids_);
  }

  bool holds(LineId id) const { return std::ranges::binary_search(ids_, id); }
  bool is_taken(std::size_t row) const { return taken_[line_[row]]; }
  std::size_t line_of(std::size_t row) const { return line_[row]; }
  const std::vector<KnownRow>& rows() const { return rows_; }

  /// By the bank's own number, with date and amount, whatever the text.
  const KnownRow* take_by_bank_id(const StatementLine& line) {
    const std::tuple key{std::string_view{line.bank_id}, line.date, line.amount};
    const auto range = std::ranges::equal_range(by_bank_id_, key, {},
                                                [&](std::size_t i) { return by_id(rows_[i]); });
    return take_first(range, [](const KnownRow&) { return true; });
  }

  /// By content, among the rows that fit.
  template <class Fits>
  const KnownRow* take_by_content(const Content& content, Fits fits) {
    const auto range = std::ranges::equal_range(
        by_content_, content, {}, [&](std::size_t i) { return content_of(rows_[i]); });
    return take_first(range, fits);
  }

  /// By day and amount, whatever the text, among the rows that fit.
  template <class Fits>
  const KnownRow* take_by_amount(const StatementLine& line, Fits fits) {
    const std::pair key{line.date, line.amount};
    const auto range = std::ranges::equal_range(by_content_, key, {}, [&](std::size_t i) {
      return std::pair{rows_[i].date, rows_[i].amount};
    });
    return take_first(range, fits);
  }

 private:
  using ById = std::tuple<std::string_view, Date, Money>;
  static ById by_id(const KnownRow& row) { return {row.bank_id, row.date, row.amount}; }

  template <class Range, class Fits>
  const KnownRow* take_first(const Range& range, Fits fits) {
    for (const auto i : range) {
      if (taken_[line_[i]] || !fits(rows_[i])) continue;
      taken_[line_[i]] = true;
      return &rows_[i];
    }
    return nullptr;
  }

  const std::vector<KnownRow>& rows_;
  std::vector<std::size_t> by_content_;
  std::vector<std::size_t> by_bank_id_;
  std::vector<std::size_t> line_;  ///< by row: which line it words
  std::vector<bool> taken_;        ///< by line
  std::vector<LineId> ids_;
};

/// Settles what the book knows, surest evidence first: a line must not take by weak evidence a row
/// that another line has a better claim to.
class Settling {
 public:
  Settling(std::vector<Fresh>& fresh, const ledger::Statement& statement, std::string_view format,
           const KnownAccount& book, BookRows& rows, Told& told)
      : fresh_{fresh}, format_{format}, book_{book}, rows_{rows}, told_{told} {
    whole_ = whole_days(statement.printed, statement.covered());
  }

  void settle() {
    settle_by(SameBy::bank_id, [&](const Fresh& each) {
      return each.line->bank_id.empty() ? nullptr : rows_.take_by_bank_id(*each.line);
    });
    settle_by(SameBy::balance, [&](const Fresh& each) -> const KnownRow* {
      if (!each.line->balance) return nullptr;
      return rows_.take_by_content(each.content(), [&](const KnownRow& row) {
        return row.balance == each.line->balance && ids_allow(*each.line, row);
      });
    });
    settle_by(SameBy::content, [&](const Fresh& each) {
      return rows_.take_by_content(each.content(), [&](const KnownRow& row) {
        return !(row.balance && each.line->balance) && ids_allow(*each.line, row);
      });
    });
    settle_by(SameBy::place, [&](const Fresh& each) -> const KnownRow* {
      if (!each.line->balance) return nullptr;
      return rows_.take_by_amount(*each.line, [&](const KnownRow& row) {
        return row.balance == each.line->balance && ids_allow(*each.line, row);
      });
    });
    settle_by(SameBy::day, [&](const Fresh& each) -> const KnownRow* {
      if (!whole_in_both(each.line->date)) return nullptr;
      return rows_.take_by_content(each.content(),
                                   [&](const KnownRow& row) { return ids_allow(*each.line, row); });
    });
    settle_other_formats();
  }

 private:
  bool whole_in_both(Date day) const { return whole_ && whole_->holds(day) && book_is_whole(day); }

  /// Two numbers of the bank that differ are two lines; each format has numbers of its own.
  bool ids_allow(const StatementLine& line, const KnownRow& row) const {
    return row.format != format_ || line.bank_id.empty() || row.bank_id.empty() ||
           line.bank_id == row.bank_id;
  }

  template <class Find>
  void settle_by(SameBy by, Find find) {
    for (auto& each : fresh_) {
      if (each.settled) continue;
      const KnownRow* const row = find(each);
      if (row == nullptr) continue;
      each.settled = true;
      told_.known.push_back({row->id, each.line->file_line, by, is_new_wording(each, row->id)});
      if (!told_.known.back().reworded) continue;
      told_.reworded.push_back(*each.line);
      told_.reworded.back().id = row->id;
    }
  }

  /// Does the file say of the line what no file has said?
  bool is_new_wording(const Fresh& each, LineId id) const {
    const auto says = [&](const KnownRow& row) {
      return row.text == each.text && (!each.line->balance || row.balance == each.line->balance) &&
             (each.line->bank_id.empty() || row.bank_id == each.line->bank_id);
    };
    return !any_wording(id, says);
  }

  /// A file of this format words the line already, and not so.
  bool said_by_this_format(LineId id) const {
    return any_wording(id, [&](const KnownRow& row) { return row.format == format_; });
  }

  template <class Says>
  bool any_wording(LineId id, Says says) const {
    if (by_id_.empty()) {
      by_id_.resize(book_.rows.size());
      std::iota(by_id_.begin(), by_id_.end(), std::size_t{0});
      std::ranges::sort(by_id_, {}, [&](std::size_t i) { return book_.rows[i].id; });
    }
    const auto range =
        std::ranges::equal_range(by_id_, id, {}, [&](std::size_t i) { return book_.rows[i].id; });
    return std::ranges::any_of(range, [&](std::size_t i) { return says(book_.rows[i]); });
  }

  /// The files of the book that hold the day whole.
  bool book_is_whole(Date day) const {
    return std::ranges::any_of(book_.files, [&](const KnownFile& file) {
      const auto days = whole_days(file.printed, file.covered);
      return days && days->holds(day);
    });
  }

  /// Day and amount are enough between two formats on a day that both hold whole, or of which what
  /// is left of the one is what is left of the other; else the words must be alike.
  void settle_other_formats() {
    std::map<Date, std::multiset<Money>> left, in_book;
    for (const auto& each : fresh_) {
      if (!each.settled) left[each.line->date].insert(each.line->amount);
    }
    if (left.empty()) return;
    std::set<std::size_t> counted;
    for (std::size_t i = 0; i < rows_.rows().size(); ++i) {
      const auto& row = rows_.rows()[i];
      if (rows_.is_taken(i) || !left.contains(row.date) || said_by_this_format(row.id)) continue;
      if (counted.insert(rows_.line_of(i)).second) in_book[row.date].insert(row.amount);
    }
    std::map<Date, bool> sure;
    for (const auto& [day, amounts] : left) {
      sure[day] = whole_in_both(day) || amounts == in_book[day];
    }
    for (const bool by_words : {true, false}) {
      settle_by(SameBy::other_format, [&](const Fresh& each) -> const KnownRow* {
        if (!by_words && !sure[each.line->date]) return nullptr;
        return rows_.take_by_amount(*each.line, [&](const KnownRow& row) {
          const bool two_places =
              row.balance && each.line->balance && row.balance != each.line->balance;
          return !two_places && !said_by_this_format(row.id) &&
                 (!by_words || alike(row.text, each.text));
        });
      });
    }
  }

  std::vector<Fresh>& fresh_;
  std::string_view format_;
  const KnownAccount& book_;
  BookRows& rows_;
  Told& told_;
  std::optional<Period> whole_;
  mutable std::vector<std::size_t> by_id_;  ///< rows of the book, those of a line together
};

}  // namespace

std::string_view text(SameBy by) {
  switch (by) {
    case SameBy::bank_id:
      return "the bank's number, the day and the amount are the same";
    case SameBy::balance:
      return "the day, the amount, the text and the balance are the same";
    case SameBy::content:
      return "the day, the amount and the text are the same";
    case SameBy::place:
      return "the day, the amount and the balance are the same; the text differs";
    case SameBy::day:
      return "the day, the amount and the text are the same, and both files hold the whole day; "
             "the "
             "balance differs";
    case SameBy::other_format:
      return "the day and the amount are the same; another format words it differently";
  }
  ledger::ensure(false, "every reason has words");
  return {};
}

Told tell_apart(std::string_view account, const ledger::Statement& statement,
                const KnownAccount& book, std::string_view format) {
  std::vector<Fresh> fresh;
  fresh.reserve(statement.lines.size());
  for (const auto& line : statement.lines) {
    if (!line.pending) fresh.push_back({&line, line.description()});
  }
  Told told;
  BookRows rows{book.rows};
  if (!book.rows.empty()) Settling{fresh, statement, format, book, rows, told}.settle();

  // The lowest number that is free: an undone line gets its old number back.
  std::map<Content, int> numbers;
  for (const auto& each : fresh) {
    if (each.settled) continue;
    auto& number = numbers[each.content()];
    auto line = *each.line;
    do {
      line.id = ledger::line_id(account, line, ++number);
    } while (rows.holds(line.id));
    told.kept.push_back(std::move(line));
  }
  return told;
}

}  // namespace imports
