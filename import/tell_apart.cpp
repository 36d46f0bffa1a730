#include "import/source.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace imports {
namespace {

using ledger::LineId;
using ledger::Money;
using ledger::StatementLine;

/// What the identity of a line is made of, but for its number among equals.
struct Content {
  ledger::Date date;
  Money amount;
  std::string_view text;
  friend auto operator<=>(const Content&, const Content&) = default;
};

Content content_of(const KnownRow& row) {
  return {row.date, row.amount, row.text};
}

/// A line of the file, with its text made once.
struct Fresh {
  const StatementLine* line;
  std::string text;
  bool settled = false;
  Content content() const { return {line->date, line->amount, text}; }
};

/// The rows of the book, equals together. A row is taken once.
class BookRows {
 public:
  explicit BookRows(const std::vector<KnownRow>& rows)
      : rows_{rows}, by_content_(rows.size()), by_bank_id_(rows.size()), taken_(rows.size()) {
    std::iota(by_content_.begin(), by_content_.end(), std::size_t{0});
    by_bank_id_ = by_content_;
    std::ranges::stable_sort(by_content_, {}, [&](std::size_t i) { return content_of(rows_[i]); });
    std::ranges::stable_sort(by_bank_id_, {}, [&](std::size_t i) { return by_id(rows_[i]); });
    for (const auto& row : rows) ids_.push_back(row.id);
    std::ranges::sort(ids_);
  }

  bool holds(LineId id) const { return std::ranges::binary_search(ids_, id); }

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

 private:
  using ById = std::tuple<std::string_view, ledger::Date, Money>;
  static ById by_id(const KnownRow& row) { return {row.bank_id, row.date, row.amount}; }

  template <class Range, class Fits>
  const KnownRow* take_first(const Range& range, Fits fits) {
    for (const auto i : range) {
      if (taken_[i] || !fits(rows_[i])) continue;
      taken_[i] = true;
      return &rows_[i];
    }
    return nullptr;
  }

  const std::vector<KnownRow>& rows_;
  std::vector<std::size_t> by_content_;
  std::vector<std::size_t> by_bank_id_;
  std::vector<bool> taken_;
  std::vector<LineId> ids_;
};

/// Two numbers of the bank that differ are two lines.
bool ids_allow(const StatementLine& line, const KnownRow& row) {
  return line.bank_id.empty() || row.bank_id.empty() || line.bank_id == row.bank_id;
}

/// Settles what the book knows, surest evidence first: a line must not take by weak evidence a row
/// that another line has a better claim to.
void settle_known(std::vector<Fresh>& fresh, BookRows& book, Told& told) {
  const auto settle = [&](auto find) {
    for (auto& each : fresh) {
      if (each.settled) continue;
      const KnownRow* const row = find(each);
      if (row == nullptr) continue;
      each.settled = true;
      told.known.emplace_back(row->id, each.line->file_line);
    }
  };
  settle([&](const Fresh& each) {
    return each.line->bank_id.empty() ? nullptr : book.take_by_bank_id(*each.line);
  });
  settle([&](const Fresh& each) -> const KnownRow* {
    if (!each.line->balance) return nullptr;
    return book.take_by_content(each.content(), [&](const KnownRow& row) {
      return row.balance == each.line->balance && ids_allow(*each.line, row);
    });
  });
  settle([&](const Fresh& each) {
    return book.take_by_content(each.content(), [&](const KnownRow& row) {
      return !(row.balance && each.line->balance) && ids_allow(*each.line, row);
    });
  });
}

}  // namespace

Told tell_apart(std::string_view account, const ledger::Statement& statement,
                const std::vector<KnownRow>& book) {
  std::vector<Fresh> fresh;
  fresh.reserve(statement.lines.size());
  for (const auto& line : statement.lines) {
    if (!line.pending) fresh.push_back({&line, line.description()});
  }
  Told told;
  BookRows rows{book};
  if (!book.empty()) settle_known(fresh, rows, told);

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
