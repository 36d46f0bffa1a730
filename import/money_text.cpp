#include "import/money_text.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::int64_t most_pence = 9'999'999'999'999;

MoneyRead refused(Rule rule) {
  return {{}, rule, false, false};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// £ in UTF-8; the same read as windows-1252 and written as UTF-8 again; U+FFFD where it was lost.
constexpr std::array<std::string_view, 3> pounds = {"\xC2\xA3", "\xC3\x82\xC2\xA3", "\xEF\xBF\xBD"};

bool take_pound(std::string_view& text) {
  for (const auto pound : pounds) {
    if (!text.starts_with(pound)) continue;
    text = trimmed(text.substr(pound.size()));
    return true;
  }
  return false;
}

/// +1, -1, or 0 when no sign stands here.
int take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return 0;
  const int sign = text.front() == '-' ? -1 : 1;
  text = trimmed(text.substr(1));
  return sign;
}

/// Pounds with commas in the right places or with none; nothing when it is no such number.
std::optional<std::int64_t> whole_pounds(std::string_view digits, bool& too_large) {
  if (digits.empty() || !is_digit(digits.front())) return std::nullopt;
  const auto first_comma = digits.find(',');
  if (first_comma != digits.npos && (first_comma > 3 || (digits.size() - first_comma) % 4 != 0)) {
    return std::nullopt;
  }
  std::int64_t pounds_read = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool comma_here =
        first_comma != digits.npos && i >= first_comma && (i - first_comma) % 4 == 0;
    if (comma_here != (digits[i] == ',')) return std::nullopt;
    if (comma_here) continue;
    if (!is_digit(digits[i])) return std::nullopt;
    if (pounds_read > most_pence) {
      too_large = true;  // and go on: it must still be a number
    } else {
      pounds_read = pounds_read * 10 + (digits[i] - '0');
    }
  }
  return pounds_read;
}

/// Digits with their point, no sign: in pence.
MoneyRead unsigned_money(std::string_view text) {
  const auto point = text.find('.');
  const auto places = point == text.npos ? std::string_view{} : text.substr(point + 1);
  bool too_large = false;
  const auto whole = whole_pounds(text.substr(0, point), too_large);
  const bool no_places = point != text.npos && places.empty();
  if (!whole || no_places || !std::ranges::all_of(places, is_digit)) {
    return refused(Rule::money_not_understood);
  }
  if (places.size() > 2) return refused(Rule::money_fraction_of_penny);
  if (too_large || *whole > most_pence / 100) return refused(Rule::money_too_large);
  std::int64_t pence = *whole * 100;
  if (!places.empty()) pence += (places[0] - '0') * 10;
  if (places.size() == 2) pence += places[1] - '0';
  return {ledger::Money::of_pence(pence), {}, false, false};
}

/// Takes what a layout's own forms put around an amount that goes out; true when it was there.
bool take_out_form(std::string_view& text, MoneyForms forms) {
  if (forms.parentheses && text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = trimmed(text.substr(1, text.size() - 2));
    return true;
  }
  if (forms.trailing_minus && text.size() > 1 && text.back() == '-') {
    text = trimmed(text.substr(0, text.size() - 1));
    return true;
  }
  return false;
}

}  // namespace

MoneyRead read_bank_money(std::string_view text, MoneyForms forms) {
  text = unguarded(text);
  if (text.ends_with("GBP")) text = trimmed(text.substr(0, text.size() - 3));
  const bool out_form = take_out_form(text, forms);
  int sign = take_sign(text);
  const bool pound = take_pound(text);
  const int inner_sign = take_sign(text);
  const bool two_signs = (sign != 0 && inner_sign != 0) || (out_form && sign + inner_sign != 0);
  if (two_signs) return refused(Rule::money_not_understood);
  if (sign == 0) sign = out_form ? -1 : inner_sign;

  auto read = unsigned_money(text);
  read.pound = pound;
  read.is_signed = sign != 0;
  if (sign < 0) read.value = -read.value;
  return read;
}

}  // namespace imports
