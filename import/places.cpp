#include "import/places.hpp"

#include "import/find_bytes.hpp"

#include <algorithm>

namespace imports {
Places::Places(std::string_view text) : text_{text}, only_line_feeds_{!has_lone_cr(text)} {}

void Places::go_to(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < at_) {  // rare: what is told of a place that was passed
    at_ = 0;
    line_ = 1;
    line_start_ = column_at_ = 0;
    column_ = 1;
  }
  const auto line_before = line_;
  const auto passed = text_.substr(at_, offset - at_);
  if (only_line_feeds_) {
    line_ += static_cast<int>(count_byte(passed, '\n'));
    if (line_ != line_before) line_start_ = at_ + passed.rfind('\n') + 1;
  } else {
    for (std::size_t i = at_; i < offset; ++i) {
      const bool ends =
          text_[i] == '\n' || (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n'));
      if (!ends) continue;
      ++line_;
      line_start_ = i + 1;
    }
  }
  at_ = offset;
  if (line_ == line_before) return;
  column_at_ = line_start_;
  column_ = 1;
}

int Places::line_of(std::size_t offset) {
  go_to(offset);
  return line_;
}

Place Places::of(std::size_t offset) {
  go_to(offset);
  if (at_ < column_at_) {
    column_at_ = line_start_;
    column_ = 1;
  }
  column_ += place_of(text_.substr(column_at_, at_ - column_at_), at_ - column_at_).column - 1;
  column_at_ = at_;
  return {line_, column_};
}

}  // namespace imports
