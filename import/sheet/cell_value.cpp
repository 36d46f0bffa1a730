#include "import/sheet/cell_value.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace imports {
namespace {

constexpr std::size_t most_digits = 15;  // what a workbook keeps of a number
constexpr std::ptrdiff_t noise_place = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits with a point in or before or after them, without leading zeros.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::ptrdiff_t point = 0;  ///< how many of them stand before it; may be below nothing
};

std::optional<Decimal> decimal_of(std::string_view text) {
  Decimal out;
  if (text.starts_with('-') || text.starts_with('+')) {
    out.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const auto e = std::min(text.find_first_of("eE"), text.size());
  const auto mantissa = text.substr(0, e);
  int exponent = 0;
  if (e < text.size()) {
    auto power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (read.ec != std::errc{} || read.ptr != power.data() + power.size()) return std::nullopt;
  }
  const auto point = std::min(mantissa.find('.'), mantissa.size());
  out.digits = std::string{mantissa.substr(0, point)};
  if (point < mantissa.size()) out.digits += mantissa.substr(point + 1);
  const bool too_wide = out.digits.size() > 400 || exponent > 400 || exponent < -400;
  if (out.digits.empty() || too_wide || !std::ranges::all_of(out.digits, is_digit)) {
    return std::nullopt;
  }
  out.point = static_cast<std::ptrdiff_t>(point) + exponent;
  const auto zeros = std::min(out.digits.find_first_not_of('0'), out.digits.size());
  out.digits.erase(0, zeros);
  out.point -= static_cast<std::ptrdiff_t>(zeros);
  return out;
}

/// Halves away from zero, to `kept` digits; none of them may be left.
Decimal rounded(Decimal number, std::ptrdiff_t kept) {
  if (kept >= static_cast<std::ptrdiff_t>(number.digits.size())) return number;
  const bool up = kept >= 0 && number.digits[static_cast<std::size_t>(kept)] >= '5';
  number.digits.resize(static_cast<std::size_t>(std::max<std::ptrdiff_t>(kept, 0)));
  if (!up) return number;
  auto at = number.digits.size();
  while (at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
  if (at > 0) {
    ++number.digits[at - 1];
  } else {
    number.digits.insert(0, 1, '1');
    ++number.point;
  }
  return number;
}

/// Written out with at most two places; nothing when it has more.
std::optional<std::string> in_pence(Decimal number) {
  while (number.digits.ends_with('0')) number.digits.pop_back();
  if (number.digits.empty()) return "0";
  const auto size = static_cast<std::ptrdiff_t>(number.digits.size());
  if (size - number.point > 2) return std::nullopt;
  if (number.point > static_cast<std::ptrdiff_t>(most_digits)) return std::nullopt;
  std::string out = number.negative ? "-" : "";
  if (number.point <= 0) {
    return out + "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  }
  if (size <= number.point) {
    return out + number.digits + std::string(static_cast<std::size_t>(number.point - size), '0');
  }
  const auto whole = static_cast<std::size_t>(number.point);
  return out + number.digits.substr(0, whole) + "." + number.digits.substr(whole);
}

}  // namespace

std::string number_text(std::string_view stored) {
  const auto text = trimmed(stored);
  const bool is_plain = text.size() <= most_digits &&
                        std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-'; });
  const auto number = is_plain ? std::nullopt : decimal_of(text);
  if (!number) return std::string{text};
  const auto near = in_pence(rounded(*number, number->point + noise_place));
  if (near) return *near;
  return in_pence(rounded(*number, most_digits)).value_or(std::string{text});
}

std::optional<ledger::Date> serial_day(std::string_view stored, bool from_1904) {
  constexpr std::int32_t first_of_1900 = -25568;  // 1899-12-31, whose next day is number 1
  constexpr std::int32_t first_of_1904 = -24107;  // 1904-01-01, number 0
  constexpr std::int32_t not_a_day = 60;          // the 29 February that 1900 did not have
  constexpr std::int32_t most = 108'000;
  auto number = decimal_of(trimmed(stored));
  if (!number || number->negative) return std::nullopt;
  *number = rounded(*number, number->point + noise_place);
  if (number->point < 1 || number->point > 6) return std::nullopt;
  number->digits.resize(static_cast<std::size_t>(number->point), '0');
  std::int32_t serial = 0;
  std::from_chars(number->digits.data(), number->digits.data() + number->digits.size(), serial);
  if (serial > most || (!from_1904 && serial == not_a_day)) return std::nullopt;
  if (from_1904) return ledger::Date::of_days(first_of_1904 + serial);
  return ledger::Date::of_days(first_of_1900 + serial - (serial > not_a_day ? 1 : 0));
}

bool shows_days(std::string_view format) {
  bool quoted = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ';') return false;  // what follows is of numbers below nothing
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      i = std::min(format.find(']', i), format.size() - 1);
    } else if (c == 'd' || c == 'D' || c == 'y' || c == 'Y') {
      return true;
    }
  }
  return false;
}

/// ECMA-376, part 1, 18.8.30; 27 to 58 are the days of East Asian calendars.
bool shows_days(int built_in_format) {
  const auto within = [&](int first, int last) {
    return built_in_format >= first && built_in_format <= last;
  };
  return within(14, 17) || built_in_format == 22 || within(27, 31) || built_in_format == 36 ||
         within(50, 54) || within(57, 58);
}

}  // namespace imports
