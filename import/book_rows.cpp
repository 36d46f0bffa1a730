#include "import/book_rows.hpp"

#include <numeric>
#include <unordered_map>

namespace imports {

BookRows::BookRows(const KnownAccount& book)
    : rows_{book.rows},
      by_content_(rows_.size()),
      by_bank_id_(rows_.size()),
      line_(rows_.size()),
      ids_{book.taken} {
  std::iota(by_content_.begin(), by_content_.end(), std::size_t{0});
  by_bank_id_ = by_content_;
  std::ranges::stable_sort(by_content_, {}, [&](std::size_t i) { return content_of(rows_[i]); });
  std::ranges::stable_sort(by_bank_id_, {}, [&](std::size_t i) { return by_id(rows_[i]); });
  std::unordered_map<ledger::LineId, std::size_t> places;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    line_[i] = places.try_emplace(rows_[i].id, places.size()).first->second;
    ids_.push_back(rows_[i].id);
  }
  taken_.resize(places.size());
  std::ranges::sort(ids_);
}

const KnownRow* BookRows::take_by_bank_id(const ledger::StatementLine& line) {
  const std::tuple key{std::string_view{line.bank_id}, line.date, line.amount};
  const auto range = std::ranges::equal_range(by_bank_id_, key, {},
                                              [&](std::size_t i) { return by_id(rows_[i]); });
  return take_first(range, [](const KnownRow&) { return true; });
}

}  // namespace imports
