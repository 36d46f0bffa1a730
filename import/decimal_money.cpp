#include "import/decimal_money.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <cstdint>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::int64_t most_pence = 9'999'999'999'999;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

MoneyRead refused(Rule rule) {
  return {{}, rule, false, false};
}

/// A number in its two parts; `decimal` is npos where there is no fraction.
struct Marks {
  std::size_t decimal = std::string_view::npos;
  char group = '\0';  ///< parts thousands; none
  bool ambiguous = false;
};

/// Which mark is which: the last one is the decimal one, unless it stands more than once.
Marks marks_of(std::string_view number) {
  Marks marks;
  const auto last = number.find_last_of(".,");
  if (last == number.npos) {
    if (number.find(' ') != number.npos) marks.group = ' ';
    return marks;
  }
  const char mark = number[last];
  const auto first = number.find_first_of(".,");
  const bool again = number.find(mark) != last;
  if (again) {
    marks.group = mark;
    marks.ambiguous = number[first] != mark;  // "1,234.567.890" is no number
    return marks;
  }
  marks.decimal = last;
  if (first != last) {
    marks.group = number[first];
  } else if (number.find(' ') != number.npos) {
    marks.group = ' ';
  }
  marks.ambiguous = first == last && marks.group == '\0' && mark == ',' &&
                    number.size() - last == 4 && last >= 1 && last <= 3;
  return marks;
}

/// Digits, in groups of three where a mark parts them; less than nothing when they are none.
std::int64_t whole_of(std::string_view digits, char group) {
  std::int64_t whole = 0;
  std::size_t since_mark = 0;
  bool marked = false;
  for (const char c : digits) {
    if (group != '\0' && c == group) {
      if (since_mark == 0 || since_mark > 3 || (marked && since_mark != 3)) return -1;
      marked = true;
      since_mark = 0;
      continue;
    }
    if (!is_digit(c)) return -1;
    ++since_mark;
    if (whole <= most_pence) whole = whole * 10 + (c - '0');
  }
  return marked && since_mark != 3 ? -1 : whole;
}

}  // namespace

MoneyRead read_decimal_money(std::string_view text) {
  text = trimmed(text);
  const bool is_signed = !text.empty() && (text.front() == '-' || text.front() == '+');
  const bool negative = is_signed && text.front() == '-';
  if (is_signed) text = trimmed(text.substr(1));
  const auto marks = marks_of(text);
  const bool has_places = marks.decimal != text.npos;
  const auto places = has_places ? text.substr(marks.decimal + 1) : std::string_view{};
  const auto digits = text.substr(0, marks.decimal);
  const bool empty = (digits.empty() && !has_places) || (has_places && places.empty());
  const auto whole = whole_of(digits, marks.group);
  if (empty || marks.ambiguous || whole < 0 || !std::ranges::all_of(places, is_digit)) {
    return refused(Rule::money_not_understood);
  }
  if (places.find_first_not_of('0', 2) != places.npos) {
    return refused(Rule::money_fraction_of_penny);
  }
  if (whole > most_pence / 100) return refused(Rule::money_too_large);
  std::int64_t pence = whole * 100;
  if (!places.empty()) pence += (places[0] - '0') * 10;
  if (places.size() > 1) pence += places[1] - '0';
  MoneyRead read;
  read.value = ledger::Money::of_pence(negative ? -pence : pence);
  read.is_signed = is_signed;
  return read;
}

}  // namespace imports
