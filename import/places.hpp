// Lines and columns of places in a text that is read from the front to the back, without counting
// it anew for each.
#pragma once

#include "import/encoding.hpp"

#include <cstddef>
#include <string_view>

namespace imports {

class Places {
 public:
  explicit Places(std::string_view text);

  /// The line on which `offset` stands, from 1. Fast as long as the offsets rise.
  int line_of(std::size_t offset);
  /// Line and column, in characters. Slower: for what a person is told.
  Place of(std::size_t offset);

 private:
  void go_to(std::size_t offset);

  std::string_view text_;
  bool only_line_feeds_;  ///< every line ends with LF or CR LF
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t line_start_ = 0;
  std::size_t column_at_ = 0;  ///< up to here columns have been counted, on this line
  int column_ = 1;
};

}  // namespace imports
