#include "import/swift/values.hpp"

#include "import/cell_text.hpp"
#include "import/find_bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace imports {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Rule;

constexpr std::int64_t most_pence = 9'999'999'999'999;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Reads one field from its beginning; what is left is `rest`.
class Cursor {
 public:
  Cursor(const SwiftField& field, Refusals& refusals)
      : rest{trimmed(field.content.substr(0, find_line_end(field.content)))},
        field_{field},
        refusals_{refusals} {}

  std::string_view take(std::size_t size) {
    const auto taken = rest.substr(0, size);
    rest.remove_prefix(taken.size());
    return taken;
  }
  std::string_view take_digits() {
    const auto end = std::ranges::find_if_not(rest, is_digit);
    return take(static_cast<std::size_t>(end - rest.begin()));
  }
  bool take_one(char c) {
    if (!rest.starts_with(c)) return false;
    rest.remove_prefix(1);
    return true;
  }
  std::optional<Money> take_amount();

  void refuse(Rule rule, std::string_view at, std::string remedy = {}) {
    const auto offset = static_cast<std::size_t>(at.data() - field_.content.data());
    const auto column = static_cast<int>(offset + field_.tag.size()) + 3;
    refusals_.add(rule, {field_.line, column}, at, std::move(remedy));
  }

  std::string_view rest;

 private:
  const SwiftField& field_;
  Refusals& refusals_;
};

std::optional<Money> Cursor::take_amount() {
  const auto all = rest;
  const auto whole = take_digits();
  const bool comma = take_one(',');
  const auto places = comma ? take_digits() : std::string_view{};
  const bool goes_on = !rest.empty() && (rest.front() == '.' || rest.front() == ',');
  if (goes_on || whole.size() + places.size() == 0) {
    refuse(Rule::money_not_understood, all, "an amount has digits and one comma, as 1234,56");
    return std::nullopt;
  }
  if (places.size() > 2 && places.find_first_not_of('0', 2) != places.npos) {
    refuse(Rule::money_fraction_of_penny, all, "pounds and pence have two places after the comma");
    return std::nullopt;
  }
  std::int64_t pence = 0;
  for (const char c : whole) {
    if (pence <= most_pence) pence = pence * 10 + (c - '0');
  }
  if (pence > most_pence / 100) {
    refuse(Rule::money_too_large, all);
    return std::nullopt;
  }
  pence *= 100;
  if (!places.empty()) pence += (places[0] - '0') * 10;
  if (places.size() > 1) pence += places[1] - '0';
  return Money::of_pence(pence);
}

int number(std::string_view digits) {
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

int full_year(std::string_view digits) {
  const int year = number(digits);
  if (digits.size() == 4) return year;
  return year >= 70 ? 1900 + year : 2000 + year;
}

/// YYMMDD or YYYYMMDD, nothing but digits; nothing when there is no such day.
std::optional<Date> day_of(std::string_view digits) {
  const auto year = digits.size() - 4;
  return Date::of(full_year(digits.substr(0, year)), number(digits.substr(year, 2)),
                  number(digits.substr(year + 2)));
}

/// The day MMDD that is nearest to another; nothing when there is none within half a year.
std::optional<Date> nearest(std::string_view month_day, Date near) {
  constexpr int surely_nearest = 182;  // days: in any other year it is farther
  const int month = number(month_day.substr(0, 2));
  const int day_of_month = number(month_day.substr(2));
  const int same_year = near.year();
  const auto usual = Date::of(same_year, month, day_of_month);
  if (usual && std::abs(*usual - near) <= surely_nearest) return usual;
  std::optional<Date> best;
  for (const int year : {same_year - 1, same_year, same_year + 1}) {
    const auto day = Date::of(year, month, day_of_month);
    if (day && std::abs(*day - near) <= 184 &&
        (!best || std::abs(*day - near) < std::abs(*best - near))) {
      best = day;
    }
  }
  return best;
}

/// The year and month of a value date such as 30 February, to tell the year of the booking by.
std::optional<Date> month_of_odd_day(std::string_view digits) {
  const auto year = digits.size() - 4;
  if (number(digits.substr(year)) == 0) return std::nullopt;
  return Date::of(full_year(digits.substr(0, year)), number(digits.substr(year, 2)), 28);
}

/// The day of the booking (or of the value, without one) into `movement`; false when there is none.
std::optional<Date> take_day(Cursor& cursor, std::optional<Date> near, std::string& odd) {
  const auto digits = cursor.take_digits();
  const bool has_booking = digits.size() == 10 || digits.size() == 12;
  if (!has_booking && digits.size() != 6 && digits.size() != 8) {
    cursor.refuse(Rule::date_not_understood, digits.empty() ? cursor.rest : digits,
                  "a movement begins with its day as 250430, and perhaps that of the booking");
    return std::nullopt;
  }
  const auto value_digits = digits.substr(0, digits.size() - (has_booking ? 4U : 0U));
  const auto value = day_of(value_digits);
  if (!value) odd = "value date " + std::string{value_digits};
  if (!has_booking) {
    if (!value) cursor.refuse(Rule::date_impossible, digits);
    return value;
  }
  const auto booked_digits = digits.substr(value_digits.size());
  if (value && value_digits.ends_with(booked_digits)) return value;  // as most are
  const auto anchor = value ? value : month_of_odd_day(value_digits);
  auto booked = anchor ? nearest(booked_digits, *anchor) : std::nullopt;
  if (!booked && !anchor && near) booked = nearest(booked_digits, *near);
  if (booked) return booked;
  if (!value) {
    cursor.refuse(Rule::date_impossible, digits, "neither of its two dates is a day");
  } else if (booked_digits != "0000") {
    odd = "entry date " + std::string{booked_digits};
  }
  return value;
}

std::string_view take_type(Cursor& cursor) {
  const auto rest = trimmed(cursor.rest);
  const auto is_word = [](char c) { return is_letter(c) || is_digit(c); };
  if (rest.size() < 4 || std::string_view{"NFS"}.find(rest.front()) == std::string_view::npos ||
      !std::ranges::all_of(rest.substr(1, 3), is_word)) {
    return {};
  }
  cursor.rest = rest.substr(4);
  return rest.substr(0, 4);
}

}  // namespace

std::optional<SwiftBalance> read_swift_balance(const SwiftField& field, Refusals& refusals) {
  Cursor cursor{field, refusals};
  const auto mark = cursor.take(1);
  const auto digits = cursor.rest.substr(
      0, static_cast<std::size_t>(std::ranges::find_if_not(cursor.rest, is_digit) -
                                  cursor.rest.begin()));
  if ((mark != "C" && mark != "D") || digits.size() < 6) {
    cursor.refuse(Rule::row_not_understood, trimmed(field.content),
                  "a balance is written C or D, its day, its currency and the amount");
    return std::nullopt;
  }
  SwiftBalance balance;
  const auto after = cursor.rest.substr(digits.size());
  const bool long_day = digits.size() == 8 && !after.empty() && is_letter(after.front());
  balance.day = day_of(cursor.take(long_day ? 8 : 6));
  if (cursor.rest.size() >= 3 && std::ranges::all_of(cursor.rest.substr(0, 3), is_letter)) {
    balance.currency = cursor.take(3);
  }
  const auto amount = cursor.take_amount();
  if (!amount) return std::nullopt;
  if (!trimmed(cursor.rest).empty()) {
    cursor.refuse(Rule::row_not_understood, cursor.rest, "nothing stands after the amount");
    return std::nullopt;
  }
  balance.value = mark == "C" ? *amount : -*amount;
  return balance;
}

std::optional<SwiftMovement> read_swift_movement(const SwiftField& field, std::optional<Date> near,
                                                 Refusals& refusals) {
  Cursor cursor{field, refusals};
  std::string odd;
  const auto day = take_day(cursor, near, odd);
  if (!day) return std::nullopt;
  const auto marks = cursor.rest;
  const bool reversal = cursor.take_one('R');
  const bool expected = !reversal && cursor.take_one('E');
  const auto mark = cursor.take(1);
  if (mark != "C" && mark != "D") {
    cursor.refuse(Rule::word_unknown, marks, "C, D, RC, RD, EC or ED stands before the amount");
    return std::nullopt;
  }
  if (!cursor.rest.empty() && is_letter(cursor.rest.front())) cursor.take(1);  // "R" of EUR
  const auto amount = cursor.take_amount();
  if (!amount) return std::nullopt;

  SwiftMovement movement{.day = *day, .amount = *amount, .expected = expected};
  if ((mark == "D") != reversal) movement.amount = -movement.amount;
  movement.odd_day = std::move(odd);
  movement.type = take_type(cursor);
  const auto slashes = cursor.rest.find("//");
  movement.reference = trimmed(cursor.rest.substr(0, slashes));
  if (slashes != std::string_view::npos) {
    movement.bank_reference = trimmed(cursor.rest.substr(slashes + 2));
  }
  const auto first_end = find_line_end(field.content);
  if (first_end < field.content.size()) movement.supplement = field.content.substr(first_end);
  return movement;
}

std::optional<SwiftTotal> read_swift_total(const SwiftField& field, Refusals& refusals) {
  Cursor cursor{field, refusals};
  const auto count = cursor.take_digits();
  SwiftTotal total;
  if (cursor.rest.size() >= 3 && std::ranges::all_of(cursor.rest.substr(0, 3), is_letter)) {
    total.currency = cursor.take(3);
  }
  if (count.empty() || count.size() > 9 || total.currency.empty()) {
    cursor.refuse(Rule::row_not_understood, trimmed(field.content),
                  "a total is written as a count, a currency and the sum");
    return std::nullopt;
  }
  const auto sum = cursor.take_amount();
  if (!sum) return std::nullopt;
  total.count = static_cast<std::size_t>(number(count));
  total.sum = *sum;
  return total;
}

std::string_view swift_floor_currency(const SwiftField& field) {
  const auto currency = trimmed(field.content).substr(0, 3);
  return currency.size() == 3 && std::ranges::all_of(currency, is_letter) ? currency
                                                                          : std::string_view{};
}

}  // namespace imports
