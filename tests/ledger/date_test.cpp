#include "ledger/date.hpp"

#include "ledger/parameters.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Date;
using ledger::parse_date;

namespace {

Date day(const char* text) {
  return parse_date(text).value();
}

template <class A, class B>
concept adds = requires(A a, B b) {
  a + b;
};
static_assert(!adds<Date, Date> && !adds<Date, int>);

}  // namespace

TEST_CASE("a date is a real day or it is refused", "[ledger]") {
  CHECK(text(day("2024-02-29")) == "2024-02-29");
  CHECK(parse_date("2025-02-29").error().broken == ledger::Rule::date_impossible);
  CHECK(parse_date("2025-13-01").error().broken == ledger::Rule::date_impossible);
  for (const auto* text :
       {"", "2025-1-01", "01/02/2025", "2025-01-01 ", "20250101", "2025-0a-01"}) {
    CAPTURE(text);
    CHECK(parse_date(text).error().broken == ledger::Rule::date_not_understood);
  }
}

TEST_CASE("every day reads back from its text and follows the day before", "[ledger][exhaustive]") {
  auto date = day("1999-12-31");
  while (date < day("2101-01-01")) {
    const auto next = ledger::plus_days(date, 1);
    REQUIRE(parse_date(text(next)).value() == next);
    REQUIRE(text(date) < text(next));
    REQUIRE((date.weekday() + 1) % 7 == next.weekday());
    date = next;
  }
  CHECK(day("2025-04-30").weekday() == 2);  // a Wednesday
}

TEST_CASE("a month later keeps the day, or takes the month's last", "[ledger]") {
  CHECK(plus_months(day("2025-01-31"), 1) == day("2025-02-28"));
  CHECK(plus_months(day("2025-01-31"), 3) == day("2025-04-30"));
  CHECK(plus_months(day("2025-11-15"), 2) == day("2026-01-15"));
}

TEST_CASE("tax months run from the 6th to the 5th and are due by the 22nd", "[ledger]") {
  const auto of = [](const char* date) { return text(ledger::tax_month_of(day(date))); };
  CHECK(of("2025-04-05") == "2024-25:M12");
  CHECK(of("2025-04-06") == "2025-26:M01");
  CHECK(of("2025-05-05") == "2025-26:M01");
  CHECK(of("2025-12-31") == "2025-26:M09");
  CHECK(of("2026-01-05") == "2025-26:M09");
  CHECK(of("2026-01-06") == "2025-26:M10");
  const ledger::TaxMonth third{2025, 3};
  CHECK(third.period() == ledger::Period{day("2025-06-06"), day("2025-07-05")});
  CHECK(third.due() == day("2025-07-22"));
  CHECK(ledger::TaxMonth{2025, 1}.quarter_due() == day("2025-07-22"));
  CHECK(ledger::TaxMonth{2025, 12}.quarter_due() == day("2026-04-22"));
  CHECK(ledger::Month{2025, 12}.contributions_due() == day("2026-01-22"));
}

TEST_CASE("a tax month holds the days that belong to it", "[ledger][property]") {
  CHECK(rc::check("period", [] {
    const auto date = Date::of_days(*rc::gen::inRange(10000, 30000));
    const auto month = ledger::tax_month_of(date);
    RC_ASSERT(month.period().holds(date));
    const auto name = text(month);
    RC_ASSERT(ledger::parse_tax_month(name.substr(0, 7), name.substr(8)) == month);
  }));
}

TEST_CASE("working days leave out weekends and bank holidays", "[ledger]") {
  const auto& parameters = ledger::Parameters::built_in();
  CHECK(parameters.is_bank_holiday(day("2025-04-18")));
  CHECK(parameters.is_bank_holiday(day("2022-06-03")));
  CHECK(parameters.is_bank_holiday(day("2021-12-28")));
  CHECK_FALSE(parameters.is_bank_holiday(day("2020-05-04")));
  CHECK_FALSE(parameters.is_working_day(day("2025-05-03")));
  CHECK(parameters.is_working_day(day("2025-05-06")));
}
