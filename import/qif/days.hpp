// The days of a QIF file. Nothing in it says whether the day or the month comes first, so that is
// decided once, from all of them together, and never by the row.
//
// Forms     6/4/2018, 06.04.18, 6-4-2018, 2018-04-06, and Quicken's own: " 6/ 4'18" (blanks for
//           noughts; the apostrophe is 20), "28.02'2009", "3/11' 2"; 26 Jan 2026, 26-Jan-26
// Order     a first number above 12: the day is first. A second one: the month is. Both in one
//           file: refused. Neither: as !Option:MDY says, else the day, and a person is told.
// Years     of two digits without an apostrophe: 70 to 99 are 19xx, 00 to 69 are 20xx.
#pragma once

#include "ledger/date.hpp"
#include "ledger/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace imports::qif {

/// A day as written, before its order is known.
struct DayText {
  enum class Form : std::uint8_t { none, open, settled };
  Form form = Form::none;  ///< open: the order decides
  int first = 0;
  int second = 0;
  int year = 0;
  std::optional<ledger::Date> date;  ///< where no order is needed
  std::optional<ledger::Rule> wrong;
};
DayText read_day_text(std::string_view text);

enum class Order : std::uint8_t { day_first, month_first };

/// Gathers what the days of a file say about their order.
class DayOrder {
 public:
  /// `offset` is the place of `text` in the file.
  void add(std::string_view text, std::size_t offset);
  void say_month_first() { month_first_is_said_ = true; }

  struct Seen {
    std::string_view text;
    std::size_t offset = 0;
  };
  /// Both orders are needed: the first day of each kind.
  bool contradicts() const;
  Order order() const;
  /// Nothing but custom decides, and it matters: a day that could be another.
  bool is_guessed() const;

  const std::optional<Seen>& day_first() const { return day_first_; }
  const std::optional<Seen>& month_first() const { return month_first_; }
  const std::optional<Seen>& either() const { return either_; }

 private:
  bool month_first_is_said_ = false;
  std::optional<Seen> day_first_;    ///< a first number above 12
  std::optional<Seen> month_first_;  ///< a second number above 12
  std::optional<Seen> either_;       ///< neither, and the two differ
};

/// The day in that order; nothing when there is none such.
std::optional<ledger::Date> date_of(const DayText& day, Order order);

}  // namespace imports::qif
