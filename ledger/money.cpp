#include "ledger/money.hpp"

#include <algorithm>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

namespace ledger {
namespace {

using Roomy = boost::multiprecision::checked_int128_t;

constexpr std::int64_t most_pence = 9'999'999'999'999;  // £99,999,999,999.99

std::int64_t narrowed(const Roomy& wide) {
  return wide.convert_to<std::int64_t>();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Hundredths of a decimal text: what money and quantities have in common.
Result<std::int64_t> parse_hundredths(std::string_view whole_text, Rule not_understood,
                                      Rule too_fine) {
  const auto refuse = [&](Rule rule) { return Error{rule, {}, quoted(whole_text), {}}; };
  auto rest = whole_text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  const auto point = rest.find('.');
  const auto pounds = rest.substr(0, point);
  const auto pence = point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
  const auto digits = [](std::string_view part) { return std::ranges::all_of(part, is_digit); };
  if (pounds.empty() || !digits(pounds) || !digits(pence)) return refuse(not_understood);
  if (point != std::string_view::npos && pence.empty()) return refuse(not_understood);
  if (pence.size() > 2) return refuse(too_fine);
  if (pounds.size() > 11) return refuse(Rule::money_too_large);
  std::int64_t value = 0;
  for (const char c : pounds) value = value * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) value = value * 10 + (i < pence.size() ? pence[i] - '0' : 0);
  if (value > most_pence) return refuse(Rule::money_too_large);
  return negative ? -value : value;
}

std::string hundredths_text(std::int64_t value) {
  const bool negative = value < 0;
  auto left = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                       : static_cast<std::uint64_t>(value);
  std::string out;
  for (int place = 0; place < 3 || left != 0; ++place) {
    if (place == 2) out += '.';
    out += static_cast<char>('0' + left % 10);
    left /= 10;
  }
  if (negative) out += '-';
  std::ranges::reverse(out);
  return out;
}

}  // namespace

void Money::overflow() {
  throw std::overflow_error{"a sum of money does not fit into 64 bits"};
}

Money magnitude(Money amount) {
  return amount.is_negative() ? -amount : amount;
}

Money half_up(Money amount, std::int64_t numerator, std::int64_t denominator) {
  ensure(denominator > 0, "a share has a positive denominator");
  const Roomy product = Roomy{amount.pence()} * numerator;
  const Roomy doubled = 2 * (product < 0 ? Roomy{-product} : product) + denominator;
  const Roomy rounded = doubled / (2 * Roomy{denominator});
  return Money::of_pence(narrowed(product < 0 ? Roomy{-rounded} : rounded));
}

Money rounded_down(Money amount, std::int64_t numerator, std::int64_t denominator) {
  ensure(denominator > 0, "a share has a positive denominator");
  return Money::of_pence(narrowed(Roomy{amount.pence()} * numerator / denominator));
}

std::vector<Money> apportion(Money whole, std::span<const std::int64_t> weights) {
  ensure(!weights.empty() && std::ranges::all_of(weights, [](auto w) { return w >= 0; }),
         "shares have weights and none is negative");
  const Roomy total = std::accumulate(weights.begin(), weights.end(), Roomy{0});
  ensure(total > 0, "some share has a weight");
  const Roomy size{magnitude(whole).pence()};
  std::vector<std::int64_t> shares;
  std::vector<std::pair<Roomy, std::size_t>> remainders;
  auto left = narrowed(size);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Roomy product = size * weights[i];
    shares.push_back(narrowed(product / total));
    remainders.emplace_back(product % total, i);
    left -= shares.back();
  }
  std::ranges::stable_sort(remainders,
                           [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; left > 0; ++i, --left) ++shares[remainders[i].second];
  std::vector<Money> out;
  for (const auto share : shares) {
    out.push_back(Money::of_pence(whole.is_negative() ? -share : share));
  }
  return out;
}

Result<Money> parse_money(std::string_view text) {
  auto value = parse_hundredths(text, Rule::money_not_understood, Rule::money_fraction_of_penny);
  if (!value) return std::move(value).errors();
  return Money::of_pence(value.value());
}

std::string text(Money amount) {
  return hundredths_text(amount.pence());
}

std::string pretty(Money amount) {
  auto digits = text(magnitude(amount));
  for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 6; place > 0; place -= 3) {
    digits.insert(digits.begin() + place, ',');
  }
  return (amount.is_negative() ? "-£" : "£") + digits;
}

Result<Quantity> parse_quantity(std::string_view text) {
  auto value = parse_hundredths(text, Rule::number_not_understood, Rule::number_not_understood);
  if (!value) return std::move(value).errors();
  return Quantity{value.value()};
}

std::string text(Quantity quantity) {
  auto out = hundredths_text(quantity.hundredths);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

Money times(Money price, Quantity quantity) {
  return half_up(price, quantity.hundredths, 100);
}

}  // namespace ledger
