#include "import/qif/days.hpp"

#include "import/cell_text.hpp"
#include "import/date_text.hpp"

#include <algorithm>

namespace imports::qif {
namespace {

using ledger::Date;
using ledger::Rule;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Number {
  int value = 0;
  std::size_t digits = 0;
};

/// Blanks and the digits after them: up to four.
Number take_number(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  Number number;
  while (number.digits < text.size() && number.digits < 5 && is_digit(text[number.digits])) {
    number.value = number.value * 10 + (text[number.digits] - '0');
    ++number.digits;
  }
  text.remove_prefix(number.digits);
  return number;
}

/// What parts two numbers; NUL when nothing does.
char take_mark(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  if (text.empty() || std::string_view{"/.-'"}.find(text.front()) == std::string_view::npos) {
    return '\0';
  }
  const char mark = text.front();
  text.remove_prefix(1);
  return mark;
}

DayText wrong(Rule rule) {
  DayText day;
  day.wrong = rule;
  return day;
}

DayText settled(std::optional<Date> date) {
  if (!date) return wrong(Rule::date_impossible);
  DayText day;
  day.form = DayText::Form::settled;
  day.date = date;
  return day;
}

std::optional<int> year_of(Number number, char mark) {
  if (number.digits == 4) return number.value;
  if (mark == '\'' && (number.digits == 1 || number.digits == 2)) return 2000 + number.value;
  if (number.digits != 2) return std::nullopt;
  return number.value + (number.value >= 70 ? 1900 : 2000);
}

DayText worded(std::string_view text) {
  const auto read = read_bank_date(text);
  const bool words = read.form && *read.form != DateForm::day_month_year &&
                     *read.form != DateForm::day_month_short_year;
  if (!words) return wrong(Rule::date_not_understood);
  return settled(read.date);
}

}  // namespace

DayText read_day_text(std::string_view text) {
  text = trimmed(text);
  const auto whole = text;
  const auto first = take_number(text);
  const char mark = take_mark(text);
  const auto second = take_number(text);
  const char year_mark = take_mark(text);
  const auto third = take_number(text);
  if (mark == '\0' || mark == '\'' || year_mark == '\0' || !text.empty()) return worded(whole);
  const auto is_short = [](Number number) { return number.digits == 1 || number.digits == 2; };
  if (!is_short(second)) return wrong(Rule::date_not_understood);
  if (first.digits == 4 && is_short(third) && year_mark != '\'') {
    return settled(Date::of(first.value, second.value, third.value));
  }
  const auto year = year_of(third, year_mark);
  if (!is_short(first) || !year) return wrong(Rule::date_not_understood);
  DayText day;
  day.form = DayText::Form::open;
  day.first = first.value;
  day.second = second.value;
  day.year = *year;
  return day;
}

void DayOrder::add(std::string_view text, std::size_t offset) {
  if (day_first_ && month_first_) return;
  const auto day = read_day_text(text);
  if (day.form != DayText::Form::open) return;
  const Seen seen{text, offset};
  const bool first_is_large = day.first > 12;
  const bool second_is_large = day.second > 12;
  if (first_is_large && !second_is_large && !day_first_) day_first_ = seen;
  if (second_is_large && !first_is_large && !month_first_) month_first_ = seen;
  if (!first_is_large && !second_is_large && day.first != day.second && !either_) either_ = seen;
}

bool DayOrder::contradicts() const {
  return day_first_ && (month_first_ || month_first_is_said_);
}

Order DayOrder::order() const {
  return month_first_ || month_first_is_said_ ? Order::month_first : Order::day_first;
}

bool DayOrder::is_guessed() const {
  return !day_first_ && !month_first_ && !month_first_is_said_ && either_;
}

std::optional<Date> date_of(const DayText& day, Order order) {
  if (day.form != DayText::Form::open) return day.date;
  return order == Order::day_first ? Date::of(day.year, day.second, day.first)
                                   : Date::of(day.year, day.first, day.second);
}

}  // namespace imports::qif
