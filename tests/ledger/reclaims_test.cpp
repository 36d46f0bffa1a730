// Which acts stand, what is asked back by them and when, and when payments are on hold.
#include "ledger/reclaims.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace ledger;

namespace {

using Kind = Act::Kind;

Date day(std::string_view text) {
  return parse_date(text).value();
}
Money pounds(std::string_view text) {
  return parse_money(text).value();
}

struct Acts : std::vector<Act> {
  Act& add(Kind kind, std::string_view on, std::string_view amount = "0.00",
           std::string ref = "R1") {
    Act made{.kind = kind, .on = day(on)};
    made.number = static_cast<int>(size()) + 1;
    made.ref = std::move(ref);
    made.budget = "2025";
    made.funder = "NHS Trent ICB";
    made.amount = pounds(amount);
    push_back(made);
    return back();
  }
};

std::string dues(const Reclaim& reclaim) {
  std::string said;
  for (const auto& due : reclaim.dues) {
    said += (said.empty() ? "" : ", ") + text(due.due) + " " + text(due.amount);
  }
  return said;
}

std::string steps(const Reclaim& reclaim) {
  std::string said;
  for (const auto& step : reclaim.steps) {
    said += (said.empty() ? "" : ", ") + text(step.on) + " " + text(step.more);
  }
  return said;
}

}  // namespace

TEST_CASE("a new plan of instalments keeps what was repaid and replaces what was open", "[acts]") {
  Acts acts;
  acts.add(Kind::reclaim, "2025-06-01", "600.00").until = day("2025-06-30");
  auto plan = [&](std::string_view on, std::string_view first, std::string_view each,
                  std::string_view total) {
    auto& made = acts.add(Kind::instalments, on, each);
    made.until = day(first);
    made.every = Every::month;
    made.total = pounds(total);
  };
  plan("2025-06-20", "2025-07-01", "200.00", "600.00");
  CHECK(dues(reclaims(acts)[0]) == "2025-07-01 200.00, 2025-08-01 200.00, 2025-09-01 200.00");
  // The first was repaid; of the second half. Then they agree on less a month.
  plan("2025-08-10", "2025-09-15", "150.00", "300.00");
  CHECK(dues(reclaims(acts)[0]) ==
        "2025-07-01 200.00, 2025-08-01 100.00, 2025-09-15 150.00, 2025-10-15 150.00");
  acts.add(Kind::write_off, "2025-09-01", "200.00");
  CHECK(dues(reclaims(acts)[0]) == "2025-07-01 200.00, 2025-08-01 100.00, 2025-09-15 100.00");
  CHECK(dues(reclaims(acts, day("2025-08-31"))[0]).ends_with("2025-10-15 150.00"));
  acts.add(Kind::repaid, "2025-09-02", "250.00");
  CHECK(dues(reclaims(acts)[0]) == "2025-08-01 50.00, 2025-09-15 100.00");
  CHECK(reclaims(acts)[0].elsewhere == pounds("250.00"));
}

TEST_CASE("an outcome may ask for more than was left, never for less than nothing", "[acts]") {
  Acts acts;
  acts.add(Kind::reclaim, "2025-06-01", "600.00").until = day("2025-06-30");
  acts.add(Kind::write_off, "2025-06-10", "500.00");
  acts.add(Kind::reconsider, "2025-06-12");
  REQUIRE(reclaims(acts)[0].reconsidering != nullptr);
  acts.add(Kind::outcome, "2025-06-20", "300.00");
  const auto lower = reclaims(acts)[0];
  CHECK(lower.reconsidering == nullptr);
  CHECK(lower.amount.is_zero());
  CHECK(lower.dues.empty());
  CHECK(steps(lower) == "2025-06-01 600.00, 2025-06-10 -500.00, 2025-06-20 -100.00");
  acts.add(Kind::outcome, "2025-06-25", "550.00");
  CHECK(dues(reclaims(acts)[0]) == "2025-06-30 50.00");
}

TEST_CASE("a request and its outcome on one day are answered, in whichever order they came",
          "[acts]") {
  Acts acts;
  acts.add(Kind::reclaim, "2025-06-01", "600.00");
  acts.add(Kind::outcome, "2025-06-20", "300.00");
  acts.add(Kind::reconsider, "2025-06-20");
  CHECK(reclaims(acts)[0].reconsidering == nullptr);
}

TEST_CASE("what became of a reclaim goes with it when it is taken back", "[acts]") {
  Acts acts;
  acts.add(Kind::reclaim, "2025-06-01", "600.00");
  acts.add(Kind::reconsider, "2025-06-03");
  acts.add(Kind::outcome, "2025-06-05", "400.00");
  acts.add(Kind::instalments, "2025-06-06", "100.00");
  acts.add(Kind::reclaim, "2025-06-07", "50.00", "R2");
  acts.add(Kind::write_off, "2025-06-08", "10.00", "R2");
  acts.add(Kind::hold, "2025-06-09", "0.00", "");
  CHECK(acts_in_force(acts).size() == acts.size());
  acts.add(Kind::withdraw, "2025-06-10", "0.00", "").withdrawn = 1;
  std::string numbers;
  for (const auto* act : acts_in_force(acts)) numbers += std::to_string(act->number) + " ";
  CHECK(numbers == "5 6 7 ");
}

TEST_CASE("a ref is never given twice, also after its reclaim was taken back", "[acts]") {
  Acts acts;
  CHECK(next_reclaim_ref(acts) == "R1");
  acts.add(Kind::reclaim, "2025-06-01", "600.00");
  acts.add(Kind::withdraw, "2025-06-02").withdrawn = 1;
  CHECK(reclaims(acts).empty());
  CHECK(next_reclaim_ref(acts) == "R2");
}

TEST_CASE("a hold lasts from its day to the eve of its release", "[acts]") {
  Acts acts;
  acts.add(Kind::hold, "2025-06-10");
  acts.add(Kind::hold, "2025-06-12");
  acts.add(Kind::release, "2025-07-01");
  acts.add(Kind::hold, "2025-08-01");
  const auto holds = holds_of(acts, "2025");
  REQUIRE(holds.size() == 2);
  CHECK(hold_on(holds, day("2025-06-09")).held == nullptr);
  CHECK(hold_on(holds, day("2025-06-10")).until == day("2025-07-01"));
  CHECK(hold_on(holds, day("2025-06-30")).held != nullptr);
  CHECK(hold_on(holds, day("2025-07-01")).held == nullptr);
  CHECK_FALSE(hold_on(holds, day("2026-01-01")).until);
  CHECK(holds_of(acts, "2024").empty());
}
