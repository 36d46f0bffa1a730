// What the book has of an account, to be looked up by each kind of evidence. A line of the book has
// a row for every file that words it; it is taken once, with all its wordings.
#pragma once

#include "import/source.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace imports {

/// What the identity of a line is made of, but for its number among equals.
struct Content {
  ledger::Date date;
  ledger::Money amount;
  std::string_view text;
  friend auto operator<=>(const Content&, const Content&) = default;
};

inline Content content_of(const KnownRow& row) {
  return {row.date, row.amount, row.text};
}

/// The rows of the book, equals together. A line is taken once, with all its wordings.
class BookRows {
 public:
  /// `book` outlives it.
  explicit BookRows(const KnownAccount& book);

  bool holds(ledger::LineId id) const { return std::ranges::binary_search(ids_, id); }
  bool is_taken(std::size_t row) const { return taken_[line_[row]]; }
  void take(std::size_t row) { taken_[line_[row]] = true; }
  std::size_t line_of(std::size_t row) const { return line_[row]; }
  const std::vector<KnownRow>& rows() const { return rows_; }

  /// By the bank's own number, with date and amount, whatever the text.
  const KnownRow* take_by_bank_id(const ledger::StatementLine& line);

  /// By content, among the rows that fit.
  template <class Fits>
  const KnownRow* take_by_content(const Content& content, Fits fits) {
    const auto range = std::ranges::equal_range(
        by_content_, content, {}, [&](std::size_t i) { return content_of(rows_[i]); });
    return take_first(range, fits);
  }

  /// By day and amount, whatever the text, among the rows that fit.
  template <class Fits>
  const KnownRow* take_by_amount(const ledger::StatementLine& line, Fits fits) {
    const std::pair key{line.date, line.amount};
    const auto range = std::ranges::equal_range(by_content_, key, {}, [&](std::size_t i) {
      return std::pair{rows_[i].date, rows_[i].amount};
    });
    return take_first(range, fits);
  }

 private:
  using ById = std::tuple<std::string_view, ledger::Date, ledger::Money>;
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
  std::vector<ledger::LineId> ids_;
};

}  // namespace imports
