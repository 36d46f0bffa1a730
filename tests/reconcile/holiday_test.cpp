// Holiday that is built up: by days of the leave year, or by hours worked.
#include "reconcile/holiday.hpp"

#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;
using ledger::HolidayKind;

namespace {

ledger::PersonVersion with_worker(HolidayKind kind, std::string_view from,
                                  std::optional<ledger::Date> year_from = std::nullopt) {
  auto version = person();
  auto& worker = version.workers[0];
  worker.from = day(from);
  worker.holiday = kind;
  worker.holiday_year_from = year_from;
  worker.hours = ledger::parse_quantity("20").value();
  worker.rate = pounds("13.00");
  return version;
}

reconcile::Holiday holiday(const Case& made, std::string_view as_of) {
  const reconcile::Groundwork ground{made.facts, ledger::Parameters::built_in()};
  return reconcile::holiday_of(ground, "W1", day(as_of));
}

ledger::Payslip worked(std::string_view first, std::string_view last, std::string_view hours) {
  auto slip = payslip("W1", first, last, last, "500.00");
  slip.hours = ledger::parse_quantity(hours).value();
  return slip;
}

std::string hours_of(const reconcile::Holiday& holiday) {
  return holiday.hours ? text(*holiday.hours) : "?";
}

}  // namespace

TEST_CASE("fixed hours: a whole leave year gives 5.6 of the usual weeks", "[holiday]") {
  const Case made{with_worker(HolidayKind::fixed_hours, "2025-04-01")};
  const auto whole = holiday(made, "2026-03-31");
  CHECK(hours_of(whole) == "112");
  CHECK(whole.value() == pounds("1456.00"));
  CHECK_FALSE(whole.year_stated);
  CHECK(hours_of(holiday(made, "2025-04-01")) == "0.31");   // 112 / 365
  CHECK(hours_of(holiday(made, "2025-09-29")) == "55.85");  // 182 days
  CHECK(hours_of(holiday(made, "2026-04-01")) == "0.31");   // the next year
}

TEST_CASE("fixed hours: the first leave year counts from the first day of the work", "[holiday]") {
  const Case made{with_worker(HolidayKind::fixed_hours, "2025-10-01", day("2020-04-01"))};
  const auto half = holiday(made, "2026-03-31");
  CHECK(half.year == ledger::Period{day("2025-04-01"), day("2026-03-31")});
  CHECK(half.year_stated);
  CHECK(hours_of(half) == "55.85");  // 182 of 365 days
}

TEST_CASE("fixed hours: another usual week counts from its version on", "[holiday]") {
  auto before = with_worker(HolidayKind::fixed_hours, "2025-04-01");
  auto after = before;
  after.from = day("2025-10-01");
  after.workers[0].hours = ledger::parse_quantity("10").value();
  const Case made{{before, after}};
  // 183 days at 20 hours and 182 at 10.
  CHECK(hours_of(holiday(made, "2026-03-31")) == "84.08");
}

TEST_CASE("fixed hours without a usual week cannot be told", "[holiday]") {
  auto version = with_worker(HolidayKind::fixed_hours, "2025-04-01");
  version.workers[0].hours.reset();
  const Case made{version};
  const auto untold = holiday(made, "2025-12-31");
  CHECK_FALSE(untold.hours);
  CHECK_FALSE(untold.value());
  CHECK(untold.missing == "the hours of the usual week");
}

TEST_CASE("who has left keeps what the last leave year gave up to the last day", "[holiday]") {
  auto version = with_worker(HolidayKind::fixed_hours, "2025-04-01");
  version.workers[0].to = day("2025-09-29");
  const Case made{version};
  CHECK(hours_of(holiday(made, "2026-08-01")) == "55.85");
}

TEST_CASE("irregular hours: 12.07 % of the hours of each pay period", "[holiday]") {
  Case made{with_worker(HolidayKind::irregular_hours, "2025-04-01")};
  made.pay(worked("2025-04-01", "2025-04-28", "68"));
  made.pay(worked("2025-04-29", "2025-05-26", "31.50"));
  // 8.2076 and 3.80205, each to a hundredth of an hour.
  CHECK(hours_of(holiday(made, "2025-05-26")) == "12.01");
  CHECK(hours_of(holiday(made, "2025-05-25")) == "8.21");
  CHECK(holiday(made, "2025-05-26").value() == pounds("156.13"));
}

TEST_CASE("irregular hours: a pay period belongs to the leave year of its last day", "[holiday]") {
  Case made{with_worker(HolidayKind::irregular_hours, "2024-04-01", day("2024-05-01"))};
  made.pay(worked("2025-04-05", "2025-05-02", "100"));
  CHECK(hours_of(holiday(made, "2025-05-02")) == "12.07");
}

TEST_CASE("irregular hours of a leave year before 1 April 2024 cannot be told", "[holiday]") {
  Case made{with_worker(HolidayKind::irregular_hours, "2023-01-01", day("2024-03-31"))};
  made.pay(worked("2024-06-01", "2024-06-28", "100"));
  const auto before = holiday(made, "2025-03-30");
  CHECK_FALSE(before.hours);
  CHECK(before.missing.find("2024-03-31") != std::string::npos);
  CHECK(hours_of(holiday(made, "2025-03-31")) == "0");
}

TEST_CASE("irregular hours: one payslip without hours leaves the sum untold", "[holiday]") {
  Case made{with_worker(HolidayKind::irregular_hours, "2025-04-01")};
  made.pay(worked("2025-04-01", "2025-04-28", "68"));
  made.pay(payslip("W1", "2025-04-29", "2025-05-26", "2025-05-26", "500.00"));
  CHECK(holiday(made, "2025-06-30").missing == "the hours of 1 payslip");
  CHECK(hours_of(holiday(made, "2025-05-01")) == "8.21");
}

TEST_CASE("hours that become fixed within a leave year build up by each kind for its days",
          "[holiday]") {
  auto before = with_worker(HolidayKind::irregular_hours, "2025-04-01");
  auto after = with_worker(HolidayKind::fixed_hours, "2025-04-01");
  after.from = day("2025-10-01");
  Case made{{before, after}};
  made.pay(worked("2025-09-01", "2025-09-30", "80"));
  made.pay(worked("2025-10-01", "2025-10-31", "88"));
  CHECK(hours_of(holiday(made, "2025-09-30")) == "9.66");   // 12.07 % of 80
  CHECK(hours_of(holiday(made, "2025-10-01")) == "9.97");   // and a day of 112 in 365
  CHECK(hours_of(holiday(made, "2025-10-31")) == "19.17");  // and 31 days
}

TEST_CASE("where nobody said how holiday builds up nothing is guessed", "[holiday]") {
  Case made{with_worker(HolidayKind::unknown, "2025-04-01")};
  made.pay(worked("2025-04-01", "2025-04-28", "68"));
  CHECK_FALSE(holiday(made, "2025-06-30").hours);
  CHECK_FALSE(holiday(made, "2025-06-30").missing.empty());
}

TEST_CASE("a payslip that is there twice builds up holiday once", "[holiday]") {
  Case made{with_worker(HolidayKind::irregular_hours, "2025-04-01")};
  made.pay(worked("2025-04-01", "2025-04-28", "100"));
  made.pay(worked("2025-04-01", "2025-04-28", "100"));
  CHECK(hours_of(holiday(made, "2025-06-30")) == "12.07");
}
