#include "ledger/date.hpp"

#include <array>

#include <date/date.h>

namespace ledger {
namespace {

::date::year_month_day civil(Date day) {
  return ::date::year_month_day{::date::sys_days{::date::days{day.days()}}};
}

Date from_civil(const ::date::year_month_day& day) {
  return Date::of_days(::date::sys_days{day}.time_since_epoch().count());
}

constexpr std::int32_t first_day = -25567;  // 1900-01-01
constexpr std::int32_t last_day = 84005;    // 2199-12-31

std::string padded(int value, int width) {
  auto out = std::to_string(value);
  while (static_cast<int>(out.size()) < width) out.insert(out.begin(), '0');
  return out;
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Date Date::of_days(std::int32_t days) {
  ensure(days >= first_day && days <= last_day, "a date lies between 1900 and 2199");
  return Date{days};
}

std::optional<Date> Date::of(int year, int month, int day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const ::date::year_month_day civil_day{::date::year{year},
                                         ::date::month{static_cast<unsigned>(month)},
                                         ::date::day{static_cast<unsigned>(day)}};
  if (!civil_day.ok()) return std::nullopt;
  return from_civil(civil_day);
}

int Date::year() const {
  return static_cast<int>(civil(*this).year());
}
int Date::month() const {
  return static_cast<int>(static_cast<unsigned>(civil(*this).month()));
}
int Date::day() const {
  return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}

int Date::weekday() const {
  const ::date::weekday day{::date::sys_days{::date::days{days_}}};
  return static_cast<int>(day.iso_encoding()) - 1;
}

Date plus_days(Date date, std::int32_t days) {
  return Date::of_days(date.days() + days);
}

Date plus_months(Date date, int months) {
  auto moved = civil(date) + ::date::months{months};
  if (!moved.ok()) moved = moved.year() / moved.month() / ::date::last;
  return from_civil(moved);
}

Result<Date> parse_date(std::string_view text) {
  const auto refuse = [&](Rule rule) { return Error{rule, {}, quoted(text), {}}; };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return refuse(Rule::date_not_understood);
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return refuse(Rule::date_not_understood);
  const auto date = Date::of(*year, *month, *day);
  if (!date) return refuse(Rule::date_impossible);
  return *date;
}

std::string text(Date date) {
  const auto day = civil(date);
  std::string out(10, '-');
  const auto put = [&out](std::size_t at, unsigned value, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i, value /= 10) {
      out[at + width - 1 - i] = static_cast<char>('0' + value % 10);
    }
  };
  put(0, static_cast<unsigned>(static_cast<int>(day.year())), 4);
  put(5, static_cast<unsigned>(day.month()), 2);
  put(8, static_cast<unsigned>(day.day()), 2);
  return out;
}

std::string pretty(Date date) {
  static constexpr std::array<std::string_view, 12> names{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return std::to_string(date.day()) + " " +
         std::string{names[static_cast<std::size_t>(date.month() - 1)]} + " " +
         std::to_string(date.year());
}

Period TaxMonth::period() const {
  const auto first = plus_months(*Date::of(start_year, 4, 6), number - 1);
  return {first, plus_days(plus_months(first, 1), -1)};
}

Date TaxMonth::due() const {
  return plus_days(period().last, 17);
}  // the 5th, then the 22nd

Date TaxMonth::quarter_due() const {
  return TaxMonth{start_year, quarter() * 3}.due();
}

TaxMonth tax_month_of(Date pay_date) {
  const auto shifted = plus_days(pay_date, -5);  // the 6th becomes the 1st
  const bool before_april = shifted.month() < 4;
  return {before_april ? shifted.year() - 1 : shifted.year(),
          before_april ? shifted.month() + 9 : shifted.month() - 3};
}

std::string text(TaxMonth month) {
  return std::to_string(month.start_year) + "-" + padded((month.start_year + 1) % 100, 2) + ":M" +
         padded(month.number, 2);
}

std::optional<TaxMonth> parse_tax_month(std::string_view year, std::string_view month) {
  if (year.size() != 7 || year[4] != '-' || month.size() != 3 || month[0] != 'M')
    return std::nullopt;
  const auto start = digits(year.substr(0, 4));
  const auto end = digits(year.substr(5, 2));
  const auto number = digits(month.substr(1));
  if (!start || !end || !number) return std::nullopt;
  if (*start < 1990 || *start > 2190 || *end != (*start + 1) % 100) return std::nullopt;
  if (*number < 1 || *number > 12) return std::nullopt;
  return TaxMonth{*start, *number};
}

Period Month::period() const {
  const auto first = *Date::of(year, number, 1);
  return {first, plus_days(plus_months(first, 1), -1)};
}

Date Month::contributions_due() const {
  return plus_days(period().last, 22);
}

Month month_of(Date date) {
  return {date.year(), date.month()};
}

std::string text(Month month) {
  return std::to_string(month.year) + "-" + padded(month.number, 2);
}

}  // namespace ledger
