// Where the value of a label stands: to its right, or below it.
#pragma once

#include "import/pdf/rows.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace imports::pdf {

/// Rows of more words than this are no form with labels.
inline constexpr std::size_t most_words_of_form = 80;

/// Rows under `row`, near enough to hold the values of its labels.
inline std::span<const Row> rows_under(const std::vector<Row>& rows, std::size_t row) {
  constexpr std::size_t most = 2;
  std::size_t count = 0;
  while (count < most && row + count + 1 < rows.size()) {
    const auto& lower = rows[row + count + 1];
    const auto& upper = rows[row + count];
    if (lower.place.page != upper.place.page) break;
    if (lower.top - upper.bottom > 5 * upper.height() / 2) break;
    ++count;
  }
  return std::span{rows}.subspan(row + 1, count);
}

/// `box` stands under the words from `first` to before `end`.
inline bool stands_under(const Row& row, std::size_t first, std::size_t end, const Box& box) {
  constexpr int slack = 6 * point;
  return box.right > row.words[first].box.left - slack &&
         box.left < row.words[end - 1].box.right + slack;
}

}  // namespace imports::pdf
