// An answer that may be larger than memory, on its way out in blocks.
#pragma once

#include "reports/json_text.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace reports {

/// Gathers text and hands it on whenever a block is full. What is gathered last goes out with
/// finish(), which the owner calls when all went well: a destructor must not fail.
class Parts {
 public:
  using Sink = std::function<void(std::string_view)>;
  explicit Parts(Sink sink) : sink_{std::move(sink)} {}

  void add(std::string_view text) {
    gathered_ += text;
    if (gathered_.size() >= block) finish();
  }
  void finish() {
    if (!gathered_.empty()) sink_(gathered_);
    gathered_.clear();
  }

 private:
  static constexpr std::size_t block = 64 * 1024;
  Sink sink_;
  std::string gathered_;
};

/// An object with at least one member, left open: lists may follow, then `}`.
inline void add_open(const JsonObject& object, Parts& parts) {
  const auto text = object.done().text;
  parts.add(std::string_view{text}.substr(0, text.size() - 1));
}

/// `,"key":[…]` with what `write` adds to the parts for each member of a range.
template <class Range, class Write>
void add_list(std::string_view key, const Range& range, Parts& parts, Write write) {
  parts.add("," + json_string(key).text + ":[");
  bool first = true;
  for (const auto& member : range) {
    if (!std::exchange(first, false)) parts.add(",");
    write(member);
  }
  parts.add("]");
}

}  // namespace reports
