#include "reconcile/spelling.hpp"

#include <algorithm>

namespace reconcile {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto [end, other] = std::ranges::mismatch(a, b);
  return static_cast<std::size_t>(end - a.begin());
}

}  // namespace

bool is_one_slip(std::string_view written, std::string_view meant) {
  const auto longer = std::max(written.size(), meant.size());
  if (longer - std::min(written.size(), meant.size()) > 1) return false;
  const auto same = common_prefix(written, meant);
  const auto a = written.substr(same);
  const auto b = meant.substr(same);
  if (a.empty() && b.empty()) return false;
  if ((!a.empty() && is_digit(a[0])) || (!b.empty() && is_digit(b[0]))) return false;
  if (a.size() < b.size()) return a == b.substr(1);
  if (a.size() > b.size()) return a.substr(1) == b;
  if (a.substr(1) == b.substr(1)) return true;
  return a.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

bool begins_with_one_slip(std::string_view written, std::string_view meant) {
  for (const auto size : {written.size(), written.size() + 1, written.size() - 1}) {
    if (size <= meant.size() && is_one_slip(written, meant.substr(0, size))) return true;
  }
  return false;
}

}  // namespace reconcile
