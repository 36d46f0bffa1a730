#include "import/book_rows.hpp"
#include "import/likeness.hpp"
#include "import/source.hpp"
#include "ledger/ensure.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace imports {
namespace {

using ledger::Date;
using ledger::LineId;
using ledger::Money;
using ledger::Period;
using ledger::StatementLine;

/// A line of the file, with its text made once.
struct Fresh {
  const StatementLine* line;
  std::size_t place;  ///< in the statement's lines
  std::string text;
  std::optional<Money> balance;  ///< none where its own file contradicts it
  bool settled = false;
  Content content() const { return {line->date, line->amount, text}; }
};

/// Settles what the book knows, surest evidence first: a line must not take by weak evidence a row
/// that another line has a better claim to.
class Settling {
 public:
  Settling(std::vector<Fresh>& fresh, const ledger::Statement& statement, std::string_view format,
           const KnownAccount& book, BookRows& rows, Told& told)
      : fresh_{fresh}, format_{format}, book_{book}, rows_{rows}, told_{told} {
    whole_ = ledger::whole_days(statement.printed, statement.covered());
  }

  void settle() {
    find_renumbered_days();
    settle_by(SameBy::bank_id, [&](const Fresh& each) {
      return each.line->bank_id.empty() ? nullptr : rows_.take_by_bank_id(*each.line);
    });
    settle_by(SameBy::balance, [&](const Fresh& each) -> const KnownRow* {
      if (!each.balance) return nullptr;
      return rows_.take_by_content(each.content(), [&](const KnownRow& row) {
        return row.balance == each.balance && ids_allow(*each.line, row);
      });
    });
    settle_by(SameBy::content, [&](const Fresh& each) {
      return rows_.take_by_content(each.content(), [&](const KnownRow& row) {
        return !(row.balance && each.balance) && ids_allow(*each.line, row);
      });
    });
    find_contradicted_days();
    settle_by(SameBy::place, [&](const Fresh& each) -> const KnownRow* {
      if (!each.balance || !contradicted_.contains(each.line->date)) return nullptr;
      return rows_.take_by_amount(*each.line, [&](const KnownRow& row) {
        return row.balance == each.balance && ids_allow(*each.line, row);
      });
    });
    settle_by(SameBy::day, [&](const Fresh& each) -> const KnownRow* {
      if (!whole_in_both(each.line->date)) return nullptr;
      return rows_.take_by_content(each.content(),
                                   [&](const KnownRow& row) { return ids_allow(*each.line, row); });
    });
    settle_other_formats();
    settle_altered_days();
  }

 private:
  using Group = std::pair<Date, Money>;

  bool whole_in_both(Date day) const { return whole_ && whole_->holds(day) && book_is_whole(day); }

  /// Two numbers of the bank that differ are two lines; each format has numbers of its own.
  bool ids_allow(const StatementLine& line, const KnownRow& row) const {
    return row.format != format_ || renumbered_.contains(line.date) || line.bank_id.empty() ||
           row.bank_id.empty() || line.bank_id == row.bank_id;
  }

  /// Some banks number their lines anew for every download. Of a day that both hold whole, and of
  /// which the book has none of the file's numbers, the numbers say nothing.
  void find_renumbered_days() {
    std::set<Date> of_file, known;
    std::set<std::string_view> numbers;
    for (const auto& row : rows_.rows()) {
      if (row.format == format_) numbers.insert(row.bank_id);
    }
    for (const auto& each : fresh_) {
      if (each.line->bank_id.empty()) continue;
      of_file.insert(each.line->date);
      if (numbers.contains(each.line->bank_id)) known.insert(each.line->date);
    }
    for (const auto day : of_file) {
      if (!known.contains(day) && whole_in_both(day)) renumbered_.insert(day);
    }
  }

  /// Days on which the lines that are left and those of the book cannot all be true: no walk from
  /// balance to balance takes each of them once. (A balance may return: a payment, a refund and
  /// another payment of the same amount are three lines.)
  void find_contradicted_days() {
    std::map<Date, std::map<Money, int>> surplus;
    const auto add = [&](Date day, Money amount, Money balance) {
      std::int64_t before = 0;
      if (__builtin_sub_overflow(balance.pence(), amount.pence(), &before)) return;
      ++surplus[day][Money::of_pence(before)];
      --surplus[day][balance];
    };
    for (const auto& each : fresh_) {
      if (!each.settled && each.balance) add(each.line->date, each.line->amount, *each.balance);
    }
    if (surplus.empty()) return;
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < rows_.rows().size(); ++i) {
      const auto& row = rows_.rows()[i];
      if (!row.balance || !surplus.contains(row.date)) continue;
      if (seen.insert(rows_.line_of(i)).second) add(row.date, row.amount, *row.balance);
    }
    for (const auto& [day, points] : surplus) {
      int starts = 0;
      bool wide = false;
      for (const auto& [balance, count] : points) {
        starts += count > 0 ? count : 0;
        wide = wide || count > 1 || count < -1;
      }
      if (wide || starts > 1) contradicted_.insert(day);
    }
  }

  template <class Find>
  void settle_by(SameBy by, Find find) {
    for (auto& each : fresh_) {
      if (each.settled) continue;
      const KnownRow* const row = find(each);
      if (row == nullptr) continue;
      settle_as(each, *row, by, is_new_wording(each, row->id));
    }
  }

  void settle_as(Fresh& each, const KnownRow& row, SameBy by, bool reworded) {
    each.settled = true;
    told_.known.push_back({row.id, each.place, each.line->file_line, by, reworded});
    if (!reworded) return;
    told_.reworded.push_back(*each.line);
    told_.reworded.back().id = row.id;
  }

  /// Does the file say of the line what its own words do not?
  bool is_new_wording(const Fresh& each, LineId id) const {
    const auto says = [&](const KnownRow& row) {
      return row.own && row.text == each.text &&
             (!each.line->balance || row.balance == each.line->balance) &&
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
      const auto days = ledger::whole_days(file.printed, file.covered);
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
    settle_groups(sure);
  }

  /// On a day that both hold whole, as many equal amounts as are left on either side are the same
  /// movements: their texts were altered, which is for a person to see, not to book twice.
  void settle_altered_days() {
    std::map<Group, std::size_t> of_file, of_book;
    for (const auto& each : fresh_) {
      if (!each.settled && whole_in_both(each.line->date)) {
        ++of_file[{each.line->date, each.line->amount}];
      }
    }
    if (of_file.empty()) return;
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < rows_.rows().size(); ++i) {
      if (rows_.is_taken(i) || !seen.insert(rows_.line_of(i)).second) continue;
      ++of_book[{rows_.rows()[i].date, rows_.rows()[i].amount}];
    }
    settle_by(SameBy::altered, [&](const Fresh& each) -> const KnownRow* {
      const Group group{each.line->date, each.line->amount};
      const auto left = of_file.find(group);
      if (left == of_file.end() || of_book[group] != left->second) return nullptr;
      return rows_.take_by_amount(*each.line,
                                  [&](const KnownRow& row) { return ids_allow(*each.line, row); });
    });
  }

  /// Lines of one day and amount, of the file and of the book, are told apart together.
  void settle_groups(const std::map<Date, bool>& sure) {
    std::map<Group, std::vector<Fresh*>> of_file;
    for (auto& each : fresh_) {
      if (!each.settled) of_file[{each.line->date, each.line->amount}].push_back(&each);
    }
    std::map<Group, std::vector<std::size_t>> of_book;
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < rows_.rows().size(); ++i) {
      const auto& row = rows_.rows()[i];
      const Group group{row.date, row.amount};
      if (rows_.is_taken(i) || !of_file.contains(group) || said_by_this_format(row.id)) continue;
      if (seen.insert(rows_.line_of(i)).second) of_book[group].push_back(i);
    }
    for (auto& [group, lines] : of_file) {
      const auto rows = of_book.find(group);
      if (rows != of_book.end()) settle_group(lines, rows->second, sure.at(group.first));
    }
  }

  /// The likest first; without a word in common only where day and amount are enough.
  void settle_group(const std::vector<Fresh*>& lines, const std::vector<std::size_t>& rows,
                    bool is_sure) {
    std::vector<std::string_view> of_file, of_book;
    for (const auto* line : lines) of_file.push_back(line->text);
    for (const auto row : rows) of_book.push_back(rows_.rows()[row].text);
    const auto pairs = likenesses(of_file, of_book);
    bool doubt = false;  // one that could have been another's leaves the rest as doubtful
    for (const auto& pair : pairs) {
      auto& line = *lines[pair.line];
      const auto& row = rows_.rows()[rows[pair.row]];
      const bool two_places = row.balance && line.balance && row.balance != line.balance;
      const bool alike = pair.words > 0 || (lines.size() == 1 && rows.size() == 1 &&
                                            share_a_word(row.text, line.text));
      if (line.settled || rows_.is_taken(rows[pair.row]) || two_places) continue;
      if (!alike && !is_sure) continue;
      doubt = doubt || !is_only(pair, pairs, lines, rows);
      rows_.take(rows[pair.row]);
      settle_as(line, row, SameBy::other_format, !doubt && is_new_wording(line, row.id));
    }
  }

  /// No other row that is left is as like to the line, and no other line to the row: its words may
  /// be taken for the row's.
  bool is_only(const Likeness& pair, const std::vector<Likeness>& pairs,
               const std::vector<Fresh*>& lines, const std::vector<std::size_t>& rows) const {
    if (!pair.compared) return false;
    const auto text = [&](std::size_t row) { return rows_.rows()[rows[row]].text; };
    return std::ranges::none_of(pairs, [&](const Likeness& other) {
      const bool rival = (other.line == pair.line) != (other.row == pair.row);
      if (!rival || other.words < pair.words) return false;
      if (lines[other.line]->settled || rows_.is_taken(rows[other.row])) return false;
      return lines[pair.line]->text != lines[other.line]->text || text(pair.row) != text(other.row);
    });
  }

  std::vector<Fresh>& fresh_;
  std::string_view format_;
  const KnownAccount& book_;
  BookRows& rows_;
  Told& told_;
  std::optional<Period> whole_;
  std::set<Date> contradicted_;
  std::set<Date> renumbered_;               ///< days whose numbers the bank has made anew
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
    case SameBy::altered:
      return "the day and the amount are the same, and both files hold the whole day; the text "
             "differs";
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
  auto breaks = statement.breaks;
  std::ranges::sort(breaks);
  for (std::size_t place = 0; place < statement.lines.size(); ++place) {
    const auto& line = statement.lines[place];
    if (line.pending) continue;
    fresh.push_back({&line, place, line.description(), line.balance});
    if (std::ranges::binary_search(breaks, line.file_line)) fresh.back().balance.reset();
  }
  Told told;
  BookRows rows{book};
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
    told.kept_places.push_back(each.place);
  }
  return told;
}

}  // namespace imports
