#include "reports/error_rate.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace reports {
namespace {

/// A whole number of any size, as much of it as counting samples needs.
class Natural {
 public:
  explicit Natural(std::uint32_t value) : digits_{value} {}

  void times(std::int64_t factor) {
    std::uint64_t carry = 0;
    for (auto& digit : digits_) {
      carry += std::uint64_t{digit} * static_cast<std::uint32_t>(factor);
      digit = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) digits_.push_back(static_cast<std::uint32_t>(carry));
    trim();
  }
  /// By a divisor that leaves no rest.
  void over(std::int64_t divisor) {
    std::uint64_t rest = 0;
    for (auto digit = digits_.rbegin(); digit != digits_.rend(); ++digit) {
      rest = rest << 32U | *digit;
      *digit = static_cast<std::uint32_t>(rest / static_cast<std::uint64_t>(divisor));
      rest %= static_cast<std::uint64_t>(divisor);
    }
    trim();
  }
  void plus(const Natural& other) {
    digits_.resize(std::max(digits_.size(), other.digits_.size()));
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < digits_.size(); ++i) {
      carry += std::uint64_t{digits_[i]} + (i < other.digits_.size() ? other.digits_[i] : 0U);
      digits_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) digits_.push_back(static_cast<std::uint32_t>(carry));
  }
  bool operator<(const Natural& other) const {
    if (digits_.size() != other.digits_.size()) return digits_.size() < other.digits_.size();
    return std::lexicographical_compare(digits_.rbegin(), digits_.rend(), other.digits_.rbegin(),
                                        other.digits_.rend());
  }

 private:
  void trim() {
    while (digits_.size() > 1 && digits_.back() == 0) digits_.pop_back();
  }
  std::vector<std::uint32_t> digits_;  ///< the least first; no leading noughts
};

/// How many ways there are to choose so many of so many.
Natural ways(std::int64_t from, std::int64_t choose) {
  Natural all{1};
  for (std::int64_t i = 1; i <= choose; ++i) {
    all.times(from - choose + i);
    all.over(i);
  }
  return all;
}

struct Drawn {
  std::int64_t items, drawn, errors;
};

/// How many of all samples have no more errors than were found, when so many items are in error.
Natural samples_with_no_more(const Drawn& of, std::int64_t in_error) {
  const std::int64_t sound = of.items - in_error;
  const std::int64_t least = std::max<std::int64_t>(of.drawn - sound, 0);
  Natural sum{0};
  if (least > of.errors) return sum;
  Natural term = least == 0 ? ways(sound, of.drawn) : ways(in_error, least);
  for (auto errors = least;; ++errors) {
    sum.plus(term);
    if (errors == std::min(of.errors, in_error)) return sum;
    term.times(in_error - errors);
    term.times(of.drawn - errors);
    term.over(errors + 1);
    term.over(sound - of.drawn + errors + 1);
  }
}

}  // namespace

std::optional<std::int64_t> most_in_error(std::int64_t items, std::int64_t drawn,
                                          std::int64_t errors, int confidence) {
  if (drawn < 1 || drawn > items || items > std::numeric_limits<std::int32_t>::max()) return {};
  if (drawn == items) return errors;
  if (drawn > most_drawn) return {};
  const Drawn of{items, drawn, errors};
  Natural limit = ways(items, drawn);
  limit.times(100 - confidence);
  // Fewer errors than were found there cannot be; the more there are, the less likely so few.
  std::int64_t possible = errors;
  std::int64_t beyond = items + 1;
  while (beyond - possible > 1) {
    const auto middle = possible + (beyond - possible) / 2;
    Natural chance = samples_with_no_more(of, middle);
    chance.times(100);
    (limit < chance ? possible : beyond) = middle;
  }
  return possible;
}

}  // namespace reports
