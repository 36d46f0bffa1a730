// How well one way of reading the columns of an unknown table stands among others that its running
// balance proves as well: what headings and words say against it.
#pragma once

#include "import/profile/money_columns.hpp"
#include "import/profile/table_look.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace imports {

struct Standing {
  std::size_t headings = 0;  ///< against it
  std::size_t joins = 0;     ///< rows that follow from the one before
  std::size_t words = 0;     ///< rows against it
  bool operator==(const Standing&) const = default;

  /// Headings first, then the balance, then words: a reversal's word may be that of what it
  /// reverses, a heading is of every row.
  bool is_better(const Standing& other) const {
    if (headings != other.headings) return headings < other.headings;
    return joins != other.joins ? joins > other.joins : words < other.words;
  }
  /// A heading says plainly otherwise, or some word does.
  bool is_contradicted() const { return headings > 1 || words > 0; }
};

/// 2 for each column that is called something else, 1 for one that is called something near it.
std::size_t headings_against(const TableLook& look, const MoneyColumns& way);
/// Rows of which a word (1 in, -1 out, 0 none) says the other way.
std::size_t rows_against(const std::vector<int>& words,
                         const std::vector<std::optional<std::int64_t>>& moved);

}  // namespace imports
