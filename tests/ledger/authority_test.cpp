// Who may approve how much, and whether each version of a budget was approved by them in time.
#include "ledger/authority.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;

namespace {

using State = ApprovedVersion::State;

Date day(std::string_view text) {
  return parse_date(text).value();
}
Money pounds(std::string_view text) {
  return parse_money(text).value();
}

Parameters limits(const std::string& rows) {
  return Parameters::overridden_by("name,from,value,source\n" + rows, "limits.csv").value();
}

/// A team manager up to £5,000, a director up to £20,000, from April 2024.
const Parameters& scheme() {
  static const auto made = limits(
      "authority-limit:team-manager,2024-04-01,5000.00,scheme\n"
      "authority-limit:director,2024-04-01,20000.00,scheme\n");
  return made;
}

PersonVersion agreed(std::string_view amount, std::vector<Approval> approvals,
                     std::optional<Date> from = {}) {
  Budget budget{.ref = "b", .from = day("2025-04-01"), .to = day("2026-03-31")};
  budget.agreed = pounds(amount);
  budget.agreed_on = day("2025-03-10");
  budget.approvals = std::move(approvals);
  PersonVersion version;
  version.ref = "P1";
  version.from = from;
  version.budgets = {budget};
  return version;
}

Approval by(std::string role, std::string_view on) {
  return {std::move(role), "A. Moss", day(on)};
}

std::vector<ApprovedVersion> approved(std::vector<PersonVersion> versions,
                                      std::optional<Date> on = {},
                                      const Parameters& parameters = scheme()) {
  return approved_versions(PersonHistory{std::move(versions)}, "b", on, parameters);
}

State state_of(std::string_view amount, std::vector<Approval> approvals) {
  return approved({agreed(amount, std::move(approvals))}).at(0).state;
}

}  // namespace

TEST_CASE("without a limit of its day no version is tested", "[authority]") {
  const auto version = agreed("9000.00", {});
  CHECK(approved({version}, {}, Parameters::built_in()).empty());
  CHECK_FALSE(is_limited(day("2025-03-10"), Parameters::built_in()));
  const auto later = limits("authority-limit:director,2025-03-11,20000.00,scheme\n");
  CHECK(approved({version}, {}, later).empty());
  CHECK_FALSE(is_limited(day("2025-03-10"), later));
  CHECK(is_limited(day("2025-03-11"), later));
  CHECK_FALSE(is_limited(day("2025-03-10"), limits("authority-limit:panel,2024-04-01,,asked\n")));
}

TEST_CASE("a limit reaches a sum to the penny", "[authority]") {
  CHECK(state_of("5000.00", {by("team-manager", "2025-03-10")}) == State::in_time);
  CHECK(state_of("5000.01", {by("team-manager", "2025-03-10")}) == State::beyond);
  CHECK(state_of("5000.01", {by("team-manager", "2025-03-10"), by("director", "2025-03-01")}) ==
        State::in_time);
  const auto beyond = approved({agreed("5000.01", {by("team-manager", "2025-03-10")})}).at(0);
  CHECK(beyond.authority.beyond == pounds("0.01"));
  CHECK(who_could(beyond.authority) == "director (up to £20,000.00)");
}

TEST_CASE("an approval after the day of the agreement is late, and unknown before its own day",
          "[authority]") {
  const auto version = agreed("5000.00", {by("team-manager", "2025-03-11")});
  CHECK(approved({version}).at(0).state == State::late);
  CHECK(approved({version}).at(0).approved_on == day("2025-03-11"));
  CHECK(approved({version}, day("2025-03-10")).at(0).state == State::nobody);
  CHECK(approved({version}, day("2025-03-09")).empty());  // not agreed yet
}

TEST_CASE("who said yes without a role, and a role without a limit, cannot be tested",
          "[authority]") {
  auto version = agreed("5000.00", {});
  CHECK(approved({version}).at(0).state == State::nobody);
  version.budgets[0].agreed_by = {"Commissioner: A. Moss"};
  CHECK(approved({version}).at(0).state == State::no_role);
  CHECK(state_of("5000.00", {by("panel", "2025-03-10")}) == State::unknown_limit);
  CHECK(state_of("5000.00", {by("panel", "2025-03-10"), by("director", "2025-03-12")}) ==
        State::unknown_limit);  // the panel may have been enough in time
  CHECK(state_of("5000.00", {by("panel", "2025-03-12"), by("director", "2025-03-12")}) ==
        State::late);
}

TEST_CASE("a version that agrees to no more needs no approval; one that raises it does",
          "[authority]") {
  const auto first = agreed("4000.00", {by("director", "2025-03-10")});
  CHECK(approved({first, agreed("4000.00", {}, day("2025-07-01"))}).size() == 1);
  const auto raised = approved({first, agreed("4500.00", {}, day("2025-07-01"))});
  REQUIRE(raised.size() == 2);
  CHECK(raised[1].state == State::nobody);
  CHECK(raised[1].by == day("2025-07-01"));  // its file still says the day of the first
  CHECK(approved({first, agreed("4500.00", {}, day("2025-07-01"))}, day("2025-06-30")).size() == 1);
}

TEST_CASE("what was approved for less does not approve more", "[authority]") {
  const auto old = by("director", "2025-03-10");
  const auto first = agreed("4000.00", {old});
  CHECK(approved({first, agreed("4500.00", {old}, day("2025-07-01"))}).at(1).state ==
        State::nobody);
  const auto anew = agreed("4500.00", {old, by("director", "2025-06-28")}, day("2025-07-01"));
  CHECK(approved({first, anew}).at(1).state == State::in_time);
}

TEST_CASE("what a later version records of the same sum or more puts an earlier one right",
          "[authority]") {
  const auto first = agreed("4000.00", {});
  const auto same = agreed("4000.00", {by("director", "2025-03-09")}, day("2025-05-01"));
  CHECK(approved({first, same}).at(0).state == State::in_time);
  CHECK(approved({first, same}, day("2025-04-30")).at(0).state == State::nobody);
  const auto less = agreed("3999.99", {by("director", "2025-03-09")}, day("2025-05-01"));
  CHECK(approved({first, less}).at(0).state == State::nobody);
}

TEST_CASE("a sum is approved in time if and only if a limit of the day reaches it", "[authority]") {
  REQUIRE(rc::check("by one approval with a known limit", [] {
    const auto sum = *rc::gen::inRange<std::int64_t>(1, 30'000'00);
    const auto shift = *rc::gen::inRange(-30, 30);
    const auto role = *rc::gen::element(std::string{"team-manager"}, std::string{"director"});
    auto version = agreed("1.00", {{role, "A. Moss", plus_days(day("2025-03-10"), shift)}});
    version.budgets[0].agreed = Money::of_pence(sum);
    const auto reaches = sum <= (role == "director" ? 20'000'00 : 5'000'00);
    const auto found = approved({version}).at(0);
    RC_ASSERT((found.state == State::in_time) == (reaches && shift <= 0));
    RC_ASSERT((found.state == State::late) == (reaches && shift > 0));
    RC_ASSERT((found.state == State::beyond) == !reaches);
    RC_ASSERT(found.authority.beyond.is_zero() == reaches);
  }));
}
