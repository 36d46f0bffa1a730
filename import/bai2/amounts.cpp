#include "import/bai2/amounts.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::int64_t most = 9'999'999'999'999;

constexpr auto without_places =
    std::to_array<std::string_view>({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                     "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"});
constexpr auto with_three_places =
    std::to_array<std::string_view>({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"});

}  // namespace

std::optional<std::int64_t> bai_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    if (number <= most * 1000) number = number * 10 + (c - '0');
  }
  return negative ? -number : number;
}

BaiMoney bai_money(std::int64_t minor_units, std::string_view currency) {
  if (minor_units > most * 10 || minor_units < -most * 10) {
    return {{}, Rule::money_too_large};
  }
  if (std::ranges::find(without_places, currency) != without_places.end()) {
    minor_units *= 100;
  } else if (std::ranges::find(with_three_places, currency) != with_three_places.end()) {
    if (minor_units % 10 != 0) return {{}, Rule::money_fraction_of_penny};
    minor_units /= 10;
  }
  if (minor_units > most || minor_units < -most) return {{}, Rule::money_too_large};
  return {ledger::Money::of_pence(minor_units), {}};
}

}  // namespace imports
