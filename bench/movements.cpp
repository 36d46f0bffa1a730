#include "bench/movements.hpp"

#include "bench/names.hpp"

namespace bench {

const Way ways[4] = {
    {"FPO", "FT", "FASTER PAYMENT", "PAYMENT", "NTRF", "165", "455"},
    {"DD", "DIRECTDEP", "DIRECT DEBIT", "DIRECTDEBIT", "NDDT", "165", "455"},
    {"DEB", "PAYMENT", "CHIP & PIN", "POS", "NMSC", "195", "495"},
    {"SO", "REPEATPMT", "STANDING ORDER", "REPEATPMT", "NSTO", "195", "495"},
};

ledger::Date Movements::day() const {
  const auto first = *ledger::Date::of(2008, 1, 1);
  const auto days = static_cast<std::int32_t>(count_ / lines_of_day);
  return order_ == Order::oldest_first ? plus_days(first, days)
                                       : plus_days(*ledger::Date::of(2025, 12, 31), -days);
}

const Movement& Movements::next() {
  made_.date = day();
  made_.begins_day = day_is_over();
  made_.way = static_cast<std::size_t>(random_.between(0, 3));
  // Half of them wages, a quarter suppliers, a quarter money in.
  const auto kind = random_.between(0, 3);
  made_.payee.clear();
  made_.reference.clear();
  if (kind <= 1) {
    made_.payee += random_.pick(first_names);
    made_.payee += ' ';
    made_.payee += random_.pick(surnames);
    made_.reference += "WAGES P";
  } else if (kind == 2) {
    made_.payee += random_.pick(agencies);
    made_.reference += "INV ";
  } else {
    made_.payee += "NHS TRENTSHIRE ICB";
    made_.reference += "PHB ";
  }
  add_digits(made_.reference, random_.between(1, 99'999), 5);
  const auto size = random_.between(1, 9'999) * random_.between(1, 100);
  made_.amount = kind == 3 ? size * 3 : -size;
  const bool forwards = order_ == Order::oldest_first;
  if (forwards) balance_ += made_.amount;
  made_.balance = balance_;
  if (!forwards) balance_ -= made_.amount;
  ++count_;
  sum_ += made_.amount;
  made_.id.clear();
  add_digits(made_.id, 4'711'000'000'000 + count_, 14);
  return made_;
}

void add_digits(std::string& out, std::int64_t number, int width) {
  char text[20];
  int at = 20;
  for (; number > 0 || width > 0; number /= 10, --width) {
    text[--at] = static_cast<char>('0' + number % 10);
  }
  out.append(text + at, static_cast<std::size_t>(20 - at));
}

void add_pounds(std::string& out, Pence pence, char point) {
  if (pence < 0) out += '-';
  const auto size = pence < 0 ? -pence : pence;
  add_digits(out, size / 100, 1);
  out += point;
  add_digits(out, size % 100, 2);
}

}  // namespace bench
