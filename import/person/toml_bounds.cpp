#include "import/person/toml_bounds.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Error;
using ledger::Rule;

/// Goes through TOML far enough to tell a dot in a name from one in a text or a comment. What is
/// no TOML ends it somewhere or other: toml++ stops at the same place or before.
class DotCount {
 public:
  explicit DotCount(std::string_view bytes) : bytes_{bytes} {}

  /// Where the dot stands that is one too many; the size when none is.
  std::size_t first_beyond() {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == '#') {
        at_ = std::min(bytes_.find('\n', at_), bytes_.size());
      } else if (c == '"' || c == '\'') {
        skip_text(c);
      } else {
        if (c == '\n') dots_ = 0;
        if (c == '.' && ++dots_ > most_toml_dots) return at_;
        ++at_;
      }
    }
    return bytes_.size();
  }

 private:
  void skip_text(char quote) {
    const std::string three(3, quote);
    const bool is_long = bytes_.substr(at_, 3) == three;
    at_ += is_long ? 3 : 1;
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (!is_long && c == '\n') return;
      if (c == '\\' && quote == '"') {
        at_ += 2;
      } else if (is_long ? bytes_.substr(at_, 3) == three : c == quote) {
        return skip_closing(quote, is_long);
      } else {
        ++at_;
      }
    }
  }

  /// A long text may end with up to two quotation marks of its own before the three.
  void skip_closing(char quote, bool is_long) {
    const auto most = std::min(at_ + (is_long ? 5U : 1U), bytes_.size());
    while (at_ < most && bytes_[at_] == quote) ++at_;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  int dots_ = 0;
};

/// Lines as toml++ counts them; columns in bytes do here, for what stands before is names.
ledger::Where place(std::string_view bytes, std::size_t at, const std::string& file) {
  const auto before = bytes.substr(0, at);
  const auto start = before.rfind('\n');  // npos + 1 is 0
  return {file, static_cast<int>(std::ranges::count(before, '\n')) + 1,
          static_cast<int>(at - (start + 1)) + 1};
}

std::optional<Error> line_too_long(std::string_view bytes, const std::string& file) {
  int line = 0;
  for (std::size_t start = 0; start < bytes.size();) {
    ++line;
    const auto end = std::min(bytes.find('\n', start), bytes.size());
    if (end - start > longest_toml_line) {
      return Error{
          Rule::line_too_long,
          {file, line, 1},
          std::to_string(end - start) + " bytes",
          "a line has at most " + std::to_string(longest_toml_line) + ": write it shorter"};
    }
    start = end + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> beyond_bounds(std::string_view bytes, const std::string& file) {
  if (bytes.size() > most_toml_bytes) {
    return Error{Rule::file_too_large,
                 {file, 0, 0},
                 std::to_string(bytes.size()) + " bytes",
                 "a person's file has some kilobytes: check that it is the right one"};
  }
  if (auto error = line_too_long(bytes, file)) return error;
  const auto dot = DotCount{bytes}.first_beyond();
  if (dot == bytes.size()) return std::nullopt;
  return Error{Rule::value_out_of_range, place(bytes, dot, file),
               "more than " + std::to_string(most_toml_dots) + " dots in the names of one line",
               "write names as [person] or [[budget.line]], and every text in quotation marks"};
}

}  // namespace imports
