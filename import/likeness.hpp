// How alike texts are by which two banks' formats tell of one movement: by the words they share.
// A word is three letters or digits or more, in small letters; bytes beyond ASCII are letters.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace imports {

struct Likeness {
  std::size_t words;  ///< that both have, and not all of the group
  std::size_t line, row;
  bool compared;  ///< false: there are too many, and their order alone decides
};

/// Every line with every row, the likest pair first. Very many are paired by their order.
std::vector<Likeness> likenesses(const std::vector<std::string_view>& lines,
                                 const std::vector<std::string_view>& rows);

/// True also where one of them says nothing at all.
bool share_a_word(std::string_view a, std::string_view b);

}  // namespace imports
